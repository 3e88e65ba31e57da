import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { readAnswers } from '../../src/checklist/answers-file.js';
import { answersSchema } from '../../src/checklist/answers-schema.js';
import { problemText } from '../../src/checklist/file-problem.js';
import { parsePack } from '../../src/checklist/parse-pack.js';
import { samplePack } from './sample-pack.js';

const digest = `sha256:${'0123456789abcdef'.repeat(4)}`;
const blob = '3c1a'.repeat(10);

/** The format of the design, comments and an unknown key included. */
const file = `# yaml-language-server: $schema=../../.lintel/answers.schema.json
service: checkout
pack: scalability@1
answers:
  partial-failure.timeouts:
    choice: some # not all
    note: the SOAP client has none
    by: someone@example.com
    at: 2026-11-01
    commit: 9f2c0aa
    question: ${digest}
    ticket: OPS-12
    evidence:
      - {path: src/http.ts, lines: 12-19, blob: ${blob}, text: ${digest}}
      - {none: http-client-without-timeout, result: ${digest}}
    owner: "@team-checkout"
    due: 2026-12-15
  caching.ttl:
    choice: n/a
    at: 2026-11-02
    question: ${digest}
`;

describe('readAnswers', () => {
  it('reads the whole format', () => {
    expect(readAnswers(file, 'docs/reviews/checkout.yaml')).toEqual({
      service: 'checkout',
      pack: 'scalability@1',
      answers: [
        {
          question: 'partial-failure.timeouts',
          choice: 'some',
          note: 'the SOAP client has none',
          by: 'someone@example.com',
          at: '2026-11-01',
          commit: '9f2c0aa',
          wording: digest,
          evidence: [
            { path: 'src/http.ts', lines: '12-19', blob, text: digest },
            { none: 'http-client-without-timeout', result: digest },
          ],
          owner: '@team-checkout',
          due: '2026-12-15',
        },
        { question: 'caching.ttl', choice: 'n/a', at: '2026-11-02', wording: digest, evidence: [] },
      ],
      problems: [],
      unanswered: [],
    });
  });

  it('keeps what YAML would take for numbers, truth values and null as the text that was written', () => {
    const text = `service: 12\npack: p@1\nanswers:\n  a.b:\n    choice: null\n    note: no\n    commit: 1234567\n    at: 2026-11-01\n    question: ${digest}\n    evidence:\n      - {path: 1e3, lines: 7, text: ${digest}}\n`;
    const { service, answers, problems } = readAnswers(text, 'f');
    expect(problems).toEqual([]);
    expect(service).toBe('12');
    expect(answers[0]).toMatchObject({
      choice: 'null',
      note: 'no',
      commit: '1234567',
      evidence: [{ path: '1e3', lines: '7' }],
    });
  });

  it('leaves out an answer with an error, names its line, and keeps the others', () => {
    const text = file
      .replace('due: 2026-12-15', 'due: 15.12.2026')
      .replace('at: 2026-11-01', 'at: 2026-13-01');
    const { answers, problems } = readAnswers(text, 'docs/reviews/checkout.yaml');
    expect(answers.map(({ question }) => question)).toEqual(['caching.ttl']);
    expect(problems.map(problemText)).toEqual([
      'docs/reviews/checkout.yaml:9: `answers/partial-failure.timeouts/at` is "2026-13-01", which has not the expected form. When it was answered: YYYY-MM-DD.',
      'docs/reviews/checkout.yaml:17: `answers/partial-failure.timeouts/due` is "15.12.2026", which has not the expected form. Until when the answer is accepted: YYYY-MM-DD.',
    ]);
  });

  it('names what damaged evidence lacks', () => {
    const text = file
      .replace(`, text: ${digest}}`, '}')
      .replace(
        `{none: http-client-without-timeout, result: ${digest}}`,
        '{none: http-client-without-timeout}',
      );
    expect(readAnswers(text, 'f').problems.map(problemText)).toEqual([
      'f:14: `answers/partial-failure.timeouts/evidence/0` lacks `text`. Add `text:`.',
      'f:15: `answers/partial-failure.timeouts/evidence/1` lacks `result`. Add `result:`.',
    ]);
  });

  it('refuses lines that end before they begin', () => {
    const { answers, problems } = readAnswers(file.replace('lines: 12-19', 'lines: 19-12'), 'f');
    expect(answers.map(({ question }) => question)).toEqual(['caching.ttl']);
    expect(problems).toMatchObject([{ rule: 'lines-reversed', severity: 'error', line: 14 }]);
  });

  it('keeps a handwritten answer without digest and date, but says what that costs', () => {
    const text =
      'service: checkout\npack: scalability@1\nanswers:\n  caching.ttl:\n    choice: all\n    note:\n';
    const { answers, problems } = readAnswers(text, 'f');
    expect(answers).toEqual([{ question: 'caching.ttl', choice: 'all', at: '', wording: '', evidence: [] }]);
    expect(problems.map(({ rule, severity, line }) => [rule, severity, line])).toEqual([
      ['answer-unbound', 'warning', 4],
      ['answer-undated', 'warning', 4],
    ]);
  });

  it('takes a question without an answer, and no answers at all, for unanswered', () => {
    const start = 'service: checkout\npack: scalability@1\n';
    for (const rest of ['', 'answers:\n', 'answers: {}\n', 'answers:\n  caching.ttl:\n']) {
      expect(readAnswers(start + rest, 'f')).toEqual({
        service: 'checkout',
        pack: 'scalability@1',
        answers: [],
        problems: [],
        unanswered: [],
      });
    }
  });

  it('stops at a file that is no answers file', () => {
    expect(readAnswers('', 'f').problems[0]?.message).toBe('The file is empty.');
    expect(readAnswers('service: a\nservice: b\n', 'f').problems).toMatchObject([
      { rule: 'not-yaml', line: 2 },
    ]);
    const other = readAnswers('pack: scalability\nanswers:\n  a.b: {choice: all}\n', 'f');
    expect(other.answers).toEqual([]);
    expect(other.problems.map(problemText)).toEqual([
      'f:1: The file lacks `service`. Add `service:`.',
      'f:1: `pack` is "scalability", which has not the expected form. Id and version of the pack: `scalability@1`.',
    ]);
    expect(readAnswers(`a: ${'['.repeat(9_999)}`, 'f').problems).toMatchObject([{ rule: 'not-yaml' }]);
  });

  it('warns of answers that the pack does not know', () => {
    const { pack } = parsePack(samplePack, 'p.yaml');
    const text = `service: s\npack: sample@3\nanswers:\n  backups.taken: {choice: hourly, at: 2026-11-01, question: "${digest}"}\n  backups.take: {choice: daily, at: 2026-11-01, question: "${digest}"}\n  backups.restored: {choice: n/a, at: 2026-11-01, question: "${digest}"}\n`;
    const { answers, problems } = readAnswers(text, 'f', pack);
    expect(answers).toHaveLength(3);
    expect(problems.map((problem) => [problem.severity, problemText(problem)])).toEqual([
      ['warning', 'f:4: `backups.taken` has no choice `hourly`. Use one of: daily, weekly, never, n/a.'],
      ['warning', 'f:5: The pack sample does not ask `backups.take`. Correct the id, or remove the answer.'],
    ]);
  });

  it('is not misled by ids that every object has', () => {
    const text = `service: s\npack: p@1\nanswers:\n  __proto__: {choice: all, at: 2026-11-01, question: "${digest}"}\n`;
    expect(readAnswers(text, 'f').answers).toMatchObject([{ question: '__proto__', choice: 'all' }]);
  });
});

describe('the answers schema', () => {
  it('is a valid JSON Schema that accepts what YAML 1.2 editors make of a written file', () => {
    const ajv = new Ajv2020({ strictTypes: true, allowUnionTypes: true });
    const validate = ajv.compile(answersSchema);
    const evidence = [{ path: 'a.ts', lines: 7, text: digest }];
    expect(validate({ service: 's', pack: 'p@1', answers: { 'a.b': { choice: 'all', evidence } } })).toBe(
      true,
    );
    expect(validate({ service: 's', pack: 'p@1', answers: { 'a.b': { note: 'no choice' } } })).toBe(false);
  });
});
