import type { Report } from '../../model/report.js';
import { printableLine } from '../printable.js';
import { alertsSection } from './alerts.js';
import { healthSection, migrationsSection, servicesSection, skippedSection } from './inventory.js';
import type { TextOptions } from './layout.js';
import { plural } from './plural.js';
import { questionsSection } from './questions.js';

/** What `lintel scan` prints: what is there, then what it says on each question, then what could not be read. */
export function toScanText(report: Report, options: TextOptions): string {
  return [
    ...titleLines(report, options),
    ...servicesSection(report, options),
    ...migrationsSection(report, options),
    ...healthSection(report, options),
    ...alertsSection(report, options),
    ...questionsSection(report, options),
    ...skippedSection(report, options),
  ]
    .join('\n')
    .trimEnd();
}

/** The line that says what was looked at. */
export function titleLines(report: Report, options: Pick<TextOptions, 'style'>): readonly string[] {
  const { style } = options;
  const commit = report.commit === null ? '' : style.dim(` @ ${report.commit.slice(0, 10)}`);
  const counts = [
    plural(report.services.length, 'service'),
    plural(report.migrations.length, 'migration'),
    plural(report.endpoints.length, 'health endpoint'),
    plural(report.probes.length, 'probe'),
    plural(report.findings.filter((finding) => finding.status === 'new').length, 'finding'),
  ];
  return [
    `${style.bold(style.accent('lintel'))} ${style.bold(printableLine(report.root))}${commit}  ${style.dim(counts.join(' · '))}`,
    '',
  ];
}
