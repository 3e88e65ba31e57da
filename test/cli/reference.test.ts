import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CommandHelp, Config } from '@oclif/core';
import { Ajv } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { parse } from 'yaml';
import { describe, expect, it } from 'vitest';
import { jsonOf, lintel, packageRoot, scratchFolder } from './program.js';

interface Manifest {
  readonly commands: Readonly<Record<string, unknown>>;
}
const manifest: Manifest = JSON.parse(readFileSync(join(packageRoot, 'oclif.manifest.json'), 'utf8'));
const commands = Object.keys(manifest.commands).map((id) => id.split(':'));

/** Every command's help by the class of oclif that prints it, without a process for each; `--help` itself is run for some. */
const config = await Config.load({ root: packageRoot });
const helpOf = (words: readonly string[]): string => {
  const command = config.findCommand(words.join(':'), { must: true });
  return new CommandHelp({ ...command, id: words.join(' ') }, config, {
    maxWidth: 80,
    stripAnsi: true,
  }).generate();
};

describe('lintel --help', () => {
  it.for(commands)('%s %s has a summary, usage and examples', (words) => {
    const help = helpOf(words);
    expect(config.findCommand(words.join(':'))?.summary).toMatch(/^[A-Z].{10,}[.]$/);
    expect(help).toMatch(/^USAGE\n {2}\$ lintel /);
    expect(help).toMatch(new RegExp(`\\nEXAMPLES\\n {2}\\$ lintel ${words.join(' ')}`));
    expect(help).not.toContain('<%');
  });

  it.for([['scan'], ['health', 'check'], ['adr', 'new']])(
    '%s %s prints it after its summary',
    async (words) => {
      const run = await lintel([...words, '--help'], { env: { COLUMNS: '80' } });
      expect(run).toEqual({
        code: 0,
        stderr: '',
        stdout: `${config.findCommand(words.join(':'))?.summary}\n\n${helpOf(words)}\n\n`,
      });
    },
  );

  it('lists topics and commands', async () => {
    const run = await lintel(['--help']);
    expect(run).toMatchObject({ code: 0, stderr: '' });
    for (const [first = ''] of commands) expect(run.stdout).toMatch(new RegExp(`\\n {2}${first} {2,}[A-Z]`));
  });
});

describe('lintel --version', () => {
  it('says the same by the short way and through oclif', async () => {
    const [short, long] = await Promise.all([lintel(['--version']), lintel(['--version', '--json'])]);
    const {
      version,
    }: {
      version: string;
    } = JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8'));
    expect(short).toEqual(long);
    expect(short).toMatchObject({ code: 0, stderr: '' });
    expect(short.stdout).toBe(
      `lintel/${version} ${process.platform}-${process.arch} node-${process.version}\n`,
    );
  });
});

describe('signals', () => {
  it('are listed by question, and each is explained with its examples', async () => {
    const [list, page, wrong, nowhere] = await Promise.all([
      lintel(['signals', 'list', '--question', 'partial-failure', '--json']),
      lintel(['signals', 'explain', 'circuit-breaker-present']),
      lintel(['signals', 'explain', 'circuit-braker']),
      lintel(['signals', 'list', '--question', 'weather']),
    ]);
    const { signals } = jsonOf<{ signals: { id: string; question: string; stance: string }[] }>(list);
    expect(signals.map(({ id }) => id)).toContain('circuit-breaker-present');
    expect(new Set(signals.map(({ question }) => question))).toEqual(new Set(['partial-failure']));
    expect(page).toMatchObject({ code: 0, stderr: '' });
    for (const part of ['## How it is recognised', '## What is not taken for it', "require('opossum')"])
      expect(page.stdout).toContain(part);
    expect(wrong).toMatchObject({ code: 2 });
    expect(wrong.stderr).toContain('circuit-breaker-present');
    expect(nowhere).toMatchObject({ code: 2 });
    expect(nowhere.stderr).toContain('independent-scaling');
  });
});

describe('rules', () => {
  it('are listed, and each is explained', async () => {
    const [text, json] = await Promise.all([lintel(['rules', 'list']), lintel(['rules', 'list', '--json'])]);
    const { rules } = jsonOf<{
      rules: { id: string; severity: string; question: string; summary: string }[];
    }>(json);
    expect(rules.length).toBeGreaterThan(10);
    expect(rules.map(({ id }) => id)).toEqual(rules.map(({ id }) => id).toSorted());
    for (const { id } of rules) expect(text.stdout).toContain(`${id} `);

    const [page, explained] = await Promise.all([
      lintel(['rules', 'explain', 'create-index-blocking']),
      lintel(['rules', 'explain', 'create-index-blocking', '--json']),
    ]);
    expect(page.stdout).toMatch(/^# create-index-blocking\n/);
    for (const part of ['## Why', '## Instead of', '## Use', '## When not to use it', '## Sources'])
      expect(page.stdout).toContain(`\n${part}\n`);
    expect(jsonOf(explained)).toMatchObject({ id: 'create-index-blocking', question: 'migrations' });
  });
});

describe('checklists', () => {
  it('are listed and shown', async () => {
    const [list, show, text] = await Promise.all([
      lintel(['checklist', 'list', '--json']),
      lintel(['checklist', 'show', '--json']),
      lintel(['checklist', 'show']),
    ]);
    expect(jsonOf(list)).toMatchObject({ packs: [{ id: 'scalability', version: 1, questions: 8 }] });
    const pack = jsonOf<{ questions: { id: string; text: string; subQuestions: { id: string }[] }[] }>(show);
    expect(pack.questions.map(({ id }) => id)).toEqual([
      'partial-failure',
      'hot-paths',
      'read-write',
      'idempotency',
      'caching',
      'independent-scaling',
      'migrations',
      'slo-alerts',
    ]);
    for (const [index, question] of pack.questions.entries()) {
      expect(text.stdout).toContain(`\n${index + 1}  ${question.text}\n`);
      for (const { id } of question.subQuestions) expect(text.stdout).toContain(id);
    }
  });

  it('that come with lintel have no problems', async () => {
    const run = await lintel(['checklist', 'lint']);
    expect(run).toEqual({ code: 0, stdout: '✓ no problems\n', stderr: '' });
  });
});

describe('schema', () => {
  const compile = async (name: string): Promise<(value: unknown) => boolean> => {
    const [plain, json] = await Promise.all([lintel(['schema', name]), lintel(['schema', name, '--json'])]);
    expect(plain).toMatchObject({ code: 0, stderr: '' });
    expect(json.stdout).toBe(plain.stdout);
    const schema = jsonOf<{ $schema: string }>(plain);
    const options = { strict: true, allowUnionTypes: true, allErrors: true, strictRequired: false };
    const ajv = schema.$schema.includes('2020-12') ? new Ajv2020(options) : new Ajv(options);
    return ajv.compile(schema);
  };

  it('config takes what init writes, and no unknown setting', async () => {
    const validate = await compile('config');
    const cwd = scratchFolder();
    await lintel(['init', '--yes'], { cwd });
    expect(validate(parse(readFileSync(join(cwd, '.lintel.yaml'), 'utf8')))).toBe(true);
    expect(validate({ nope: 1 })).toBe(false);
  });

  it('pack takes the bundled checklist, and no empty one', async () => {
    const validate = await compile('pack');
    expect(validate(parse(readFileSync(join(packageRoot, 'checklists/scalability.yaml'), 'utf8')))).toBe(
      true,
    );
    expect(validate({ id: 'x' })).toBe(false);
  });

  it('answers takes what review writes, and no answer without a choice', async () => {
    const validate = await compile('answers');
    const cwd = scratchFolder();
    const set = [
      '--set',
      'partial-failure.timeouts=all',
      '--set',
      'migrations.down=n/a',
      '--note',
      'no database',
    ];
    const { file } = jsonOf<{ file: string }>(await lintel(['review', ...set, '--json'], { cwd }));
    const kept: { answers: Record<string, object> } = parse(readFileSync(join(cwd, file), 'utf8'));
    expect(Object.keys(kept.answers)).toHaveLength(2);
    expect(validate(kept)).toBe(true);
    expect(validate({ ...kept, answers: { 'partial-failure.timeouts': {} } })).toBe(false);
  });
});
