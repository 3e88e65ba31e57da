import { describe, expect, test } from 'vitest';
import { SourceText } from '../../../src/model/source-text.js';
import type { Migration } from '../../../src/model/migration.js';
import { parseProjectXml } from '../../../src/syntax/manifests/project-xml.js';
import type { XmlElement } from '../../../src/syntax/manifests/project-xml.js';
import { overview } from '../overview.js';
import { changeFixtures, documentedChanges } from './liquibase-changes.js';

const properties = {
  'liquibase.properties': 'changeLogFile=db/master.xml\nurl=jdbc:postgresql://localhost/app\n',
};

function xml(...parts: readonly string[]): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n<databaseChangeLog xmlns="http://www.liquibase.org/xml/ns/dbchangelog">\n${parts.join('\n')}\n</databaseChangeLog>\n`;
}

function set(body: string, attributes = ''): string {
  return `<changeSet id="1" author="ann"${attributes === '' ? '' : ` ${attributes}`}>${body}</changeSet>`;
}

/** The operations of one change set in XML, `direction kind …` without places. */
async function operationsOf(body: string, attributes = ''): Promise<readonly string[]> {
  const { all, allSkipped } = await overview({ ...properties, 'db/master.xml': xml(set(body, attributes)) });
  expect(allSkipped).toEqual([]);
  expect(all).toHaveLength(1);
  return linesOf(all[0]);
}

function linesOf(migration: Migration | undefined): readonly string[] {
  const beside = new Set(['span', 'statement', 'transaction', 'confidence', 'direction', 'kind']);
  return (migration?.operations ?? []).map((operation) =>
    [
      operation.direction,
      operation.kind,
      ...Object.entries(operation).flatMap(([key, value]: readonly [string, unknown]) =>
        beside.has(key) ? [] : [typeof value === 'string' ? value : JSON.stringify(value)],
      ),
    ].join(' '),
  );
}

describe('finding changelogs', () => {
  test('the configured one with all it includes, file by file', async () => {
    const seen = await overview({
      ...properties,
      'db/master.xml': xml(
        '<include file="changes/a.yaml" relativeToChangelogFile="true"/>',
        '<includeAll path="db/sql"/>',
      ),
      'db/changes/a.yaml':
        'databaseChangeLog:\n  - changeSet:\n      id: a1\n      author: ann\n      changes:\n        - dropTable:\n            tableName: old\n      rollback:\n        - createTable:\n            tableName: old\n            columns:\n              - column: {name: id, type: int}\n',
      'db/sql/2.sql':
        '--liquibase formatted sql\n--changeset bob:2 runInTransaction:false\nCREATE INDEX CONCURRENTLY i ON t (a);\n--rollback DROP INDEX i;\n',
      'db/sql/1.sql': 'ALTER TABLE t ADD COLUMN a text;\n',
    });
    expect(seen.sets).toEqual(['liquibase db [postgresql]']);
    expect(seen.migrations).toEqual([
      'db/changes/a.yaml a1 ann:a1 explicit',
      'db/sql/1.sql raw includeAll:raw none',
      'db/sql/2.sql 2 bob:2 explicit',
    ]);
    expect(seen.operations).toEqual([
      'db/changes/a.yaml:6 dropTable up per-migration',
      'db/changes/a.yaml:9 createTable down per-migration',
      'db/sql/1.sql:1 addColumn up per-migration',
      'db/sql/2.sql:3 createIndex up none',
      'db/sql/2.sql:4 dropIndex down none',
    ]);
  });

  test('JSON, and Spring Boot’s setting', async () => {
    const seen = await overview({
      'app/src/main/resources/application.yml':
        'spring:\n  datasource:\n    url: jdbc:mysql://db/app\n  liquibase:\n    change-log: classpath:/db/changelog/main.json\n',
      'app/src/main/resources/db/changelog/main.json': JSON.stringify({
        databaseChangeLog: [
          {
            changeSet: {
              id: '1',
              author: 'ann',
              changes: [{ renameTable: { oldTableName: 'a', newTableName: 'b' } }],
            },
          },
        ],
      }),
    });
    expect(seen.sets).toEqual(['liquibase app/src/main/resources/db/changelog [mysql]']);
    expect(seen.migrations).toEqual(['app/src/main/resources/db/changelog/main.json 1 ann:1 inferred']);
  });

  test('without a setting, those that no other includes', async () => {
    const seen = await overview({
      'db/changelog/master.xml': xml('<include file="db/changelog/one.xml"/>'),
      'db/changelog/one.xml': xml(set('<dropTable tableName="a"/>')),
    });
    expect(seen.migrations).toEqual(['db/changelog/one.xml 1 ann:1 none']);
  });

  test('other XML and YAML, snapshots and tests are none', async () => {
    const seen = await overview({
      'db/beans.xml': '<beans><bean name="databaseChangeLog"/></beans>',
      'db/notes.yaml': 'changelog: [a]\n',
      'db/snapshots/all.xml': xml(set('<dropTable tableName="a"/>')),
      'src/test/resources/db/changelog.xml': xml(set('<dropTable tableName="a"/>')),
      'src/main/java/App.java': 'class App {}',
    });
    expect(seen.sets).toEqual([]);
  });

  test('what does not parse, and an include that is not there, are named with their lines', async () => {
    const seen = await overview({
      ...properties,
      'db/master.xml': xml(
        '<include file="db/broken.xml"/>',
        '<include file="db/none.xml"/>',
        set('<dropTable tableName="a"/>'),
      ),
      'db/broken.xml': '<databaseChangeLog>\n<changeSet\n</databaseChangeLog>',
    });
    expect(seen.migrations).toEqual(['db/master.xml 1 ann:1 none']);
    expect(seen.skipped).toEqual(['db/broken.xml:3 parse-error', 'db/master.xml:4 unsupported-syntax']);
  });

  test('a changelog that includes itself ends', async () => {
    const seen = await overview({
      ...properties,
      'db/master.xml': xml('<include file="db/master.xml"/>', set('<dropTable tableName="a"/>')),
    });
    expect(seen.migrations).toHaveLength(1);
  });
});

describe('change sets', () => {
  test('one for another database has its dialect; a change for another one does not run', async () => {
    const seen = await overview({
      ...properties,
      'db/master.xml': xml(
        set('<sql dbms="mysql">DROP TABLE a</sql><sql dbms="postgresql,h2">DROP TABLE b</sql>'),
        '<changeSet id="2" author="ann" dbms="oracle"><dropTable tableName="c"/></changeSet>',
      ),
    });
    expect(seen.all.map(({ dialect, operations }) => `${dialect} ${operations.length}`)).toEqual([
      'postgresql 1',
      'oracle 1',
    ]);
  });

  test('parameters are filled in, the first declaration for the database wins', async () => {
    const seen = await overview({
      ...properties,
      'db/master.xml': xml(
        '<property name="text" value="longtext" dbms="mysql"/><property name="text" value="text" dbms="postgresql"/>',
        set('<addColumn tableName="t"><column name="a" type="${text}"/></addColumn>'),
      ),
    });
    expect(seen.all[0]?.operations[0]).toMatchObject({ kind: 'addColumn', definition: { type: 'text' } });
  });

  test('runOnChange makes it repeatable; SQL in CDATA has its own lines', async () => {
    const seen = await overview({
      ...properties,
      'db/master.xml': xml(
        '<changeSet id="1" author="ann" runOnChange="true"><sql><![CDATA[\nDROP TABLE a;\nDROP TABLE b;\n]]></sql></changeSet>',
      ),
    });
    expect(seen.all[0]?.phase).toBe('repeatable');
    expect(seen.operations).toEqual([
      'db/master.xml:4 dropTable up per-migration',
      'db/master.xml:5 dropTable up per-migration',
    ]);
  });

  test('an empty rollback does nothing, modifySql can take the lock away', async () => {
    expect(await operationsOf('<dropTable tableName="a"/><rollback/>')).toEqual(['up dropTable a']);
    const seen = await overview({
      ...properties,
      'db/master.xml': xml(set('<dropTable tableName="a"/><rollback/>')),
    });
    expect(seen.all[0]?.down).toBe('noop');
    const index =
      '<createIndex tableName="t" indexName="i"><column name="a"/></createIndex><modifySql><replace replace="CREATE INDEX" with="CREATE INDEX CONCURRENTLY"/></modifySql>';
    expect(await operationsOf(index, 'runInTransaction="false"')).toEqual([
      'up createIndex t i ["a"] false true',
      'down dropIndex t i ["a"] false',
    ]);
  });
});

/** The changes of a fixture in YAML: attributes are keys, the text is under the key that YAML has for it, columns are a list. */
function inYaml(body: string): string {
  const source = new SourceText('a.xml', `<changes>${body}</changes>`);
  const root = parseProjectXml(source, () => undefined);
  const value = (node: XmlElement): unknown => {
    const columns = node.children.filter(({ name }) => name === 'column');
    const rest = node.children.filter(({ name }) => name !== 'column');
    return {
      ...Object.fromEntries(node.attributes),
      ...(columns.length > 0 && { columns: columns.map((column) => ({ column: value(column) })) }),
      ...Object.fromEntries(rest.map((child) => [child.name, child.text])),
      ...(node.text.trim() !== '' && { [textKeys[node.name] ?? 'sql']: node.text }),
    };
  };
  const changes = (root?.children ?? []).filter(({ name }) => name !== 'rollback');
  const rollback = root?.children.find(({ name }) => name === 'rollback');
  const changeSet = {
    id: '1',
    author: 'ann',
    changes: changes.map((node) => ({ [node.name]: value(node) })),
    ...(rollback && { rollback: rollback.text }),
  };
  return JSON.stringify({ databaseChangeLog: [{ changeSet }] });
}

const textKeys: Readonly<Record<string, string>> = {
  createView: 'selectQuery',
  createProcedure: 'procedureText',
  createFunction: 'functionText',
  createTrigger: 'triggerText',
  output: 'message',
};

describe('change types', () => {
  test('each documented one has a fixture', () => {
    const covered = new Set(changeFixtures.flatMap(([body]) => /^<(\w+)/.exec(body)?.[1] ?? []));
    expect(documentedChanges.filter((name) => !covered.has(name))).toEqual([]);
  });

  test.each(changeFixtures)('in YAML and JSON: %s', async (body, operations) => {
    for (const ending of ['yaml', 'json']) {
      const { all } = await overview({
        'liquibase.properties': `changeLogFile=db/master.${ending}\nurl=jdbc:postgresql://localhost/app\n`,
        [`db/master.${ending}`]: inYaml(body),
      });
      expect(all).toHaveLength(1);
      expect(linesOf(all[0])).toEqual(operations);
    }
  });

  test.each(changeFixtures)('%s', async (body, operations) => {
    expect(await operationsOf(body)).toEqual(operations);
  });

  test('createTable and addColumn with all that a column can have', async () => {
    const columns =
      '<column name="id" type="bigint" autoIncrement="true"><constraints primaryKey="true" nullable="false"/></column>' +
      '<column name="number" type="java.sql.Types.VARCHAR(20)" defaultValue="new"><constraints nullable="false" unique="true"/></column>' +
      '<column name="customer_id" type="int"><constraints foreignKeyName="f" references="customers(id)"/></column>';
    const seen = await overview({
      ...properties,
      'db/master.xml': xml(set(`<createTable tableName="orders">${columns}</createTable>`)),
    });
    expect(seen.all[0]?.operations).toMatchObject([
      {
        kind: 'createTable',
        table: 'orders',
        columns: [
          { name: 'id', type: 'bigint', nullable: false, primaryKey: true, generated: 'identity' },
          {
            name: 'number',
            type: 'varchar(20)',
            nullable: false,
            unique: true,
            default: { expression: "'new'" },
          },
          { name: 'customer_id', type: 'integer', nullable: true },
        ],
      },
      { kind: 'addForeignKey', constraint: 'f', references: { table: 'customers', columns: ['id'] } },
      { kind: 'dropTable', table: 'orders', direction: 'down' },
    ]);
    expect(seen.all[0]?.down).toBe('inferred');
  });

  test('the collections of liquibase-mongodb', async () => {
    expect(
      await operationsOf(
        '<ext:createCollection xmlns:ext="x" collectionName="a"/><ext:createIndex xmlns:ext="x" collectionName="a"><ext:keys>{ "x": 1 }</ext:keys></ext:createIndex>',
      ),
    ).toEqual([
      'up createTable a []',
      'up createIndex a ["x"] false false',
      'down dropIndex a ["x"] false',
      'down dropTable a',
    ]);
  });
});

describe('preconditions and contexts', () => {
  test.each([
    ['<preConditions onFail="MARK_RAN"><not><tableExists tableName="a"/></not></preConditions>', true],
    [
      '<preConditions onFail="CONTINUE"><and><columnExists tableName="a" columnName="x"/><sqlCheck expectedResult="0">SELECT 1</sqlCheck></and></preConditions>',
      true,
    ],
    ['<preConditions onFail="HALT"><not><tableExists tableName="a"/></not></preConditions>', false],
    ['<preConditions><not><tableExists tableName="a"/></not></preConditions>', false],
    ['<preConditions onFail="MARK_RAN"><dbms type="postgresql"/></preConditions>', false],
  ])('%s guards: %s', async (conditions, guarded) => {
    const [up = ''] = await operationsOf(`${conditions}<dropTable tableName="a"/>`);
    expect(up.endsWith('true')).toBe(guarded);
  });

  test.each([
    ['<preConditions onFail="MARK_RAN"><dbms type="mysql"/></preConditions>', 'mysql'],
    [
      '<preConditions onFail="MARK_RAN"><or><dbms type="h2"/><dbms type="postgresql"/></or></preConditions>',
      'postgresql',
    ],
    ['<preConditions onFail="MARK_RAN"><not><dbms type="mysql"/></not></preConditions>', 'postgresql'],
    ['<preConditions onFail="MARK_RAN"><dbms type="oracle,mssql"/></preConditions>', 'oracle'],
  ])('%s → %s', async (conditions, dialect) => {
    const { all } = await overview({
      ...properties,
      'db/master.xml': xml(set(`${conditions}<dropTable tableName="a"/>`)),
    });
    expect(all[0]?.dialect).toBe(dialect);
  });

  test('in YAML and in SQL', async () => {
    const { all } = await overview({
      ...properties,
      'db/master.xml': xml('<include file="db/a.yaml"/><include file="db/b.sql"/>'),
      'db/a.yaml': `databaseChangeLog:
  - changeSet:
      id: 1
      author: ann
      preConditions:
        - onFail: MARK_RAN
        - not:
            - tableExists:
                tableName: a
      changes:
        - dropTable: {tableName: a}
`,
      'db/b.sql': `--liquibase formatted sql
--changeset ann:2 contextFilter:"test and !prod"
--preconditions onFail:MARK_RAN onError:HALT
--precondition-sql-check expectedResult:0 SELECT COUNT(*) FROM a
DROP TABLE a;
--rollback empty
`,
    });
    expect(all.map((migration) => linesOf(migration))).toEqual([
      ['up dropTable a true'],
      ['up dropTable a true'],
    ]);
    expect(all[1]).toMatchObject({ phase: 'context test and !prod', down: 'noop' });
  });
});

describe('files and properties', () => {
  test('sqlFile beside the changelog with its own delimiter, and on the classpath', async () => {
    const { all } = await overview({
      ...properties,
      'db/master.xml': xml(
        set(
          '<sqlFile path="a.sql" relativeToChangelogFile="true" endDelimiter="GO"/><sqlFile path="db/sql/b.sql" splitStatements="false"/>',
        ),
      ),
      'db/a.sql': 'DROP TABLE a\nGO\nDROP TABLE b\nGO\n',
      'db/sql/b.sql': 'DROP TABLE c;\n',
    });
    expect(all[0]?.operations.map(({ span, kind }) => `${span.file}:${span.line} ${kind}`)).toEqual([
      'db/a.sql:1 dropTable',
      'db/a.sql:3 dropTable',
      'db/sql/b.sql:1 dropTable',
    ]);
  });

  test('includeAll takes all of a folder in the order of the paths, deeper ones too', async () => {
    const table = (id: string): string =>
      xml(`<changeSet id="${id}" author="ann"><dropTable tableName="${id}"/></changeSet>`);
    const { all } = await overview({
      ...properties,
      'db/master.xml': xml('<includeAll path="changes/" relativeToChangelogFile="true"/>'),
      'db/changes/2.xml': table('c'),
      'db/changes/1/b.xml': table('b'),
      'db/changes/1/a.xml': table('a'),
      'db/changes/10.xml': table('d'),
    });
    expect(all.map(({ version }) => version)).toEqual(['a', 'b', 'd', 'c']);
  });

  test('properties by database, rollback of another change set, runInTransaction', async () => {
    const { all } = await overview({
      ...properties,
      'db/master.xml': xml(
        '<property name="clob" value="longtext" dbms="mysql"/><property name="clob" value="text" dbms="postgresql"/>',
        '<changeSet id="1" author="ann"><createTable tableName="a"><column name="x" type="${clob}"/></createTable></changeSet>',
        '<changeSet id="2" author="ann" runInTransaction="false"><dropTable tableName="a"/><rollback changeSetId="1" changeSetAuthor="ann"/></changeSet>',
      ),
    });
    expect(linesOf(all[1])).toEqual([
      'up dropTable a',
      'down createTable a [{"name":"x","type":"text","nullable":true}]',
    ]);
    expect(all[1]?.runner.transaction).toBe('none');
  });

  test.each([
    [
      {
        'src/main/resources/application.yml':
          'spring:\n  liquibase:\n    change-log: classpath:/db/root.xml\n',
      },
    ],
    [{ 'src/main/resources/application.properties': 'quarkus.liquibase.change-log=db/root.xml\n' }],
    [
      {
        'src/main/resources/application.yml':
          'liquibase:\n  datasources:\n    default:\n      change-log: classpath:db/root.xml\n',
      },
    ],
    [
      {
        'pom.xml':
          '<project><properties><liquibase.changeLogFile>src/main/resources/db/root.xml</liquibase.changeLogFile></properties></project>',
      },
    ],
    [
      {
        'build.gradle':
          "liquibase {\n  activities {\n    main {\n      changelogFile 'src/main/resources/db/root.xml'\n    }\n  }\n}\n",
      },
    ],
    [
      {
        'build.gradle.kts':
          'liquibase {\n  activities.register("main") {\n    this.arguments = mapOf("changelogFile" to "src/main/resources/db/root.xml")\n  }\n}\n',
      },
    ],
  ])('the changelog that %o names', async (settings) => {
    const { allSets } = await overview({
      ...settings,
      'src/main/resources/db/root.xml': xml(set('<dropTable tableName="a"/>')),
    });
    expect(allSets[0]?.reason).toMatch(/names the changelog$/);
  });
});

test('YAML: of a key that is written twice the last one counts, as Liquibase reads it', async () => {
  const { all, skipped } = await overview({
    'src/main/resources/db/changelog/db.changelog-master.yaml':
      'databaseChangeLog:\n  - changeSet:\n      id: 1\n      author: me\n      changes:\n        - sql:\n          sql: |\n            CREATE TABLE a (id int);\n          remarks: first\n      rollback:\n        - dropTable: {tableName: a}\n',
  });
  expect(all[0]?.operations.map(({ kind }) => kind)).toEqual(['createTable', 'dropTable']);
  expect(skipped).toEqual([]);
});
