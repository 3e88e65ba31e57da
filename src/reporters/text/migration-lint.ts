import type { IdentifiedFinding } from '../../model/finding.js';
import type { MigrationLint } from '../../model/report.js';
import { printableLine } from '../printable.js';
import { codeFrame } from './code-frame.js';
import { byImportance } from './importance.js';
import { place } from './inventory.js';
import type { TextOptions } from './layout.js';
import { plural } from './plural.js';
import { dressed } from './severity-mark.js';
import { wrap } from './style.js';

const shownFindings = 20;

type LintTextOptions = Pick<TextOptions, 'style' | 'width' | 'all'>;

/**
 * What `lintel migrations lint` prints: the findings file by file, the file with the most important one first; then what was not read,
 * and the verdict.
 */
export function toLintText(lint: MigrationLint, options: LintTextOptions): string {
  const { style } = options;
  const counted = byImportance(
    lint.findings.filter((finding) => finding.status === 'new'),
    lint,
  );
  const shown = options.all ? counted : counted.slice(0, shownFindings);
  const rest = counted.length - shown.length;
  const files = new Map<string, IdentifiedFinding[]>();
  for (const finding of shown) {
    const known = files.get(finding.span.file);
    if (known) known.push(finding);
    else files.set(finding.span.file, [finding]);
  }
  return [
    ...[...files].flatMap(([file, findings]) => [
      heading(file, lint, options),
      ...findings.flatMap((finding) => [...block(finding, lint, options), '']),
    ]),
    ...(rest > 0 ? [style.dim(`… and ${plural(rest, 'more finding')} (--all)`), ''] : []),
    ...notRead(lint, options),
    ...summary(lint, counted, options),
  ]
    .join('\n')
    .trimEnd();
}

/** The file, and as what it was read. */
function heading(file: string, { migrations }: MigrationLint, { style }: LintTextOptions): string {
  const migration = migrations.find(({ path, downPath }) => path === file || downPath === file);
  const facts = migration
    ? [migration.framework, migration.dialect === 'unknown' ? 'dialect unknown' : migration.dialect]
    : [];
  return `${style.bold(style.underline(printableLine(file)))}  ${style.dim(facts.join(' · '))}`.trimEnd();
}

function block(
  finding: IdentifiedFinding,
  lint: MigrationLint,
  { style, width }: LintTextOptions,
): readonly string[] {
  return [
    `  ${dressed(finding.severity, `✗ ${finding.severity}`, style)} ${style.bold(finding.rule)}  ${style.dim(printableLine(place(finding.span.file, finding.span.line)))}`,
    ...wrap(printableLine(finding.message), width - 4).map((line) => `    ${line}`),
    ...codeFrame(lint, finding.span, style, width - 4).map((line) => `    ${line}`),
    ...(finding.related ?? []).map(
      (related) =>
        `    ${style.dim(`${printableLine(related.text)}: ${printableLine(place(related.span.file, related.span.line))}`)}`,
    ),
    ...wrap(printableLine(finding.advice), width - 6).map(
      (line, index) => `    ${index === 0 ? style.good('→') : ' '} ${line}`,
    ),
  ];
}

function notRead({ skipped }: MigrationLint, { style, all }: LintTextOptions): readonly string[] {
  if (skipped.length === 0) return [];
  const most = 5;
  const shown = all ? skipped : skipped.slice(0, most);
  return [
    style.bold(style.underline('Not read')),
    ...shown.map(
      (skip) =>
        `  ${style.warn('!')} ${printableLine(skip.line === undefined ? skip.file : place(skip.file, skip.line))}  ${style.dim(printableLine(`${skip.reason}${skip.detail === undefined ? '' : `: ${skip.detail}`}`))}`,
    ),
    ...(skipped.length > shown.length
      ? [style.dim(`  … and ${plural(skipped.length - shown.length, 'more place')} (--all)`)]
      : []),
    '',
  ];
}

function summary(
  lint: MigrationLint,
  counted: readonly IdentifiedFinding[],
  { style }: LintTextOptions,
): readonly string[] {
  const read = plural(lint.migrations.length, 'migration');
  const before = lint.findings.length - counted.length;
  const known =
    before === 0
      ? []
      : [
          style.dim(
            `${plural(before, 'finding')} stood before and ${before === 1 ? 'is' : 'are'} not counted`,
          ),
        ];
  if (lint.migrations.length === 0) return [style.dim('no migrations found'), ...known];
  if (counted.length === 0)
    return [
      lint.skipped.length === 0
        ? style.good(`✓ ${read}, nothing to say`)
        : style.warn(`! ${read}, nothing to say of what could be read`),
      ...known,
    ];
  const severities = (['error', 'warning', 'note'] as const).flatMap((severity) => {
    const count = counted.filter((finding) => finding.severity === severity).length;
    return count === 0 ? [] : [dressed(severity, plural(count, severity), style)];
  });
  const files = new Set(counted.map((finding) => finding.span.file)).size;
  const example = counted[0]?.rule ?? '';
  return [
    `${severities.join(style.dim(' · '))} ${style.dim(`in ${plural(files, 'file')}; ${read} read`)}`,
    ...known,
    style.dim(`Why, and what to do instead: lintel rules explain ${example}`),
  ];
}
