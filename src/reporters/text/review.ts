import type { QuestionState } from '../../model/answer.js';
import type { QuestionReport } from '../../model/report.js';
import { printableLine } from '../printable.js';
import { plural } from './plural.js';
import { wrap } from './style.js';
import type { Style } from './style.js';

const stateOrder: readonly QuestionState[] = [
  'stale',
  'challenged',
  'at-risk',
  'unknown',
  'waived',
  'satisfied',
  'not-applicable',
];

/**
 * The states of one or more services' questions: each question with its state, under it the sub-questions that are not as they should be.
 * What nobody answered is one line for a service, and services that were not begun are one line together.
 */
export function toReviewText(questions: readonly QuestionReport[], style: Style, width: number): string {
  const services = [...new Set(questions.map((question) => question.service))];
  const begun = services.filter((service) =>
    questions.some((question) => question.service === service && question.answer !== null),
  );
  const untouched = services.filter((service) => !begun.includes(service));
  return [
    ...begun.flatMap((service) => serviceLines(service, questions, style, width)),
    ...(untouched.length === 0
      ? []
      : wrap(`? not begun: ${untouched.map(printableLine).join(', ')}. Begin with: lintel review`, width).map(
          style.dim,
        )),
  ]
    .join('\n')
    .trimEnd();
}

function serviceLines(
  service: string,
  questions: readonly QuestionReport[],
  style: Style,
  width: number,
): readonly string[] {
  const own = questions.filter((question) => question.service === service);
  const whole = own.filter((question) => !question.id.includes('.'));
  const unknown = whole.filter(({ state }) => state === 'unknown');
  const open = own.filter(({ id, state }) => id.includes('.') && state === 'unknown').length;
  return [
    style.bold(printableLine(service)),
    ...whole.flatMap((question) => {
      const parts = troubled(own, question.id);
      if (question.state === 'unknown' && parts.length === 0) return [];
      return [
        `  ${mark(question.state, style)} ${question.text}`,
        ...parts.flatMap((part) =>
          wrap(`${part.id}: ${part.reasons.map(printableLine).join(' ')}`, width - 8).map((line, index) =>
            index === 0 ? `      ${mark(part.state, style, true)} ${line}` : `        ${line}`,
          ),
        ),
      ];
    }),
    ...(open === 0
      ? []
      : wrap(
          `${plural(open, 'question')} not answered${unknown.length > 0 ? `, so that nothing can be said of ${unknown.map(({ id }) => id).join(', ')}` : ''}`,
          width - 4,
        ).map((line, index) => style.dim(index === 0 ? `  ? ${line}` : `    ${line}`))),
    '',
  ];
}

function troubled(questions: readonly QuestionReport[], id: string): readonly QuestionReport[] {
  return questions
    .filter(
      (question) =>
        question.id.startsWith(`${id}.`) &&
        ['stale', 'challenged', 'at-risk', 'waived'].includes(question.state),
    )
    .toSorted((a, b) => stateOrder.indexOf(a.state) - stateOrder.indexOf(b.state));
}

/** A state as a mark, with its name unless `short`. */
export function mark(state: QuestionState, style: Style, short = false): string {
  const marks: Readonly<Record<QuestionState, (text: string) => string>> = {
    satisfied: (text) => style.good(`✓ ${text}`),
    'at-risk': (text) => style.bad(`✗ ${text}`),
    stale: (text) => style.warn(`↻ ${text}`),
    challenged: (text) => style.warn(`! ${text}`),
    unknown: (text) => style.dim(`? ${text}`),
    'not-applicable': (text) => style.dim(`– ${text}`),
    waived: (text) => style.note(`~ ${text}`),
  };
  return short ? marks[state]('').trimEnd() : marks[state](state.padEnd(14));
}
