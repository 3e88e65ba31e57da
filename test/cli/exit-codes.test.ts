import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { commitAll, jsonOf, lintel, scratchFolder, shop, signalGroup } from './program.js';
import type { ErrorDocument } from './program.js';

/** A folder with these files. */
function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = scratchFolder();
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
}

interface Failure {
  readonly words: readonly string[];
  readonly says: string;
  readonly files?: Readonly<Record<string, string>>;
}

const usageErrors: Readonly<Record<string, Failure>> = {
  'an unknown flag': { words: ['scan', '--nope'], says: '--nope' },
  'a flag without its value': { words: ['scan', '--format'], says: '--format' },
  'a wrong value of a flag': {
    words: ['audit', '--fail-on', 'sometimes'],
    says: 'error, warning, note, never',
  },
  'an argument too many': { words: ['scan', 'a', 'b'], says: 'b' },
  'a required argument that is missing': { words: ['rules', 'explain'], says: 'id' },
  'an unknown command': { words: ['scna'], says: 'scna' },
  'an unknown command of a topic': { words: ['checklist', 'nope'], says: 'checklist nope' },
  'an unknown path': { words: ['scan', 'nowhere'], says: 'nowhere does not exist' },
  'a path that is a file': {
    words: ['scan', 'file.txt'],
    says: 'file.txt is a file',
    files: { 'file.txt': '' },
  },
  'broken YAML in the configuration': {
    words: ['scan'],
    says: '.lintel.yaml:2:',
    files: { '.lintel.yaml': 'pack: scalability\nignore: a: b\n' },
  },
  'an unknown setting': {
    words: ['audit'],
    says: '.lintel.yaml:3: unknown setting "gate.failsOn"',
    files: { '.lintel.yaml': 'pack: scalability\ngate:\n  failsOn: error\n' },
  },
  'a wrong value of a setting': {
    words: ['adr', 'list'],
    says: '.lintel.yaml:2: gate.failOn',
    files: { '.lintel.yaml': 'gate:\n  failOn: sometimes\n' },
  },
  'a checklist that does not exist': {
    words: ['review'],
    says: 'there is no checklist "nope"',
    files: { '.lintel.yaml': 'pack: nope\n' },
  },
  'a revision outside git': { words: ['scan', '--at', 'v1'], says: 'not in a git repository' },
  'a day that is none': { words: ['audit', '--as-of', 'tomorrow'], says: '--as-of 2026-12-31' },
  'a budget that is none': { words: ['review', '--budget', 'soon'], says: '--budget 15m' },
  'an unknown rule': { words: ['rules', 'explain', 'nope'], says: 'there is no rule "nope"' },
  'a record without a title': { words: ['adr', 'new'], says: 'title' },
  'a record with an empty title': { words: ['adr', 'new', ' '], says: 'no title' },
  'an unknown flag of `adr new`, which takes many words': {
    words: ['adr', 'new', 'X', '--nope'],
    says: '--nope',
  },
  'an unknown template': { words: ['adr', 'new', 'X', '--template', 'nope'], says: 'alexandrian, madr' },
  'an unknown schema': { words: ['schema', 'nope'], says: 'config, pack, answers' },
  'a runbook where no service is': { words: ['runbook', 'new'], says: 'no service was found' },
  'a checklist file that does not exist': {
    words: ['checklist', 'lint', 'nowhere.yaml'],
    says: 'nowhere.yaml',
  },
};

/** oclif breaks its messages into lines behind a mark. */
function unwrapped(text: string): string {
  return text.replaceAll(/\s*\n ›\s*/g, ' ');
}

describe('what the user got wrong ends with 2 and says what', () => {
  it.for(Object.entries(usageErrors))('%s', async ([, { words, says, files = {} }]) => {
    const cwd = folderWith(files);
    const [plain, json] = await Promise.all([lintel(words, { cwd }), lintel([...words, '--json'], { cwd })]);

    expect(unwrapped(plain.stderr)).toContain(says);
    expect(plain.stderr).not.toMatch(/\n\s+at /);
    expect(plain).toMatchObject({ code: 2, stdout: '' });

    const { error, ...rest } = jsonOf<ErrorDocument>(json);
    expect(rest).toEqual({});
    expect(Object.keys(error)).toEqual(['name', 'message', 'code', 'exitCode', 'suggestions']);
    expect(error).toMatchObject({ exitCode: 2, suggestions: expect.any(Array) });
    expect([error.message, ...error.suggestions].join('\n')).toContain(says);
    expect(json).toMatchObject({ code: 2, stderr: '' });
  });

  it('names the services when one is asked for that is not there', async () => {
    const run = await lintel(['scan', shop, '--service', 'chekout', '--json']);
    expect(run.code).toBe(2);
    expect(jsonOf<ErrorDocument>(run).error).toMatchObject({
      message: 'there is no service "chekout" here',
      suggestions: ['Services are: backoffice, catalog, gateway, orders, payments.'],
    });
  });

  it('names an unknown revision of a repository', async () => {
    const folder = folderWith({ 'a.txt': 'a' });
    commitAll(folder);
    const runs = await Promise.all(
      ['--at', '--base'].map((flag) => lintel(['scan', flag, 'v9.9', '--json'], { cwd: folder })),
    );
    for (const run of runs) {
      expect(run.code).toBe(2);
      expect(jsonOf<ErrorDocument>(run).error.message).toContain('"v9.9"');
    }
  });
});

describe('the gate', () => {
  it('ends with 1 when it fails, with and without --json, and prints the whole report', async () => {
    const [plain, json] = await Promise.all([lintel(['audit', shop]), lintel(['audit', shop, '--json'])]);
    expect(plain.code).toBe(1);
    expect(plain.stdout).toContain('FAILED');
    expect(plain.stdout).toMatch(/✗ \d+ findings at or above "error"/);
    expect(json.code).toBe(1);
    expect(jsonOf<{ verdict: object }>(json).verdict).toMatchObject({
      passed: false,
      failedOn: [expect.stringMatching(/findings at or above "error"/)],
    });
  });

  it('ends with 0 when findings may not fail it', async () => {
    const [plain, json] = await Promise.all([
      lintel(['audit', shop, '--fail-on', 'never']),
      lintel(['audit', shop, '--fail-on', 'never', '--json']),
    ]);
    expect(plain.code).toBe(0);
    expect(plain.stdout).toContain('PASSED');
    expect(json.code).toBe(0);
    expect(jsonOf<{ verdict: object }>(json).verdict).toMatchObject({ passed: true, failedOn: [] });
  });

  it('ends with 1 for a broken checklist, and names file and line', async () => {
    const cwd = folderWith({ 'ours.yaml': 'id: ours\nversion: 1\ntitle: Ours\n' });
    const [plain, json] = await Promise.all([
      lintel(['checklist', 'lint', 'ours.yaml'], { cwd }),
      lintel(['checklist', 'lint', 'ours.yaml', '--json'], { cwd }),
    ]);
    expect(plain.code).toBe(1);
    expect(plain.stdout).toContain('ours.yaml:1: error schema: The file lacks `questions`.');
    expect(json.code).toBe(1);
    expect(jsonOf<{ problems: object[] }>(json).problems).toContainEqual(
      expect.objectContaining({ file: 'ours.yaml', line: 1, severity: 'error', rule: 'schema' }),
    );
  });
});

describe('what could not be finished', () => {
  /** Options that load a module before the program, which breaks a part of Node.js under it. */
  function breaking(code: string): { readonly NODE_OPTIONS: string } {
    const file = join(scratchFolder(), 'break.mjs');
    writeFileSync(
      file,
      `import fs from 'node:fs'; import { syncBuiltinESMExports } from 'node:module'; ${code}; syncBuiltinESMExports();`,
    );
    return { NODE_OPTIONS: `--import=${file}` };
  }

  it('ends with 3 on a defect of its own and asks for a report', async () => {
    const env = breaking(
      `const list = fs.readdirSync; fs.readdirSync = (path, ...rest) => { if (String(path).endsWith('checklists/')) throw new TypeError('broken \\u001b[31m\\n::error::x'); return list(path, ...rest); }`,
    );
    const [plain, json] = await Promise.all([
      lintel(['checklist', 'list'], { env }),
      lintel(['checklist', 'list', '--json'], { env }),
    ]);
    expect(plain).toMatchObject({ code: 3, stdout: '' });
    expect(plain.stderr).toMatch(/^Internal error: TypeError: broken \\x1b\[31m\n\\::error::x\n/);
    expect(plain.stderr).toContain('This is a defect of lintel');
    expect(json.code).toBe(3);
    expect(jsonOf<ErrorDocument>(json).error).toMatchObject({ name: 'TypeError', exitCode: 3 });
  });

  it('ends with 3 when a part of a scan broke down, but shows what the others found', async () => {
    const env = breaking(
      `const refuse = (path) => { if (String(path).endsWith('.wasm')) throw new Error('no grammar \\u001b[31m\\n::error::x'); };
       const read = fs.readFileSync; fs.readFileSync = (path, ...rest) => { refuse(path); return read(path, ...rest); };
       const promised = fs.promises.readFile; fs.promises.readFile = async (path, ...rest) => { refuse(path); return promised(path, ...rest); };`,
    );
    const cold = { ...env, LINTEL_CACHE_DIR: '' };
    const [scan, audit] = await Promise.all([
      lintel(['scan', shop, '--json'], { env: cold }),
      lintel(['audit', shop, '--fail-on', 'never'], { env: cold }),
    ]);
    expect(scan.code).toBe(3);
    expect(scan.stderr).toMatch(/^Incomplete: reading \w+ broke down/);
    expect(scan.stderr).not.toContain('\u001b');
    expect(scan.stderr).not.toMatch(/^::/m);
    const report = jsonOf<{ services: object[]; failures: object[] }>(scan);
    expect(report.services).toHaveLength(5);
    expect(report.failures).not.toHaveLength(0);
    expect(audit.code).toBe(3);
  });
});

describe('an interruption', () => {
  it('ends a scan with 130', async () => {
    // A git that never answers holds the scan where it is.
    const folder = folderWith({ 'a.txt': 'a' });
    mkdirSync(join(folder, '.git'));
    const tools = scratchFolder();
    const started = join(tools, 'started');
    writeFileSync(join(tools, 'git'), `#!/bin/sh\n: > '${started}'\nsleep 25\n`);
    chmodSync(join(tools, 'git'), 0o755);
    const run = await lintel(['scan'], {
      cwd: folder,
      env: { PATH: `${tools}:${process.env['PATH'] ?? ''}` },
      limit: 20_000,
      started: (child) => {
        const timer = setInterval(() => {
          if (!existsSync(started)) return;
          clearInterval(timer);
          signalGroup(child, 'SIGINT');
        }, 50);
        child.on('exit', () => clearInterval(timer));
      },
    });
    expect(run).toMatchObject({ code: 130, stdout: '' });
    expect(run.stderr).not.toContain('at ');
  });
});
