import type { Question } from '../../model/checklist.js';
import type { Report } from '../../model/report.js';
import { evidenceByService, namesOfServices } from '../strongest-evidence.js';
import { escapeMarkdown, inlineCode } from './escape.js';

/** A scan as GitHub Flavored Markdown, whole (nothing is cut), without a clock, so that it can be committed. */
export function toScanMarkdown(report: Report, questions: readonly Question[]): string {
  return [
    `# What ${escapeMarkdown(report.root)} shows`,
    '',
    ...services(report),
    ...migrations(report),
    ...health(report),
    ...questions.flatMap((question, index) => onQuestion(report, question, index)),
    ...skipped(report),
  ]
    .join('\n')
    .trimEnd();
}

function services(report: Report): readonly string[] {
  return section(
    'Services',
    ['Service', 'Path', 'Languages', 'Taken for one because'],
    report.services.map((service) => [
      escapeMarkdown(service.name),
      inlineCode(service.path),
      service.languages.join(', '),
      service.reasons.map((reason) => escapeMarkdown(reason.text)).join('; '),
    ]),
  );
}

function migrations(report: Report): readonly string[] {
  return section(
    'Migrations',
    ['Migration', 'Framework', 'Dialect', 'Way back', 'Operations'],
    report.migrations.map((migration) => [
      inlineCode(migration.path),
      migration.framework,
      migration.dialect,
      migration.down,
      String(migration.operations.filter((operation) => operation.direction === 'up').length),
    ]),
  );
}

function health(report: Report): readonly string[] {
  return [
    ...section(
      'Health endpoints',
      ['Service', 'Role', 'Route', 'Where'],
      report.endpoints.map((endpoint) => [
        escapeMarkdown(endpoint.service),
        endpoint.role,
        inlineCode(`${endpoint.method} ${endpoint.path}`),
        inlineCode(`${endpoint.span.file}:${endpoint.span.line}`),
      ]),
    ),
    ...section(
      'Probes',
      ['Service', 'Probe', 'Asks', 'On failure', 'Where'],
      report.probes.map((probe) => [
        escapeMarkdown(probe.service),
        `${probe.platform} ${probe.kind}`,
        inlineCode(`${probe.transport} ${probe.path ?? ''} ${probe.port ?? ''}`.trim()),
        probe.effect,
        inlineCode(`${probe.span.file}:${probe.span.line}`),
      ]),
    ),
  ];
}

function onQuestion(report: Report, question: Question, index: number): readonly string[] {
  const findings = report.findings.filter((finding) => finding.question === question.id);
  const evidence = report.evidence.filter((item) => item.question === question.id);
  return [
    `## ${index + 1}. ${question.text}`,
    '',
    ...findings.map(
      (finding) =>
        `- **${finding.severity}** ${inlineCode(`${finding.span.file}:${finding.span.line}`)} ${escapeMarkdown(finding.message)} *${escapeMarkdown(finding.advice)}* (${inlineCode(finding.rule)})`,
    ),
    ...evidenceByService(evidence, true).flatMap(({ services, shown }) => [
      ...(services.length === 0 ? [] : ['', `**${escapeMarkdown(namesOfServices(services))}**`, '']),
      ...shown.map(
        (item) =>
          `- ${item.stance === 'supports' ? 'for' : 'against'}: ${escapeMarkdown(item.text)} ${inlineCode(`${item.span.file}:${item.span.line}`)}. *${escapeMarkdown(item.meaning)}*`,
      ),
    ]),
    ...(findings.length + evidence.length === 0 ? ['No evidence found.'] : []),
    '',
  ];
}

function skipped(report: Report): readonly string[] {
  return section(
    'Not read',
    ['File', 'Reason', 'Detail'],
    report.skipped.map((skip) => [
      inlineCode(skip.line === undefined ? skip.file : `${skip.file}:${skip.line}`),
      skip.reason,
      escapeMarkdown(skip.detail ?? ''),
    ]),
  );
}

function section(
  title: string,
  head: readonly string[],
  rows: readonly (readonly string[])[],
): readonly string[] {
  if (rows.length === 0) return [];
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [`## ${title}`, '', line(head), line(head.map(() => '---')), ...rows.map(line), ''];
}
