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
}

/** The open questions for scripts and agents: choices, suggestion, evidence, and the exact command that answers. */
export function toOpenQuestionsJson(services: readonly OpenQuestions[]): JsonValue {
  return {
    services: services.map(({ service, path, open }) => ({
      service,
      answers: path,
      open: open.map(({ question, subQuestion, evidence, suggestion, askedBecause }) => ({
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
        command: answerCommand(service, subQuestion.id, suggestion?.choice ?? 'CHOICE'),
      })),
    })),
  };
}

/** Questions shown for a service; the rest are counted. */
const shown = 8;

/** The open questions for a person who reads a log. */
export function toOpenQuestionsText(services: readonly OpenQuestions[], style: Style, width: number): string {
  const lines = services.flatMap(({ service, open }) => {
    if (open.length === 0)
      return [`${style.bold(printableLine(service))}  ${style.good('nothing is open')}`, ''];
    const rest = open.length - shown;
    return [
      `${style.bold(printableLine(service))}  ${style.dim(plural(open.length, 'open question'))}`,
      ...open
        .slice(0, shown)
        .flatMap(({ subQuestion, suggestion, askedBecause }) => [
          ...wrap(subQuestion.text, width - 4).map((line, index) =>
            index === 0 ? `  ${style.warn('?')} ${line}` : `    ${line}`,
          ),
          `    ${style.dim(`${subQuestion.id}: ${subQuestion.choices.map(({ id }) => id).join(' | ')}`)}${suggestion === undefined ? '' : ` ${style.good(`→ ${suggestion.choice}`)}`}`,
          ...(askedBecause.some((reason) => !reason.startsWith('Not answered'))
            ? [`    ${style.dim(printableLine(askedBecause.join(' ')))}`]
            : []),
        ]),
      ...(rest > 0
        ? [
            `    ${style.dim(`… and ${plural(rest, 'more question')} (--json shows all, with choices and evidence)`)}`,
          ]
        : []),
      '',
    ];
  });
  const first = services.find(({ open }) => open.length > 0);
  const example = first?.open[0]?.subQuestion;
  const hint =
    first === undefined || example === undefined
      ? []
      : [
          'Answer in a terminal with: lintel review',
          `or without one:            ${answerCommand(first.service, example.id, example.choices[0]?.id ?? 'CHOICE')}`,
        ];
  return [style.bold('Open questions'), '', ...lines, ...hint].join('\n').trimEnd();
}

function answerCommand(service: string, question: string, choice: string): string {
  return `lintel review --service ${shellWord(service)} --set ${question}=${choice}`;
}

/** A word as a POSIX shell reads it back. */
function shellWord(text: string): string {
  return /^[\w@%+:,./-]+$/.test(text) ? text : `'${printableLine(text).replaceAll("'", String.raw`'\''`)}'`;
}
