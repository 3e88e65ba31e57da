import { describe, expect, it } from 'vitest';
import { bundledPack } from '../../../src/checklist/bundled-packs.js';
import { lensProblems } from '../../../src/checklist/exchange/aws-lens-rules.js';
import { awsLens } from '../../../src/checklist/exchange/aws-lens.js';
import { csv, parseCsv } from '../../../src/checklist/exchange/csv.js';
import { deon } from '../../../src/checklist/exchange/deon.js';
import { packText } from '../../../src/checklist/exchange/pack-text.js';
import { exchangeFormats } from '../../../src/checklist/exchange/registry.js';
import { lintPack } from '../../../src/checklist/lint-pack.js';
import { parsePack } from '../../../src/checklist/parse-pack.js';
import type { Pack, SubQuestion } from '../../../src/model/checklist.js';

const found = bundledPack('scalability').pack;
if (found === undefined) throw new Error('the bundled pack is damaged');
const scalability: Pack = found;

const one = (text: string): string => text.split(/\s+/).filter(Boolean).join(' ');

/** A pack that came back through a format. */
function back(format: (typeof exchangeFormats)[number], pack: Pack): Pack {
  const { draft } = format.read(format.write(pack).text, 'x');
  const parsed = parsePack(packText(draft, draft.id ?? 'back'), 'back.yaml');
  expect(parsed.problems).toEqual([]);
  expect(
    lintPack(parsed, { knownSignals: new Set() }).filter(({ rule }) => rule.startsWith('risk-rule')),
  ).toEqual([]);
  if (parsed.pack === undefined) throw new Error('no pack');
  return parsed.pack;
}

const subQuestions = (pack: Pack): readonly SubQuestion[] =>
  pack.questions.flatMap((question) => question.subQuestions);

const wording = (pack: Pack): readonly unknown[] =>
  subQuestions(pack).map(({ id, text, why, required, choices, sources }) => ({
    id,
    text: one(text),
    why: one(why),
    required,
    choices: choices.map((choice) => ({ id: choice.id, text: one(choice.text), risk: choice.risk })),
    sources,
  }));

/** Texts that a format could stumble over. */
const hostile: Pack = {
  ...scalability,
  title: '=HYPERLINK("x") | <b>"quoted", \'a\' `code` [l](u)',
  questions: scalability.questions.slice(0, 1).map((question) => ({
    ...question,
    text: '+1 # <!-- x --> really?',
    subQuestions: question.subQuestions.map((sub, index) => ({
      ...sub,
      text:
        ['-2 "a", b; c?', '@sum *bold* _x_ <i>?', "'quoted <!-- no -->?", 'back\\slash | pipe?'][index % 4] ??
        sub.text,
      choices: sub.choices.map((choice) => ({ ...choice, text: `=${choice.text} (high risk)` })),
    })),
  })),
};

describe('checklists in other formats', () => {
  it.for(exchangeFormats.filter(({ name }) => name === 'markdown' || name === 'csv'))(
    'come back whole through $name: ids, wording, choices, risks, sources',
    (format) => {
      for (const pack of [scalability, hostile]) {
        const again = back(format, pack);
        expect(wording(again)).toEqual(wording(pack));
        expect([again.id, again.version, one(again.title)]).toEqual([pack.id, pack.version, one(pack.title)]);
        expect(again.questions.map(({ id, text, why }) => [id, one(text), one(why)])).toEqual(
          pack.questions.map(({ id, text, why }) => [id, one(text), one(why)]),
        );
      }
    },
  );

  it('come back through an AWS lens with all ids and texts; what it cannot hold is said', () => {
    const { lost } = awsLens.write(scalability);
    expect(lost.join('; ')).toMatch(
      /risk rules of combinations.*incidents.*which answers are required.*risk "low" of \d+ choices/,
    );
    const again = back(awsLens, scalability);
    const least = (pack: Pack): readonly unknown[] =>
      subQuestions(pack).map(({ id, text, why, choices, sources }) => ({
        id,
        text: one(text),
        why: one(why),
        choices: choices.map((choice) => ({
          id: choice.id,
          text: one(choice.text),
          risk: choice.risk === 'low' ? 'none' : choice.risk,
        })),
        source: sources[0],
      }));
    expect(least(again)).toEqual(least(scalability));
  });

  it('come back through deon with ids and questions', () => {
    const again = back(deon, scalability);
    expect(subQuestions(again).map(({ id, text }) => [id, text])).toEqual(
      subQuestions(scalability).map(({ id, text }) => [id, one(text)]),
    );
    expect(deon.write(scalability).lost.join('; ')).toContain('choices with their risks');
  });
});

describe('an AWS lens', () => {
  it('keeps the rules of the published format', () => {
    for (const pack of [scalability, hostile]) {
      const { text } = awsLens.write(pack);
      expect(lensProblems(JSON.parse(text), text)).toEqual([]);
    }
  });

  it('that AWS would refuse is refused, with the reason', () => {
    const lens = {
      schemaVersion: '2021-11-01',
      name: 'x'.repeat(129),
      pillars: [
        {
          id: 'p',
          name: 'P',
          questions: [
            {
              id: 'question_1',
              title: 'Q',
              choices: [{ id: 'choice_1', title: 'A' }],
              riskRules: [{ condition: 'choice_2', risk: 'BAD' }],
            },
          ],
        },
      ],
    };
    expect(lensProblems(lens, JSON.stringify(lens))).toEqual([
      'the lens: name has more than 128 characters',
      'the pillar id p is not 3 to 128 letters, digits and underscores',
      'question question_1 has not one default rule',
      'question question_1: the risk BAD is none',
      'question question_1: there is no choice choice_2',
    ]);
    expect(() => awsLens.read(JSON.stringify(lens), 'lens.json')).toThrow(
      'lens.json: the lens: name has more',
    );
    const [first] = hostile.questions;
    if (first === undefined) throw new Error('no question');
    const many: Pack = {
      ...scalability,
      questions: Array.from({ length: 11 }, (_, at) => ({ ...first, id: `q-${at}` })),
    };
    expect(() => awsLens.write(many)).toThrow('11 pillars, not 1 to 10');
  });

  it('of somebody else, whose boxes are ticked together, becomes answers by its rules', () => {
    const lens = {
      schemaVersion: '2021-11-01',
      name: 'Ours',
      pillars: [
        {
          id: 'pillar_1',
          name: 'Backups',
          questions: [
            {
              id: 'pillar_1_q1',
              title: 'How do you back up?',
              choices: [
                { id: 'daily', title: 'Daily' },
                { id: 'tested', title: 'Restore tested' },
              ],
              riskRules: [
                { condition: 'daily && tested', risk: 'NO_RISK' },
                { condition: 'daily && !tested', risk: 'MEDIUM_RISK' },
                { condition: 'default', risk: 'HIGH_RISK' },
              ],
            },
          ],
        },
      ],
    };
    expect(awsLens.read(JSON.stringify(lens), 'x').draft.questions[0]?.subQuestions).toEqual([
      {
        id: 'pillar-1.pillar-1-q1',
        text: 'How do you back up?',
        choices: [
          { id: 'level-1', text: '"Daily" and "Restore tested"', risk: 'none' },
          { id: 'level-2', text: '"Daily" and not "Restore tested"', risk: 'medium' },
          { id: 'otherwise', text: 'None of these', risk: 'high' },
        ],
      },
    ]);
  });
});

describe('lists of others', () => {
  it('are read: a plain task list, a table with semicolons, a checklist of deon', () => {
    const [markdown] = exchangeFormats;
    expect(
      markdown?.read('# Launch\n\n## Before\n\n- [ ] Load was tested\n- [x] Pager works\n', 'x').draft,
    ).toMatchObject({
      title: 'Launch',
      questions: [
        { id: 'before', subQuestions: [{ id: 'before.load-was-tested' }, { id: 'before.pager-works' }] },
      ],
    });
    expect(csv.read('id;text\na.b;Is it?\n', 'x').draft.questions[0]?.subQuestions[0]).toMatchObject({
      id: 'a.b',
      text: 'Is it?',
    });
    expect(
      deon.read(
        'title: E\nsections:\n- title: Data\n  section_id: A\n  lines:\n  - {line_id: A.1, line_summary: Informed consent, line: Did they agree?}\n',
        'x',
      ).draft.questions,
    ).toEqual([
      { id: 'data', text: 'Data', subQuestions: [{ id: 'data.informed-consent', text: 'Did they agree?' }] },
    ]);
  });

  it.for([
    ['csv', 'a,b\n1,2\n', 'no column "id", "text"'],
    ['deon', 'title: x\n', 'no sections'],
    ['deon', '{', 'x:'],
    ['markdown', 'Nothing.\n', 'no list'],
    ['aws-lens', '{"a":', 'x: '],
  ] as const)('%s: what is none is refused', ([name, text, says]) => {
    expect(() => exchangeFormats.find((format) => format.name === name)?.read(text, 'x')).toThrow(says);
  });

  it('reads tables as RFC 4180 has them', () => {
    expect(parseCsv('a,"b ""c"" d","e\nf"\r\n,,\r\n')).toEqual([
      ['a', 'b "c" d', 'e\nf'],
      ['', '', ''],
    ]);
  });
});
