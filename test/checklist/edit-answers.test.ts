import { describe, expect, it } from 'vitest';
import { readAnswers } from '../../src/checklist/answers-file.js';
import { AnswersFileError, removeAnswer, setAnswer } from '../../src/checklist/edit-answers.js';
import type { Answer } from '../../src/model/answer.js';

const header = { service: 'checkout', pack: 'scalability@1' };
const a = `sha256:${'a'.repeat(64)}`;
const b = `sha256:${'b'.repeat(64)}`;

const ttl: Answer = { question: 'caching.ttl', choice: 'all', at: '2026-11-02', wording: a, evidence: [] };

/** A file with comments, odd spacing and unknown keys everywhere. */
const lived = `# Kept by the checkout team.

service:   checkout   # the shop
pack: scalability@1
reviewers: [ann,  bob]


answers:
    # first things first
    partial-failure.timeouts:   # asked in May
        # the SOAP client
        choice: some    # not all
        note: >-
            the SOAP client
            has none
        ticket:   OPS-12
        at: 2026-05-01
        question: ${a}
        evidence:
            # the client factory
            - {path: src/http.ts, lines: 12-19, text: ${a}, why: factory}
            - {none: http-client-without-timeout, result: ${a}}
        # end of timeouts

    # second
    caching.ttl: {choice: none, at: 2026-05-02, question: ${a}, mood: bad} # flow

    caching.keys:
# nothing here yet
    slo-alerts.pages:
        choice: all
        at: 2026-05-03
        question: ${a}
        # the last words
# foot
`;

function linesOf(text: string): readonly string[] {
  return text.split('\n');
}

describe('setAnswer without a file', () => {
  it('writes a new one with the line for editors', () => {
    const answer: Answer = {
      question: 'partial-failure.timeouts',
      choice: 'some',
      note: 'the SOAP client has none',
      by: 'someone@example.com',
      at: '2026-11-01',
      commit: '9f2c0aa',
      wording: a,
      evidence: [
        { path: 'src/http.ts', lines: '12-19', blob: '3c1a'.repeat(10), text: b },
        { none: 'http-client-without-timeout', result: b },
      ],
      owner: '@team-checkout',
      due: '2026-12-15',
    };
    expect(setAnswer(undefined, header, answer))
      .toBe(`# yaml-language-server: $schema=../../.lintel/answers.schema.json
service: checkout
pack: scalability@1
answers:
  partial-failure.timeouts:
    choice: some
    note: the SOAP client has none
    by: someone@example.com
    at: 2026-11-01
    commit: 9f2c0aa
    question: ${a}
    evidence:
      - {path: src/http.ts, lines: 12-19, blob: ${'3c1a'.repeat(10)}, text: ${b}}
      - {none: http-client-without-timeout, result: ${b}}
    owner: "@team-checkout"
    due: 2026-12-15
`);
  });

  it('takes an empty file for none, and the schema from the caller', () => {
    expect(setAnswer(' \n', { ...header, schema: 'answers.json' }, ttl)).toBe(
      `# yaml-language-server: $schema=answers.json\nservice: checkout\npack: scalability@1\nanswers:\n  caching.ttl:\n    choice: all\n    at: 2026-11-02\n    question: ${a}\n`,
    );
  });

  it.each(['on', '12', 'a: b', 'ünïcode # x', '"quoted"', '-', '1e3'])('can name a service %s', (service) => {
    expect(readAnswers(setAnswer(undefined, { ...header, service }, ttl), 'f')).toMatchObject({
      service,
      answers: [ttl],
      problems: [],
    });
  });
});

describe('setAnswer in a file that people edit', () => {
  it('adds an answer behind the last one and changes no other line', () => {
    const after = linesOf(setAnswer(lived, header, { ...ttl, question: 'caching.stampede' }));
    const before = linesOf(lived);
    const at = before.indexOf('        # the last words') + 1;
    expect(after).toEqual([
      ...before.slice(0, at),
      '    caching.stampede:',
      '      choice: all',
      '      at: 2026-11-02',
      `      question: ${a}`,
      ...before.slice(at),
    ]);
  });

  it('changes an answer in its own lines only, with its comments, key order and unknown keys', () => {
    const answer: Answer = {
      question: 'partial-failure.timeouts',
      choice: 'all',
      at: '2026-11-03',
      by: 'ann',
      commit: '1234567',
      wording: b,
      evidence: [
        { path: 'src/http.ts', lines: '14-21', text: a },
        { path: 'src/soap.ts', lines: '3', text: b },
      ],
    };
    expect(setAnswer(lived, header, answer)).toBe(
      lived.replace(
        lived.slice(lived.indexOf('        choice: some'), lived.indexOf('        # end of timeouts')),
        `        choice: all # not all
        by: ann
        ticket: OPS-12
        at: 2026-11-03
        commit: "1234567"
        question: ${b}
        evidence:
          # the client factory
          - {path: src/http.ts, lines: 14-21, text: ${a}, why: factory}
          - {path: src/soap.ts, lines: 3, text: ${b}}
`,
      ),
    );
  });

  it('turns a flow map into a block and keeps the comment behind it', () => {
    const line = `    caching.ttl: {choice: none, at: 2026-05-02, question: ${a}, mood: bad} # flow\n`;
    expect(setAnswer(lived, header, ttl)).toBe(
      lived.replace(
        line,
        `    caching.ttl: # flow\n      choice: all\n      at: 2026-11-02\n      question: ${a}\n      mood: bad\n`,
      ),
    );
  });

  it('fills a key that has no value yet', () => {
    expect(setAnswer(lived, header, { ...ttl, question: 'caching.keys' })).toBe(
      lived.replace(
        '    caching.keys:\n',
        `    caching.keys:\n      choice: all\n      at: 2026-11-02\n      question: ${a}\n`,
      ),
    );
  });

  it('writes a text that ends in blank lines the same way however often it is set', () => {
    const answer = { ...ttl, question: 'a.b', owner: 'a\n\n' };
    const once = setAnswer(
      'service: checkout\npack: scalability@1\nanswers:\n  a.a: {choice: all}\n',
      header,
      answer,
    );
    expect(once).toContain('    owner: "a\\n\\n"\n');
    expect(setAnswer(once, header, answer)).toBe(once);
  });

  it('keeps comments of keys that it takes away', () => {
    const text = `service: checkout\npack: scalability@1\nanswers:\n  caching.ttl:\n    choice: none\n    # because of the prices\n    note: they change # daily\n    at: 2026-05-01\n`;
    const after = setAnswer(text, header, ttl);
    expect(after).toContain('# because of the prices');
    expect(after).toContain('# daily');
    expect(after).not.toContain('they change');
  });

  it('does nothing when nothing changes', () => {
    const once = setAnswer(lived, header, ttl);
    expect(setAnswer(once, header, ttl)).toBe(once);
  });

  it('keeps Windows line ends, a byte-order mark and a missing last line end', () => {
    const text =
      `\uFEFFservice: checkout\npack: scalability@1\nanswers:\n  caching.keys:\n    choice: all # x`.replaceAll(
        '\n',
        '\r\n',
      );
    const note = 'two\nlines';
    const after = setAnswer(text, header, { ...ttl, note });
    expect(after).toBe(
      `${text}\r\n  caching.ttl:\r\n    choice: all\r\n    note: |-\r\n      two\r\n      lines\r\n    at: 2026-11-02\r\n    question: ${a}`,
    );
    expect(readAnswers(after, 'f').answers[1]?.note).toBe(note);
  });

  it.each([
    [
      'no answers key',
      'service: checkout\npack: scalability@1\n# end\n',
      'service: checkout\npack: scalability@1\nanswers:\n  X# end\n',
    ],
    [
      'an empty one',
      'service: checkout\nanswers: # all of them\npack: scalability@1\n',
      'service: checkout\nanswers: # all of them\n  Xpack: scalability@1\n',
    ],
    [
      'an empty map',
      'answers: {} # none yet\nservice: checkout\npack: scalability@1',
      'answers: # none yet\n  Xservice: checkout\npack: scalability@1',
    ],
  ])('begins the list of answers when there is %s', (_what, before, after) => {
    const block = `caching.ttl:\n    choice: all\n    at: 2026-11-02\n    question: ${a}\n`;
    expect(setAnswer(before, header, ttl)).toBe(after.replace('X', block));
  });

  it.each([
    [
      'JSON',
      `{"service":"checkout","pack":"scalability@1","answers":{"caching.keys":{"choice":"all","at":"2026-05-01"}}}`,
    ],
    [
      'flow answers',
      `service: checkout\npack: scalability@1\nanswers: {caching.keys: {choice: all, at: 2026-05-01}} # why\n`,
    ],
    [
      'an end marker',
      `service: checkout\npack: scalability@1\nanswers:\n  caching.keys: {choice: all, at: 2026-05-01}\n...\n`,
    ],
    [
      'explicit keys',
      `service: checkout\npack: scalability@1\n? answers\n:\n  ? caching.keys\n  : choice: all\n    at: 2026-05-01\n`,
    ],
  ])('leaves unusual styles to the YAML library: %s', (_what, text) => {
    const after = setAnswer(text, header, ttl);
    expect(readAnswers(after, 'f').answers.map(({ question, choice, at }) => [question, choice, at])).toEqual(
      [
        ['caching.keys', 'all', '2026-05-01'],
        ['caching.ttl', 'all', '2026-11-02'],
      ],
    );
    expect(after.includes('# why')).toBe(text.includes('# why'));
  });

  it('does not change what an alias shares with another answer', () => {
    const text = `service: checkout\npack: scalability@1\nanswers:\n  caching.keys: &same\n    choice: all\n    at: 2026-05-01\n  caching.ttl: *same\n`;
    const after = setAnswer(text, header, { ...ttl, choice: 'none' });
    expect(readAnswers(after, 'f').answers.map(({ question, choice }) => [question, choice])).toEqual([
      ['caching.keys', 'all'],
      ['caching.ttl', 'none'],
    ]);
    expect(() => setAnswer(text, header, { ...ttl, question: 'caching.keys', choice: 'none' })).toThrow(
      'cannot be written without loss',
    );
  });
});

describe('setAnswer refuses', () => {
  function refusal(edit: () => string): AnswersFileError {
    try {
      edit();
    } catch (error) {
      if (error instanceof AnswersFileError) return error;
      throw error;
    }
    throw new Error('It was written.');
  }

  it('a file that is no YAML, with its line', () => {
    const error = refusal(() => setAnswer('service: checkout\npack: p@1\npack: p@1\n', header, ttl));
    expect(error.problems).toMatchObject([{ rule: 'not-yaml', line: 3 }]);
  });

  it('a file without header, of another service or of another pack', () => {
    expect(refusal(() => setAnswer('answers: {}\n', header, ttl)).message).toContain('lacks `service`');
    expect(refusal(() => setAnswer(lived, { ...header, service: 'cart' }, ttl)).message).toBe(
      'The answers file is of service checkout, not cart.',
    );
    expect(refusal(() => setAnswer(lived, { ...header, pack: 'security@1' }, ttl)).message).toBe(
      'The answers file answers scalability@1, not security@1.',
    );
  });

  it('an answer that could not be read again', () => {
    const error = refusal(() => setAnswer(lived, header, { ...ttl, at: 'yesterday' }));
    expect(error.message).toContain('The answer to caching.ttl is not valid.');
    expect(error.message).toContain('When it was answered: YYYY-MM-DD.');
  });

  it('nothing when only the version of the pack is newer', () => {
    expect(setAnswer(lived, { ...header, pack: 'scalability@2' }, ttl)).toContain('pack: scalability@1');
  });
});

describe('removeAnswer', () => {
  it('takes away the lines of the answer and no others', () => {
    const before = linesOf(lived);
    const from = before.indexOf('    partial-failure.timeouts:   # asked in May');
    const to = before.indexOf('        # end of timeouts') + 1;
    expect(removeAnswer(lived, 'partial-failure.timeouts')).toBe(
      [...before.slice(0, from), ...before.slice(to)].join('\n'),
    );
  });

  it('takes away flow maps and keys without a value', () => {
    const before = linesOf(lived);
    for (const id of ['caching.ttl', 'caching.keys']) {
      expect(linesOf(removeAnswer(lived, id))).toEqual(
        before.filter((line) => !line.startsWith(`    ${id}:`)),
      );
    }
  });

  it('leaves an empty map when it was the only answer', () => {
    const text = setAnswer('service: checkout # x\npack: scalability@1\n', header, ttl);
    const after = removeAnswer(text, 'caching.ttl');
    expect(after).toBe('service: checkout # x\npack: scalability@1\nanswers: {}\n');
    expect(setAnswer(after, header, ttl)).toBe(text);
  });

  it('gives the text back when there is no such answer', () => {
    expect(removeAnswer(lived, 'caching.memory')).toBe(lived);
    expect(removeAnswer('service: a\n', 'toString')).toBe('service: a\n');
  });

  it('works on unusual styles and Windows line ends', () => {
    const json = '{"service":"s","pack":"p@1","answers":{"a.b":{"choice":"x"},"a.c":{"choice":"y"}}}';
    expect(readAnswers(removeAnswer(json, 'a.b'), 'f').answers.map(({ question }) => question)).toEqual([
      'a.c',
    ]);
    const windows = lived.replaceAll('\n', '\r\n');
    expect(removeAnswer(windows, 'caching.ttl')).toBe(
      removeAnswer(lived, 'caching.ttl').replaceAll('\n', '\r\n'),
    );
  });

  it('refuses a file that is no YAML', () => {
    expect(() => removeAnswer('a: [', 'a.b')).toThrow('The answers file cannot be edited.');
  });
});
