import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parse } from 'yaml';
import { describe, expect, it } from 'vitest';
import { jsonOf, lintel, scratchFolder } from './program.js';
import { hasTerminal, inTerminal } from './terminal.js';

const killer = pathToFileURL(fileURLToPath(new URL('kill-at-step.js', import.meta.url))).href;

/** A small service whose first question is answered already: nothing of that may be lost either. */
async function repository(): Promise<string> {
  const root = join(scratchFolder(), 'api');
  mkdirSync(root);
  writeFileSync(join(root, 'Dockerfile'), 'FROM node:22\nCOPY . .\nCMD ["node", "server.js"]\n');
  writeFileSync(join(root, 'package.json'), '{ "name": "api", "scripts": { "start": "node server.js" } }\n');
  const [first] = await open(root);
  const { code } = await lintel([
    'review',
    root,
    '--set',
    `${first?.id ?? ''}=${first?.choices[0]?.id ?? ''}`,
  ]);
  if (code !== 0) throw new Error('the first answer was not taken');
  return root;
}

/** How many answers the file keeps. It must be whole at any time: otherwise this throws. */
function kept(root: string): number {
  const path = join(root, 'docs/reviews/api.yaml');
  if (!existsSync(path)) return 0;
  const text = readFileSync(path, 'utf8');
  const document: { service: string; answers: Record<string, unknown> | null } = parse(text);
  if (document.service !== 'api' || !text.endsWith('\n')) throw new Error(`a half file:\n${text}`);
  return Object.keys(document.answers ?? {}).length;
}

interface Asked {
  readonly id: string;
  readonly choices: readonly { readonly id: string }[];
}

async function open(root: string): Promise<readonly Asked[]> {
  const run = await lintel(['review', root, '--json']);
  return jsonOf<{ services: { open: readonly Asked[] }[] }>(run).services[0]?.open ?? [];
}

/**
 * Answers the first questions one after the other until the program is killed.
 * @returns how many answers the screen had taken: the next question was shown.
 */
async function answer(
  root: string,
  step: number,
  total: number,
  answers: number,
): Promise<{ taken: number; code: number }> {
  const walk = inTerminal(['review'], root, {
    NODE_OPTIONS: `--import ${killer}`,
    KILL_AT_STEP: String(step),
    KILL_BELOW: root,
  });
  const end = walk.end().then(({ code }) => code);
  let taken = -1;
  while (taken < answers) {
    const shown = walk.sees(`${taken + 2}/${total}`).then(
      () => true,
      () => false,
    );
    if (!(await Promise.race([shown, end.then(() => false)]))) break;
    taken += 1;
    walk.press(taken < answers ? '1' : 'q');
  }
  return { taken, code: await end };
}

/** What a shell says of a program that SIGKILL ended. */
const killed = 137;

interface Outcome {
  /** Answers of this walk after which the next question was shown. */
  readonly taken: number;
  readonly code: number;
  readonly inFile: number;
  /** Questions that are asked afterwards. */
  readonly openAfter: number;
}

/** What becomes of a copy of the repository. */
async function outcomeOf(begun: string, step: number, total: number, answers: number): Promise<Outcome> {
  const root = join(scratchFolder(), 'api');
  cpSync(begun, root, { recursive: true });
  const { taken, code } = await answer(root, step, total, answers);
  return { taken, code, inFile: kept(root) - 1, openAfter: (await open(root)).length };
}

describe.skipIf(!hasTerminal)('a walk that is killed', () => {
  it('has lost no answer, whichever step of its writing it was killed before, and goes on where it was', async () => {
    const begun = await repository();
    const total = (await open(begun)).length;
    const answers = 1;
    let step = 0;
    let last: Outcome = { taken: 0, code: killed, inFile: 0, openAfter: total };
    while (last.code === killed && step < 40) {
      step += 1;
      last = await outcomeOf(begun, step, total, answers);
      expect(last.inFile, `killed before step ${step}`).toBeGreaterThanOrEqual(last.taken);
      expect(last.openAfter, `after step ${step}`).toBe(total - last.inFile);
    }
    // The last run had no such step any more.
    expect([last.code, last.inFile]).toEqual([0, answers]);
    // Each answer is a temporary file that is opened, written, flushed, closed and renamed.
    expect(step).toBeGreaterThan(5);
    expect(step).toBeLessThan(40);
  }, 600_000);
});
