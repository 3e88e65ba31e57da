// `npm run bench [REPOSITORY]`: speed as ratios against baselines that run side by side, so that a slow machine does not matter.
// 1. start-up: `lintel --version` against `node -e 0`;
// 2. scan: `lintel scan` against `git ls-files` + `grep -rl` over the same files.
// Without a repository a synthetic one is made: git-tracked, 6,000 files of many kinds.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

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
  const median = (list) => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)];
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
  const git = (...args) =>
    execFileSync('git', ['-c', 'user.name=bench', '-c', 'user.email=bench@example.org', ...args], {
      cwd: root,
      stdio: 'ignore',
    });
  git('init', '-q');
  git('add', '-A');
  git('commit', '-qm', 'bench');
  return root;
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
  report(
    `lintel scan / git ls-files + grep -l (${files} files)`,
    paired(3, () => seconds(process.execPath, [lintel, 'scan', repository, '--json']), baseline),
  );
} finally {
  if (given === undefined) rmSync(repository, { recursive: true, force: true });
}
