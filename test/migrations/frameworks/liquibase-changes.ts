/** A change in XML, and the operations that it is read to: `direction kind …`. Each type of change that Liquibase documents is among them. */
export const changeFixtures: readonly (readonly [body: string, operations: readonly string[]])[] = [
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
  ['<dropForeignKeyConstraint baseTableName="a" constraintName="f"/>', ['up dropConstraint a f foreign-key']],
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
  ['<createSequence sequenceName="s"/>', ['up executeSql create sequence', 'down executeSql drop sequence']],
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
  [
    '<createTable tableName="a"><column name="x" type="int"/></createTable>',
    ['up createTable a [{"name":"x","type":"integer","nullable":true}]', 'down dropTable a'],
  ],
  [
    '<addColumn tableName="a"><column name="x" type="int"/></addColumn>',
    [
      'up addColumn a x {"name":"x","type":"integer","nullable":true}',
      'down dropColumn a x {"name":"x","type":"integer","nullable":true}',
    ],
  ],
  [
    '<addAutoIncrement tableName="a" columnName="x" columnDataType="int"/>',
    ['up executeSql alter column add identity a'],
  ],
  [
    '<addLookupTable existingTableName="a" existingColumnName="x" newTableName="b" newColumnName="id" newColumnDataType="int" constraintName="f"/>',
    [
      'up createTable b [{"name":"id","type":"integer","nullable":false,"primaryKey":true}] true',
      'up addForeignKey a ["x"] f {"table":"b","columns":["id"]}',
      'down dropTable b',
    ],
  ],
  ['<alterSequence sequenceName="s" incrementBy="2"/>', ['up executeSql alter sequence']],
  ['<dropSequence sequenceName="s"/>', ['up executeSql drop sequence']],
  [
    '<renameSequence oldSequenceName="s" newSequenceName="t"/>',
    ['up executeSql rename sequence', 'down executeSql rename sequence'],
  ],
  [
    '<renameView oldViewName="v" newViewName="w"/>',
    ['up executeSql rename view', 'down executeSql rename view'],
  ],
  [
    '<renameTrigger oldTriggerName="r" newTriggerName="q" tableName="a"/>',
    ['up executeSql rename trigger a', 'down executeSql rename trigger a'],
  ],
  ['<setTableRemarks tableName="a" remarks="y"/>', ['up executeSql comment on table a']],
  ['<createFunction functionName="f">x</createFunction>', ['up executeSql create function']],
  ['<dropFunction functionName="f"/>', ['up executeSql drop function']],
  ['<dropProcedure procedureName="p"/>', ['up executeSql drop procedure']],
  ['<createPackage packageName="p">x</createPackage>', ['up executeSql create package']],
  ['<dropPackage packageName="p"/>', ['up executeSql drop package']],
  ['<createPackageBody packageBodyName="p">x</createPackageBody>', ['up executeSql create package body']],
  ['<dropPackageBody packageBodyName="p"/>', ['up executeSql drop package body']],
  [
    '<createSynonym synonymName="y" objectName="a"/>',
    ['up executeSql create synonym', 'down executeSql drop synonym'],
  ],
  ['<dropSynonym synonymName="y"/>', ['up executeSql drop synonym']],
  ['<createTrigger triggerName="r" tableName="a">x</createTrigger>', ['up createTrigger r a']],
  ['<dropTrigger triggerName="r" tableName="a"/>', ['up executeSql drop trigger a']],
  [
    '<enableTrigger triggerName="r" tableName="a"/>',
    ['up executeSql enable trigger a', 'down executeSql enable trigger a'],
  ],
  [
    '<disableTrigger triggerName="r" tableName="a"/>',
    ['up executeSql disable trigger a', 'down executeSql disable trigger a'],
  ],
  [
    '<enableCheckConstraint tableName="a" constraintName="c"/>',
    ['up executeSql alter table enable constraint a', 'down executeSql alter table enable constraint a'],
  ],
  [
    '<disableCheckConstraint tableName="a" constraintName="c"/>',
    ['up executeSql alter table disable constraint a', 'down executeSql alter table disable constraint a'],
  ],
  ['<markUnused tableName="a" columnName="x"/>', ['up executeSql alter table set unused a']],
  ['<loadUpdateData tableName="a" file="a.csv" primaryKey="id"/>', ['up changeData a insert by-key']],
  [
    '<sql splitStatements="true" stripComments="true">/* why */ DROP TABLE a; DROP TABLE b</sql>',
    ['up dropTable a', 'up dropTable b'],
  ],
  ['<sql endDelimiter="GO">DROP TABLE a\nGO\nDROP TABLE b\nGO</sql>', ['up dropTable a', 'up dropTable b']],
  ['<sql endDelimiter="//">DROP TABLE a//DROP TABLE b//</sql>', ['up dropTable a', 'up dropTable b']],
  ['<sql endDelimiter="\\n/">DROP TABLE a\n/\nDROP TABLE b\n/</sql>', ['up dropTable a', 'up dropTable b']],
  [
    '<sqlFile path="drop.sql" relativeToChangelogFile="true"/>',
    ['up opaque the file drop.sql is not in the repository'],
  ],
  ['<output target="STDOUT">hello</output>', []],
  ['<stop message="here"/>', []],
  ['<empty/>', []],
];

/** The types of change of https://docs.liquibase.com/reference-guide/change-types (Community, Pro), without `include` and `includeAll`. */
export const documentedChanges: readonly string[] =
  `addAutoIncrement addCheckConstraint addColumn addDefaultValue addForeignKeyConstraint addLookupTable addNotNullConstraint addPrimaryKey
  addUniqueConstraint alterSequence createFunction createIndex createPackage createPackageBody createProcedure createSequence createSynonym
  createTable createTrigger createView customChange delete disableCheckConstraint disableTrigger dropAllForeignKeyConstraints
  dropCheckConstraint dropColumn dropDefaultValue dropForeignKeyConstraint dropFunction dropIndex dropNotNullConstraint dropPackage
  dropPackageBody dropPrimaryKey dropProcedure dropSequence dropSynonym dropTable dropTrigger dropUniqueConstraint dropView empty
  enableCheckConstraint enableTrigger executeCommand insert loadData loadUpdateData markUnused mergeColumns modifyDataType output
  renameColumn renameSequence renameTable renameTrigger renameView setColumnRemarks setTableRemarks sql sqlFile stop tagDatabase
  update`.split(/\s+/);
