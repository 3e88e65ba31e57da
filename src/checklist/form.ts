import type { ReviewStep } from './review-session.js';
import { notApplicableChoice } from './risk.js';

/** The open questions of one service, for a form. */
export interface FormService {
  readonly service: string;
  readonly pack: string;
  readonly steps: readonly ReviewStep[];
}

/** One answer of a filled form or a file of answers. */
export interface FormAnswer {
  /** Undefined when the form does not say. */
  readonly service?: string;
  readonly question: string;
  readonly choice: string;
  readonly note?: string;
  readonly owner?: string;
  readonly due?: string;
  /** From 1. */
  readonly line: number;
}

/** What is wrong in a form. */
export interface FormProblem {
  readonly line: number;
  readonly message: string;
}

/**
 * A form in Markdown that somebody fills in without lintel: one box of each question is ticked. Nothing is ticked beforehand, also not what
 * the repository suggests, so that an untouched form answers nothing.
 */
export function writeForm(services: readonly FormService[]): string {
  return `${services
    .filter(({ steps }) => steps.length > 0)
    .flatMap(({ service, pack, steps }) => [
      `# Review of ${service}`,
      '',
      `Checklist ${pack}. Tick one box of each question that you can answer (\`[x]\`), say why behind "Note:", and leave the rest as it is.`,
      'Then: `lintel review --answers THIS_FILE` (with `--dry-run` to see first what it would write).',
      '',
      ...steps.flatMap((step, index) => [
        ...(steps[index - 1]?.question.id === step.question.id ? [] : [`## ${step.question.text}`, '']),
        ...stepLines(step),
      ]),
    ])
    .join('\n')
    .trimEnd()}\n`;
}

function stepLines({
  subQuestion,
  evidence,
  moreEvidence,
  suggestion,
  previous,
  askedBecause,
  draft,
}: ReviewStep): readonly string[] {
  const shown = evidence.map(
    ({ stance, text, span }) =>
      `- ${stance === 'supports' ? 'for' : 'against'}: ${oneLine(text)} (\`${span.file}:${span.line}\`)`,
  );
  return [
    `### ${subQuestion.id}`,
    '',
    `**${oneLine(subQuestion.text)}**`,
    '',
    `> ${oneLine(subQuestion.why)}`,
    '',
    ...(shown.length === 0
      ? []
      : [
          'What the repository shows:',
          '',
          ...shown,
          ...(moreEvidence > 0 ? [`- and ${moreEvidence} more`] : []),
          '',
        ]),
    ...(suggestion === undefined
      ? []
      : [`Suggested: \`${suggestion.choice}\` (${suggestion.confidence} confidence).`, '']),
    ...(previous === undefined
      ? []
      : [
          `Last answer: \`${previous.choice}\` on ${previous.at}. ${askedBecause.map(oneLine).join(' ')}`,
          '',
        ]),
    ...subQuestion.choices.map(
      ({ id, text, risk }) => `- [ ] \`${id}\` ${oneLine(text)}${risk === 'none' ? '' : ` (${risk} risk)`}`,
    ),
    `- [ ] \`${notApplicableChoice}\` It does not apply (say why in the note)`,
    '',
    `Note:${draft === undefined ? '' : ` ${oneLine(draft)}`}`,
    'Owner:',
    'Due:',
    '',
  ];
}

function oneLine(text: string): string {
  return text.split(/\s+/).filter(Boolean).join(' ');
}

interface OpenEntry {
  question: string;
  line: number;
  ticked: { choice: string; line: number }[];
  fields: Map<'note' | 'owner' | 'due', string[]>;
}

/** Reads a filled form. Questions without a tick are not answered; a question with two is a problem, as is a box without an id. */
export function readForm(text: string): {
  readonly answers: readonly FormAnswer[];
  readonly problems: readonly FormProblem[];
} {
  const answers: FormAnswer[] = [];
  const problems: FormProblem[] = [];
  let service: string | undefined;
  let entry: OpenEntry | undefined;
  let field: 'note' | 'owner' | 'due' | undefined;
  const close = (): void => {
    if (entry === undefined) return;
    const [first, second] = entry.ticked;
    const { question, fields } = entry;
    if (second !== undefined)
      problems.push({ line: second.line, message: `${question} has two boxes ticked.` });
    else if (first !== undefined) {
      const said = (name: 'note' | 'owner' | 'due'): Partial<Record<typeof name, string>> => {
        const value = (fields.get(name) ?? []).join('\n').trim();
        return value === '' ? {} : { [name]: value };
      };
      answers.push({
        ...(service !== undefined && { service }),
        question,
        choice: first.choice,
        ...said('note'),
        ...said('owner'),
        ...said('due'),
        line: entry.line,
      });
    }
    entry = undefined;
    field = undefined;
  };
  for (const [index, written] of text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .entries()) {
    const line = index + 1;
    const heading = /^(#{1,3})\s+(.*?)\s*$/.exec(written);
    if (heading !== null) {
      close();
      const title = heading[2] ?? '';
      if (heading[1] === '#') service = /^Review of (.+)$/.exec(title)?.[1] ?? service;
      else if (heading[1] === '###')
        entry = { question: title.replaceAll('`', ''), line, ticked: [], fields: new Map() };
      continue;
    }
    if (entry === undefined) continue;
    const box = /^\s*[-*+]\s+\[([ xX])\]\s*(?:`([^`]+)`)?/.exec(written);
    if (box !== null) {
      field = undefined;
      if (box[1] === ' ') continue;
      if (box[2] === undefined) problems.push({ line, message: 'A box is ticked that names no choice.' });
      else entry.ticked.push({ choice: box[2], line });
      continue;
    }
    const named = /^(Note|Owner|Due):\s*(.*)$/i.exec(written);
    if (named !== null) {
      field =
        named[1]?.toLowerCase() === 'owner' ? 'owner' : named[1]?.toLowerCase() === 'due' ? 'due' : 'note';
      entry.fields.set(field, [named[2] ?? '']);
    } else if (field !== undefined) entry.fields.get(field)?.push(written);
  }
  close();
  return { answers, problems };
}
