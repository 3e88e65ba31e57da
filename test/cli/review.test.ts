import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commitAll, copyOfShop, git, jsonOf, lintel, remove, scratchFolder } from './program.js';
import type { Run } from './program.js';

interface OpenQuestion {
  readonly id: string;
  readonly choices: readonly { readonly id: string; readonly text: string; readonly risk: string }[];
  readonly suggestion: { readonly choice: string; readonly because: string } | null;
  readonly evidence: readonly { readonly file: string; readonly line: number }[];
  readonly askedBecause: readonly string[];
  readonly command: string;
}

interface ReviewDocument {
  readonly services: readonly {
    readonly service: string;
    readonly answers: string;
    readonly open: readonly OpenQuestion[];
  }[];
}

const question = 'independent-scaling.autoscaling';
const answersFile = 'docs/reviews/gateway.yaml';
let shop: string;
let commit: string;
beforeAll(() => {
  shop = copyOfShop(scratchFolder('lintel-review-', false));
  // Two services are enough, and are scanned faster.
  for (const name of ['backoffice', 'catalog', 'payments', 'orders/migrations', 'gateway/src'])
    remove(join(shop, 'services', name));
  for (const name of ['compose.yaml', 'deploy/catalog.yaml', 'deploy/payments.yaml'])
    remove(join(shop, name));
  commit = commitAll(shop);
});
afterAll(() => remove(join(shop, '..')));

const review = (words: readonly string[], options: Parameters<typeof lintel>[1] = {}): Promise<Run> =>
  lintel(['review', shop, ...words], options);

async function openQuestionsOf(service: string): Promise<readonly OpenQuestion[]> {
  const run = await review(['--service', service, '--json']);
  return jsonOf<ReviewDocument>(run).services[0]?.open ?? [];
}

describe('a review where nobody can be asked', () => {
  it('prints the open questions at once, whatever standard input is', async () => {
    const runs = await Promise.all([
      review(['--service', 'gateway']),
      review(['--service', 'gateway'], { stdin: 'open', limit: 20_000 }),
      review(['--service', 'gateway', '--no-input'], { stdin: 'open', env: { CI: '1' }, limit: 20_000 }),
    ]);
    for (const run of runs) {
      expect(run).toMatchObject({ code: 0, stderr: '' });
      expect(run.stdout).toMatch(/^Open questions {2}gateway \d+\n\n {2}\? /);
      expect(run.stdout).toContain('… and');
      expect(run.stdout).toMatch(
        /\nor without one: +lintel review --service gateway --set [\w.-]+=[\w-]+\n$/,
      );
      expect(run.stdout).toBe(runs[0].stdout);
    }
  });

  it('gives choices, suggestion, evidence and the command that answers as JSON', async () => {
    const open = await openQuestionsOf('gateway');
    const replicas = open.find(({ id }) => id === 'independent-scaling.replicas');
    expect(replicas).toMatchObject({
      suggestion: { choice: 'several', because: expect.stringContaining('deploy/gateway.yaml:40') },
      command: 'lintel review --service gateway --set independent-scaling.replicas=several',
    });
    expect(replicas?.choices.map(({ id }) => id)).toEqual(['protected', 'several', 'some', 'single', 'n/a']);
    expect(replicas?.evidence).toContainEqual(
      expect.objectContaining({ file: 'deploy/gateway.yaml', line: 40 }),
    );
  });

  it('asks less with a budget', async () => {
    const count = (run: Run): number => jsonOf<ReviewDocument>(run).services[0]?.open.length ?? 0;
    const [short, long] = await Promise.all([
      review(['--service', 'gateway', '--budget', '5m', '--json']),
      review(['--service', 'gateway', '--budget', '2h', '--json']),
    ]);
    expect(count(short)).toBeGreaterThan(0);
    expect(count(short)).toBeLessThan(count(long));
  });
});

describe('--set', () => {
  const refused: Readonly<Record<string, { readonly words: readonly string[]; readonly says: string }>> = {
    'a wrong choice': {
      words: ['--service', 'gateway', '--set', `${question}=nope`],
      says: 'Choices are: leading, cpu, manual, none, n/a.',
    },
    'a wrong choice behind a right one': {
      words: [
        '--service',
        'gateway',
        '--set',
        `${question}=cpu`,
        '--set',
        'independent-scaling.replicas=nope',
      ],
      says: '"nope" is no choice of independent-scaling.replicas',
    },
    'an unknown question': {
      words: ['--service', 'gateway', '--set', 'nope.nope=all'],
      says: 'there is no question "nope.nope"',
    },
    'no choice': {
      words: ['--service', 'gateway', '--set', question],
      says: '--set partial-failure.timeouts=all',
    },
    '"n/a" without a reason': {
      words: ['--service', 'gateway', '--set', `${question}=n/a`],
      says: '"n/a" wants a reason',
    },
    'several services and none named': {
      words: ['--set', `${question}=cpu`],
      says: 'Name one with --service: gateway, orders.',
    },
    'an unknown service': {
      words: ['--service', 'nope', '--set', `${question}=cpu`],
      says: 'Name one of: gateway, orders.',
    },
  };

  it.for(Object.entries(refused))('refuses %s with 2 and writes nothing', async ([, { words, says }]) => {
    const run = await review(words);
    expect(run).toMatchObject({ code: 2, stdout: '' });
    expect(run.stderr).toContain(says);
    expect(existsSync(join(shop, 'docs/reviews'))).toBe(false);
  });

  it('writes nothing with --dry-run', async () => {
    const run = await review(['--service', 'gateway', '--set', `${question}=cpu`, '--dry-run']);
    expect(run.code).toBe(0);
    expect(run.stdout).toMatch(
      new RegExp(`^would write ${question}: cpu  \\(${answersFile}\\)\nnew file: ${answersFile}\n`),
    );
    expect(run.stdout).toContain('\n+     choice: cpu\n');
    expect(existsSync(join(shop, 'docs/reviews'))).toBe(false);
  });
});

/** One answer's life; each test goes on where the one before left off. */
describe('an answer', () => {
  const manifest = 'deploy/gateway.yaml';

  it('is written with the evidence that it rests on', async () => {
    const run = await review([
      '--service',
      'gateway',
      '--set',
      `${question}=cpu`,
      '--note',
      'queue length would be better',
      '--by',
      'dev@example.com',
      '--json',
    ]);
    expect(run).toMatchObject({ code: 0, stderr: '' });
    expect(jsonOf(run)).toEqual({
      service: 'gateway',
      file: answersFile,
      written: [{ question, choice: 'cpu' }],
    });
    const text = readFileSync(join(shop, answersFile), 'utf8');
    expect(text).toMatch(/^# yaml-language-server: \$schema=/);
    const digest = expect.stringMatching(/^sha256:[0-9a-f]{64}$/);
    expect(parse(text)).toEqual({
      service: 'gateway',
      pack: expect.stringMatching(/^scalability@\d+$/),
      answers: {
        [question]: {
          choice: 'cpu',
          note: 'queue length would be better',
          by: 'dev@example.com',
          at: new Date().toISOString().slice(0, 10),
          commit,
          question: digest,
          evidence: [
            ...[1, '40-47'].map((lines) => ({
              path: manifest,
              lines,
              blob: git(shop, 'rev-parse', `HEAD:${manifest}`).trim(),
              text: digest,
            })),
            { none: 'autoscaler-without-requests', result: digest },
            { none: 'replicas-and-autoscaler', result: digest },
          ],
        },
      },
    });
  });

  it('is not asked for again, and holds', async () => {
    expect((await openQuestionsOf('gateway')).map(({ id }) => id)).not.toContain(question);
    const audit = await lintel(['audit', shop, '--fail-on', 'never', '--json']);
    const { questions } = jsonOf<{ questions: { id: string; service: string; state: string }[] }>(audit);
    expect(questions.find(({ id, service }) => id === question && service === 'gateway')).toMatchObject({
      answer: 'cpu',
      state: expect.stringMatching(/^(satisfied|at-risk)$/),
    });
  });

  it('holds the service to the other required questions, but not the services that were not begun', async () => {
    const audit = await lintel(['audit', shop, '--fail-on', 'never']);
    expect(audit.code).toBe(1);
    expect(audit.stdout).toMatch(/✗ \d+ required questions without an answer: [\w.-]+ \(gateway\)/);
    expect(audit.stdout).not.toMatch(/without an answer:.*\(orders\)/);
  });

  it('stays fresh when its lines only moved', async () => {
    const path = join(shop, manifest);
    writeFileSync(path, `# The gateway.\n${readFileSync(path, 'utf8')}`);
    expect((await openQuestionsOf('gateway')).map(({ id }) => id)).not.toContain(question);
  });

  it('is stale and asked again after a cited line changed, and the gate fails on it', async () => {
    const path = join(shop, manifest);
    writeFileSync(
      path,
      readFileSync(path, 'utf8').replace('HorizontalPodAutoscaler', 'HorizontalPodAutoscaler # by load'),
    );
    const asked = (await openQuestionsOf('gateway')).find(({ id }) => id === question);
    expect(asked?.askedBecause.join(' ')).toContain(manifest);
    const audit = await lintel(['audit', shop, '--fail-on', 'never']);
    expect(audit.code).toBe(1);
    expect(audit.stdout).toContain(`1 stale answer: ${question} (gateway)`);
  });

  it('is fresh after it was given again', async () => {
    const run = await review(['--service', 'gateway', '--set', `${question}=cpu`]);
    expect(run).toMatchObject({ code: 0, stdout: `wrote ${question}: cpu  (${answersFile})\n` });
    expect((await openQuestionsOf('gateway')).map(({ id }) => id)).not.toContain(question);
  });

  it('is never lost to a damaged file: it is named with its line and left as it is', async () => {
    const path = join(shop, answersFile);
    const damaged = readFileSync(path, 'utf8').replace('choice: cpu', 'choice: [cpu');
    writeFileSync(path, damaged);
    const runs = await Promise.all([
      review(['--service', 'gateway', '--set', `${question}=manual`]),
      lintel(['audit', shop]),
    ]);
    for (const run of runs) {
      expect(run.code).toBe(2);
      expect(run.stderr).toMatch(/docs\/reviews\/gateway\.yaml:\d+: /);
    }
    expect(readFileSync(path, 'utf8')).toBe(damaged);
  });
});
