import { expect, test } from 'vitest';
import { dialectOf, overview } from '../overview.js';

const create = 'CREATE TABLE users (id bigint PRIMARY KEY);\n';
const pom = `<project><dependencies>
  <dependency><groupId>org.flywaydb</groupId><artifactId>flyway-core</artifactId></dependency>
  <dependency><groupId>org.postgresql</groupId><artifactId>postgresql</artifactId><scope>runtime</scope></dependency>
  <dependency><groupId>com.h2database</groupId><artifactId>h2</artifactId><scope>test</scope></dependency>
</dependencies></project>\n`;
const home = 'src/main/resources/db/migration';

test('versions run by number, repeatable ones last; undo scripts are ways back, callbacks are nothing', async () => {
  const found = await overview({
    'pom.xml': pom,
    [`${home}/V1__create_users.sql`]: create,
    [`${home}/V1.10__later.sql`]: 'ALTER TABLE users ADD COLUMN b int;\n',
    [`${home}/V1_9__earlier.sql`]: 'ALTER TABLE users ADD COLUMN a int;\n',
    [`${home}/U1.9__earlier.sql`]: 'ALTER TABLE users DROP COLUMN a;\n',
    [`${home}/R__view.sql`]: 'CREATE OR REPLACE VIEW v AS SELECT 1;\n',
    [`${home}/B1__baseline.sql`]: create,
    [`${home}/beforeMigrate__x.sql`]: 'SET lock_timeout = 1;\n',
    [`${home}/afterMigrate.sql`]: 'VACUUM;\n',
    [`${home}/README.sql`]: 'x\n',
    'src/test/resources/db/migration/V9__test_data.sql': create,
  });
  expect(found.sets).toEqual([`flyway ${home} [postgresql]`]);
  expect(found.reasons).toEqual(['pom.xml depends on org.postgresql:postgresql']);
  expect(found.migrations).toEqual([
    `${home}/B1__baseline.sql 1 baseline unsupported`,
    `${home}/V1__create_users.sql 1 create_users none`,
    `${home}/V1_9__earlier.sql 1.9 earlier explicit ${home}/U1.9__earlier.sql`,
    `${home}/V1.10__later.sql 1.10 later none`,
    `${home}/R__view.sql  view unsupported`,
  ]);
  expect(found.all.map(({ phase }) => phase)).toEqual([
    'baseline',
    undefined,
    undefined,
    undefined,
    'repeatable',
  ]);
  expect(found.operations).toContain(`${home}/U1.9__earlier.sql:1 dropColumn down per-migration`);
  expect(found.all[0]?.runner.holdsLock).toBe(true);
});

test('without undo scripts there is no way back at all; an orphan is skipped', async () => {
  const found = await overview({ 'pom.xml': pom, [`${home}/V1__a.sql`]: create });
  expect(found.all.map(({ down }) => down)).toEqual(['unsupported']);
  const orphan = await overview({
    'pom.xml': pom,
    [`${home}/V1__a.sql`]: create,
    [`${home}/U2__b.sql`]: 'DROP TABLE b;\n',
  });
  expect(orphan.migrations).toEqual([`${home}/V1__a.sql 1 a none`]);
  expect(orphan.skipped).toEqual([`${home}/U2__b.sql unsupported-syntax`]);
});

test('a script of statements that cannot run in a transaction runs without; a mixed one only with mixed', async () => {
  const files = {
    'pom.xml': pom,
    [`${home}/V1__index.sql`]: 'CREATE INDEX CONCURRENTLY i ON users (a);\nDROP INDEX CONCURRENTLY j;\n',
    [`${home}/V2__both.sql`]: 'SET lock_timeout = 1;\nCREATE INDEX CONCURRENTLY k ON users (a);\n',
    [`${home}/V3__own.sql`]: 'ALTER TABLE users ADD COLUMN c int;\n',
    [`${home}/V3__own.sql.conf`]: '# alone\nexecuteInTransaction=false\n',
  };
  const transactions = async (more: Record<string, string>): Promise<readonly string[]> =>
    (await overview({ ...files, ...more })).all.map(({ operations }) =>
      operations.map(({ transaction }) => transaction).join(' '),
    );
  expect(await transactions({})).toEqual(['none none', 'per-migration per-migration', 'none']);
  expect(await transactions({ 'flyway.conf': 'flyway.mixed=true\n' })).toEqual([
    'none none',
    'none none',
    'none',
  ]);
  expect(await transactions({ 'flyway.toml': '[flyway]\ngroup = true\n' })).toEqual([
    'none none',
    'all-migrations all-migrations',
    'none',
  ]);
});

test('on MySQL nothing runs in a transaction', async () => {
  const found = await overview({
    'build.gradle.kts':
      'dependencies {\n  implementation("org.flywaydb:flyway-mysql")\n  runtimeOnly("com.mysql:mysql-connector-j:9.0.0")\n}\n',
    [`${home}/V1__a.sql`]: create,
  });
  expect(found.sets).toEqual([`flyway ${home} [mysql]`]);
  expect(found.operations).toEqual([`${home}/V1__a.sql:1 createTable up none`]);
});

test('placeholders are read as names', async () => {
  const found = await overview({
    'pom.xml': pom,
    [`${home}/V1__a.sql`]:
      "CREATE TABLE ${schema}.${prefix}users (id int, at text DEFAULT '${flyway:timestamp}');\n",
  });
  expect(found.skipped).toEqual([]);
  expect(found.all[0]?.operations[0]).toMatchObject({
    kind: 'createTable',
    table: '${schema}.${prefix}users',
  });
});

test.each([
  ['flyway.conf', 'flyway.locations=filesystem:sql/steps\nflyway.url=jdbc:mysql://localhost/x\n'],
  [
    'flyway.toml',
    '[environments.dev]\nurl = "jdbc:mysql://localhost/x"\n\n[flyway]\nlocations = ["filesystem:./sql/steps"]\n',
  ],
  [
    'build.gradle',
    "flyway {\n  url = 'jdbc:mysql://localhost/x'\n  locations = ['filesystem:sql/steps']\n}\n",
  ],
  ['Makefile', 'migrate:\n\tflyway -url=jdbc:mysql://db/x -locations=filesystem:./sql/steps migrate\n'],
  [
    'compose.yaml',
    'services:\n  migrate:\n    image: flyway/flyway\n    command: -url=jdbc:mysql://db/x migrate\n    volumes:\n      - ./sql/steps:/flyway/sql\n',
  ],
  [
    'pom.xml',
    '<project><build><plugins><plugin><groupId>org.flywaydb</groupId><artifactId>flyway-maven-plugin</artifactId><configuration><url>jdbc:mysql://x/y</url><locations><location>filesystem:sql/steps</location></locations></configuration></plugin></plugins></build></project>\n',
  ],
])('%s names location and database', async (name, content) => {
  const found = await overview({
    [name]: content,
    'sql/steps/deep/V1__a.sql': create,
    'sql/other/x.sql': create,
  });
  expect(found.sets).toEqual(['flyway sql/steps [mysql]']);
  expect(found.allSets[0]?.reason).toBe(`${name} names the folder`);
});

test('Spring: locations with a default and a placeholder for the vendor, each vendor is a set', async () => {
  const found = await overview({
    'app/src/main/resources/application.yml':
      'spring:\n  datasource:\n    url: jdbc:postgresql://${HOST}/x\n  flyway:\n    locations:\n      - classpath:db/common\n      - "classpath:db/vendor/{vendor}"\n',
    'app/src/main/resources/db/common/V1__a.sql': create,
    'app/src/main/resources/db/vendor/postgresql/V2__b.sql': create,
    'app/src/main/resources/db/vendor/mysql/V2__b.sql': create,
    'app/src/main/resources/db/vendor/h2/V2__b.sql': create,
    'other/src/main/resources/db/common/V1__a.sql': create,
  });
  expect(found.sets).toEqual([
    'flyway app/src/main/resources/db/common [postgresql]',
    'flyway app/src/main/resources/db/vendor/h2 [unknown]',
    'flyway app/src/main/resources/db/vendor/mysql [mysql]',
    'flyway app/src/main/resources/db/vendor/postgresql [postgresql]',
    'flyway other/src/main/resources/db/common [postgresql]',
  ]);
  expect(found.allSets[4]?.reason).toContain('are named for it');
});

test('two locations of one Flyway are one set in one order', async () => {
  const found = await overview({
    'src/main/resources/application.properties':
      'spring.flyway.locations=${LOCATIONS:classpath:db/schema,classpath:db/data}\nspring.datasource.url=jdbc:postgresql:x\n',
    'src/main/resources/db/schema/V1__a.sql': create,
    'src/main/resources/db/schema/V3__c.sql': create,
    'src/main/resources/db/data/V2__b.sql': 'INSERT INTO users VALUES (1);\n',
  });
  expect(found.allSets.map(({ directory, files }) => [directory, files.length])).toEqual([
    ['src/main/resources/db/schema', 3],
  ]);
  expect(found.all.map(({ version }) => version)).toEqual(['1', '2', '3']);
});

test('own prefixes, separator and suffixes', async () => {
  const found = await overview({
    'conf/flyway.conf':
      'flyway.locations=filesystem:changes\nflyway.sqlMigrationPrefix=M\nflyway.sqlMigrationSeparator=-\nflyway.sqlMigrationSuffixes=.ddl,.pgsql\nflyway.repeatableSqlMigrationPrefix=REP\nflyway.placeholderPrefix=$[\nflyway.placeholderSuffix=]\n',
    'changes/pg/M001-first.ddl': 'CREATE TABLE $[s].a (id int);\n',
    'changes/pg/M002-second.pgsql': create,
    'changes/pg/REP-view.ddl': 'CREATE VIEW v AS SELECT 1;\n',
    'changes/pg/V3__not_named_so.sql': create,
  });
  expect(found.migrations.slice(0, 3)).toEqual([
    'changes/pg/M001-first.ddl 001 first unsupported',
    'changes/pg/M002-second.pgsql 002 second unsupported',
    'changes/pg/REP-view.ddl  view unsupported',
  ]);
  expect(found.all[0]?.operations[0]).toMatchObject({ kind: 'createTable', table: 's___.a' });
});

test('classes are listed in the order of the scripts, with why they are not read', async () => {
  const found = await overview({
    'pom.xml': pom,
    [`${home}/V1__a.sql`]: create,
    [`${home}/V3__c.sql`]: create,
    'src/main/java/db/migration/V2__Fill.java':
      'package db.migration;\npublic class V2__Fill extends BaseJavaMigration {\n}\n',
    'src/main/kotlin/db/migration/V4__More.kt':
      'package db.migration\nclass V4__More : BaseJavaMigration() {\n  override fun canExecuteInTransaction() = false\n}\n',
    'src/main/java/db/migration/V5__Dto.java': 'package db.migration;\nrecord V5__Dto() {}\n',
  });
  expect(found.sets).toEqual([`flyway ${home} [postgresql]`]);
  expect(found.all.map(({ version, name }) => `${version} ${name}`)).toEqual([
    '1 a',
    '2 Fill',
    '3 c',
    '4 More',
  ]);
  expect(found.all[1]?.operations).toMatchObject([
    { kind: 'opaque', reason: 'the migration is a program (.java) without SQL that is a constant' },
  ]);
  expect(found.all[3]?.runner.transaction).toBe('none');
});

test('SQL that classes send as constants is read, at its own place and in the transaction of the class', async () => {
  const found = await overview({
    'pom.xml': pom,
    [`${home}/V1__a.sql`]: create,
    'src/main/java/db/migration/V2__Fill.java': `package db.migration;
public class V2__Fill extends BaseJavaMigration {
  private static final String ADD = "ALTER TABLE users ADD COLUMN plan text";

  @Override
  public boolean canExecuteInTransaction() { return false; }

  @Override
  public void migrate(Context context) throws Exception {
    try (Statement statement = context.getConnection().createStatement()) {
      statement.execute(ADD);
      statement.execute("""
          CREATE INDEX CONCURRENTLY users_plan
          ON users (plan)
          """);
    }
  }
}
`,
    'src/main/kotlin/db/migration/R__Views.kt': `package db.migration
class R__Views : BaseJavaMigration() {
  override fun migrate(context: Context) {
    context.connection.createStatement().use { it.execute("CREATE OR REPLACE VIEW v AS SELECT 1") }
  }
}
`,
  });
  expect(found.operations.slice(1)).toEqual([
    'src/main/java/db/migration/V2__Fill.java:3 addColumn up none',
    'src/main/java/db/migration/V2__Fill.java:13 createIndex up none',
    'src/main/kotlin/db/migration/R__Views.kt:4 createView up per-migration',
  ]);
  expect(found.all[2]?.phase).toBe('repeatable');
});

test('code and the names of other tools: refinery, Evolve and schemachange keep their files', async () => {
  const code = await overview({
    'pom.xml': pom,
    'src/main/java/app/FlywayConfig.java':
      'Flyway.configure()\n  .dataSource(ds)\n  .locations("classpath:sql/pg")\n  .load();\n',
    'src/main/resources/sql/pg/V1__a.sql': create,
  });
  expect(code.allSets[0]?.reason).toBe('src/main/java/app/FlywayConfig.java names the folder');
  const refinery = await overview({
    'Cargo.toml': '[dependencies]\nrefinery = { version = "0.8", features = ["rusqlite"] }\n',
    'migrations/V1__a.sql': create,
  });
  expect(refinery.sets).toEqual(['refinery migrations [sqlite]']);
  const evolve = await overview({
    'src/App/App.csproj':
      '<PackageReference Include="Evolve" Version="3" /><PackageReference Include="Npgsql" Version="8" />',
    'src/App/db/migrations/V1__a.sql': create,
  });
  expect(evolve.sets).toEqual(['plain-sql src/App/db/migrations [postgresql]']);
});

test('two modules of a monorepo, folders by database below the default location, a broken statement', async () => {
  const found = await overview({
    'a/pom.xml': pom,
    'a/src/main/resources/db/migration/postgresql/V1__a.sql': create,
    'a/src/main/resources/db/migration/sqlserver/V1__a.sql': create,
    'b/pom.xml': pom,
    'b/src/main/resources/db/migration/V1__b.sql': `${create}ALTR TABLE users;\nDROP TABLE users;\n`,
  });
  expect(found.sets).toEqual([
    'flyway a/src/main/resources/db/migration/postgresql [postgresql]',
    'flyway a/src/main/resources/db/migration/sqlserver [sqlserver]',
    'flyway b/src/main/resources/db/migration [postgresql]',
  ]);
  expect(found.skipped).toContain('b/src/main/resources/db/migration/V1__b.sql:2 parse-error');
  expect(found.all[2]?.operations.map(({ kind }) => kind)).toEqual(['createTable', 'opaque', 'dropTable']);
});

test('H2 for tests does not decide', async () => {
  expect(
    await dialectOf({
      'pom.xml': pom,
      'src/main/resources/application.yml': 'spring.datasource.url: jdbc:h2:mem:x\n',
      [`${home}/V1__a.sql`]: create,
    }),
  ).toBe('postgresql');
});
