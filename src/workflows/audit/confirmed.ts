import type { IdentifiedFinding } from '../../model/finding.js';
import type { Confirmation, Report } from '../../model/report.js';
import { compareSpans, compareText } from '../../model/source-span.js';
import { confirmations, violations } from '../adr/confirm.js';
import { identifyFindings } from '../identify-findings.js';
import { openScanned } from '../open-scanned.js';
import type { Scanned } from '../open-scanned.js';

/** The findings of the scan with those of violated confirmations, which belong to no service; what was violated at the base already does not count. */
export async function withViolations(
  report: Report,
  confirmed: readonly Confirmation[],
  { base, path, service }: { readonly path: string; readonly base?: string; readonly service?: string },
  { view }: Scanned,
): Promise<readonly IdentifiedFinding[]> {
  if (service !== undefined) return report.findings;
  const found = violations(confirmed).map((finding) => ({ ...finding, question: '', service: '' }));
  if (found.length === 0) return report.findings;
  const identified = await identifyFindings(found, view);
  const known = base === undefined ? new Set<string>() : await violatedAt(path, base);
  return [
    ...report.findings,
    ...identified.map((finding): IdentifiedFinding =>
      known.has(finding.fingerprint) ? { ...finding, status: 'baselined' } : finding,
    ),
  ].toSorted((a, b) => compareSpans(a.span, b.span) || compareText(a.rule, b.rule));
}

/** Fingerprints of the lines that were violated at a revision by the paths that they name; rules and signals are not asked again. */
async function violatedAt(path: string, revision: string): Promise<ReadonlySet<string>> {
  const scanned = await openScanned(path, revision);
  try {
    const nothing = { findings: [], evidence: [], endpoints: [], routes: [] };
    const list = await confirmations(scanned, { report: nothing, ruleIds: new Set(), signals: new Map() });
    const found = violations(list).map((finding) => ({ ...finding, question: '', service: '' }));
    return new Set((await identifyFindings(found, scanned.view)).map(({ fingerprint }) => fingerprint));
  } finally {
    await scanned.close();
  }
}
