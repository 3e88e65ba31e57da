import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { bareEnvironment, commitAll, packageRoot, program, scratchFolder } from './program.js';

interface Step {
  readonly id?: string;
  readonly uses?: string;
  readonly shell?: string;
  readonly run?: string;
  readonly env?: Readonly<Record<string, string>>;
}
interface Action {
  readonly inputs: Readonly<Record<string, { readonly description: string; readonly default: string }>>;
  readonly outputs: Readonly<Record<string, { readonly value: string }>>;
  readonly runs: { readonly using: string; readonly steps: readonly Step[] };
}

const action: Action = parse(readFileSync(join(packageRoot, 'action.yml'), 'utf8'));

/** A repository with one migration that fails the gate. */
function scratchRepository(): string {
  const folder = scratchFolder();
  mkdirSync(join(folder, 'migrations'));
  writeFileSync(join(folder, 'migrations/0001_a.up.sql'), 'CREATE TABLE a (id bigint PRIMARY KEY);\n');
  writeFileSync(join(folder, 'migrations/0001_a.down.sql'), 'DROP TABLE a;\n');
  commitAll(folder);
  return folder;
}

/** What the expressions of the action stand for; nothing else may be in them. */
function valueOf(expression: string, inputs: Readonly<Record<string, string>>): string {
  const name = expression.trim();
  if (name === 'github.action_path') return packageRoot;
  if (name === 'github.event.pull_request.base.sha') return '';
  const input = /^inputs\.([a-z-]+)$/.exec(name)?.[1] ?? '';
  const declared = action.inputs[input];
  if (declared === undefined) throw new Error(`an expression that is not known: ${name}`);
  return inputs[input] ?? declared.default;
}

interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly outputs: Readonly<Record<string, string>>;
  readonly summary: string;
}

/** Runs the steps of the action as a runner does: each script by itself, inputs in its environment. */
function runAction(cwd: string, inputs: Readonly<Record<string, string>> = {}): Outcome {
  const runner = scratchFolder();
  const files = { GITHUB_OUTPUT: join(runner, 'output'), GITHUB_STEP_SUMMARY: join(runner, 'summary') };
  for (const file of Object.values(files)) writeFileSync(file, '');
  let stdout = '';
  let stderr = '';
  let code = 0;
  for (const step of action.runs.steps) {
    const script = join(runner, 'script.sh');
    writeFileSync(script, step.run ?? '');
    const env = Object.fromEntries(
      Object.entries(step.env ?? {}).map(([name, value]) => [
        name,
        value.replaceAll(/\$\{\{(.*?)\}\}/g, (_all, expression: string) => valueOf(expression, inputs)),
      ]),
    );
    const run = spawnSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', script], {
      cwd,
      env: { ...bareEnvironment, ...env, ...files, GITHUB_ACTIONS: 'true', CI: 'true' },
      encoding: 'utf8',
    });
    stdout += run.stdout;
    stderr += run.stderr;
    code = run.status ?? 255;
    if (code !== 0) break;
  }
  return {
    code,
    stdout,
    stderr,
    outputs: outputsIn(readFileSync(files.GITHUB_OUTPUT, 'utf8')),
    summary: readFileSync(files.GITHUB_STEP_SUMMARY, 'utf8'),
  };
}

/** The values in `$GITHUB_OUTPUT`, as a runner reads them. */
function outputsIn(text: string): Readonly<Record<string, string>> {
  const outputs: Record<string, string> = {};
  const lines = text.split('\n');
  for (let at = 0; at < lines.length; at += 1) {
    const [, name, mark] = /^([^<]+)<<(.+)$/.exec(lines[at] ?? '') ?? [];
    if (name === undefined || mark === undefined) continue;
    const end = lines.indexOf(mark, at);
    outputs[name] = lines.slice(at + 1, end).join('\n');
    at = end;
  }
  return outputs;
}

describe('the GitHub Action', () => {
  it('hands inputs to scripts by the environment alone, and uses nothing that is not pinned', () => {
    expect(action.runs.using).toBe('composite');
    for (const { run, shell, uses } of action.runs.steps) {
      expect(run).not.toContain('${{');
      expect(shell).toBe('bash');
      expect(uses ?? 'none').toMatch(/^none$|@[0-9a-f]{40}$/);
    }
    for (const { value } of Object.values(action.outputs))
      expect(value).toMatch(/^\$\{\{ steps\.audit\.outputs\.[a-z-]+ \}\}$/);
    for (const input of Object.values(action.inputs)) expect(input.description).not.toBe('');
  });

  it('passes, with annotations, summary, reports and outputs', () => {
    const cwd = scratchRepository();
    const run = runAction(cwd);
    expect([run.code, run.stderr]).toEqual([0, '']);
    expect(run.outputs).toEqual({
      'exit-code': '0',
      passed: 'true',
      sarif: 'lintel-reports/lintel.sarif',
      junit: 'lintel-reports/lintel.xml',
      html: 'lintel-reports/lintel.html',
      json: 'lintel-reports/lintel.json',
    });
    expect(readdirSync(join(cwd, 'lintel-reports')).toSorted()).toEqual([
      'lintel.html',
      'lintel.json',
      'lintel.sarif',
      'lintel.xml',
    ]);
    expect(run.summary).toMatch(/^# lintel: passed ✅\n/);
  });

  it('fails with the exit code of the gate, judges only what came since the base, and takes a folder with spaces', () => {
    const cwd = scratchRepository();
    writeFileSync(join(cwd, 'migrations/0002_b.up.sql'), 'ALTER TABLE a RENAME COLUMN id TO key;\n');
    writeFileSync(join(cwd, 'migrations/0002_b.down.sql'), 'ALTER TABLE a RENAME COLUMN key TO id;\n');
    commitAll(cwd);
    const failed = runAction(cwd, { 'report-dir': 'out of ours', base: 'HEAD~1' });
    expect(failed.code).toBe(1);
    expect(failed.outputs).toMatchObject({
      'exit-code': '1',
      passed: 'false',
      html: 'out of ours/lintel.html',
    });
    expect(failed.stdout).toMatch(/^::error file=migrations\/0002_b\.up\.sql/m);
    expect(runAction(cwd, { base: 'HEAD' })).toMatchObject({ code: 0, outputs: { passed: 'true' } });
    expect(runAction(cwd, { 'fail-on': 'never', base: 'none', trend: 'true' }).code).toBe(0);
  }, 180_000);

  it('runs nothing that an input says', () => {
    const cwd = scratchRepository();
    const evil = '$(touch owned)`touch owned`"; touch owned; \' && touch owned #\ntouch owned';
    for (const name of ['path', 'base', 'fail-on', 'service', 'as-of', 'report-dir', 'trend']) {
      const run = runAction(cwd, { [name]: evil });
      // A folder may have any name, and whatever is not "true" is no wish for a trend.
      expect([name, run.code]).toEqual([name, name === 'trend' || name === 'report-dir' ? 0 : 2]);
      expect(existsSync(join(cwd, 'owned'))).toBe(false);
    }
    const option = runAction(cwd, { path: '--help', base: '-x' });
    expect(option.code).toBe(2);
    const command = runAction(cwd, { command: `${process.execPath} ${program} --version; touch owned` });
    expect(existsSync(join(cwd, 'owned'))).toBe(false);
    expect(command.code).not.toBe(0);
  }, 240_000);
});
