import type { QuestionState } from '../../model/answer.js';
import type { Severity } from '../../model/finding.js';
import { html } from './markup.js';
import type { Markup } from './markup.js';

/** The states in the order of their urgency, each with its mark and its words. */
export const states: readonly {
  readonly state: QuestionState;
  readonly mark: string;
  readonly word: string;
}[] = [
  { state: 'stale', mark: '↻', word: 'stale' },
  { state: 'challenged', mark: '!', word: 'challenged' },
  { state: 'at-risk', mark: '✗', word: 'at risk' },
  { state: 'waived', mark: '~', word: 'waived' },
  { state: 'unknown', mark: '?', word: 'unknown' },
  { state: 'satisfied', mark: '✓', word: 'satisfied' },
  { state: 'not-applicable', mark: '–', word: 'not applicable' },
];

/** A state as a badge: never by its colour alone. */
export function stateBadge(state: QuestionState): Markup {
  const named = states.find((candidate) => candidate.state === state);
  return html`<span class="badge s-${state}"
    ><span aria-hidden="true">${named?.mark ?? ''}</span> ${named?.word ?? state}</span
  >`;
}

const severityMarks: Readonly<Record<Severity, string>> = { error: '✗', warning: '!', note: 'i' };

export function severityBadge(severity: Severity): Markup {
  return html`<span class="badge v-${severity}"
    ><span aria-hidden="true">${severityMarks[severity]}</span> ${severity}</span
  >`;
}

/** `file:line`, which may break behind each `/`. */
export function placeText(file: string, line: number | string): Markup {
  const parts = file.split('/');
  return html`<span class="place"
    >${parts.map((part, index) => (index === 0 ? part : html`/<wbr />${part}`))}:${line}</span
  >`;
}
