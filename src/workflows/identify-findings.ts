import { createHash } from 'node:crypto';
import type { Finding, IdentifiedFinding } from '../model/finding.js';
import type { RepositoryView } from '../model/repository-view.js';
import { compareSpans, compareText } from '../model/source-span.js';

/** A finding whose rule's question and service are known, before it has its identity. */
export type LocatedFinding = Finding & { readonly question: string; readonly service: string };

/**
 * Gives every finding a fingerprint that survives edits elsewhere: sha256 over the rule, the file, the flagged lines without
 * surrounding spaces, and how many equal ones stand before it in the file. Line numbers are not part of it.
 * @returns the findings sorted by file, place and rule, each once.
 */
export async function identifyFindings(
  findings: readonly LocatedFinding[],
  view: RepositoryView,
): Promise<readonly IdentifiedFinding[]> {
  const sorted = findings.toSorted(
    (a, b) =>
      compareSpans(a.span, b.span) || compareText(a.rule, b.rule) || compareText(a.message, b.message),
  );
  const seen = new Map<string, number>();
  const identified: IdentifiedFinding[] = [];
  for (const finding of sorted) {
    const text = await flaggedText(finding, view);
    const base = [finding.rule, finding.span.file, text].join('\u0000');
    const count = seen.get(base) ?? 0;
    seen.set(base, count + 1);
    identified.push({
      ...finding,
      fingerprint: fingerprintOf(finding.rule, finding.span.file, text, count),
      status: 'new',
    });
  }
  return identified;
}

/**
 * The fingerprints that findings of one file would have under another name of the file.
 * @param findings all findings of the file that may be equal to each other, sorted as `identifyFindings` gives them.
 * @returns fingerprint under the other name → finding.
 */
export async function fingerprintsUnder(
  name: string,
  findings: readonly IdentifiedFinding[],
  view: RepositoryView,
): Promise<ReadonlyMap<string, IdentifiedFinding>> {
  const seen = new Map<string, number>();
  const under = new Map<string, IdentifiedFinding>();
  for (const finding of findings) {
    const text = await flaggedText(finding, view);
    const same = `${finding.rule}\u0000${text}`;
    const count = seen.get(same) ?? 0;
    seen.set(same, count + 1);
    under.set(fingerprintOf(finding.rule, name, text, count), finding);
  }
  return under;
}

function fingerprintOf(rule: string, file: string, text: string, count: number): string {
  return createHash('sha256').update([rule, file, text, count].join('\u0000')).digest('hex').slice(0, 32);
}

async function flaggedText(finding: Finding, view: RepositoryView): Promise<string> {
  const source = await view.read(finding.span.file);
  if (source === undefined) return '';
  const lines: string[] = [];
  for (let line = finding.span.line; line <= finding.span.endLine; line += 1)
    lines.push(source.line(line).trim());
  return lines.join('\n');
}
