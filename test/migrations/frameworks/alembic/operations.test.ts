import { expect, test } from 'vitest';
import { operationLines } from '../../operation-lines.js';
import { readUpgrade } from './read-script.js';

test.each<[string, string, readonly string[]]>([
  [
    'create_table',
    `op.create_table('orders',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('number', sa.String(length=20), unique=True, index=True),
    sa.Column('shop_id', sa.BigInteger(), sa.ForeignKey('shops.id', ondelete='CASCADE'), nullable=False),
    sa.Column('state', sa.Enum('open', 'done', name='order_state'), server_default='open'),
    sa.Column('at', sa.DateTime(timezone=True), server_default=sa.func.now()),
    sa.CheckConstraint('total >= 0', name='total_ok'),
    sa.ForeignKeyConstraint(['a', 'b'], ['pairs.a', 'pairs.b'], name='fk_pair'),
    sa.UniqueConstraint('a', 'b'),
    sa.PrimaryKeyConstraint('id'),
    schema='sales')`,
    [
      'createEnum',
      "createTable sales.orders (id integer not null serial key, number varchar(20) unique, shop_id bigint not null -> shops, state order_state default 'open', at timestamptz default now())",
      'addCheck sales.orders total_ok total >= 0',
      'addForeignKey sales.orders(a,b) fk_pair pairs(a,b)',
      'addUnique sales.orders(a,b) -',
      'createIndex sales.orders(number) ix_sales_orders_number unique',
    ],
  ],
  ['drop_table', "op.drop_table('orders')", ['dropTable orders']],
  ['rename_table', "op.rename_table('a', 'b', schema='s')", ['renameTable s.a to b']],
  [
    'comments of tables',
    "op.create_table_comment('a', 'x')\nop.drop_table_comment('a')",
    ['sql COMMENT', 'sql COMMENT'],
  ],
  [
    'add_column',
    "op.add_column('t', sa.Column('a', sa.Text(), nullable=False, server_default=sa.text('now()')))",
    ['addColumn t.a text not null default now()'],
  ],
  [
    'add_column of a generated and of an identity column',
    "op.add_column('t', sa.Column('a', sa.Integer, sa.Computed('b * 2', persisted=True)))\nop.add_column('t', sa.Column('b', sa.BigInteger, sa.Identity(always=True)))",
    ['addColumn t.a integer stored', 'addColumn t.b bigint not null identity'],
  ],
  ['drop_column', "op.drop_column('t', 'a')", ['dropColumn t.a']],
  [
    'alter_column',
    `op.alter_column('t', 'a', new_column_name='b', type_=sa.BigInteger(), nullable=False,
    server_default='0', existing_type=sa.Integer(), existing_nullable=True, postgresql_using='a::bigint', comment='x')`,
    [
      'changeColumnType t.a bigint using a::bigint',
      'setNotNull t.a',
      "setDefault t.a '0'",
      'sql COMMENT',
      'renameColumn t.a to b',
    ],
  ],
  [
    'alter_column: what exists is no change',
    "op.alter_column('t', 'a', existing_type=sa.Integer(), nullable=True, existing_server_default=sa.text('0'))\nop.alter_column('t', 'a', server_default=None)",
    ['dropNotNull t.a', 'dropDefault t.a'],
  ],
  [
    'create_index',
    "op.create_index(op.f('ix'), 't', ['a', sa.text('lower(b)')], unique=True, postgresql_concurrently=True, postgresql_where=sa.text('a > 0'), postgresql_using='gin')",
    ['createIndex t(a,lower(b)) ix unique concurrently using gin where a > 0'],
  ],
  [
    'drop_index',
    "op.drop_index('ix', table_name='t', postgresql_concurrently=True)",
    ['dropIndex ix concurrently'],
  ],
  [
    'constraints',
    `op.create_unique_constraint('u', 't', ['a', 'b'])
op.create_primary_key('p', 't', ['id'])
op.create_check_constraint('c', 't', 'a > 0', postgresql_not_valid=True)
op.create_exclude_constraint('x', 't', ('room', '='), ('span', '&&'))
op.create_foreign_key('f', 't', 'users', ['user_id'], ['id'], ondelete='SET NULL', postgresql_not_valid=True)
op.drop_constraint('f', 't', type_='foreignkey')`,
    [
      'addUnique t(a,b) u',
      'addPrimaryKey t(id) p',
      'addCheck t c a > 0 not valid',
      'addExclusion t(room,span) x',
      'addForeignKey t(user_id) f users(id) on delete SET NULL not valid',
      'dropConstraint t f (foreign-key)',
    ],
  ],
  [
    'batch_alter_table',
    `with op.batch_alter_table('t', schema=None) as batch:
    batch.add_column(sa.Column('a', sa.Integer()))
    batch.alter_column('a', nullable=False)
    batch.create_index(batch.f('ix'), ['a'], unique=False)
    batch.create_unique_constraint('u', ['a'])
    batch.create_check_constraint('c', 'a > 0')
    batch.create_primary_key('p', ['a'])
    batch.create_exclude_constraint('x', ('a', '='))
    batch.create_foreign_key('f', 'o', ['a'], ['id'], ondelete='CASCADE')
    batch.drop_constraint('u', type_='unique')
    batch.drop_index('ix')
    batch.drop_column('a')
    batch.create_table_comment('x')`,
    [
      'addColumn t.a integer',
      'setNotNull t.a',
      'createIndex t(a) ix',
      'addUnique t(a) u',
      'addCheck t c a > 0',
      'addPrimaryKey t(a) p',
      'addExclusion t(a) x',
      'addForeignKey t(a) f o(id) on delete CASCADE',
      'dropConstraint t u (unique)',
      'dropIndex ix',
      'dropColumn t.a',
      'sql COMMENT',
    ],
  ],
  [
    'execute with text',
    `op.execute('ALTER TABLE t ADD a int')
op.execute(sa.text("""UPDATE t SET a = 1"""))
op.execute(f"DROP INDEX {'i'}_x")
op.get_bind().execute(sa.text('SELECT 1'))
op.get_bind().exec_driver_sql('DROP TABLE u')`,
    ['addColumn t.a integer', 'update t all', 'dropIndex i_x', 'dropTable u'],
  ],
  [
    'execute with statements of SQLAlchemy',
    `t = sa.table('t', sa.column('id'), sa.column('a'))
op.execute(t.update().values(a=1))
op.execute(sa.update(t).where(t.c.a == 1).values(a=2))
op.execute(sa.delete(t).where(t.c.id == 7))
op.bulk_insert(t, [{'id': 1}])
op.get_bind().execute(sa.insert(t).values(id=2))
op.get_bind().execute(sa.select(t))`,
    ['update t all', 'update t filtered', 'delete t by-key', 'insert t by-key', 'insert t by-key'],
  ],
  [
    'a session',
    `from sqlalchemy.orm import Session, declarative_base
Base = declarative_base()
class Order(Base):
    __tablename__ = 'orders'
session = Session(bind=op.get_bind())
session.query(Order).filter(Order.a == 1).update({'a': 2})
for order in session.query(Order).all():
    order.a = 3
session.add(Order(a=4))
session.commit()`,
    ['update orders filtered', 'insert orders by-key', 'update orders batched'],
  ],
  [
    'enums',
    `state = postgresql.ENUM('a', 'b', name='state')
state.create(op.get_bind(), checkfirst=True)
op.add_column('t', sa.Column('s', state))
state.drop(op.get_bind())`,
    ['createEnum', 'addColumn t.s state', 'sql DROP TYPE'],
  ],
  [
    'loops, local functions and conditions on the dialect',
    `def add(table):
    op.add_column(table, sa.Column('a', sa.Integer()))
for table in ('x', 'y'):
    add(table)
if op.get_bind().dialect.name == 'mysql':
    op.drop_table('z')
else:
    op.drop_table('w')`,
    ['addColumn x.a integer', 'addColumn y.a integer', 'dropTable w'],
  ],
  [
    'extensions and what only run time knows',
    "from alembic_utils.pg_function import PGFunction\nop.create_entity(PGFunction(schema='public'))\nop.drop_column(get_table(), 'a')\nop.execute(build())\nop.frobnicate('t')",
    [
      'sql CREATE FUNCTION',
      'opaque: drop_column is called with what only run time knows',
      'opaque: the SQL is made while the migration runs',
      "opaque: an operation that is not Alembic's own: frobnicate",
    ],
  ],
])('%s', async (_, body, expected) => {
  expect(operationLines(await readUpgrade(body))).toEqual(expected);
});

test.each<[string, string, string]>([
  ['postgresql', 'sa.String(50)', 'varchar(50)'],
  ['postgresql', 'sa.String', 'varchar'],
  ['postgresql', 'postgresql.UUID(as_uuid=True)', 'uuid'],
  ['postgresql', 'postgresql.JSONB(astext_type=sa.Text())', 'jsonb'],
  ['postgresql', 'sa.ARRAY(sa.Integer())', 'integer[]'],
  ['postgresql', 'sa.Numeric(precision=10, scale=2)', 'numeric(10,2)'],
  ['postgresql', 'postgresql.TIMESTAMP(timezone=True)', 'timestamptz'],
  ['postgresql', "sa.Text().with_variant(sa.String(9), 'postgresql')", 'varchar(9)'],
  ['postgresql', 'sa.LargeBinary()', 'bytea'],
  ['postgresql', 'sa.Float()', 'double precision'],
  ['postgresql', 'app.Strange()', ''],
  ['mysql', 'sa.Boolean()', 'boolean'],
  ['mysql', 'sa.DateTime(timezone=True)', 'datetime'],
  ['sqlite', "sa.Enum('a', 'bcd', name='x')", 'varchar(3)'],
])('on %s %s is %s', async (dialect, written, type) => {
  const migration = await readUpgrade(`op.add_column('t', sa.Column('a', ${written}))`, { dialect });
  expect(operationLines(migration)).toEqual([`addColumn t.a ${type}`.trim()]);
});
