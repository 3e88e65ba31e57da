import { describe, expect, it } from 'vitest';
import { entryOf } from '../../../src/audit/baseline-file.js';
import type { IdentifiedFinding } from '../../../src/model/finding.js';
import { followRenames } from '../../../src/workflows/audit/follow-renames.js';
import { identifyFindings } from '../../../src/workflows/identify-findings.js';
import { inMemoryRepository } from '../../in-memory-repository.js';

const flagged = 'DROP TABLE orders;';

/** The findings of a rule that flags every line that drops something. */
async function findingsIn(
  files: Readonly<Record<string, string>>,
  service = 'api',
): Promise<readonly IdentifiedFinding[]> {
  const found = Object.entries(files).flatMap(([file, text]) =>
    text.split('\n').flatMap((line, index) =>
      line.includes('DROP')
        ? [
            {
              rule: 'drop-table',
              severity: 'error' as const,
              message: 'It is dropped.',
              advice: 'Wait.',
              span: { file, line: index + 1, column: 1, endLine: index + 1, endColumn: line.length + 1 },
              service,
              question: 'migrations',
            },
          ]
        : [],
    ),
  );
  return identifyFindings(found, inMemoryRepository(files));
}

/** The files in which a baseline of `before` lists findings once it was followed into `after`, and how many were followed. */
async function followed(
  before: Readonly<Record<string, string>>,
  after: Readonly<Record<string, string>>,
  service = 'api',
): Promise<readonly [readonly string[], number]> {
  const entries = (await findingsIn(before)).map(entryOf);
  const now = await findingsIn(after, service);
  const { entries: next, moved } = await followRenames(entries, now, inMemoryRepository(after));
  const found = new Set(now.map(({ fingerprint }) => fingerprint));
  return [next.map(({ file, fingerprint }) => `${file}${found.has(fingerprint) ? '' : ' (lost)'}`), moved];
}

describe('entries of a baseline in renamed files', () => {
  it('are followed by rule, text and order, also where other lines changed', async () => {
    expect(await followed({ 'a.sql': flagged }, { 'db/b.sql': `-- moved\n${flagged}` })).toEqual([
      ['db/b.sql'],
      1,
    ]);
    // Two equal ones before, three now: the third is new.
    const two = `${flagged}\n${flagged}`;
    expect(await followed({ 'a.sql': two }, { 'b.sql': `${two}\n${flagged}` })).toEqual([
      ['b.sql', 'b.sql'],
      2,
    ]);
  });

  it.each([
    ['the file is still there', { 'a.sql': 'SELECT 1;', 'b.sql': flagged }],
    ['two files have it', { 'b.sql': flagged, 'c.sql': flagged }],
    ['the file is of another kind', { 'b.rb': flagged }],
    ['the line is another', { 'b.sql': 'DROP TABLE customers;' }],
  ])('are not followed where %s', async (_why, after) => {
    expect(await followed({ 'a.sql': flagged }, after)).toEqual([['a.sql (lost)'], 0]);
  });

  it('are not followed into another service, nor into a file that the baseline lists itself', async () => {
    expect(await followed({ 'a.sql': flagged }, { 'b.sql': flagged }, 'web')).toEqual([['a.sql (lost)'], 0]);
    expect(await followed({ 'a.sql': flagged, 'b.sql': flagged }, { 'b.sql': flagged })).toEqual([
      ['a.sql (lost)', 'b.sql'],
      0,
    ]);
  });
});
