import { expect, test } from 'vitest';
import { operationLines } from '../../operation-lines.js';
import { readOperations } from './read-app.js';

const orders = "model_name='order'";

test.each<[string, string, readonly string[], readonly string[]]>([
  [
    'CreateModel',
    `migrations.CreateModel('Item', [
      ('id', models.AutoField(primary_key=True)),
      ('code', models.SlugField(unique=True)),
      ('amount', models.DecimalField(max_digits=10, decimal_places=2, default=0)),
      ('order', models.ForeignKey('sales.Order', models.CASCADE, db_column='order_ref')),
      ('weight', models.PositiveIntegerField(null=True)),
    ], options={'db_table': 'line_items', 'unique_together': {('order', 'code')},
      'indexes': [models.Index(fields=['-amount'], name='item_amount')],
      'constraints': [models.CheckConstraint(check=models.Q(amount__gte=0), name='amount_ok')]})`,
    [
      'createTable line_items (id integer not null identity key, code varchar(50) not null unique, amount numeric(10,2) not null, order_ref bigint not null -> sales_order, weight integer check "weight" >= 0)',
      'addUnique line_items(order_ref,code) -',
      'createIndex line_items(order_ref) -',
      'createIndex line_items(amount) item_amount',
      'addCheck line_items amount_ok amount >= 0',
    ],
    ['dropTable line_items'],
  ],
  [
    'CreateModel without a key and with a many-to-many field',
    "migrations.CreateModel('Label', [('orders', models.ManyToManyField('Order'))])",
    [
      'createTable sales_label (id integer not null identity key)',
      'createTable sales_label_orders (id bigint not null identity key, label_id integer not null -> sales_label, order_id bigint not null -> sales_order)',
      'addUnique sales_label_orders(label_id,order_id) -',
      'createIndex sales_label_orders(label_id) -',
      'createIndex sales_label_orders(order_id) -',
    ],
    ['dropTable sales_label_orders', 'dropTable sales_label'],
  ],
  ['a proxy', "migrations.CreateModel('P', [], options={'proxy': True}, bases=('sales.order',))", [], []],
  ['an unmanaged model', "migrations.CreateModel('V', [], options={'managed': False})", [], []],
  [
    'DeleteModel',
    "migrations.DeleteModel('Order')",
    ['dropTable sales_order_tags', 'dropTable sales_order'],
    [
      'createTable sales_order (id bigint not null identity key, number varchar(20) not null, total integer, shop_id bigint not null -> sales_shop)',
      'createIndex sales_order(shop_id) -',
      'createTable sales_order_tags (id bigint not null identity key, order_id bigint not null -> sales_order, shop_id bigint not null -> sales_shop)',
      'addUnique sales_order_tags(order_id,shop_id) -',
      'createIndex sales_order_tags(order_id) -',
      'createIndex sales_order_tags(shop_id) -',
    ],
  ],
  [
    'RenameModel',
    "migrations.RenameModel('Order', 'Purchase')",
    [
      'renameTable sales_order to sales_purchase',
      'renameTable sales_order_tags to sales_purchase_tags',
      'renameColumn sales_purchase_tags.order_id to purchase_id',
    ],
    [
      'renameTable sales_purchase to sales_order',
      'renameTable sales_purchase_tags to sales_order_tags',
      'renameColumn sales_order_tags.purchase_id to order_id',
    ],
  ],
  [
    'AlterModelTable',
    "migrations.AlterModelTable('order', 'purchases')",
    ['renameTable sales_order to purchases', 'renameTable sales_order_tags to purchases_tags'],
    ['renameTable purchases to sales_order', 'renameTable purchases_tags to sales_order_tags'],
  ],
  [
    'AlterModelTableComment',
    "migrations.AlterModelTableComment('order', 'x')",
    ['sql COMMENT'],
    ['sql COMMENT'],
  ],
  [
    'AlterUniqueTogether',
    "migrations.AlterUniqueTogether('order', {('shop', 'number')})",
    ['addUnique sales_order(shop_id,number) -'],
    ['dropConstraint sales_order sales_order_shop_id_number_uniq (unique)'],
  ],
  [
    'AlterIndexTogether',
    "migrations.AlterIndexTogether('order', [('shop', 'number')])",
    ['createIndex sales_order(shop_id,number) -'],
    ['dropIndex on sales_order(shop_id,number)'],
  ],
  [
    'AlterOrderWithRespectTo',
    "migrations.AlterOrderWithRespectTo('order', 'shop')",
    ['addColumn sales_order._order integer not null default 0', 'dropDefault sales_order._order'],
    ['dropColumn sales_order._order'],
  ],
  ['AlterModelOptions', "migrations.AlterModelOptions('order', {'ordering': ['id']})", [], []],
  ['AlterModelManagers', "migrations.AlterModelManagers('order', [])", [], []],
  [
    'AddField, nullable',
    `migrations.AddField(${orders}, name='note', field=models.TextField(null=True))`,
    ['addColumn sales_order.note text'],
    ['dropColumn sales_order.note'],
  ],
  [
    'AddField with a default of Python, which Django drops again',
    `migrations.AddField(${orders}, name='rank', field=models.SmallIntegerField(default=-1))`,
    ['addColumn sales_order.rank smallint not null default -1', 'dropDefault sales_order.rank'],
    ['dropColumn sales_order.rank'],
  ],
  [
    'AddField with db_default, which stays',
    `migrations.AddField(${orders}, name='at', field=models.DateTimeField(db_default=models.functions.Now()))`,
    ['addColumn sales_order.at timestamptz not null default statement_timestamp()'],
    ['dropColumn sales_order.at'],
  ],
  [
    'AddField of a foreign key',
    `migrations.AddField(${orders}, name='old_shop', field=models.ForeignKey(null=True, to='sales.Shop', on_delete=models.CASCADE))`,
    ['addColumn sales_order.old_shop_id bigint -> sales_shop', 'createIndex sales_order(old_shop_id) -'],
    ['dropColumn sales_order.old_shop_id'],
  ],
  [
    'AddField of an array and of a generated column',
    `migrations.AddField('order', 'codes', ArrayField(models.CharField(max_length=3), default=list)),
     migrations.AddField(${orders}, name='twice', field=models.GeneratedField(expression=models.F('total') * 2, output_field=models.BigIntegerField(), db_persist=True))`,
    [
      "addColumn sales_order.codes varchar(3)[] not null default '{}'",
      'dropDefault sales_order.codes',
      'addColumn sales_order.twice bigint not null stored',
    ],
    ['dropColumn sales_order.twice', 'dropColumn sales_order.codes'],
  ],
  [
    'RemoveField',
    `migrations.RemoveField(${orders}, name='shop')`,
    ['dropColumn sales_order.shop_id'],
    ['addColumn sales_order.shop_id bigint not null -> sales_shop', 'createIndex sales_order(shop_id) -'],
  ],
  [
    'RemoveField of a many-to-many field',
    `migrations.RemoveField(${orders}, name='tags')`,
    ['dropTable sales_order_tags'],
    [
      'createTable sales_order_tags (id bigint not null identity key, order_id bigint not null -> sales_order, shop_id bigint not null -> sales_shop)',
      'addUnique sales_order_tags(order_id,shop_id) -',
      'createIndex sales_order_tags(order_id) -',
      'createIndex sales_order_tags(shop_id) -',
    ],
  ],
  [
    'AlterField of the type',
    `migrations.AlterField(${orders}, name='number', field=models.TextField())`,
    ['changeColumnType sales_order.number text'],
    ['changeColumnType sales_order.number varchar(20)'],
  ],
  [
    'AlterField of what the database does not see',
    `migrations.AlterField(${orders}, name='number', field=models.CharField('No', max_length=20, help_text='x', choices=[('a', 'A')]))`,
    [],
    [],
  ],
  [
    'AlterField to NOT NULL, with a default: rows are filled',
    `migrations.AlterField(${orders}, name='total', field=models.IntegerField(default=0))`,
    [
      'setDefault sales_order.total 0',
      'update sales_order filtered',
      'setNotNull sales_order.total',
      'dropDefault sales_order.total',
    ],
    ['dropNotNull sales_order.total'],
  ],
  [
    'AlterField to an index, to unique, to another column',
    `migrations.AlterField(${orders}, name='total', field=models.IntegerField(null=True, db_index=True)),
     migrations.AlterField(${orders}, name='number', field=models.CharField(max_length=20, unique=True, db_column='no'))`,
    [
      'createIndex sales_order(total) -',
      'renameColumn sales_order.number to no',
      'addUnique sales_order(no) -',
    ],
    [
      'renameColumn sales_order.no to number',
      'dropConstraint sales_order sales_order_number_uniq (unique)',
      'dropIndex on sales_order(total)',
    ],
  ],
  [
    'AlterField of a key: the foreign keys follow',
    "migrations.AlterField('shop', 'id', models.UUIDField(primary_key=True))",
    ['changeColumnType sales_shop.id uuid', 'changeColumnType sales_order.shop_id uuid'],
    ['changeColumnType sales_shop.id bigint', 'changeColumnType sales_order.shop_id bigint'],
  ],
  [
    'RenameField',
    `migrations.RenameField(${orders}, old_name='shop', new_name='store')`,
    [
      'dropConstraint sales_order sales_order_shop_id_fk (foreign-key)',
      'renameColumn sales_order.shop_id to store_id',
      'addForeignKey sales_order(store_id) - sales_shop()',
    ],
    [
      'dropConstraint sales_order sales_order_store_id_fk (foreign-key)',
      'renameColumn sales_order.store_id to shop_id',
      'addForeignKey sales_order(shop_id) - sales_shop()',
    ],
  ],
  [
    'AddIndex',
    `migrations.AddIndex(${orders}, index=models.Index(fields=['shop', '-total'], name='ix', condition=models.Q(total__isnull=False)))`,
    ['createIndex sales_order(shop_id,total) ix where total IS NOT NULL'],
    ['dropIndex ix'],
  ],
  [
    'AddIndex on an expression and of another method',
    `migrations.AddIndex('order', models.Index(Lower('number').desc(), 'total', name='ix')),
     migrations.AddIndex('order', GinIndex(fields=['number'], name='gin'))`,
    [
      "createIndex sales_order(Lower('number').desc(),total) ix",
      'createIndex sales_order(number) gin using gin',
    ],
    ['dropIndex gin', 'dropIndex ix'],
  ],
  [
    'RemoveIndex and RenameIndex',
    `migrations.RemoveIndex(${orders}, name='unknown'),
     migrations.RenameIndex(${orders}, new_name='b', old_name='a')`,
    ['dropIndex unknown', 'renameIndex a to b'],
    ['renameIndex b to a'],
  ],
  [
    'AddIndexConcurrently and RemoveIndexConcurrently',
    `AddIndexConcurrently(${orders}, index=models.Index(fields=['total'], name='ix')),
     RemoveIndexConcurrently(${orders}, name='ix')`,
    ['createIndex sales_order(total) ix concurrently', 'dropIndex ix concurrently'],
    ['createIndex sales_order(total) ix concurrently', 'dropIndex ix concurrently'],
  ],
  [
    'AddConstraint',
    `migrations.AddConstraint(${orders}, constraint=models.UniqueConstraint(fields=('shop', 'number'), name='u')),
     migrations.AddConstraint(${orders}, constraint=models.UniqueConstraint(fields=['number'], condition=models.Q(total=1), name='p')),
     migrations.AddConstraint(${orders}, constraint=models.CheckConstraint(condition=models.Q(total__gt=0) | models.Q(total=None), name='c')),
     migrations.AddConstraint('order', ExclusionConstraint(name='x', expressions=[('number', '&&'), ('shop', '=')]))`,
    [
      'addUnique sales_order(shop_id,number) u',
      'createIndex sales_order(number) p unique where total = 1',
      "addCheck sales_order c models.Q(total__gt=0) | models.Q(total=None), name='c'",
      'addExclusion sales_order(number,shop_id) x',
    ],
    [
      'dropConstraint sales_order x',
      'dropConstraint sales_order c (check)',
      'dropIndex p',
      'dropConstraint sales_order u (unique)',
    ],
  ],
  [
    'RemoveConstraint',
    `migrations.RemoveConstraint(${orders}, name='c')`,
    ['dropConstraint sales_order c'],
    [],
  ],
  [
    'AddConstraintNotValid and ValidateConstraint',
    `AddConstraintNotValid('order', models.CheckConstraint(check=models.Q(total__gte=0), name='c')),
     ValidateConstraint('order', 'c')`,
    ['addCheck sales_order c total >= 0 not valid', 'validateConstraint sales_order c'],
    ['dropConstraint sales_order c (check)'],
  ],
  [
    'extensions and collations',
    "TrigramExtension(), CreateExtension('ltree'), CreateCollation('german', 'de')",
    ['sql CREATE EXTENSION', 'sql CREATE EXTENSION', 'sql CREATE COLLATION'],
    ['sql DROP COLLATION', 'sql DROP EXTENSION', 'sql DROP EXTENSION'],
  ],
])('%s', async (_, operations, up, down) => {
  const migration = await readOperations(operations, {
    code: `from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.operations import *
from django.contrib.postgres.operations import AddIndexConcurrently, RemoveIndexConcurrently, AddConstraintNotValid, ValidateConstraint, TrigramExtension, CreateExtension, CreateCollation
from django.db.models.functions import Lower
`,
  });
  expect(operationLines(migration)).toEqual(up);
  expect(operationLines(migration, 'down')).toEqual(down);
});

test.each([
  ['postgresql', 'addColumn sales_order.x timestamptz not null default ?'],
  ['mysql', 'addColumn sales_order.x datetime(6) not null default ?'],
  ['sqlite', 'addColumn sales_order.x datetime not null default ?'],
])('%s has types of its own', async (dialect, line) => {
  const migration = await readOperations(
    "migrations.AddField('order', 'x', models.DateTimeField(auto_now_add=True))",
    { dialect },
  );
  expect(operationLines(migration)[0]).toBe(line);
});
