import type { Pack } from '../../model/checklist.js';
import type { SignalCard } from '../../model/evidence.js';
import type { RuleCard } from '../../model/rule.js';
import { escapeMarkdown, inlineCode } from './escape.js';
import { toRulePage } from './rule-page.js';
import { toSignalPage } from './signal-page.js';

/** A framework or platform as the reference shows it. */
interface FactSheet {
  readonly name: string;
  readonly title: string;
  readonly homepage: string;
  readonly recognition: readonly string[];
}

/** What the reference is made of; `workflows/reference.ts` collects it. */
export interface ReferenceFacts {
  readonly rules: readonly RuleCard[];
  readonly signals: readonly SignalCard[];
  readonly migrationFrameworks: readonly (FactSheet & {
    readonly filePatterns: readonly string[];
    readonly down: string;
    readonly runner: {
      readonly transaction: string;
      readonly transactionSwitch?: string;
      readonly holdsLock: boolean;
    };
  })[];
  readonly routeFrameworks: readonly (FactSheet & { readonly languages: readonly string[] })[];
  readonly probePlatforms: readonly (FactSheet & { readonly effects: readonly string[] })[];
  readonly alertFormats: readonly FactSheet[];
  readonly packs: readonly Pack[];
}

const generated = 'Generated from the program by `npm run docs`.';

/** The pages of the reference: file name → text. */
export function toReferencePages(facts: ReferenceFacts): ReadonlyMap<string, string> {
  return new Map([
    ['rules.md', rulesPage(facts.rules)],
    ...facts.rules.map((rule) => [`rules/${rule.id}.md`, `${toRulePage(rule).trimEnd()}\n`] as const),
    ['signals.md', signalsPage(facts)],
    ...facts.signals.map(
      (signal) => [`signals/${signal.id}.md`, `${toSignalPage(signal).trimEnd()}\n`] as const,
    ),
    ['frameworks.md', frameworksPage(facts)],
    ...facts.packs.map((pack) => [`checklist-${pack.id}.md`, packPage(pack)] as const),
  ]);
}

function rulesPage(rules: readonly RuleCard[]): string {
  return page('Rules', [
    table(
      ['Rule', 'Severity', 'What it flags'],
      rules.map((rule) => [`[${rule.id}](rules/${rule.id}.md)`, rule.severity, escapeMarkdown(rule.summary)]),
    ),
  ]);
}

function signalsPage({ signals }: ReferenceFacts): string {
  return page('Signals', [
    'What lintel looks for as evidence, for (+) or against (−) a question of the checklist. What it does not find is unknown, never "no".',
    table(
      ['Signal', 'Question', '', 'What it means', 'Code in'],
      signals.map((signal) => [
        `[${signal.id}](signals/${signal.id}.md)`,
        inlineCode(signal.question),
        signal.stance === 'supports' ? '+' : '−',
        escapeMarkdown(signal.meaning),
        (signal.languages ?? []).join(', '),
      ]),
    ),
  ]);
}

function frameworksPage(facts: ReferenceFacts): string {
  return page('Frameworks and platforms', [
    '## Migrations',
    ...facts.migrationFrameworks.flatMap((framework) => [
      `### ${framework.title}`,
      [
        `<${framework.homepage}>`,
        '',
        ...framework.recognition.map((sentence) => `- ${sentence}`),
        `- Files: ${framework.filePatterns.map(inlineCode).join(', ')}`,
        `- Way back: ${framework.down}`,
        `- Transaction: ${framework.runner.transaction}${framework.runner.transactionSwitch === undefined ? '' : `; switched off with ${framework.runner.transactionSwitch}`}. ${framework.runner.holdsLock ? 'The runner holds a lock of its own.' : 'The runner holds no lock of its own.'}`,
      ].join('\n'),
    ]),
    '## Routes',
    ...facts.routeFrameworks.flatMap((framework) => [
      `### ${framework.title}`,
      [
        `<${framework.homepage}> (${framework.languages.join(', ')})`,
        '',
        ...framework.recognition.map((sentence) => `- ${sentence}`),
      ].join('\n'),
    ]),
    '## Probes',
    ...facts.probePlatforms.flatMap((platform) => [
      `### ${platform.title}`,
      [
        `<${platform.homepage}>`,
        '',
        ...platform.recognition.map((sentence) => `- ${sentence}`),
        ...platform.effects.map((sentence) => `- ${sentence}`),
      ].join('\n'),
    ]),
    '## Alerts and objectives',
    ...facts.alertFormats.flatMap((format) => [
      `### ${format.title}`,
      [`<${format.homepage}>`, '', ...format.recognition.map((sentence) => `- ${sentence}`)].join('\n'),
    ]),
  ]);
}

function packPage(pack: Pack): string {
  return page(`Checklist: ${pack.title}`, [
    pack.description,
    ...pack.questions.flatMap((question, index) => [
      `## ${index + 1}. ${question.text}`,
      question.why,
      ...(question.incident === undefined
        ? []
        : [
            `It happened: ${question.incident.text} ([${question.incident.source.title}](${question.incident.source.url}))`,
          ]),
      ...question.subQuestions.flatMap((subQuestion) => [
        `### ${subQuestion.text}`,
        `\`${subQuestion.id}\`${subQuestion.required ? ' (required)' : ''}: ${subQuestion.why}`,
        table(
          ['Answer', 'Risk', ''],
          subQuestion.choices.map((choice) => [
            inlineCode(choice.id),
            choice.risk,
            escapeMarkdown(choice.text),
          ]),
        ),
        `Sources: ${subQuestion.sources.map((source) => `[${source.title}](${source.url})`).join(', ')}.`,
      ]),
    ]),
  ]);
}

function page(title: string, blocks: readonly string[]): string {
  return `${[`# ${title}`, generated, ...blocks].join('\n\n').trimEnd()}\n`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
