import { describe, expect, test } from 'vitest';
import { annotatedParts } from '../../src/migrations/jvm/annotated.js';
import { sqlCallsOf } from '../../src/migrations/jvm/sql-calls.js';
import type { JvmLanguage } from '../../src/syntax/jvm/tokens.js';

/** What a program sends, one line each: the SQL on one line, with `?` where it is not sure and `*` in loops. */
function sent(text: string, language: JvmLanguage = 'java'): readonly string[] {
  return sqlCallsOf(text, language).map(
    ({ sql, bodies, reason, unsure, looped }) =>
      `${sql === undefined ? (bodies?.map(({ kind }) => kind).join(' ') ?? `(${reason ?? 'made at run time'})`) : sql.replaceAll(/\s+/g, ' ').trim()}${unsure ? ' ?' : ''}${looped ? ' *' : ''}`,
  );
}

describe('Java', () => {
  test.each([
    ['statement.execute("ALTER TABLE a ADD b int");', ['ALTER TABLE a ADD b int']],
    ['statement.execute("ALTER TABLE a " +\n  // why\n  "ADD b int");', ['ALTER TABLE a ADD b int']],
    ['st.execute("""\n  ALTER TABLE a\n    ADD b int\n  """);', ['ALTER TABLE a ADD b int']],
    [
      'String sql = "DROP TABLE a"; st.execute(sql); sql = "DROP TABLE b"; st.execute(sql);',
      ['DROP TABLE a', 'DROP TABLE b'],
    ],
    ['String sql = "CREATE TABLE a ("; sql += "id int)"; st.execute(sql);', ['CREATE TABLE a (id int)']],
    ['void migrate() { st.execute(DROP); } static final String DROP = "DROP TABLE a";', ['DROP TABLE a']],
    ['st.execute("ALTER TABLE " + table + " ADD b int");', ['ALTER TABLE ${table} ADD b int ?']],
    ['st.execute(String.format("DROP TABLE %s", name));', ['DROP TABLE ${value} ?']],
    ['st.execute("DROP TABLE %s".formatted(name));', ['DROP TABLE ${value} ?']],
    [
      'try (var ps = c.prepareStatement("UPDATE a SET b = ? WHERE id = ?")) { ps.executeUpdate(); }',
      ['UPDATE a SET b = ? WHERE id = ?'],
    ],
    [
      'for (String id : ids) { st.addBatch("DELETE FROM a WHERE id = 1"); } st.executeBatch();',
      ['DELETE FROM a WHERE id = 1 *'],
    ],
    ['if (old) { st.execute("DROP TABLE a"); }', ['DROP TABLE a ?']],
    ['st.executeUpdate(builder.toString());', ['(made at run time) ?']],
    ['transactions.execute(status -> change()); template.execute(this::change); run(new Change());', []],
    [
      'void run(Statement st, String sql) { st.executeUpdate(sql); } void migrate() { run(st, "DROP TABLE a"); }',
      ['DROP TABLE a'],
    ],
    ['log.info("Update users set things"); throw new IllegalStateException("drop table a failed");', []],
    ['// st.execute("DROP TABLE a");\n/* st.execute("DROP TABLE b"); */', []],
    [
      'import org.jooq.DSLContext; class V1 { void m() { ctx.alterTable("a").addColumn("b").execute(); } }',
      ['addColumn'],
    ],
    [
      'import org.jooq.DSLContext; class V1 { void m(String name) { ctx.dropTable(name).execute(); } }',
      ["(a name in the statement of jOOQ's DSL is known only when the migration runs)"],
    ],
    ['char c = \'"\'; st.execute("DROP TABLE a");', ['DROP TABLE a']],
    ['String broken = "unclosed;\nst.execute("DROP TABLE a");', ['DROP TABLE a']],
  ])('%s', (text, lines) => {
    expect(sent(text)).toEqual(lines);
  });
});

describe('Kotlin, Groovy, Scala', () => {
  test.each([
    [
      'connection.createStatement().execute("""\n DROP TABLE a\n """.trimIndent())',
      'kotlin',
      ['DROP TABLE a'],
    ],
    ['context.execute("DROP TABLE $table")', 'kotlin', ['DROP TABLE ${table} ?']],
    ['context.execute("DROP TABLE ${table.name}")', 'kotlin', ['DROP TABLE ${table_name} ?']],
    ['val sql: String = "DROP TABLE a"\nst.execute(sql)', 'kotlin', ['DROP TABLE a']],
    ['fun Context.execute(sql: String) { connection.createStatement().execute(sql) }', 'kotlin', []],
    [
      'import org.jetbrains.exposed.sql.SchemaUtils\nfun m() { SchemaUtils.create(Users) }',
      'kotlin',
      ['(the statement is built by Exposed)'],
    ],
    ['ids.forEach { st.execute("DELETE FROM a WHERE id = 1") }', 'kotlin', ['DELETE FROM a WHERE id = 1 *']],
    ["sql.execute('DROP TABLE a')", 'groovy', ['DROP TABLE a']],
    ['st.execute(s"DROP TABLE $name")', 'scala', ['DROP TABLE ${name} ?']],
    ['st.execute("""DROP TABLE a""".stripMargin)', 'scala', ['DROP TABLE a']],
  ] as const)('%s', (text, language, lines) => {
    expect(sent(text, language)).toEqual(lines);
  });
});

test('hostile texts end', () => {
  for (const text of [
    '("'.repeat(50_000),
    'a = a + a + a; f(a);'.repeat(500),
    '@A('.repeat(20_000),
    '{'.repeat(100_000),
    '"${'.repeat(30_000),
  ]) {
    expect(sent(text, 'kotlin')).toBeDefined();
    expect(annotatedParts(text, 'kotlin')).toBeDefined();
  }
}, 20_000);
