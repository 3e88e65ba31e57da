import { describe, expect, it } from 'vitest';
import { baselineText, markBaselined, readBaseline, updateBaseline } from '../../src/audit/baseline-file.js';
import type { IdentifiedFinding } from '../../src/model/finding.js';
import { InputError } from '../../src/model/input-error.js';

function finding(digit: string, change: Partial<IdentifiedFinding> = {}): IdentifiedFinding {
  return {
    rule: 'drop-column',
    severity: 'error',
    message: 'It is dropped.',
    advice: 'Wait.',
    span: { file: `db/${digit}.sql`, line: 1, column: 1, endLine: 1, endColumn: 9 },
    service: 'api',
    question: 'migrations',
    fingerprint: digit.repeat(32),
    status: 'new',
    ...change,
  };
}

const fingerprints = (entries: readonly { readonly fingerprint: string }[]): readonly string[] =>
  entries.map(({ fingerprint }) => fingerprint.slice(0, 1));

describe('a baseline', () => {
  const first = updateBaseline(undefined, [finding('b'), finding('a')], false);

  it('takes in what is there when there is none yet, one line for each, sorted', () => {
    const text = baselineText(first.entries);
    expect(text.split('\n').filter((line) => line.includes('fingerprint'))).toHaveLength(2);
    expect(readBaseline(text, 'f').map(({ fingerprint, line }) => [fingerprint.slice(0, 1), line])).toEqual([
      ['a', 4],
      ['b', 5],
    ]);
    expect(baselineText(readBaseline(text, 'f'))).toBe(text);
    expect(readBaseline(baselineText([]), 'f')).toEqual([]);
  });

  it('only shrinks: the fixed leave, the new stay outside', () => {
    const next = updateBaseline(first.entries, [finding('a'), finding('c')], false);
    expect(fingerprints(next.entries)).toEqual(['a']);
    expect(fingerprints(next.removed)).toEqual(['b']);
    expect(fingerprints(next.refused)).toEqual(['c']);
    expect(next.added).toEqual([]);
  });

  it('takes in new ones only when it is told to, and names them; waived ones never', () => {
    const found = [finding('a'), finding('b'), finding('c'), finding('d', { status: 'waived' })];
    const next = updateBaseline(first.entries, found, true);
    expect(fingerprints(next.added)).toEqual(['c']);
    expect(fingerprints(next.entries).toSorted()).toEqual(['a', 'b', 'c']);
  });

  it('marks what it lists, and nothing else', () => {
    const marked = markBaselined([finding('a'), finding('c')], first.entries);
    expect(marked.map(({ status }) => status)).toEqual(['baselined', 'new']);
  });

  it('that is damaged is refused with its name', () => {
    for (const text of [
      '{',
      '[]',
      '{"version": 2, "findings": []}',
      '{"version": 1, "findings": [{"rule": "*"}]}',
    ])
      expect(() => readBaseline(text, '.lintel/baseline.json')).toThrow(InputError);
  });
});
