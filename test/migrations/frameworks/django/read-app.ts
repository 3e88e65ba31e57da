import type { Migration } from '../../../../src/model/migration.js';
import { overview } from '../../overview.js';

const drivers: Readonly<Record<string, string>> = {
  postgresql: 'psycopg2',
  mysql: 'mysqlclient',
  sqlite: 'aiosqlite',
};

const before = `
        migrations.CreateModel(
            name='Shop',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=50)),
            ],
        ),
        migrations.CreateModel(
            name='Order',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False)),
                ('number', models.CharField(max_length=20)),
                ('total', models.IntegerField(null=True)),
                ('shop', models.ForeignKey(on_delete=models.CASCADE, to='sales.shop')),
                ('tags', models.ManyToManyField(to='sales.shop', related_name='+')),
            ],
        ),`;

/** A module with these operations; the first of them stands on line 7. */
export function moduleOf(operations: string, { attributes = '', code = '' } = {}): string {
  return `from django.db import migrations, models
import django.db.models.deletion
${code}
class Migration(migrations.Migration):
    ${attributes}
    operations = [
${operations}
    ]
`;
}

/** The second migration of the app `sales`, which has the models Shop and Order by then. */
export async function readOperations(
  operations: string,
  { dialect = 'postgresql', attributes = '', code = '' } = {},
): Promise<Migration> {
  const found = await overview({
    'requirements.txt': `django\n${drivers[dialect] ?? 'psycopg2'}\n`,
    'sales/migrations/__init__.py': '',
    'sales/migrations/0001_initial.py': moduleOf(before),
    'sales/migrations/0002_change.py': moduleOf(operations, {
      attributes: `dependencies = [('sales', '0001_initial')]\n    ${attributes}`,
      code,
    }),
  });
  const migration = found.all[1];
  if (!migration) throw new Error('no second migration was found');
  return migration;
}
