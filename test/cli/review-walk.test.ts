import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { describe, expect, it } from 'vitest';
import { jsonOf, lintel, scratchFolder } from './program.js';
import { hasTerminal, inTerminal } from './terminal.js';

if (!hasTerminal) console.warn('The walk is not tested: this machine has no util-linux `script`.');

/** A small repository with one service, named by its folder. */
function repository(): string {
  const root = join(scratchFolder(), 'api');
  mkdirSync(root);
  writeFileSync(join(root, 'Dockerfile'), 'FROM node:22\nCOPY . .\nCMD ["node", "server.js"]\n');
  writeFileSync(join(root, 'package.json'), '{ "name": "api", "scripts": { "start": "node server.js" } }\n');
  return root;
}

/** The kept answers: question → choice. */
function answersIn(root: string): Readonly<Record<string, string>> {
  const path = join(root, 'docs/reviews/api.yaml');
  if (!existsSync(path)) return {};
  const kept: { answers: Record<string, { choice: string }> | null } = parse(readFileSync(path, 'utf8'));
  return Object.fromEntries(Object.entries(kept.answers ?? {}).map(([id, { choice }]) => [id, choice]));
}

interface Asked {
  readonly id: string;
  readonly text: string;
  readonly choices: readonly { readonly id: string }[];
}

async function askedIn(root: string): Promise<readonly Asked[]> {
  const run = await lintel(['review', root, '--json']);
  return jsonOf<{ services: { open: Asked[] }[] }>(run).services[0]?.open ?? [];
}

const choiceOf = (asked: Asked | undefined, index: number): string => asked?.choices[index]?.id ?? '';
const ids = (asked: readonly Asked[]): readonly string[] => asked.map(({ id }) => id);

describe.skipIf(!hasTerminal)('the walk in a terminal', () => {
  it('keeps each answer before the next question, goes back, leaves for later, quits and resumes', async () => {
    const root = repository();
    const asked = await askedIn(root);
    const [first, second, third] = ids(asked);
    const total = asked.length;

    const walk = inTerminal(['review'], root);
    await walk.sees(`1/${total}`);
    walk.press('2');
    await walk.sees(`2/${total}`);
    expect(answersIn(root)).toEqual({ [first ?? '']: choiceOf(asked[0], 1) });

    walk.press('b');
    await walk.sees(`1/${total}`);
    walk.press('1');
    await walk.sees(`2/${total}`);
    expect(answersIn(root)).toEqual({ [first ?? '']: choiceOf(asked[0], 0) });

    walk.press('s');
    await walk.sees(`3/${total}`);
    // Nothing speaks for an answer, so that none is marked: the first key marks the first.
    walk.press('\u001b[B\u001b[B\r');
    await walk.sees(`4/${total}`);
    expect(answersIn(root)).toEqual({
      [first ?? '']: choiceOf(asked[0], 0),
      [third ?? '']: choiceOf(asked[2], 1),
    });

    walk.press('q');
    const { code, screen } = await walk.end();
    expect(code).toBe(0);
    expect(screen).toContain('2 answers in docs/reviews/api.yaml');
    expect(screen).toContain('Go on with: lintel review');

    const resumed = inTerminal(['review'], root);
    await resumed.sees(`1/${total - 2}`);
    expect(ids(await askedIn(root))).toContain(second);
    expect(ids(await askedIn(root))).not.toContain(first);
    resumed.press('q');
    expect((await resumed.end()).code).toBe(0);
  });

  it('takes a note, and a reason why a question does not apply', async () => {
    const root = repository();
    const asked = await askedIn(root);
    const walk = inTerminal(['review'], root);
    await walk.sees(`1/${asked.length}`);
    walk.press('t');
    await walk.sees('Note (kept with the answer');
    walk.press('written by Zoë\r');
    await walk.sees(`1/${asked.length}`);
    walk.press('1');
    await walk.sees(`2/${asked.length}`);
    walk.press('x');
    await walk.sees('Why does it not apply?');
    walk.press('no remote calls\r');
    await walk.sees(`3/${asked.length}`);
    walk.press('q');
    await walk.end();
    const [first = '', second = ''] = ids(asked);
    expect(answersIn(root)).toEqual({ [first]: choiceOf(asked[0], 0), [second]: 'n/a' });
    const text = readFileSync(join(root, 'docs/reviews/api.yaml'), 'utf8');
    expect(text).toContain('note: written by Zoë');
    expect(text).toContain('note: no remote calls');
  });

  it('loses nothing that was answered when it is killed', async () => {
    const root = repository();
    const asked = await askedIn(root);
    const walk = inTerminal(['review'], root);
    await walk.sees(`1/${asked.length}`);
    walk.press('1');
    await walk.sees(`2/${asked.length}`);
    walk.press('2');
    await walk.sees(`3/${asked.length}`);
    walk.kill();
    expect((await walk.end()).code).toBe(137);
    const [first = '', second = ''] = ids(asked);
    expect(answersIn(root)).toEqual({ [first]: choiceOf(asked[0], 0), [second]: choiceOf(asked[1], 1) });
    expect((await askedIn(root)).length).toBe(asked.length - 2);
  });

  it('loses no note and no waiver either, whenever it is killed, and takes the note up again', async () => {
    const root = repository();
    const asked = await askedIn(root);
    const [first = '', second = ''] = ids(asked);
    const walk = inTerminal(['review', '--by', 'dev@example.com'], root);
    await walk.sees(`1/${asked.length}`);
    walk.press('w');
    await walk.sees('Who answers for it?');
    walk.press('\r');
    await walk.sees('Until when?');
    walk.press('\r');
    await walk.sees('Why can it wait?');
    walk.press('the gateway is replaced\r');
    await walk.sees(`2/${asked.length}`);
    walk.press('t');
    await walk.sees('Note (kept');
    walk.press('half a thought\r');
    // The note stands below the question, which stays in sight.
    await walk.sees('half a thought');
    await walk.sees('quit');
    walk.kill();
    expect((await walk.end()).code).toBe(137);
    expect(answersIn(root)).toEqual({ [second]: undefined });
    expect(readFileSync(join(root, 'docs/reviews/api.yaml'), 'utf8')).toContain('draft: half a thought');
    const waivers = readFileSync(join(root, '.lintel/waivers.yaml'), 'utf8');
    expect(waivers).toContain(`question: ${first}\n    service: api\n    owner: dev@example.com\n`);

    // What is waived is not asked; the note is there, and becomes that of the answer.
    const resumed = inTerminal(['review'], root);
    await resumed.sees('half a thought');
    resumed.press('1');
    await resumed.sees(`2/${asked.length - 1}`);
    resumed.press('q');
    await resumed.end();
    const text = readFileSync(join(root, 'docs/reviews/api.yaml'), 'utf8');
    expect(text).toContain('note: half a thought');
    expect(text).not.toContain('draft:');
  });

  it('ends with 130 on Ctrl-C and says how to go on', async () => {
    const root = repository();
    const asked = await askedIn(root);
    const walk = inTerminal(['review'], root);
    await walk.sees(`1/${asked.length}`);
    walk.press('1');
    await walk.sees(`2/${asked.length}`);
    walk.press('\u0003');
    const { code, screen } = await walk.end();
    expect(code).toBe(130);
    expect(screen).toContain('What was answered is in docs/reviews/api.yaml. Go on with: lintel review');
    expect(Object.keys(answersIn(root))).toHaveLength(1);
  });

  it('is not opened with --no-input, and init asks before it writes', async () => {
    const root = repository();
    const silent = inTerminal(['review', '--no-input'], root);
    const { code, screen } = await silent.end();
    expect(code).toBe(0);
    expect(screen).toContain('Open questions');

    const declined = inTerminal(['init'], root);
    await declined.sees('Write these files?');
    declined.press('n\r');
    expect((await declined.end()).screen).toContain('Nothing was written.');
    expect(existsSync(join(root, '.lintel.yaml'))).toBe(false);

    const interrupted = inTerminal(['init'], root);
    await interrupted.sees('Write these files?');
    interrupted.press('\u0003');
    expect((await interrupted.end()).code).toBe(130);
    expect(existsSync(join(root, '.lintel.yaml'))).toBe(false);

    const taken = inTerminal(['init'], root);
    await taken.sees('Write these files?');
    taken.press('y\r');
    expect((await taken.end()).code).toBe(0);
    expect(existsSync(join(root, '.lintel.yaml'))).toBe(true);
  });
});
