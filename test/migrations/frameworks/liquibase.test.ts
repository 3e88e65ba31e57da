import { describe, expect, test } from 'vitest';
import { overview } from '../overview.js';

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
  const beside = new Set(['span', 'statement', 'transaction', 'confidence', 'direction', 'kind']);
  return (all[0]?.operations ?? []).map((operation) =>
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

describe('change types', () => {
  test.each([
    ['<dropTable tableName="a" cascadeConstraints="true"/>', ['up dropTable a true']],
    ['<renameTable oldTableName="a" newTableName="b"/>', ['up renameTable a b', 'down renameTable b a']],
    ['<dropColumn tableName="a" columnName="x"/>', ['up dropColumn a x']],
    [
      '<dropColumn tableName="a"><column name="x"/><column name="y"/></dropColumn>',
      ['up dropColumn a x', 'up dropColumn a y'],
    ],
    [
      '<renameColumn tableName="a" oldColumnName="x" newColumnName="y"/>',
      ['up renameColumn a x y', 'down renameColumn a y x'],
    ],
    [
      '<modifyDataType tableName="a" columnName="x" newDataType="varchar(20)"/>',
      ['up changeColumnType a x varchar(20)'],
    ],
    [
      '<addNotNullConstraint tableName="a" columnName="x" defaultNullValue="0"/>',
      ['up changeData a update filtered', 'up setNotNull a x', 'down dropNotNull a x'],
    ],
    ['<dropNotNullConstraint tableName="a" columnName="x"/>', ['up dropNotNull a x', 'down setNotNull a x']],
    [
      '<addDefaultValue tableName="a" columnName="x" defaultValueNumeric="1"/>',
      ['up setDefault a x {"expression":"1","volatility":"constant"}', 'down dropDefault a x'],
    ],
    ['<dropDefaultValue tableName="a" columnName="x"/>', ['up dropDefault a x']],
    [
      '<addPrimaryKey tableName="a" columnNames="x, y" constraintName="p"/>',
      ['up addPrimaryKey a ["x","y"] p', 'down dropConstraint a p primary-key'],
    ],
    ['<dropPrimaryKey tableName="a" constraintName="p"/>', ['up dropConstraint a p primary-key']],
    [
      '<addUniqueConstraint tableName="a" columnNames="x" constraintName="u"/>',
      ['up addUnique a ["x"] u', 'down dropConstraint a u unique'],
    ],
    ['<dropUniqueConstraint tableName="a" constraintName="u"/>', ['up dropConstraint a u unique']],
    [
      '<addForeignKeyConstraint baseTableName="a" baseColumnNames="x" constraintName="f" referencedTableName="b" referencedColumnNames="id" onDelete="CASCADE"/>',
      [
        'up addForeignKey a ["x"] f {"table":"b","columns":["id"],"onDelete":"cascade"}',
        'down dropConstraint a f foreign-key',
      ],
    ],
    [
      '<dropForeignKeyConstraint baseTableName="a" constraintName="f"/>',
      ['up dropConstraint a f foreign-key'],
    ],
    ['<dropAllForeignKeyConstraints baseTableName="a"/>', ['up dropConstraint a  foreign-key']],
    [
      '<addCheckConstraint tableName="a" constraintName="c" constraintBody="x > 0"/>',
      ['up addCheck a [] x > 0 c', 'down dropConstraint a c check'],
    ],
    ['<dropCheckConstraint tableName="a" constraintName="c"/>', ['up dropConstraint a c check']],
    [
      '<createIndex tableName="a" indexName="i" unique="true"><column name="x"/></createIndex>',
      ['up createIndex a i ["x"] true false', 'down dropIndex a i ["x"] false'],
    ],
    ['<dropIndex tableName="a" indexName="i"/>', ['up dropIndex i false a']],
    ['<createView viewName="v">SELECT 1</createView>', ['up createView v false', 'down dropView v false']],
    ['<dropView viewName="v"/>', ['up dropView v false']],
    [
      '<createSequence sequenceName="s"/>',
      ['up executeSql create sequence', 'down executeSql drop sequence'],
    ],
    ['<createProcedure procedureName="p">x</createProcedure>', ['up executeSql create procedure']],
    ['<setColumnRemarks tableName="a" columnName="x" remarks="y"/>', ['up executeSql comment on column a']],
    ['<insert tableName="a"><column name="x" value="1"/></insert>', ['up changeData a insert by-key']],
    ['<loadData tableName="a" file="a.csv"/>', ['up changeData a insert by-key']],
    ['<update tableName="a"><column name="x" value="1"/></update>', ['up changeData update a all']],
    [
      '<update tableName="a"><column name="x" value="1"/><where>id = 3</where></update>',
      ['up changeData update a by-key'],
    ],
    ['<delete tableName="a"><where>x IS NULL</where></delete>', ['up changeData delete a filtered']],
    [
      '<mergeColumns tableName="a" column1Name="x" column2Name="y" finalColumnName="z" finalColumnType="text"/>',
      [
        'up addColumn a z {"name":"z","type":"text","nullable":true}',
        'up changeData a update all',
        'up dropColumn a x',
        'up dropColumn a y',
      ],
    ],
    ['<tagDatabase tag="v1"/>', []],
    ['<customChange class="app.Fill"/>', ['up opaque a change in Java: app.Fill']],
    ['<executeCommand executable="make"/>', ['up opaque a program: make']],
    ['<somethingNew tableName="a"/>', ['up opaque a change of a type that is not known: somethingNew']],
    [
      '<sql>ALTER TABLE a DROP COLUMN x</sql><rollback>ALTER TABLE a ADD COLUMN x text</rollback>',
      ['up dropColumn a x', 'down addColumn a x {"name":"x","type":"text","nullable":true}'],
    ],
  ])('%s', async (body, operations) => {
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
