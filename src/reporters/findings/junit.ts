import { failsAt } from '../../model/finding.js';
import type { IdentifiedFinding } from '../../model/finding.js';
import type { GateReport } from '../../model/gate.js';
import type { FindingsReport, QuestionReport } from '../../model/report.js';
import type { RuleCard } from '../../model/rule.js';
import type { Acceptance } from '../../model/waiver.js';
import type { FindingsFormat } from './format.js';
import { boundedText } from './text-limits.js';

interface TestCase {
  readonly className: string;
  readonly name: string;
  /** Undefined = it passed. */
  readonly outcome?: {
    readonly kind: 'failure' | 'skipped' | 'error';
    readonly type?: string;
    readonly message: string;
    readonly text?: string;
  };
}

interface Suite {
  readonly name: string;
  readonly cases: readonly TestCase[];
}

/**
 * JUnit XML as Jenkins, GitLab and Azure read it (Jenkins' junit-10.xsd is the strictest of them). A suite for each service with its
 * findings, one with the rules that were silent – they passed – and one for each reviewed service with the questions of the checklist. What
 * fails the gate fails here; the rest is skipped, with the reason. No time and no host: the same commit gives the same bytes.
 */
export const junit: FindingsFormat = {
  name: 'junit',
  meaning: 'test reports of Jenkins, GitLab, Azure DevOps and others',
  inLog: false,
  write: (report, rules) => {
    const suites = suitesOf(report, rules);
    const all = suites.flatMap(({ cases }) => cases);
    return [
      '<?xml version="1.0" encoding="UTF-8"?>',
      `<testsuites${attributes({ name: report.tool.name, ...counts(all) })}>`,
      ...suites.flatMap(suiteLines),
      '</testsuites>',
      '',
    ].join('\n');
  },
};

function suitesOf(report: FindingsReport, rules: readonly RuleCard[]): readonly Suite[] {
  const found = new Set(report.findings.map(({ rule }) => rule));
  const services = [...new Set(report.findings.map(({ service }) => service))].toSorted();
  const reviewed = new Map<string, QuestionReport[]>();
  for (const question of report.questions ?? []) {
    const known = reviewed.get(question.service);
    if (known) known.push(question);
    else reviewed.set(question.service, [question]);
  }
  const suites: readonly Suite[] = [
    { name: 'gates', cases: (report.verdict?.gates ?? []).map(caseOfGate) },
    {
      name: 'rules without findings',
      cases: rules.filter(({ id }) => !found.has(id)).map(({ id }) => ({ className: 'rules', name: id })),
    },
    ...services.map((service) => ({
      name: service === '' ? 'findings' : `findings: ${service}`,
      cases: report.findings
        .filter((finding) => finding.service === service)
        .map((finding) => caseOf(finding, report)),
    })),
    ...[...reviewed]
      .filter(([, questions]) => questions.some(({ answer }) => answer !== null))
      .map(([service, questions]) => ({
        name: service === '' ? 'checklist' : `checklist: ${service}`,
        cases: questions.map(caseOfQuestion),
      })),
    {
      name: 'reading',
      cases: (report.failures ?? []).map(({ part, message }) => ({
        className: 'reading',
        name: part,
        outcome: { kind: 'error', message },
      })),
    },
  ];
  return suites.filter(({ cases }) => cases.length > 0);
}

function caseOf(finding: IdentifiedFinding, report: FindingsReport): TestCase {
  const failOn = report.verdict?.failOn ?? 'never';
  const place = `${finding.span.file}:${finding.span.line}`;
  const className = finding.service === '' ? finding.rule : `${finding.service}.${finding.rule}`;
  const name = `${finding.span.file}: ${finding.message}`;
  if (failsAt(finding, failOn))
    return {
      className,
      name,
      outcome: {
        kind: 'failure',
        type: finding.severity,
        message: finding.message,
        text: [
          `${place}: ${finding.severity}: ${finding.message}`,
          finding.advice,
          ...(finding.related ?? []).map(({ text, span }) => `${span.file}:${span.line}: ${text}`),
        ].join('\n'),
      },
    };
  const why =
    finding.status === 'new'
      ? `${finding.severity}, below the level that fails (${failOn})`
      : finding.status === 'waived'
        ? waivedBy(finding.waiver)
        : 'stood before and is not counted';
  return { className, name, outcome: { kind: 'skipped', message: `${place}: ${why}` } };
}

/** Waived is not passed: who accepted it, until when and why is said where the test is skipped. */
function waivedBy(waiver: Acceptance | undefined): string {
  return waiver === undefined
    ? 'waived'
    : `waived by ${waiver.owner} until ${waiver.expires}: ${waiver.reason}`;
}

/** The gates by their names: a dashboard of tests shows which one failed. */
function caseOfGate({ id, wants, state, failures, waived, before }: GateReport): TestCase {
  const test = { className: 'gate', name: `${id}: ${wants}` };
  const aside = [
    ...(waived > 0 ? [`${waived} waived`] : []),
    ...(before > 0 ? [`${before} stood before`] : []),
  ];
  if (state === 'failed')
    return {
      ...test,
      outcome: {
        kind: 'failure',
        type: 'gate',
        message: [`${failures.length} failed`, ...aside].join(', '),
        text: failures
          .slice(0, 50)
          .map(
            ({ id: what, service, file, line, text, pass }) =>
              `${file === undefined ? '' : `${file}:${line ?? 1}: `}${what}${service === '' ? '' : ` (${service})`}: ${text} -> ${pass[0] ?? ''}`,
          )
          .join('\n'),
      },
    };
  if (state === 'passed') return test;
  const why = state === 'not-begun' ? 'not begun' : `${failures.length} only listed`;
  return { ...test, outcome: { kind: 'skipped', message: [why, ...aside].join(', ') } };
}

/** The same questions fail as in the gate: answers that are stale or challenged, and required ones without an answer. */
function caseOfQuestion(question: QuestionReport): TestCase {
  const test = {
    className: question.service === '' ? 'checklist' : `${question.service}.checklist`,
    name: `${question.id}: ${question.text}`,
  };
  const message = [question.state, ...question.reasons].join('; ');
  const { state, answer, required } = question;
  if (state === 'waived')
    return { ...test, outcome: { kind: 'skipped', message: waivedBy(question.waiver) } };
  if (question.before === true)
    return { ...test, outcome: { kind: 'skipped', message: `${message} (stood so before this change)` } };
  if ((answer !== null && (state === 'stale' || state === 'challenged')) || (required && state === 'unknown'))
    return {
      ...test,
      outcome: { kind: 'failure', type: question.risk ?? state, message, text: message },
    };
  if (state === 'satisfied') return test;
  return { ...test, outcome: { kind: 'skipped', message } };
}

function suiteLines({ name, cases }: Suite): readonly string[] {
  const skipped = cases.filter(({ outcome }) => outcome?.kind === 'skipped').length;
  return [
    `  <testsuite${attributes({ name, ...counts(cases), skipped: String(skipped) })}>`,
    ...cases.flatMap(({ className, name: test, outcome }) => {
      const head = `    <testcase${attributes({ classname: className, name: test })}`;
      if (!outcome) return [`${head}/>`];
      const { kind, type, message, text } = outcome;
      const body = `      <${kind}${attributes({ ...(type !== undefined && { type }), message })}`;
      return [
        `${head}>`,
        text === undefined ? `${body}/>` : `${body}>${escapeText(text)}</${kind}>`,
        '    </testcase>',
      ];
    }),
    '  </testsuite>',
  ];
}

function counts(cases: readonly TestCase[]): Readonly<Record<string, string>> {
  const number = (kind: string): string =>
    String(cases.filter(({ outcome }) => outcome?.kind === kind).length);
  return { tests: String(cases.length), failures: number('failure'), errors: number('error') };
}

function attributes(values: Readonly<Record<string, string>>): string {
  return Object.entries(values)
    .map(
      ([name, value]) =>
        ` ${name}="${escapeText(value.replaceAll(/\s+/g, ' ')).replaceAll('"', '&quot;').replaceAll("'", '&apos;')}"`,
    )
    .join('');
}

/** XML 1.0 has no way to write most control characters, U+FFFE and U+FFFF: they are shown as `\x1b`, or as a replacement character. */
function escapeText(text: string): string {
  return boundedText(text, 8_000)
    .replaceAll(/[\u{fffe}\u{ffff}]/gu, '\u{fffd}')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}
