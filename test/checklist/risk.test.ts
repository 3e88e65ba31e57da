import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadPack } from '../../src/checklist/bundled-packs.js';
import { givenChoices, riskOf, riskOfChoice, riskRank } from '../../src/checklist/risk.js';
import type { Question } from '../../src/model/checklist.js';
import { answer, question, subQuestion } from './sample-pack.js';

const backups: Question = question(
  'backups',
  [
    subQuestion('backups.taken'),
    subQuestion('backups.restored', {
      choices: [
        { id: 'recently', text: 'Recently', risk: 'none' },
        { id: 'once', text: 'Once', risk: 'medium' },
        { id: 'never', text: 'Never', risk: 'high' },
      ],
    }),
  ],
  [
    { when: { 'backups.taken': ['bad'] }, risk: 'high', because: 'Nothing to restore.' },
    { when: { 'backups.restored': ['once', 'never'] }, risk: 'medium', because: 'Not tried lately.' },
    { when: {}, risk: 'none', because: 'Taken and tried.' },
  ],
);

function risk(choices: Readonly<Record<string, string>>): unknown {
  return riskOf(backups, new Map(Object.entries(choices)));
}

describe('riskOf', () => {
  it('takes the first rule that holds', () => {
    expect(risk({ 'backups.taken': 'bad', 'backups.restored': 'never' })).toEqual({
      risk: 'high',
      atLeast: 'high',
      because: 'Nothing to restore.',
      missing: [],
    });
    expect(risk({ 'backups.taken': 'good', 'backups.restored': 'once' })).toMatchObject({ risk: 'medium' });
    expect(risk({ 'backups.taken': 'good', 'backups.restored': 'recently' })).toMatchObject({ risk: 'none' });
  });

  it('is open, never "none", while an answer that decides is missing', () => {
    expect(risk({})).toEqual({
      risk: undefined,
      atLeast: 'none',
      because: 'Not answered yet: backups.taken, backups.restored.',
      missing: ['backups.taken', 'backups.restored'],
    });
    expect(risk({ 'backups.taken': 'good' })).toMatchObject({
      risk: undefined,
      missing: ['backups.restored'],
    });
  });

  it('is known early when missing answers cannot change it, or cannot make it better', () => {
    expect(risk({ 'backups.taken': 'bad' })).toMatchObject({ risk: 'high', because: 'Nothing to restore.' });
    expect(risk({ 'backups.restored': 'never' })).toMatchObject({
      risk: undefined,
      atLeast: 'medium',
      missing: ['backups.taken'],
    });
  });

  it('lets what does not apply carry no risk', () => {
    expect(risk({ 'backups.taken': 'n/a', 'backups.restored': 'n/a' })).toMatchObject({ risk: 'none' });
    expect(risk({ 'backups.taken': 'n/a', 'backups.restored': 'never' })).toMatchObject({ risk: 'medium' });
  });

  it('takes a choice that the question does not have for no answer', () => {
    expect(risk({ 'backups.taken': 'perhaps', 'backups.restored': 'recently' })).toMatchObject({
      risk: undefined,
      missing: ['backups.taken'],
    });
  });

  it('is open when rules leave a gap', () => {
    const gap: Question = { ...backups, riskRules: backups.riskRules.slice(0, 1) };
    expect(riskOf(gap, new Map([['backups.taken', 'good']]))).toMatchObject({
      risk: undefined,
      because: 'No risk rule holds for these answers.',
    });
  });

  it('only ever narrows as answers come in, for every question of the bundled pack', () => {
    const questions = loadPack('scalability')?.questions ?? [];
    expect(questions).toHaveLength(8);
    fc.assert(
      fc.property(fc.constantFrom(...questions), fc.infiniteStream(fc.nat(99)), (asked, numbers) => {
        const given = new Map<string, string>();
        let before = riskOf(asked, given);
        for (const { id, choices } of asked.subQuestions) {
          const pick = numbers.next().value;
          const choice = choices[pick % choices.length]?.id ?? '';
          given.set(id, pick > 90 ? 'n/a' : choice);
          const now = riskOf(asked, given);
          expect(before.risk ?? now.risk).toBe(now.risk);
          expect(riskRank(now.atLeast)).toBeGreaterThanOrEqual(riskRank(before.atLeast));
          before = now;
        }
        expect(before.risk).toBeDefined();
      }),
      { numRuns: 500 },
    );
  });
});

describe('the risk of the bundled pack', () => {
  const questions = loadPack('scalability')?.questions ?? [];

  it('is none for the best answers and high for the worst, for each question', () => {
    for (const asked of questions) {
      const extreme = (pick: (ranks: number[]) => number): Map<string, string> =>
        new Map(
          asked.subQuestions.map(({ id, choices }) => {
            const wanted = pick(choices.map(({ risk }) => riskRank(risk)));
            return [id, choices.find(({ risk }) => riskRank(risk) === wanted)?.id ?? ''];
          }),
        );
      expect([
        asked.id,
        riskOf(
          asked,
          extreme((ranks) => Math.min(...ranks)),
        ).risk,
      ]).toEqual([asked.id, 'none']);
      expect([
        asked.id,
        riskOf(
          asked,
          extreme((ranks) => Math.max(...ranks)),
        ).risk,
      ]).toEqual([asked.id, 'high']);
    }
  });

  it('is never better than a single answer, except that one of high risk may leave a question at medium', () => {
    const milder: string[] = [];
    for (const asked of questions) {
      for (const { id, choices } of asked.subQuestions) {
        for (const choice of choices) {
          const given = new Map(asked.subQuestions.map((other) => [other.id, 'n/a']));
          given.set(id, choice.id);
          const { risk } = riskOf(asked, given);
          const atLeast = Math.min(riskRank(choice.risk), riskRank('medium'));
          if (risk === undefined || riskRank(risk) < atLeast) milder.push(`${id}=${choice.id}: ${risk}`);
        }
      }
    }
    expect(milder).toEqual([]);
  });
});

describe('riskOfChoice', () => {
  it('gives the risk of one answer', () => {
    const asked = subQuestion('a.b');
    expect(riskOfChoice(asked, 'bad')).toBe('high');
    expect(riskOfChoice(asked, 'n/a')).toBe('none');
    expect(riskOfChoice(asked, 'other')).toBeUndefined();
  });

  it('goes with the answers of a file', () => {
    expect(givenChoices([answer('a.b', 'bad'), answer('a.c', 'n/a')])).toEqual(
      new Map([
        ['a.b', 'bad'],
        ['a.c', 'n/a'],
      ]),
    );
  });
});
