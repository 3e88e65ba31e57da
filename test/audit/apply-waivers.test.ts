import { describe, expect, it } from 'vitest';
import { applyWaivers } from '../../src/audit/apply-waivers.js';
import { readWaivers, withoutWaiver, withWaiver } from '../../src/audit/waivers-file.js';
import type { IdentifiedFinding } from '../../src/model/finding.js';
import { InputError } from '../../src/model/input-error.js';
import type { QuestionReport } from '../../src/model/report.js';

const fingerprint = '0123456789abcdef0123456789abcdef';

const finding: IdentifiedFinding = {
  rule: 'drop-column',
  severity: 'error',
  message: 'It is dropped.',
  advice: 'Wait.',
  span: { file: 'db/1.sql', line: 3, column: 1, endLine: 3, endColumn: 9 },
  service: 'api',
  question: 'migrations',
  fingerprint,
  status: 'new',
};

function question(id: string, state: QuestionReport['state'], service = 'api'): QuestionReport {
  return { id, service, text: id, state, answer: null, risk: null, required: true, reasons: [] };
}

const about = (what: string, expires = '2026-12-31'): string =>
  `waivers:\n  - ${what}\n    owner: "@team"\n    reason: it waits\n    expires: ${expires}\n`;

function states(
  text: string,
  asOf: string | undefined,
  questions: readonly QuestionReport[] = [],
): readonly string[] {
  const things = { findings: [finding], questions, ...(asOf !== undefined && { asOf }) };
  return applyWaivers(readWaivers(text), things).waivers.map(({ state }) => state);
}

describe('a waiver', () => {
  it('accepts exactly the finding that it names, and is shown with it', () => {
    const other = { ...finding, fingerprint: 'f'.repeat(32) };
    const { findings } = applyWaivers(readWaivers(about(`finding: ${fingerprint}`)), {
      findings: [finding, other],
      questions: [],
      asOf: '2026-11-01',
    });
    expect(findings.map(({ status }) => status)).toEqual(['waived', 'new']);
    expect(findings[0]?.waiver).toEqual({ owner: '@team', reason: 'it waits', expires: '2026-12-31' });
  });

  it('holds to the end of its last day, warns two weeks before, and never without a day to judge it on', () => {
    const text = about(`finding: ${fingerprint}`);
    expect(states(text, '2026-12-16')).toEqual(['active']);
    expect(states(text, '2026-12-17')).toEqual(['expiring']);
    expect(states(text, '2026-12-31')).toEqual(['expiring']);
    expect(states(text, '2027-01-01')).toEqual(['expired']);
    expect(states(text, undefined)).toEqual(['active']);
  });

  it('is unused when there is nothing to accept, and for what another waiver accepts already', () => {
    expect(states(about(`finding: ${'a'.repeat(32)}`), '2026-11-01')).toEqual(['unused']);
    expect(
      states(about('question: caching.keys'), '2026-11-01', [question('caching.keys', 'satisfied')]),
    ).toEqual(['unused']);
    const twice = `${about(`finding: ${fingerprint}`)}${about(`finding: ${fingerprint}`).replace('waivers:\n', '')}`;
    expect(states(twice, '2026-11-01')).toEqual(['active', 'unused']);
  });

  it('of a question of several services accepts nothing until it names one', () => {
    const both = [question('caching.keys', 'unknown'), question('caching.keys', 'unknown', 'web')];
    expect(states(about('question: caching.keys'), '2026-11-01', both)).toEqual(['too-wide']);
    expect(states(about('question: caching.keys\n    service: web'), '2026-11-01', both)).toEqual(['active']);
  });

  it('makes a question waived, never satisfied, and keeps what it would be', () => {
    const asked = [
      question('caching', 'unknown'),
      question('caching.keys', 'unknown'),
      question('caching.ttl', 'satisfied'),
    ];
    const { questions } = applyWaivers(readWaivers(about('question: caching.keys')), {
      findings: [],
      questions: asked,
      asOf: '2026-11-01',
    });
    expect(questions.map(({ state }) => state)).toEqual(['waived', 'waived', 'satisfied']);
    expect(questions[1]?.waiver).toMatchObject({ instead: 'unknown', expires: '2026-12-31' });
  });
});

describe('the file of waivers', () => {
  const damaged: Readonly<Record<string, readonly [text: string, line: number, says: string]>> = {
    'no YAML': ['waivers:\n  - {', 2, ''],
    'no owner': [
      'waivers:\n\n  - finding: ' + fingerprint + '\n    reason: r\n    expires: 2026-01-01\n',
      3,
      '"owner"',
    ],
    'no end': ['waivers:\n  - question: a.b\n    owner: o\n    reason: r\n', 2, '"expires"'],
    'no such day': [about('question: a.b', '2026-02-30'), 2, 'no day 2026-02-30'],
    'an unknown key': [about('question: a.b\n    rules: all'), 2, '"rules"'],
    'neither finding nor question': [
      'waivers:\n  - owner: o\n    reason: r\n    expires: 2026-01-01\n',
      2,
      'one of',
    ],
    'a pattern instead of a fingerprint': [about('finding: "*"'), 2, 'finding'],
  };

  it.for(Object.entries(damaged))('stops at once with file and line: %s', ([, [text, line, says]]) => {
    let error: unknown;
    try {
      readWaivers(text);
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toBeInstanceOf(InputError);
    expect(String(error)).toContain(`.lintel/waivers.yaml:${line}: `);
    expect(String(error)).toContain(says);
  });

  it('holds none when it is empty, or its list is', () => {
    for (const text of ['', '# nothing\n', 'waivers:\n', 'waivers: []\n'])
      expect(readWaivers(text)).toEqual([]);
  });

  it('keeps every byte of what is there when one is added, and comments when one is replaced or removed', () => {
    const waiver = {
      question: 'a.b',
      service: 'api',
      owner: '@o',
      reason: 'it: waits # long',
      expires: '2026-12-31',
    };
    const first = withWaiver(undefined, waiver);
    expect(first).toMatch(/^# Accepted for a time/);
    const commented = `${first}# until here\n`;
    const second = withWaiver(commented, { ...waiver, service: 'web' });
    expect(second.startsWith(commented)).toBe(true);
    expect(readWaivers(second).map(({ service }) => service)).toEqual(['api', 'web']);
    expect(readWaivers(second)[0]).toMatchObject(waiver);

    const again = withWaiver(second, { ...waiver, expires: '2027-01-31' });
    expect(readWaivers(again)).toHaveLength(2);
    expect(again).toContain('# until here');

    const removed = withoutWaiver(again, { question: 'a.b', service: 'web' }) ?? '';
    expect(readWaivers(removed).map(({ expires }) => expires)).toEqual(['2027-01-31']);
    expect(removed).toContain('# Accepted for a time');
    expect(withoutWaiver(removed, { question: 'a.b', service: 'web' })).toBeUndefined();
  });
});
