import type { Choice } from '../model/checklist.js';
import type { Evidence } from '../model/evidence.js';
import type { JsonValue } from './json.js';
import { printableLine } from './printable.js';
import { plural } from './text/plural.js';
import { wrap } from './text/style.js';
import type { Style } from './text/style.js';

/** A service's open questions. */
export interface OpenQuestions {
  readonly service: string;
  /** Where its answers are kept. */
  readonly path: string;
  readonly open: readonly OpenQuestion[];
}

interface OpenQuestion {
  readonly question: { readonly id: string; readonly text: string };
  readonly subQuestion: {
    readonly id: string;
    readonly text: string;
    readonly why: string;
    readonly required: boolean;
    readonly choices: readonly Choice[];
  };
  readonly evidence: readonly Evidence[];
  readonly suggestion:
    { readonly choice: string; readonly confidence: string; readonly because: string } | undefined;
  readonly askedBecause: readonly string[];
  readonly previous:
    | {
        readonly choice: string;
        readonly note?: string;
        readonly by?: string;
        readonly at: string;
        readonly commit?: string;
      }
    | undefined;
  /** A note that waits for the answer. */
  readonly draft?: string;
  readonly seconds: number;
}

/** The open questions for scripts and agents: choices, suggestion, evidence, and the exact command that answers. */
export function toOpenQuestionsJson(services: readonly OpenQuestions[]): JsonValue {
  return {
    services: services.map(({ service, path, open }) => ({
      service,
      answers: path,
      minutes: Math.ceil(open.reduce((sum, { seconds }) => sum + seconds, 0) / 60),
      open: open.map(({ question, subQuestion, evidence, suggestion, askedBecause, previous, draft }) => ({
        id: subQuestion.id,
        question: question.id,
        text: subQuestion.text,
        why: subQuestion.why,
        required: subQuestion.required,
        choices: [
          ...subQuestion.choices.map(({ id, text, risk }) => ({ id, text, risk })),
          { id: 'n/a', text: 'It does not apply (a note says why).', risk: 'none' },
        ],
        suggestion: suggestion === undefined ? null : { ...suggestion },
        evidence: evidence.map((item) => ({
          signal: item.signal,
          stance: item.stance,
          text: item.text,
          file: item.span.file,
          line: item.span.line,
          confidence: item.confidence,
        })),
        askedBecause: [...askedBecause],
        previous:
          previous === undefined
            ? null
            : {
                choice: previous.choice,
                note: previous.note ?? null,
                by: previous.by ?? null,
                at: previous.at,
                commit: previous.commit ?? null,
              },
        draft: draft ?? null,
        command: answerCommand(service, subQuestion.id, suggestion?.choice ?? 'CHOICE'),
      })),
    })),
  };
}

/** Questions shown; the rest are counted. */
const shown = 10;

/** The open questions for a person who reads a log: each once, with the services for which it is open. */
export function toOpenQuestionsText(services: readonly OpenQuestions[], style: Style, width: number): string {
  const open = services.filter((service) => service.open.length > 0);
  const [first] = open;
  if (first === undefined)
    return `${style.good('✓')} Nothing is open: every question is answered, and every answer still holds.`;
  const questions = new Map<string, { readonly question: OpenQuestion; readonly places: string[] }>();
  for (const { service, open: own } of open) {
    for (const question of own) {
      const known = questions.get(question.subQuestion.id) ?? { question, places: [] };
      known.places.push(placeOf(service, question, style));
      questions.set(question.subQuestion.id, known);
    }
  }
  const rest = questions.size - shown;
  const counts = services.map(({ service, open: own }) => `${printableLine(service)} ${own.length}`);
  return [
    `${style.bold('Open questions')}  ${style.dim(counts.join(' · '))}`,
    '',
    ...[...questions.values()]
      .slice(0, shown)
      .flatMap(({ question, places }) => questionLines(question, places, style, width)),
    ...(rest > 0
      ? [`  ${style.dim(`… and ${plural(rest, 'more question')} (--json shows all, with evidence)`)}`]
      : []),
    '',
    'Answer in a terminal with: lintel review',
    `or without one:            ${answerCommand(first.service, first.open[0]?.subQuestion.id ?? 'QUESTION', 'CHOICE')}`,
  ].join('\n');
}

/** A service with what the repository suggests there. */
function placeOf(service: string, { suggestion }: OpenQuestion, style: Style): string {
  const name = printableLine(service);
  return suggestion === undefined ? name : `${name} ${style.good(`→ ${suggestion.choice}`)}`;
}

function questionLines(
  { subQuestion, askedBecause }: OpenQuestion,
  places: readonly string[],
  style: Style,
  width: number,
): readonly string[] {
  const again = askedBecause.filter((reason) => !reason.startsWith('Not answered'));
  return [
    ...wrap(subQuestion.text, width - 4).map((line, index) =>
      index === 0 ? `  ${style.warn('?')} ${line}` : `    ${line}`,
    ),
    `    ${style.dim(`${subQuestion.id}: ${subQuestion.choices.map(({ id }) => id).join(' | ')}`)}`,
    `    ${style.dim('open for')} ${places.join(style.dim(', '))}`,
    ...(again.length > 0 ? [`    ${style.dim(printableLine(again.join(' ')))}`] : []),
  ];
}

function answerCommand(service: string, question: string, choice: string): string {
  return `lintel review --service ${shellWord(service)} --set ${question}=${choice}`;
}

/** A word as a POSIX shell reads it back. */
function shellWord(text: string): string {
  return /^[\w@%+:,./-]+$/.test(text) ? text : `'${printableLine(text).replaceAll("'", String.raw`'\''`)}'`;
}
