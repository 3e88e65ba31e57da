import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parse } from 'yaml';
import { describe, expect, it } from 'vitest';
import { jsonOf, lintel, scratchFolder } from './program.js';
import { hasTerminal, inTerminal } from './terminal.js';

const killer = pathToFileURL(fileURLToPath(new URL('kill-at-step.js', import.meta.url))).href;

function repository(): string {
  const root = join(scratchFolder(), 'api');
  mkdirSync(root);
  writeFileSync(join(root, 'Dockerfile'), 'FROM node:22\nCOPY . .\nCMD ["node", "server.js"]\n');
  writeFileSync(join(root, 'package.json'), '{ "name": "api", "scripts": { "start": "node server.js" } }\n');
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

async function open(root: string): Promise<number> {
  const run = await lintel(['review', root, '--json']);
  return jsonOf<{ services: { open: readonly unknown[] }[] }>(run).services[0]?.open.length ?? 0;
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
  let ended: number | undefined;
  const end = walk.end().then(({ code }) => (ended = code));
  let taken = -1;
  for (; taken < answers && ended === undefined;) {
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
  /** Answers after which the next question was shown. */
  readonly taken: number;
  readonly code: number;
  readonly inFile: number;
  /** Questions that are asked afterwards. */
  readonly openAfter: number;
}

async function outcomeOf(step: number, total: number, answers: number): Promise<Outcome> {
  const root = repository();
  const { taken, code } = await answer(root, step, total, answers);
  return { taken, code, inFile: kept(root), openAfter: await open(root) };
}

describe.skipIf(!hasTerminal)('a walk that is killed', () => {
  it('has lost no answer, whichever step of its writing it was killed before, and goes on where it was', async () => {
    const total = await open(repository());
    const answers = 2;
    let step = 0;
    let last: Outcome = { taken: 0, code: killed, inFile: 0, openAfter: total };
    while (last.code === killed && step < 40) {
      step += 1;
      last = await outcomeOf(step, total, answers);
      expect(last.inFile, `killed before step ${step}`).toBeGreaterThanOrEqual(last.taken);
      expect(last.openAfter, `after step ${step}`).toBe(total - last.inFile);
    }
    // The last run had no such step any more.
    expect([last.code, last.inFile]).toEqual([0, answers]);
    // Each answer is a temporary file that is opened, written, flushed, closed and renamed.
    expect(step).toBeGreaterThan(2 * 5);
    expect(step).toBeLessThan(40);
  }, 600_000);
});
