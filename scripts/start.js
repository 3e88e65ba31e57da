// `npm start`: lintel's main job on a copy of the sample system, or `npm start -- <command> …` for anything else.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const lintel = fileURLToPath(new URL('../bin/run.js', import.meta.url));
const sample = fileURLToPath(new URL('../test/repos/shop', import.meta.url));
const asked = process.argv.slice(2);

function run(args) {
  const { status, signal } = spawnSync(process.execPath, [lintel, ...args], { stdio: 'inherit' });
  return signal === 'SIGINT' ? 130 : (status ?? 3);
}

/** The walk writes answers: into a copy, which keeps them, so that the walk goes on where it was left. */
function copyOfSample() {
  const folder = join(tmpdir(), `lintel-sample-${userInfo().uid}`, 'shop');
  mkdirSync(folder, { recursive: true });
  cpSync(sample, folder, { recursive: true });
  return folder;
}

if (asked.length > 0) {
  process.exitCode = run(asked);
} else {
  const folder = copyOfSample();
  const scanned = run(['scan', folder]);
  process.exitCode = scanned === 0 ? run(['review', folder]) : scanned;
}
