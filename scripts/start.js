// `npm start`: lintel's main job on the sample system, or `npm start -- <command> …` for anything else.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const lintel = fileURLToPath(new URL('../bin/run.js', import.meta.url));
const sample = fileURLToPath(new URL('../test/repos/shop', import.meta.url));
const asked = process.argv.slice(2);

function run(args) {
  const { status, signal } = spawnSync(process.execPath, [lintel, ...args], { stdio: 'inherit' });
  return signal === 'SIGINT' ? 130 : (status ?? 3);
}

if (asked.length > 0) {
  process.exitCode = run(asked);
} else {
  const scanned = run(['scan', sample]);
  process.exitCode = scanned === 0 ? run(['review', sample]) : scanned;
}
