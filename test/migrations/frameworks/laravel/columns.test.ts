import { describe, expect, test } from 'vitest';
import { onTable, up } from './read-migration.js';

/** Each column method of the documentation: what is written, the type on PostgreSQL, on MySQL. */
const types: readonly (readonly [string, string, string])[] = [
  ["bigIncrements('a')", 'a bigint pk serial', 'a bigint unsigned pk auto-increment'],
  ["bigInteger('a')", 'a bigint', 'a bigint'],
  ["binary('a')", 'a bytea', 'a blob'],
  ["binary('a', length: 16, fixed: true)", 'a bytea', 'a binary(16)'],
  ["boolean('a')", 'a boolean', 'a boolean'],
  ["char('a', length: 100)", 'a char(100)', 'a char(100)'],
  ["dateTimeTz('a', precision: 0)", 'a timestamptz(0)', 'a datetime'],
  ["dateTime('a', precision: 3)", 'a timestamp(3)', 'a datetime(3)'],
  ["datetime('a')", 'a timestamp(0)', 'a datetime'],
  ["date('a')", 'a date', 'a date'],
  ["decimal('a', total: 10, places: 4)", 'a numeric(10,4)', 'a numeric(10,4)'],
  ["double('a')", 'a double precision', 'a double precision'],
  ["enum('a', ['x', 'y'])", 'a varchar(255)', "a enum('x','y')"],
  ["float('a', precision: 53)", 'a double precision', 'a double precision'],
  ["float('a', precision: 10)", 'a real', 'a float'],
  ["foreignId('a')", 'a bigint', 'a bigint unsigned'],
  ["foreignUlid('a')", 'a char(26)', 'a char(26)'],
  ["foreignUuid('a')", 'a uuid', 'a char(36)'],
  ["geography('a', subtype: 'point', srid: 4326)", 'a geography(point)', 'a point'],
  ["geometry('a')", 'a geometry', 'a geometry'],
  ['id()', 'id bigint pk serial', 'id bigint unsigned pk auto-increment'],
  ["increments('a')", 'a integer pk serial', 'a integer unsigned pk auto-increment'],
  ["integer('a')", 'a integer', 'a integer'],
  ["ipAddress('a')", 'a inet', 'a varchar(45)'],
  ["json('a')", 'a json', 'a json'],
  ["jsonb('a')", 'a jsonb', 'a json'],
  ["longText('a')", 'a text', 'a longtext'],
  ["macAddress('a')", 'a macaddr', 'a varchar(17)'],
  ["mediumIncrements('a')", 'a integer pk serial', 'a mediumint unsigned pk auto-increment'],
  ["mediumInteger('a')", 'a integer', 'a mediumint'],
  ["mediumText('a')", 'a text', 'a mediumtext'],
  ['rememberToken()', 'remember_token varchar(100) null', 'remember_token varchar(100) null'],
  ["set('a', ['x', 'y'])", 'a varchar(255)', "a set('x','y')"],
  ["smallIncrements('a')", 'a smallint pk serial', 'a smallint unsigned pk auto-increment'],
  ["smallInteger('a')", 'a smallint', 'a smallint'],
  ['softDeletesTz()', 'deleted_at timestamptz(0) null', 'deleted_at timestamp null'],
  ["softDeletes('gone_at')", 'gone_at timestamp(0) null', 'gone_at timestamp null'],
  ["string('a')", 'a varchar(255)', 'a varchar(255)'],
  ["string('a', 50)", 'a varchar(50)', 'a varchar(50)'],
  ["text('a')", 'a text', 'a text'],
  ["timeTz('a')", 'a timetz(0)', 'a time'],
  ["time('a', precision: 3)", 'a time(3)', 'a time(3)'],
  ["timestampTz('a')", 'a timestamptz(0)', 'a timestamp'],
  ["timestamp('a', 6)", 'a timestamp(6)', 'a timestamp(6)'],
  ["tinyIncrements('a')", 'a smallint pk serial', 'a tinyint unsigned pk auto-increment'],
  ["tinyInteger('a')", 'a smallint', 'a tinyint'],
  ["tinyText('a')", 'a varchar(255)', 'a tinytext'],
  ["unsignedBigInteger('a')", 'a bigint', 'a bigint unsigned'],
  ["unsignedInteger('a')", 'a integer', 'a integer unsigned'],
  ["unsignedMediumInteger('a')", 'a integer', 'a mediumint unsigned'],
  ["unsignedSmallInteger('a')", 'a smallint', 'a smallint unsigned'],
  ["unsignedTinyInteger('a')", 'a smallint', 'a tinyint unsigned'],
  ["ulid('a')", 'a char(26)', 'a char(26)'],
  ["uuid('a')", 'a uuid', 'a char(36)'],
  ["vector('a', dimensions: 100)", 'a vector(100)', 'a vector(100)'],
  ["year('a')", 'a integer', 'a year'],
  ["addColumn('string', 'a', ['length' => 10])", 'a varchar(10)', 'a varchar(10)'],
  ["rawColumn('a', 'citext')", 'a citext', 'a citext'],
];

test.each(types)('$table->%s', async (method, postgresql, mysql) => {
  expect(await onTable(`$table->${method};`)).toEqual([`addColumn orders.${postgresql}`]);
  expect(await onTable(`$table->${method};`, { connection: 'mysql' })).toEqual([`addColumn orders.${mysql}`]);
});

test('SQLite and SQL Server have types of their own', async () => {
  const block =
    "$table->string('a'); $table->bigInteger('b'); $table->json('c'); $table->dateTime('d', 7); $table->uuid('e');";
  expect(await onTable(block, { connection: 'sqlite' })).toEqual([
    'addColumn orders.a varchar',
    'addColumn orders.b integer',
    'addColumn orders.c text',
    'addColumn orders.d datetime',
    'addColumn orders.e varchar',
  ]);
  expect(await onTable(block, { connection: 'sqlsrv' })).toEqual([
    'addColumn orders.a nvarchar(255)',
    'addColumn orders.b bigint',
    'addColumn orders.c nvarchar(max)',
    'addColumn orders.d datetime2(7)',
    'addColumn orders.e uniqueidentifier',
  ]);
});

test('modifiers', async () => {
  expect(
    await onTable(`
      $table->string('a')->nullable()->default('new')->comment('c')->after('id');
      $table->integer('b')->unsigned()->default(0)->first();
      $table->boolean('c')->default(true);
      $table->timestamp('d')->useCurrent()->useCurrentOnUpdate();
      $table->json('e')->default(new Expression('(json_array())'));
      $table->uuid('f')->default(DB::raw('gen_random_uuid()'));
      $table->string('g')->storedAs("a || 'x'");
      $table->string('h')->virtualAs("a || 'x'")->invisible();
      $table->bigInteger('i')->generatedAs()->always();
      $table->string('j')->collation('C')->nullable(false);
      $table->integer('k')->autoIncrement()->from(100);
      $table->json('l')->default(json_encode(['a' => [1, true]]));
      $table->timestamps();
    `),
  ).toEqual([
    "addColumn orders.a varchar(255) null default 'new'",
    'addColumn orders.b integer default 0',
    'addColumn orders.c boolean default true',
    'addColumn orders.d timestamp(0) default CURRENT_TIMESTAMP',
    'addColumn orders.e json default (json_array())',
    'addColumn orders.f uuid default gen_random_uuid()',
    'addColumn orders.g varchar(255) stored',
    'addColumn orders.h varchar(255) virtual',
    'addColumn orders.i bigint identity',
    'addColumn orders.j varchar(255) collate C',
    'addColumn orders.k integer pk serial',
    `addColumn orders.l json default '{"a":[1,true]}'`,
    'addColumn orders.created_at timestamp(0) null',
    'addColumn orders.updated_at timestamp(0) null',
  ]);
});

test('a new table with its keys and indexes', async () => {
  expect(
    await up(`
      Schema::create('orders', function (Blueprint $table) {
        $table->engine = 'InnoDB';
        $table->charset('utf8mb4');
        $table->id();
        $table->foreignId('user_id')->constrained()->cascadeOnDelete();
        $table->foreignId('placed_by')->nullable()->constrained('users', 'id', 'orders_placer')->onUpdate('cascade')->nullOnDelete();
        $table->foreignIdFor(\\App\\Models\\ShippingAddress::class)->constrained();
        $table->string('state')->unique();
        $table->string('note')->index('orders_by_note');
        $table->nullableMorphs('subject');
        $table->primary(['id', 'user_id']);
        $table->fullText('note')->language('english');
        $table->foreign(['state', 'note'])->references(['a', 'b'])->on('states');
        $table->rawIndex('lower(state)', 'orders_lower');
      });`),
  ).toEqual([
    'createTable orders(id bigint pk serial, user_id bigint, placed_by bigint null, shipping_address_id bigint, state varchar(255), ' +
      'note varchar(255), subject_type varchar(255) null, subject_id bigint null)',
    'addForeignKey orders(user_id) -> users(id) on delete CASCADE orders_user_id_foreign',
    'addForeignKey orders(placed_by) -> users(id) on delete SET NULL on update CASCADE orders_placer',
    'addForeignKey orders(shipping_address_id) -> shipping_addresses(id) orders_shipping_address_id_foreign',
    'addUnique orders(state) orders_state_unique',
    'createIndex orders(note) orders_by_note',
    'createIndex orders(subject_type,subject_id) orders_subject_type_subject_id_index',
    'addPrimaryKey orders(id,user_id) -',
    'createIndex orders(note) orders_note_fulltext using gin',
    'addForeignKey orders(state,note) -> states(a,b) orders_state_note_foreign',
    'createIndex orders(lower(state)) orders_lower',
  ]);
});

describe('change()', () => {
  const changes = `
      $table->string('a', 50)->change();
      $table->text('b')->nullable()->default('x')->change();
      $table->bigInteger('c')->nullable(false)->default(null)->change();
      $table->string('d')->unique()->myMacro()->change();`;
  const named = [
    'changeColumnType orders.a varchar(50)',
    'changeColumnType orders.b text',
    'dropNotNull orders.b',
    "setDefault orders.b 'x'",
    'changeColumnType orders.c bigint',
    'setNotNull orders.c',
    'dropDefault orders.c',
    'changeColumnType orders.d varchar(255)',
    'addUnique orders(d) orders_d_unique',
  ];
  const requiring = (version: string): Readonly<Record<string, string>> => ({
    'composer.json': `{"require":{"laravel/framework":"${version}"}}`,
  });
  const locked = (version: string): Readonly<Record<string, string>> => ({
    'composer.lock': `{"packages": [{"name": "laravel/framework",\n"version": "v${version}"}]}`,
  });

  test.each([
    ['composer.json asks for Laravel 10', requiring('^10.0')],
    ['composer.json leaves it open', requiring('^10.0 || ^11.0')],
    ['composer.json does not say', requiring('*')],
    ['composer.lock has Laravel 10', { ...requiring('>=10'), ...locked('10.48.2') }],
  ])('alters what it names: %s', async (_, files) => {
    expect(await onTable(changes, { files })).toEqual(named);
  });

  test.each([
    ['composer.json asks for 11 or later', requiring('^11.0|^12.0')],
    ['composer.lock has 12', { ...requiring('>=10'), ...locked('12.1.0') }],
  ])('drops what it does not name again: %s', async (_, files) => {
    expect(await onTable(changes, { files })).toEqual(
      named.flatMap((line) =>
        line.startsWith('changeColumnType') && /\.[ad] /.test(line)
          ? [line, `setNotNull ${line.split(' ')[1]}`, `dropDefault ${line.split(' ')[1]}`]
          : line,
      ),
    );
  });
});

test('dropping and renaming, by name and by columns', async () => {
  expect(
    await onTable(`
      $table->dropColumn('a');
      $table->dropColumn(['b', 'c']);
      $table->dropColumn('d', 'e');
      $table->dropTimestamps();
      $table->dropSoftDeletes();
      $table->dropRememberToken();
      $table->dropMorphs('subject');
      $table->dropForeign('orders_user_id_foreign');
      $table->dropForeign(['user_id']);
      $table->dropConstrainedForeignId('shop_id');
      $table->dropForeignIdFor(User::class);
      $table->dropIndex(['a', 'b']);
      $table->dropIndex('by_name');
      $table->dropUnique(['a']);
      $table->dropPrimary();
      $table->dropFullText(['note']);
      $table->dropSpatialIndex('place');
      $table->renameColumn('from', 'to');
      $table->renameIndex('old', 'new');
      $table->rename('purchases');`),
  ).toEqual([
    'dropColumn orders.a',
    'dropColumn orders.b',
    'dropColumn orders.c',
    'dropColumn orders.d',
    'dropColumn orders.e',
    'dropColumn orders.created_at',
    'dropColumn orders.updated_at',
    'dropColumn orders.deleted_at',
    'dropColumn orders.remember_token',
    'dropIndex orders orders_subject_type_subject_id_index',
    'dropColumn orders.subject_type',
    'dropColumn orders.subject_id',
    'dropConstraint orders orders_user_id_foreign foreign-key',
    'dropConstraint orders orders_user_id_foreign foreign-key',
    'dropConstraint orders orders_shop_id_foreign foreign-key',
    'dropColumn orders.shop_id',
    'dropConstraint orders orders_user_id_foreign foreign-key',
    'dropIndex orders orders_a_b_index',
    'dropIndex orders by_name',
    'dropConstraint orders orders_a_unique unique',
    'dropConstraint orders orders_pkey primary-key',
    'dropIndex orders orders_note_fulltext',
    'dropIndex orders place',
    'renameColumn orders.from -> to',
    'renameIndex orders old -> new',
    'renameTable orders -> purchases',
  ]);
});

test('an index that is built online', async () => {
  expect(await onTable("$table->index('a')->online(); $table->string('email')->unique('e');")).toEqual([
    'createIndex concurrently orders(a) orders_a_index',
    'addColumn orders.email varchar(255)',
    'addUnique orders(email) e',
  ]);
  expect(await onTable("$table->unique('a');", { connection: 'sqlite' })).toEqual([
    'createIndex unique orders(a) orders_a_unique',
  ]);
});

test('what is not known is opaque and the rest is read', async () => {
  expect(await onTable("$table->money('price'); $table->string($name); $table->text('b');")).toEqual([
    'opaque "$table->money is not known, or its arguments are made while the migration runs"',
    'opaque "$table->string is not known, or its arguments are made while the migration runs"',
    'addColumn orders.b text',
  ]);
});
