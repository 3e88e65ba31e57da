import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { firstUnsafeLine, jsonOf, lintel, remove, scratchFolder } from './program.js';

const red = '\u001b[31m';
const title = '\u001b]0;owned\u0007';
const backwards = '\u202eexe.gpj';
const c1 = '\u009b31m';
const command = '::error file=a::owned';

/** Everything that a repository can put into names and contents to steer a terminal, a reader's eye or a CI system. */
const files: Readonly<Record<string, string>> = {
  [`evil${red}/Dockerfile`]: `FROM node:20\nHEALTHCHECK CMD curl http://localhost/${c1}${title}\nCMD node .\n`,
  [`evil${red}/package.json`]: JSON.stringify({ name: `a${red}`, scripts: { start: 'node .' } }),
  [`new\n${command}\nline/Dockerfile`]:
    'FROM node:20\nHEALTHCHECK CMD curl http://localhost/ || true\nCMD node .\n',
  [`${backwards}/Dockerfile`]: `FROM node:20\nHEALTHCHECK CMD curl http://localhost/${backwards} || true\n`,
  'compose.yaml': `services:\n  "${command}":\n    build: ./x\n    healthcheck:\n      test: ["CMD-SHELL", "curl http://localhost/\\e[31m || true"]\n  "\\n${command}":\n    image: a\n    healthcheck: { test: "curl http://x/ || true" }\n`,
  'x/Dockerfile': `FROM node:20\n# ${red}\n${command}\n`,
  [`db/migrate/20260101000000_drop${red}.rb`]: `class Drop < ActiveRecord::Migration[7.1]\n  def change\n${command}\n    remove_column :"a${red}\u2028", "::error::b${backwards}" # ${title}\n  end\nend\n`,
  Gemfile: "gem 'rails'\ngem 'pg'\n",
  'config/application.rb': 'class Application < Rails::Application\nend\n',
  [`docs/adr/0001-${red}${backwards}.md`]: `# 1. ${red}${title}${backwards}\n\n## Status\n\n${red}Accepted${c1}\n\n${command}\n`,
  'docs/adr/0002-command.md': `# ${command}\n\nDate: ${red}\n\n## Status\n\n${command}\n`,
};

let root: string;
beforeAll(() => {
  root = join(scratchFolder('lintel-hostile-', false), `repo${red}\n${command}`);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
});
afterAll(() => remove(dirname(root)));

describe('names and contents of a hostile repository are never written raw', () => {
  it.for([
    ['scan', '--all'],
    ['scan', '--format', 'markdown'],
    ['scan', '--service', `nope${red}\n${command}`],
    ['scan', '--at', `nope${red}\n${command}`],
    ['audit', '--all'],
    ['audit', '--fail-on', 'note'],
    ['audit', '--report', 'sarif'],
    ['audit', '--report', 'junit'],
    ['audit', '--report', 'gitlab'],
    ['audit', '--report', 'markdown'],
    ['audit', '--report', `${red}\n${command}`],
    ['review'],
    ['review', '--set', `${command}=${red}`],
    ['init', '--dry-run'],
    ['adr', 'list'],
    ['adr', 'list', '--path', `nope${red}\n${command}`],
    ['adr', 'new', 'X', '--template', `${red}\n${command}`],
    ['runbook', 'new'],
    ['runbook', 'new', `${red}\n${command}`],
    ['checklist', 'lint', `docs/adr/0001-${red}${backwards}.md`],
    ['checklist', 'show', `${red}\n${command}`],
    ['rules', 'explain', `${red}\n${command}`],
    [`${red}\n${command}`],
  ])('lintel %j', async (words) => {
    const run = await lintel(words, { cwd: root });
    expect([0, 1, 2]).toContain(run.code);
    expect(run.stdout + run.stderr).not.toBe('');
    expect(firstUnsafeLine(run.stdout)).toBeUndefined();
    expect(firstUnsafeLine(run.stderr)).toBeUndefined();
  });

  it('in JSON they are escaped, and come back as they are', async () => {
    const run = await lintel(['scan', '--json'], { cwd: root });
    expect(run.code).toBe(0);
    expect(firstUnsafeLine(run.stdout)).toBeUndefined();
    const report = jsonOf<{ root: string; services: { path: string }[]; probes: { file: string }[] }>(run);
    expect(report.root).toBe(`repo${red}\n${command}`);
    expect(report.services.map(({ path }) => path)).toContain(`evil${red}`);
    const files = report.probes.map(({ file }) => file);
    expect(files).toContain(`${backwards}/Dockerfile`);
    expect(files).toContain(`new\n${command}\nline/Dockerfile`);
  });

  it('in a broken configuration', async () => {
    const folder = scratchFolder();
    writeFileSync(join(folder, '.lintel.yaml'), `"\\e[31m\\n${command}": 1\n`);
    const run = await lintel(['scan'], { cwd: folder });
    expect(run.code).toBe(2);
    expect(run.stderr).toContain('.lintel.yaml:1: unknown setting');
    expect(firstUnsafeLine(run.stderr)).toBeUndefined();
  });
});
