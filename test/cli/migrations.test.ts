import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { bareEnvironment, commitAll, jsonOf, lintel, program, scratchFolder, shop } from './program.js';

type Row = Readonly<Record<string, unknown>>;

interface InventoryDocument {
  readonly migrationSets: readonly Row[];
  readonly migrations: readonly (Row & { readonly operations: readonly Row[] })[];
  readonly skipped: readonly Row[];
}

interface LintDocument {
  readonly findings: readonly Row[];
  readonly skipped: readonly Row[];
}

/** A folder with files in it. */
function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = scratchFolder();
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

/** Runs `migrations lint -` with a text on standard input. */
function lintText(text: string, ...words: readonly string[]): { code: number | null; stdout: string } {
  const { status, stdout } = spawnSync(process.execPath, [program, 'migrations', 'lint', '-', ...words], {
    input: text,
    encoding: 'utf8',
    env: bareEnvironment,
  });
  return { code: status, stdout };
}

function rulesOf(text: string): readonly unknown[] {
  const document: LintDocument = JSON.parse(text);
  return document.findings.map(({ rule }) => rule);
}

const orders =
  '-- migrate:up\nCREATE TABLE orders (id bigint PRIMARY KEY, email text);\n-- migrate:down\nDROP TABLE orders;\n';
const index =
  '-- migrate:up\nCREATE INDEX orders_email ON orders (email);\n-- migrate:down\nDROP INDEX orders_email;\n';

describe('migrations list', () => {
  it('shows each set with its folder, dialect and its reason, and counts', async () => {
    const { code, stdout } = await lintel(['migrations', 'list', shop]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^lintel shop.* {2}4 sets · 12 migrations · \d+ operations\n/);
    expect(stdout).toContain(
      'services/orders/migrations  golang-migrate  (orders)\n  dialect   postgresql  ',
    );
    expect(stdout).toContain('  holds     4 migrations, ');
  });

  it('gives every operation with its kind, table, direction and line as JSON', async () => {
    const document = jsonOf<InventoryDocument>(await lintel(['migrations', 'list', shop, '--json']));
    expect(document.migrationSets).toHaveLength(4);
    const rename = document.migrations
      .flatMap(({ operations }) => operations)
      .find(({ kind, direction }) => kind === 'renameColumn' && direction === 'up');
    expect(rename).toMatchObject({ table: 'orders', line: 1 });
    expect(rename).toHaveProperty('column');
  });

  it('counts what came since --base', async () => {
    const folder = folderWith({ 'db/migrations/20240101000001_orders.sql': orders });
    const base = commitAll(folder);
    writeFileSync(join(folder, 'db/migrations/20240101000002_index.sql'), index);
    const { stdout } = await lintel(['migrations', 'list', folder, '--base', base, '--all']);
    expect(stdout).toContain(`2 migrations, 1 new since ${base}`);
    expect(stdout).toMatch(/index \(new\)/);
  });

  it('counts change sets that were appended to an old changelog as new', async () => {
    const changeSet = (id: number, table: string): string =>
      `--changeset team:${id}\nCREATE TABLE ${table} (id int PRIMARY KEY);\n--rollback DROP TABLE ${table};\n`;
    const path = 'src/main/resources/db/changelog/changelog.sql';
    const old = `--liquibase formatted sql\n${changeSet(1, 'orders')}`;
    const folder = folderWith({ [path]: old });
    const base = commitAll(folder);
    writeFileSync(join(folder, path), `${old}\n${changeSet(2, 'invoices')}`);
    const { migrations, migrationSets } = jsonOf<InventoryDocument>(
      await lintel(['migrations', 'list', folder, '--base', base, '--json']),
    );
    expect(migrationSets[0]).toMatchObject({ migrations: 2, new: 1 });
    expect(migrations.map(({ name, new: isNew }) => [name, isNew])).toEqual([
      ['team:1', false],
      ['team:2', true],
    ]);
  });

  it('says that there are none, and ends with 0', async () => {
    const { code, stdout } = await lintel(['migrations', 'list', folderWith({ 'README.md': '# Nothing\n' })]);
    expect(code).toBe(0);
    expect(stdout).toContain('no migrations found');
  });
});

describe('migrations lint on a repository', () => {
  it('shows findings file by file, with lines and advice, and ends with 1', async () => {
    const { code, stdout } = await lintel(['migrations', 'lint', shop]);
    expect(code).toBe(1);
    expect(stdout).toContain(
      'services/orders/migrations/000002_order_number.up.sql  golang-migrate · postgresql\n',
    );
    expect(stdout).toMatch(/✗ error concurrently-in-transaction {2}services\/orders\S+:2\n/);
    expect(stdout).toMatch(/› {2}2 │ CREATE UNIQUE INDEX CONCURRENTLY/);
    expect(stdout).toMatch(/\n\d+ errors · \d+ warnings in \d+ files; 12 migrations read\n/);
  });

  it('ends as --fail-on says', async () => {
    expect((await lintel(['migrations', 'lint', shop, '--fail-on', 'never'])).code).toBe(0);
    const folder = folderWith({ 'db/migrations/20240101000001_orders.sql': orders });
    expect((await lintel(['migrations', 'lint', folder, '--fail-on', 'note'])).code).toBe(0);
  });

  it('judges with --base only what came since; tables that came with it are empty still', async () => {
    const folder = folderWith({
      'db/migrations/20240101000001_orders.sql': orders,
      'db/migrations/20240101000002_index.sql': index,
      '.env.example': 'DATABASE_URL=postgres://localhost/app\n',
    });
    const base = commitAll(folder);
    const first = jsonOf<LintDocument>(await lintel(['migrations', 'lint', folder, '--json']));
    expect(first.findings.map(({ rule }) => rule)).toEqual(['create-index-blocking']);
    const invoices = orders.replaceAll('orders', 'invoices');
    const more = index.replaceAll('orders', 'invoices');
    writeFileSync(join(folder, 'db/migrations/20240101000003_invoices.sql'), invoices);
    writeFileSync(join(folder, 'db/migrations/20240101000004_more.sql'), more);
    const { code, stdout } = await lintel(['migrations', 'lint', folder, '--base', base, '--json']);
    const since: LintDocument = JSON.parse(stdout);
    expect(code).toBe(0);
    expect(since.findings.map(({ rule, status }) => [rule, status])).toEqual([
      ['create-index-blocking', 'baselined'],
    ]);
  });
});

describe('migrations lint on files', () => {
  const files = {
    'db/migrations/20240101000001_orders.sql': orders,
    'db/migrations/20240101000002_index.sql': index,
    '.env.example': 'DATABASE_URL=postgres://localhost/app\n',
    'notes.md': 'no migration\n',
    'one-off.sql': 'ALTER TABLE orders DROP COLUMN email;\n',
    'broken.sql': 'ALTR TABLE orders;\n',
  };

  it('reads a file with its framework and with what its neighbours did', async () => {
    const folder = folderWith(files);
    const path = 'db/migrations/20240101000002_index.sql';
    const { code, stdout } = await lintel(['migrations', 'lint', path], { cwd: folder });
    expect(code).toBe(1);
    expect(stdout).toContain(`${path}  dbmate · postgresql\n`);
    expect(stdout).toContain('1 error in 1 file; 1 migration read');
  });

  it('finds the repository around a file when it is run in the folder itself', async () => {
    const folder = folderWith(files);
    commitAll(folder);
    const words = ['migrations', 'lint', '20240101000002_index.sql'];
    const { code, stdout } = await lintel(words, { cwd: join(folder, 'db/migrations') });
    expect(code).toBe(1);
    expect(stdout).toContain('create-index-blocking');
  });

  it('reads a file outside every folder as SQL', async () => {
    const folder = folderWith(files);
    const run = await lintel(['migrations', 'lint', 'one-off.sql', '--json', '--dialect', 'postgresql'], {
      cwd: folder,
    });
    expect(jsonOf<LintDocument>(run).findings).toMatchObject([
      { rule: 'drop-column', file: 'one-off.sql', line: 1 },
    ]);
    expect(run.code).toBe(0);
  });

  it('names files among others that are no migrations', async () => {
    const run = await lintel(['migrations', 'lint', 'one-off.sql', 'notes.md', '--json'], {
      cwd: folderWith(files),
    });
    expect(jsonOf<LintDocument>(run).skipped).toMatchObject([
      { file: 'notes.md', reason: 'unsupported-syntax' },
    ]);
  });

  it('ends with 2 when no file is a migration, or there is no such file', async () => {
    const folder = folderWith(files);
    expect(await lintel(['migrations', 'lint', 'notes.md'], { cwd: folder })).toMatchObject({ code: 2 });
    expect(await lintel(['migrations', 'lint', 'none.sql'], { cwd: folder })).toMatchObject({ code: 2 });
  });

  it('ends with 3 when a named file could be read in part only', async () => {
    const { code, stdout } = await lintel(['migrations', 'lint', 'broken.sql'], { cwd: folderWith(files) });
    expect(code).toBe(3);
    expect(stdout).toContain('broken.sql:1  parse-error');
  });
});

describe('migrations lint on standard input', () => {
  it('judges the text; a table made in it is empty still', () => {
    const { code, stdout } = lintText(
      'CREATE TABLE a (id int);\nCREATE INDEX i ON a (id);\nCREATE INDEX j ON b (id);\n',
      '--dialect',
      'postgresql',
      '--json',
    );
    expect(code).toBe(1);
    const document: LintDocument = JSON.parse(stdout);
    expect(document.findings).toMatchObject([{ rule: 'create-index-blocking', file: 'stdin.sql', line: 3 }]);
  });

  it('takes the word of --transaction', () => {
    const text = 'CREATE INDEX CONCURRENTLY i ON a (id);';
    const rules = (wish: string): readonly unknown[] =>
      rulesOf(lintText(text, '--dialect', 'postgresql', '--transaction', wish, '--json').stdout);
    expect(rules('always')).toEqual(['concurrently-in-transaction']);
    expect(rules('never')).toEqual([]);
  });

  it('knows what older servers cannot do', () => {
    const text = 'ALTER TABLE a ADD COLUMN state text DEFAULT 1;';
    const rules = (version: string): readonly unknown[] =>
      rulesOf(lintText(text, '--dialect', 'postgresql', '--server-version', version, '--json').stdout);
    expect(rules('10.4')).toEqual(['add-column-volatile-default']);
    expect(rules('11')).toEqual([]);
  });

  it('ends with 2 for a version that is none', () => {
    expect(lintText('SELECT 1;', '--server-version', 'new').code).toBe(2);
  });
});
