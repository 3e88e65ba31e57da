import type { IdentifiedFinding, Severity } from '../../model/finding.js';
import type { Report } from '../../model/report.js';
import { compareSpans, compareText } from '../../model/source-span.js';

const severityOrder: Readonly<Record<Severity, number>> = { error: 0, warning: 1, note: 2 };

/**
 * Findings with the most important first: by severity; among migrations the newest first, because the old ones have long been run; then
 * by service and place.
 */
export function byImportance(
  findings: readonly IdentifiedFinding[],
  report: Pick<Report, 'migrations'>,
): readonly IdentifiedFinding[] {
  const versions = new Map(
    report.migrations.flatMap(({ path, downPath, version }) => [
      [path, version] as const,
      ...(downPath === undefined ? [] : [[downPath, version] as const]),
    ]),
  );
  const version = (finding: IdentifiedFinding): string =>
    (versions.get(finding.span.file) ?? '').replaceAll(/\D/g, '').padStart(24, '0');
  return findings.toSorted(
    (a, b) =>
      severityOrder[a.severity] - severityOrder[b.severity] ||
      compareText(version(b), version(a)) ||
      compareText(a.service, b.service) ||
      compareSpans(a.span, b.span),
  );
}
