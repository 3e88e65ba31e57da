import { expect, test } from 'vitest';
import type { Migration } from '../../../src/model/migration.js';
import { operationLines } from '../operation-lines.js';
import { overview } from '../overview.js';
import { moduleOf, readOperations } from './django/read-app.js';

function firstLines([migration]: readonly Migration[]): readonly string[] {
  return migration ? operationLines(migration) : [];
}

const requirements = { 'requirements.txt': 'django\npsycopg2\n' };
const createA = "migrations.CreateModel('A', [('id', models.AutoField(primary_key=True))])";

test('finds the packages of migrations by their content, in the order of their dependencies', async () => {
  const found = await overview({
    ...requirements,
    'shop/migrations/__init__.py': '',
    'shop/migrations/0001_initial.py': moduleOf(createA),
    'shop/migrations/0002_zebra.py': moduleOf('', {
      attributes: "dependencies = [('shop', '0001_initial')]",
    }),
    'shop/migrations/0002_apple.py': moduleOf('', { attributes: "dependencies = [('shop', '0002_zebra')]" }),
    'shop/migrations/_helpers.py': moduleOf(createA),
    'shop/schema/0001_elsewhere.py': moduleOf(createA),
    'shop/migrations/notes.py': 'class Notes:\n    pass\n',
    'old/south_migrations/0001_initial.py':
      'from south.v2 import SchemaMigration\nclass Migration(SchemaMigration):\n    pass\n',
    'shop/project_template/home/migrations/0001_initial.py': moduleOf(createA),
  });
  expect(found.sets).toEqual(['django shop/migrations [postgresql]', 'django shop/schema [postgresql]']);
  expect(found.migrations.slice(0, 3)).toEqual([
    'shop/migrations/0001_initial.py 0001_initial initial inferred',
    'shop/migrations/0002_zebra.py 0002_zebra zebra inferred',
    'shop/migrations/0002_apple.py 0002_apple apple inferred',
  ]);
});

test('the app label is that of AppConfig or of MIGRATION_MODULES', async () => {
  const found = await overview({
    ...requirements,
    'apps/a/apps.py': "class AConfig(AppConfig):\n    name = 'apps.a'\n    label = 'alpha'\n",
    'apps/a/migrations/0001_initial.py': moduleOf(createA),
    'site/settings.py':
      "MIGRATION_MODULES = {'beta': 'db.beta_migrations'}\nDATABASES = {'default': {'ENGINE': 'django.db.backends.mysql'}}\n",
    'db/beta_migrations/0001_initial.py': moduleOf(createA),
  });
  expect(found.all.flatMap((migration) => operationLines(migration))).toEqual([
    'createTable alpha_a (id integer not null auto-increment key)',
    'createTable beta_a (id integer not null auto-increment key)',
  ]);
  expect(found.reasons).toEqual([
    'site/settings.py names its database engine',
    'site/settings.py names its database engine',
  ]);
  expect(found.operations.every((line) => line.endsWith('none'))).toBe(true);
});

test('a squashed migration is named as such and does not apply twice', async () => {
  const found = await overview({
    ...requirements,
    'a/migrations/0001_initial.py': moduleOf(createA),
    'a/migrations/0001_squashed.py': moduleOf(createA, { attributes: "replaces = [('a', '0001_initial')]" }),
  });
  expect(found.all.map(({ version, phase }) => [version, phase])).toEqual([
    ['0001_squashed', 'squashed'],
    ['0001_initial', undefined],
  ]);
});

test('foreign keys know the keys of other apps and of the user model', async () => {
  const found = await overview({
    ...requirements,
    'proj/settings.py': "AUTH_USER_MODEL = 'people.Person'\n",
    'people/migrations/0001_initial.py': moduleOf(
      "migrations.CreateModel('Person', [('key', models.UUIDField(primary_key=True))], options={'swappable': 'AUTH_USER_MODEL', 'db_table': 'persons'})",
    ),
    'blog/migrations/0001_initial.py': moduleOf(
      "migrations.CreateModel('Post', [('id', models.AutoField(primary_key=True)), ('by', models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, db_index=False)), ('group', models.ForeignKey('auth.Group', models.CASCADE, db_constraint=False, db_index=False))])",
      { code: 'from django.conf import settings' },
    ),
  });
  expect(firstLines(found.all)).toEqual([
    'createTable blog_post (id integer not null identity key, by_id uuid not null -> persons, group_id integer not null)',
  ]);
});

test('a model of a house’s own field class is read by its base', async () => {
  const found = await overview({
    ...requirements,
    'core/fields.py':
      'from django.db import models\nclass Money(models.DecimalField):\n    def __init__(self, **kwargs):\n        super().__init__(**kwargs)\n',
    'a/migrations/0001_initial.py': moduleOf(
      "migrations.CreateModel('A', [('id', models.AutoField(primary_key=True)), ('price', core.fields.Money(max_digits=8, decimal_places=3)), ('size', models.CharField(max_length=settings.SIZE))])",
      { code: 'import core.fields\nfrom django.conf import settings' },
    ),
    'proj/settings.py': 'SIZE = 7\n',
  });
  expect(firstLines(found.all)).toEqual([
    'createTable a_a (id integer not null identity key, price numeric(8,3) not null, size varchar(7) not null)',
  ]);
});

test.each<[string, string, readonly string[], readonly string[], string]>([
  [
    'a text',
    "migrations.RunSQL('ALTER TABLE sales_order ADD note text', 'ALTER TABLE sales_order DROP note')",
    ['addColumn sales_order.note text'],
    ['dropColumn sales_order.note'],
    'explicit',
  ],
  [
    'lists with parameters',
    "migrations.RunSQL([('UPDATE sales_order SET total = %s', [1]), 'DROP TABLE x;'], reverse_sql=migrations.RunSQL.noop)",
    ['update sales_order all', 'dropTable x'],
    [],
    'noop',
  ],
  ['noop both ways', "migrations.RunSQL(migrations.RunSQL.noop, '')", [], [], 'noop'],
  ['no way back', "migrations.RunSQL('DROP TABLE x')", ['dropTable x'], [], 'inferred'],
  [
    'constants and formatting',
    "migrations.RunSQL(SQL % TABLE, f'DROP INDEX {TABLE}_x')",
    ['createIndex sales_order(total) -'],
    ['dropIndex sales_order_x'],
    'explicit',
  ],
  [
    'what only run time knows',
    "migrations.RunSQL(open('x.sql').read())",
    ['opaque: the SQL is made while the migration runs'],
    [],
    'inferred',
  ],
])('RunSQL: %s', async (_, operation, up, down, form) => {
  const migration = await readOperations(operation, {
    code: "SQL = 'CREATE INDEX ON %s (total)'\nTABLE = 'sales_order'",
  });
  expect(operationLines(migration)).toEqual(up);
  expect(operationLines(migration, 'down')).toEqual(down);
  expect(migration.down).toBe(form);
});

test('SQL has its own place in the file', async () => {
  const migration = await readOperations(
    '        migrations.RunSQL("""\n            ALTER TABLE sales_order ADD a text;\n            ALTER TABLE sales_order ADD b text;\n        """),',
  );
  expect(migration.operations.map(({ span, statement }) => [span.line, span.column, statement])).toEqual([
    [9, 13, 0],
    [10, 13, 1],
  ]);
});

const functions = `
def forwards(apps, schema_editor):
    Order = apps.get_model('sales', 'Order')
    Order.objects.update(total=0)
    Order.objects.filter(total=None).update(total=1)
    Order.objects.filter(pk__in=[1, 2]).delete()
    for order in Order.objects.all().iterator():
        order.total = 3
        order.save(update_fields=['total'])
    Order.objects.bulk_create([Order(number='x')])
    Order.objects.bulk_update(rows, ['total'], batch_size=500)
    Order(number='y').save()
    with schema_editor.connection.cursor() as cursor:
        cursor.execute('UPDATE sales_order SET total = %s WHERE id = %s', [1, 2])
        cursor.execute('SELECT 1')
    if schema_editor.connection.vendor == 'mysql':
        schema_editor.execute('DROP TABLE mysql_only')
    helper(apps)

def helper(apps):
    apps.get_model('sales.Shop').objects.exclude(name='').delete()

def backwards(apps, schema_editor):
    pass
`;

test('RunPython: what a function changes is seen', async () => {
  const migration = await readOperations('migrations.RunPython(forwards, backwards)', { code: functions });
  expect(operationLines(migration)).toEqual([
    'update sales_order all',
    'update sales_order filtered',
    'delete sales_order by-key',
    'update sales_order batched',
    'insert sales_order by-key',
    'update sales_order batched',
    'insert sales_order by-key',
    'update sales_order by-key',
    'delete sales_shop filtered',
  ]);
  expect(migration.down).toBe('explicit');
  expect(migration.operations[0]?.span.line).toBe(6);
});

test('RunPython without reverse_code cannot be turned round; noop can', async () => {
  const without = await readOperations('migrations.RunPython(backwards)', { code: functions });
  expect(without.downProblems.map(({ text, span }) => `${span.line} ${text}`)).toEqual([
    '32 RunPython without reverse_code',
  ]);
  const noop = await readOperations('migrations.RunPython(backwards, migrations.RunPython.noop)', {
    code: functions,
  });
  expect([noop.down, noop.downProblems]).toEqual(['noop', []]);
});

test('of SeparateDatabaseAndState only the database operations touch the schema', async () => {
  const migration = await readOperations(`
    migrations.SeparateDatabaseAndState(
      database_operations=[migrations.RunSQL('ALTER TABLE sales_order ADD note text', '')],
      state_operations=[migrations.AddField('order', 'note', models.TextField(null=True))]),
    migrations.AlterField('order', 'note', models.TextField(default=''))`);
  expect(operationLines(migration)).toEqual([
    'addColumn sales_order.note text',
    "setDefault sales_order.note ''",
    'update sales_order filtered',
    'setNotNull sales_order.note',
    'dropDefault sales_order.note',
  ]);
});

test('`atomic = False` takes the transaction away', async () => {
  const add = "migrations.AddField('order', 'x', models.TextField(null=True))";
  expect((await readOperations(add)).operations[0]?.transaction).toBe('per-migration');
  const bare = await readOperations(add, { attributes: 'atomic = False' });
  expect([bare.operations[0]?.transaction, bare.runner.transaction]).toEqual(['none', 'per-migration']);
});

test('operations of the house’s own are followed, what is not known is opaque', async () => {
  const migration = await readOperations(
    "Loud('order'), Quiet(), Wrapped('t'), Plain(model_name='order', name='a', field=models.TextField(null=True)), vendor.Strange()",
    {
      code: `import vendor
class Loud(migrations.operations.base.Operation):
    def __init__(self, model):
        self.model = model
    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        schema_editor.execute(f'DROP TABLE {app_label}_{self.model}')
    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        pass
class Quiet(migrations.operations.base.Operation):
    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        pass
class Wrapped(migrations.RunSQL):
    def __init__(self, table):
        super().__init__(sql=f'TRUNCATE {table}', reverse_sql='')
class Plain(migrations.AddField):
    pass
`,
    },
  );
  expect(operationLines(migration)).toEqual([
    'dropTable sales_order',
    'truncate t',
    'addColumn sales_order.a text',
    'opaque: an operation of another package: vendor.Strange',
  ]);
});

test('lists of operations that are built by loops and conditions are followed', async () => {
  const found = await overview({
    ...requirements,
    'a/migrations/0001_initial.py': `from django.db import migrations, models
NAMES = ['One', 'Two']
class Migration(migrations.Migration):
    operations = [migrations.CreateModel(name, [('id', models.AutoField(primary_key=True))]) for name in NAMES]
    if True:
        operations += [migrations.RunSQL('DROP TABLE old', '')]
`,
    'a/migrations/0002_broken.py':
      'from django.db import migrations\nclass Migration(migrations.Migration):\n    operations = [migrations.RunSQL("DROP TABLE b", "")\n\ndef (:\n',
  });
  expect(firstLines(found.all)).toEqual([
    'createTable a_one (id integer not null identity key)',
    'createTable a_two (id integer not null identity key)',
    'dropTable old',
  ]);
  expect(found.skipped.length).toBeGreaterThan(0);
});
