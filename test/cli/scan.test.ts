import { rmSync, writeFileSync, mkdirSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { tmpdir } from 'node:os';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  commitAll,
  copyOfShop,
  firstUnsafeLine,
  git,
  jsonOf,
  lintel,
  remove,
  scratchFolder,
} from './program.js';
import type { Run } from './program.js';

type Row = Readonly<Record<string, unknown>>;

interface ScanDocument {
  readonly schemaVersion: number;
  readonly tool: Row;
  readonly root: string;
  readonly commit: string | null;
  readonly services: readonly Row[];
  readonly migrations: readonly (Row & { readonly operations: readonly Row[] })[];
  readonly endpoints: readonly Row[];
  readonly probes: readonly Row[];
  readonly alerts: readonly Row[];
  readonly slos: readonly Row[];
  readonly evidence: readonly Row[];
  readonly findings: readonly Row[];
  readonly skipped: readonly Row[];
  readonly coverage: { readonly migrations: Row };
  readonly failures: readonly Row[];
}

const formats = { text: [], json: ['--json'], markdown: ['--format', 'markdown'] } as const;
type Format = keyof typeof formats;

/** Scans in every format, one after the other. */
async function scansOf(words: readonly string[], cwd?: string): Promise<Record<Format, Run>> {
  const run = (format: Format): Promise<Run> =>
    lintel(['scan', ...words, ...formats[format]], cwd === undefined ? {} : { cwd });
  const [text, json, markdown] = await Promise.all([run('text'), run('json'), run('markdown')]);
  return { text, json, markdown };
}

/** Made once: scans of the sample copied out of git, so that no commit is in them. */
let folder: string;
let copy: string;
let scans: Record<Format, Run>;
let report: ScanDocument;

beforeAll(async () => {
  folder = scratchFolder('lintel-scan-', false);
  copy = copyOfShop(folder);
  scans = await scansOf([copy]);
  report = jsonOf<ScanDocument>(scans.json);
}, 60_000);
afterAll(() => remove(folder));

describe('a scan of the sample system', () => {
  it('ends with 0, says nothing on standard error, and ends its output with one line end', () => {
    for (const run of Object.values(scans)) {
      expect(run).toMatchObject({ code: 0, stderr: '' });
      expect(run.stdout).toMatch(/[^\n]\n$/);
    }
  });

  it('shows services, migrations, probes, findings with their lines, and evidence as text', () => {
    const { stdout } = scans.text;
    expect(stdout).toMatch(
      /^lintel shop {2}5 services · 12 migrations · \d+ health endpoints · 11 probes · \d+ findings\n/,
    );
    expect(stdout).toMatch(/\n {2}backoffice {2}services\/backoffice {2}Ruby {2,}\S/);
    expect(stdout).toMatch(
      /\n {2}golang-migrate {2,}services\/orders\/migrations {2,}postgresql {2,}4 migrations/,
    );
    expect(stdout).toMatch(
      /\n {2}gateway {2,}liveness probe {2,}http \/healthz :8080 {2,}deploy\/gateway\.yaml:18\n/,
    );
    expect(stdout).toContain(
      '✗ warning health-check-cannot-fail (gateway)  compose.yaml:10\n     The health check of compose service gateway',
    );
    expect(stdout).toContain(
      "     › 11 │       test: ['CMD-SHELL', 'curl http://localhost:8080/health || true']\n",
    );
    expect(stdout).toMatch(/\n {3}orders\n {3}✓ orders runs as compose service orders {2}compose\.yaml:21\n/);
    expect(stdout).toMatch(
      /\n1 {2}Can the system survive partial failures\? {2}(\d+ errors? · )?\d+ warnings? · (\d+ notes? · )?\d+ for · \d+ against\n/,
    );
    expect(stdout).toContain('\n8  Do you have alerts for user-facing SLO breaches?  no evidence found\n');
  });

  it('shows everything with --all', async () => {
    const all = await lintel(['scan', copy, '--all']);
    expect(scans.text.stdout).toContain('(--all)');
    expect(all.stdout).not.toContain('(--all)');
    const places = report.findings.map(({ file, line }) => `${String(file)}:${String(line)}`);
    for (const place of places) expect(all.stdout).toContain(place);
  });

  it('is whole as Markdown', () => {
    const { stdout } = scans.markdown;
    expect(stdout).toMatch(
      /^# What shop shows\n\n## Services\n\n\| Service \| Path \| Languages \| Taken for one because \|\n/,
    );
    expect(stdout).toContain('| gateway | `services/gateway` | TypeScript |');
    for (const finding of report.findings) {
      expect(stdout).toContain(`\`${String(finding['file'])}:${String(finding['line'])}\``);
      expect(stdout).toContain(`(\`${String(finding['rule'])}\`)`);
    }
  });

  it('keeps only one service with --service', async () => {
    const run = await lintel(['scan', copy, '--service', 'orders', '--json']);
    const only = jsonOf<ScanDocument>(run);
    expect(only.services.map(({ name }) => name)).toEqual(['orders']);
    expect(only.migrations.map(({ path }) => path)).toEqual(
      report.migrations.filter(({ service }) => service === 'orders').map(({ path }) => path),
    );
    for (const list of [only.migrations, only.endpoints, only.probes, only.evidence, only.findings]) {
      expect(list.length).toBeGreaterThan(0);
      expect(list.every(({ service }) => service === 'orders')).toBe(true);
    }
  });

  it('says on standard error how long each part took, with --timings only', async () => {
    const run = await lintel(['scan', copy, '--timings', '--json'], { env: { LINTEL_CACHE_DIR: '' } });
    expect(run.stderr).toMatch(/^( +\d+ ms {2}\w.*\n){4,}$/);
    expect(run.stdout).toBe(scans.json.stdout);
  });
});

describe('the JSON of a scan', () => {
  const text = expect.any(String);
  const line = expect.any(Number);
  const list = expect.any(Array);
  const oneOf = (...values: readonly string[]): string =>
    expect.stringMatching(new RegExp(`^(${values.join('|')})$`));

  it('has the keys of the contract, in a fixed order', () => {
    expect(Object.keys(report)).toEqual([
      'schemaVersion',
      'tool',
      'root',
      'commit',
      'services',
      'migrationSets',
      'migrations',
      'endpoints',
      'probes',
      'alerts',
      'slos',
      'alertRoutings',
      'evidence',
      'findings',
      'skipped',
      'coverage',
      'failures',
    ]);
    expect(report).toMatchObject({
      schemaVersion: 1,
      tool: { name: 'lintel', version: expect.stringMatching(/^\d+\.\d+\.\d+/) },
      root: 'shop',
      commit: null,
      alerts: [],
      slos: [],
      coverage: { migrations: { operations: line, opaque: line } },
      failures: [],
    });
  });

  const shapes: Readonly<Record<string, Row>> = {
    services: { name: text, path: text, languages: list, reasons: list },
    migrations: {
      framework: text,
      service: text,
      path: text,
      name: text,
      version: text,
      dialect: text,
      reversible: expect.any(Boolean),
      new: expect.any(Boolean),
      operations: list,
    },
    endpoints: {
      service: text,
      framework: text,
      method: text,
      path: text,
      file: text,
      line,
      touches: list,
      role: oneOf('liveness', 'readiness', 'startup', 'health'),
      confidence: oneOf('high', 'medium', 'low'),
    },
    probes: {
      service: text,
      platform: text,
      kind: text,
      file: text,
      line,
      effect: oneOf('restart', 'de-route', 'gate', 'none'),
      transport: oneOf('http', 'grpc', 'tcp', 'exec'),
    },
    evidence: {
      question: text,
      signal: text,
      service: text,
      file: text,
      line,
      stance: oneOf('supports', 'contradicts'),
      confidence: oneOf('high', 'medium', 'low'),
    },
    findings: {
      rule: text,
      message: text,
      file: text,
      line,
      column: line,
      endLine: line,
      endColumn: line,
      service: text,
      severity: oneOf('error', 'warning', 'note'),
      fingerprint: expect.stringMatching(/^[0-9a-f]{32}$/),
      status: 'new',
    },
  };

  it.for(Object.entries(shapes))('has %s of the contract’s shape', ([name, shape]) => {
    const rows: readonly Row[] = Object.entries(report).find(([key]) => key === name)?.[1] ?? [];
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows) expect(row).toMatchObject(shape);
  });

  it('has operations with kind, direction and line', () => {
    const operations = report.migrations.flatMap((migration) => migration.operations);
    expect(operations.length).toBeGreaterThan(0);
    for (const operation of operations)
      expect(operation).toMatchObject({ kind: text, line, direction: oneOf('up', 'down') });
    expect(operations).toContainEqual(
      expect.objectContaining({
        kind: 'dropColumn',
        table: 'refunds',
        column: 'state',
        direction: 'up',
        line: 3,
      }),
    );
  });

  it('holds an up/down pair as one migration', () => {
    expect(report.migrations.filter(({ service }) => service === 'orders').map(({ path }) => path)).toEqual([
      'services/orders/migrations/000001_create_orders.up.sql',
      'services/orders/migrations/000002_order_number.up.sql',
      'services/orders/migrations/000003_customer_index.up.sql',
      'services/orders/migrations/000003_rename_customer.up.sql',
    ]);
  });

  it('is the same from --format json', async () => {
    const run = await lintel(['scan', copy, '--format', 'json']);
    expect(run.stdout).toBe(scans.json.stdout);
  });
});

describe('the same tree gives the same bytes', () => {
  it('twice, from another folder and at another place', async () => {
    const elsewhere = copyOfShop(join(folder, 'a', 'deeper', 'place'));
    const again = await scansOf([elsewhere]);
    const within = await scansOf([], copy);
    const below = await scansOf([relative(join(copy, 'services'), copy)], join(copy, 'services'));
    for (const format of ['text', 'json', 'markdown'] as const) {
      expect(again[format].stdout).toBe(scans[format].stdout);
      expect(within[format].stdout).toBe(scans[format].stdout);
      expect(below[format].stdout).toBe(scans[format].stdout);
    }
  }, 60_000);

  it('without an absolute path and without an escape sequence', () => {
    for (const { stdout } of Object.values(scans)) {
      expect(stdout).not.toContain(tmpdir());
      expect(stdout).not.toContain(dirname(copy));
      expect(firstUnsafeLine(stdout)).toBeUndefined();
    }
  });
});

describe('colour', () => {
  const words = ['rules', 'list'];
  const coloured = '\u001b[';

  it('is off in a pipe, and on where FORCE_COLOR asks for it', async () => {
    const [plain, forced, zero] = await Promise.all([
      lintel(words),
      lintel(words, { env: { FORCE_COLOR: '1' } }),
      lintel(words, { env: { FORCE_COLOR: '0' } }),
    ]);
    expect(plain.stdout).not.toContain(coloured);
    expect(forced.stdout).toContain(coloured);
    expect(zero.stdout).toBe(plain.stdout);
  });

  it('is off with --no-color and NO_COLOR, also against FORCE_COLOR; TERM=dumb alone is weaker', async () => {
    const [flag, variable, dumb] = await Promise.all([
      lintel([...words, '--no-color'], { env: { FORCE_COLOR: '1' } }),
      lintel(words, { env: { FORCE_COLOR: '1', NO_COLOR: '1' } }),
      lintel(words, { env: { TERM: 'dumb' } }),
    ]);
    for (const run of [flag, variable, dumb]) expect(run.stdout).not.toContain(coloured);
  });

  it('is never in JSON, and in errors only where it is wanted', async () => {
    const [json, error, plainError] = await Promise.all([
      lintel([...words, '--json'], { env: { FORCE_COLOR: '1' } }),
      lintel(['scan', 'nowhere'], { env: { FORCE_COLOR: '1' } }),
      lintel(['scan', 'nowhere', '--no-color'], { env: { FORCE_COLOR: '1' } }),
    ]);
    expect(json.stdout).not.toContain(coloured);
    expect(error.stderr).toContain(coloured);
    expect(plainError.stderr).toMatch(/^Error: nowhere does not exist/);
  });
});

describe('a scan against another revision', () => {
  let repository: string;
  let first: string;
  let second: string;
  const oldMigration = 'db/migrate/20260101000000_create_notes.rb';
  const newMigration = 'db/migrate/20260202000000_index_notes.rb';
  const notes = (body: string, name: string): string =>
    `class ${name} < ActiveRecord::Migration[7.1]\n  def change\n${body}  end\nend\n`;

  function write(path: string, text: string): void {
    mkdirSync(dirname(join(repository, path)), { recursive: true });
    writeFileSync(join(repository, path), text);
  }

  beforeAll(() => {
    repository = join(scratchFolder('lintel-base-', false), 'notes');
    mkdirSync(repository);
    write('Gemfile', "source 'https://rubygems.org'\ngem 'rails', '~> 7.1'\ngem 'pg'\n");
    write('config/application.rb', 'module Notes\n  class Application < Rails::Application\n  end\nend\n');
    write('Dockerfile', 'FROM ruby:3.3\nCMD ["bin/rails", "server"]\n');
    write('config/database.yml', 'production:\n  adapter: postgresql\n');
    write(
      oldMigration,
      notes(
        '    create_table :notes do |t|\n      t.string :title\n    end\n    add_column :people, :age, :integer, null: false\n',
        'CreateNotes',
      ),
    );
    first = commitAll(repository);
    write(newMigration, notes('    add_column :people, :name, :string, null: false\n', 'IndexNotes'));
    second = commitAll(repository);
  });
  afterAll(() => remove(dirname(repository)));

  it('marks the findings that stood there before, and the migrations that came since', async () => {
    const run = await lintel(['scan', repository, '--base', first.slice(0, 12), '--json']);
    expect(run).toMatchObject({ code: 0, stderr: '' });
    const marked = jsonOf<ScanDocument>(run);
    expect(marked.commit).toBe(second);
    expect(marked.migrations.map(({ path, new: fresh }) => [path, fresh])).toEqual([
      [oldMigration, false],
      [newMigration, true],
    ]);
    const status = (file: string): unknown[] =>
      marked.findings.filter((finding) => finding['file'] === file).map((finding) => finding['status']);
    expect(status(oldMigration)).not.toHaveLength(0);
    expect(new Set(status(oldMigration))).toEqual(new Set(['baselined']));
    expect(new Set(status(newMigration))).toEqual(new Set(['new']));
  });

  it('lets the gate judge only what came since', async () => {
    const [since, sinceHead, all] = await Promise.all([
      lintel(['audit', repository, '--base', first]),
      lintel(['audit', repository, '--base', 'HEAD']),
      lintel(['audit', repository]),
    ]);
    expect(all.code).toBe(1);
    expect(since.code).toBe(1);
    expect(since.stdout).toMatch(/\d+ findings? stood before and (is|are) not counted/);
    expect(since.stdout).not.toContain(oldMigration);
    expect(sinceHead.code).toBe(0);
    expect(sinceHead.stdout).toContain('PASSED');
  });

  it('shows another revision with --at, whatever is on the disk', async () => {
    const at = await lintel(['scan', repository, '--at', 'HEAD~1', '--json']);
    const earlier = jsonOf<ScanDocument>(at);
    expect(earlier.commit).toBe(first);
    expect(earlier.migrations.map(({ path }) => path)).toEqual([oldMigration]);

    const clone = join(scratchFolder(), 'notes');
    git(dirname(repository), 'clone', '--quiet', repository, clone);
    rmSync(join(clone, 'db'), { recursive: true });
    const run = await lintel(['scan', clone, '--at', 'HEAD', '--json']);
    const original = await lintel(['scan', repository, '--json']);
    expect(run.stdout).toBe(original.stdout);
  });
});
