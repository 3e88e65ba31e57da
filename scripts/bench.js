// `npm run bench [REPOSITORY]`: speed as ratios against baselines that run side by side, so that a slow machine does not matter.
// 1. start-up: `lintel --version` against `node -e 0`;
// 2. scan: `lintel scan` against `git ls-files` + `grep -rl` over the same files, and a second scan of the unchanged tree.
//    Without a repository a synthetic one is made: git-tracked, 6,000 files of many kinds;
// 3. reading: 1,000 synthetic migrations each of SQL, Ruby, Python and TypeScript in MB/s, start-up included,
//    and squawk (https://squawkhq.com) over the same SQL files where it is installed (on the PATH);
// 4. decisions: `lintel adr list` of 2,000 records, cold and warm, against the `adr-list` of adr-tools where it is on the PATH or ADR_LIST
//    names it, and against what it does in any case: find the files, sort them, print them;
// 5. evidence: the recognisers against reading the same files, and time and peak memory of a scan with 20,000 files that cannot matter
//    beside the services against one without them (`scripts/bench-evidence.js`).
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { reportEvidence } from './bench-evidence.js';

const lintel = fileURLToPath(new URL('../bin/run.js', import.meta.url));

function seconds(command, args, options = {}) {
  const started = performance.now();
  const { status, signal, stderr } = spawnSync(command, args, {
    stdio: ['ignore', 'ignore', 'pipe'],
    maxBuffer: 1 << 30,
    ...options,
  });
  if (status !== 0 || signal !== null)
    throw new Error(`${command} ${args.join(' ')} ended with ${signal ?? status}: ${stderr.toString()}`);
  return (performance.now() - started) / 1000;
}

/** The two are run in turns, so that whatever else the machine does hits both; the medians are compared. */
function paired(rounds, subject, baseline) {
  const times = { subject: [], baseline: [] };
  for (let round = 0; round < rounds; round += 1) {
    times.baseline.push(baseline());
    times.subject.push(subject());
  }
  return { subject: median(times.subject), baseline: median(times.baseline) };
}

function report(name, { subject, baseline }) {
  console.log(
    `${name.padEnd(52)} ${(subject * 1000).toFixed(0).padStart(7)} ms  ${(baseline * 1000).toFixed(0).padStart(7)} ms  ${(subject / baseline).toFixed(2)}×`,
  );
}

function syntheticRepository() {
  const root = mkdtempSync(join(tmpdir(), 'lintel-bench-'));
  const write = (path, text) => {
    mkdirSync(join(root, path, '..'), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  for (let service = 0; service < 20; service += 1) {
    const base = `services/s${service}`;
    write(
      `${base}/package.json`,
      JSON.stringify({
        name: `s${service}`,
        scripts: { start: 'node src/app.js' },
        dependencies: { express: '5' },
      }),
    );
    write(
      `${base}/Dockerfile`,
      'FROM node:20\nCOPY . .\nHEALTHCHECK CMD curl -f http://localhost:3000/health\nCMD ["node", "src/app.js"]\n',
    );
    write(
      `${base}/src/app.js`,
      "const express = require('express');\nconst app = express();\napp.get('/health', (req, res) => res.send('ok'));\napp.listen(3000);\n",
    );
    for (let file = 0; file < 250; file += 1) {
      write(
        `${base}/src/module${file}.js`,
        `${'// a line of a comment that is neither short nor long\n'.repeat(20)}export function f${file}(x) {\n  return x + ${file};\n}\n`,
      );
    }
    for (let step = 0; step < 50; step += 1) {
      const version = String(20240101000000 + step);
      write(
        `${base}/db/migrations/${version}_step.sql`,
        `-- migrate:up\nALTER TABLE t ADD COLUMN c${step} text;\nCREATE INDEX CONCURRENTLY i${step} ON t (c${step});\n\n-- migrate:down\nALTER TABLE t DROP COLUMN c${step};\n`,
      );
    }
  }
  commitAll(root);
  return root;
}

function commitAll(root) {
  const git = (...args) =>
    execFileSync('git', ['-c', 'user.name=bench', '-c', 'user.email=bench@example.org', ...args], {
      cwd: root,
      stdio: 'ignore',
    });
  git('init', '-q');
  git('add', '-A');
  git('commit', '-qm', 'bench');
}

console.log(`${''.padEnd(52)} ${'lintel'.padStart(10)}  ${'baseline'.padStart(10)}  ratio`);
report(
  'lintel --version / node -e 0',
  paired(
    15,
    () => seconds(process.execPath, [lintel, '--version']),
    () => seconds(process.execPath, ['-e', '0']),
  ),
);
report(
  'lintel --help / node -e 0',
  paired(
    7,
    () => seconds(process.execPath, [lintel, '--help']),
    () => seconds(process.execPath, ['-e', '0']),
  ),
);

const given = process.argv[2];
const repository = given ?? syntheticRepository();
try {
  const files =
    execFileSync('git', ['ls-files', '-z'], { cwd: repository, maxBuffer: 1 << 30 })
      .toString()
      .split('\0').length - 1;
  const baseline = () =>
    seconds('git', ['ls-files'], { cwd: repository }) +
    seconds(
      'bash',
      ['-c', 'git ls-files -z | xargs -0 grep -lE "migrate|health|probe" -- > /dev/null || true'],
      { cwd: repository },
    );
  const scan = (cache) =>
    seconds(process.execPath, [lintel, 'scan', repository, '--json'], {
      env: { ...process.env, LINTEL_CACHE_DIR: cache },
    });
  report(
    `lintel scan / git ls-files + grep -l (${files} files)`,
    paired(3, () => scan(''), baseline),
  );
  const cache = mkdtempSync(join(tmpdir(), 'lintel-bench-cache-'));
  try {
    scan(cache);
    report(
      'lintel scan again, nothing changed / the same',
      paired(3, () => scan(cache), baseline),
    );
  } finally {
    rmSync(cache, { recursive: true, force: true });
  }
} finally {
  if (given === undefined) rmSync(repository, { recursive: true, force: true });
}

/** How each language is written: what makes the framework known, and the text of one of its migrations. */
const languages = [
  {
    name: 'SQL (dbmate)',
    frame: { '.env.example': 'DATABASE_URL="postgres://localhost/app"\n' },
    path: (version) => `db/migrations/${version}_step.sql`,
    text: (step) => `-- migrate:up
CREATE TABLE orders${step} (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  email varchar(120) NOT NULL,
  total numeric(10, 2) NOT NULL DEFAULT 0,
  state text NOT NULL DEFAULT 'new',
  placed_at timestamptz NOT NULL DEFAULT now()
);
ALTER TABLE orders${step} ADD COLUMN note text;
ALTER TABLE orders${step} RENAME COLUMN email TO contact;
CREATE UNIQUE INDEX orders${step}_contact ON orders${step} (contact);

-- migrate:down
DROP TABLE orders${step};
`,
  },
  {
    name: 'Ruby (Rails)',
    frame: { Gemfile: 'gem "rails"\ngem "pg"\n' },
    path: (version) => `db/migrate/${version}_step.rb`,
    text: (step) => `class Step${step} < ActiveRecord::Migration[7.1]
  def change
    create_table :orders${step} do |t|
      t.string :email, limit: 120, null: false
      t.decimal :total, precision: 10, scale: 2, null: false, default: 0
      t.text :state, null: false, default: "new"
      t.timestamps
    end
    add_column :orders${step}, :note, :text
    rename_column :orders${step}, :email, :contact
    add_index :orders${step}, :contact, unique: true
  end
end
`,
  },
  {
    name: 'Python (Django)',
    frame: { 'requirements.txt': 'django\npsycopg2\n', 'shop/migrations/__init__.py': '' },
    path: (_, step) => `shop/migrations/${djangoName(step)}.py`,
    text: (step) => `from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [${step === 0 ? '' : `('shop', '${djangoName(step - 1)}')`}]

    operations = [
        migrations.CreateModel(
            name='Order${step}',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('email', models.CharField(max_length=120)),
                ('total', models.DecimalField(max_digits=10, decimal_places=2, default=0)),
                ('state', models.TextField(default='new')),
                ('placed_at', models.DateTimeField(auto_now_add=True)),
            ],
        ),
        migrations.AddField('Order${step}', 'note', models.TextField(null=True)),
        migrations.RenameField('Order${step}', 'email', 'contact'),
        migrations.AddIndex('Order${step}', models.Index(fields=['contact'], name='orders${step}_contact')),
    ]
`,
  },
  {
    name: 'TypeScript (TypeORM)',
    frame: { 'package.json': JSON.stringify({ dependencies: { typeorm: '0.3', pg: '8' } }) },
    path: (version) => `src/migrations/${version}-Step.ts`,
    text: (
      step,
      version,
    ) => `import { MigrationInterface, QueryRunner, Table, TableColumn, TableIndex } from 'typeorm';

export class Step${version} implements MigrationInterface {
  public async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.createTable(
      new Table({
        name: 'orders${step}',
        columns: [
          { name: 'id', type: 'int', isPrimary: true, isGenerated: true },
          { name: 'email', type: 'varchar', length: '120' },
          { name: 'state', type: 'text', default: "'new'" },
          { name: 'placed_at', type: 'timestamptz', default: 'now()' },
        ],
      }),
    );
    await queryRunner.addColumn('orders${step}', new TableColumn({ name: 'note', type: 'text', isNullable: true }));
    await queryRunner.renameColumn('orders${step}', 'email', 'contact');
    await queryRunner.createIndex('orders${step}', new TableIndex({ columnNames: ['contact'], isUnique: true }));
  }

  public async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropTable('orders${step}');
  }
}
`,
  },
];

function djangoName(step) {
  return `${String(step + 1).padStart(4, '0')}_step`;
}

/** A folder of 1,000 migrations of a language: its path, theirs, and their size in MB. */
function folderOfMigrations({ frame, path, text }) {
  const root = mkdtempSync(join(tmpdir(), 'lintel-bench-'));
  const write = (name, content) => {
    mkdirSync(join(root, name, '..'), { recursive: true });
    writeFileSync(join(root, name), content);
  };
  for (const [name, content] of Object.entries(frame)) write(name, content);
  const paths = [];
  let bytes = 0;
  for (let step = 0; step < 1000; step += 1) {
    const version = String(20240101000000 + step);
    const content = text(step, version);
    bytes += Buffer.byteLength(content);
    paths.push(path(version, step));
    write(paths.at(-1), content);
  }
  return { root, paths, megabytes: bytes / 1e6 };
}

/** A number that says less than 1,000 migrations would be a speed of nothing. */
function checkThatAllAreRead(root) {
  const { stdout } = spawnSync(process.execPath, [lintel, 'migrations', 'list', root, '--json'], {
    maxBuffer: 1 << 30,
  });
  const found = JSON.parse(stdout.toString()).migrations.length;
  if (found !== 1000) throw new Error(`${found} of 1,000 migrations were read`);
}

/** Whether squawk is on the PATH, where npm puts the programs of this project's packages too. Nothing is downloaded. */
function hasSquawk() {
  return spawnSync('squawk', ['--version'], { stdio: 'ignore' }).status === 0;
}

/** Squawk ends with 1 when it has something to say, which is no failure here. */
function secondsOfSquawk(root, paths) {
  const started = performance.now();
  const { error, signal, status } = spawnSync('squawk', paths, { cwd: root, stdio: 'ignore' });
  if (error || signal !== null || status > 1)
    throw new Error(`squawk ended with ${error ?? signal ?? status}`);
  return (performance.now() - started) / 1000;
}

function reportSpeed(name, megabytes, time) {
  console.log(
    `${name.padEnd(52)} ${(time * 1000).toFixed(0).padStart(7)} ms  ${(megabytes / time).toFixed(2).padStart(7)} MB/s`,
  );
}

function median(list) {
  return list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)];
}

/** A log of 2,000 records as adr-tools writes them, in git. */
function folderOfDecisions() {
  const root = mkdtempSync(join(tmpdir(), 'lintel-bench-'));
  mkdirSync(join(root, 'doc/adr'), { recursive: true });
  for (let number = 1; number <= 2000; number += 1)
    writeFileSync(
      join(root, `doc/adr/${String(number).padStart(4, '0')}-decision-${number}.md`),
      `# ${number}. Decision ${number}\n\nDate: 2024-01-31\n\n## Status\n\nAccepted\n\n## Context\n\nOrders *wait* for each other:\n\n- in the table\n- in the \`queue\`\n\n## Decision\n\nThey do not.\n\n## Consequences\n\nMore of both.\n`,
    );
  commitAll(root);
  return root;
}

function reportDecisions() {
  const root = folderOfDecisions();
  const cache = mkdtempSync(join(tmpdir(), 'lintel-bench-cache-'));
  const env = { ...process.env, LINTEL_CACHE_DIR: cache };
  const list = (environment = env) =>
    seconds(process.execPath, [lintel, 'adr', 'list'], { cwd: root, env: environment });
  const plain = () =>
    seconds('sh', ['-c', 'find doc/adr | grep -E "^doc/adr/[0-9]+-[^/]*\\.md" | sort'], { cwd: root });
  const named = process.env.ADR_LIST ?? 'adr-list';
  const isThere = spawnSync(named, [], { cwd: root, stdio: 'ignore' }).status === 0;
  try {
    console.log('\nlisting 2,000 decision records');
    report(
      'lintel adr list, cold / find | grep | sort',
      paired(1, () => list({ ...env, LINTEL_CACHE_DIR: '' }), plain),
    );
    list();
    report('lintel adr list, warm / find | grep | sort', paired(5, list, plain));
    report(
      'lintel adr list, warm / lintel --version',
      paired(5, list, () => seconds(process.execPath, [lintel, '--version'])),
    );
    if (isThere)
      report(
        'lintel adr list, warm / adr-tools adr-list',
        paired(5, list, () => seconds(named, [], { cwd: root })),
      );
    else console.log('adr-tools is not installed: its line is left out (ADR_LIST=/path/to/adr-list)');
  } finally {
    rmSync(root, { recursive: true, force: true });
    rmSync(cache, { recursive: true, force: true });
  }
}
reportDecisions();
reportEvidence(given);

const rounds = [0, 1, 2];
const withSquawk = hasSquawk();
console.log('\nreading 1,000 migrations');
for (const language of languages) {
  const { root, paths, megabytes } = folderOfMigrations(language);
  try {
    checkThatAllAreRead(root);
    const time = median(
      rounds.map(() => seconds(process.execPath, [lintel, 'migrations', 'list', root, '--json'])),
    );
    reportSpeed(`lintel migrations list, ${language.name}`, megabytes, time);
    if (paths[0].endsWith('.sql') && withSquawk)
      reportSpeed(
        'squawk, the same files',
        megabytes,
        median(rounds.map(() => secondsOfSquawk(root, paths))),
      );
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}
if (!withSquawk) console.log('squawk is not installed: its line is left out (npm install -g squawk-cli)');
