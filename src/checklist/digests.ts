import { createHash } from 'node:crypto';
import type { SubQuestion } from '../model/checklist.js';
import { compareText } from '../model/source-span.js';

/** One match of a signal as digests see it. The line is where to look, not part of what was found. */
export interface MatchedText {
  readonly path: string;
  readonly line: number;
  readonly text: string;
}

function sha256(text: string): string {
  return `sha256:${createHash('sha256').update(text, 'utf8').digest('hex')}`;
}

/** Spaces and line breaks count as one space, so that a reflowed pack file asks nobody again. */
function collapsed(text: string): string {
  return text.split(/\s+/).filter(Boolean).join(' ');
}

/**
 * Digest of what was asked: the question's text, and ids and texts of its choices, in the language of the pack. Not of risks, signals, sources or reasons: they may
 * be improved without asking again.
 */
export function wordingDigest(subQuestion: Pick<SubQuestion, 'text' | 'choices' | 'original'>): string {
  const asked = subQuestion.original ?? subQuestion;
  const choices = asked.choices.map((choice) => [choice.id, collapsed(choice.text)]);
  return sha256(JSON.stringify([collapsed(asked.text), choices]));
}

/** Digest of cited lines. Line ends and white space at the ends of lines do not count; indentation does. */
export function textDigest(lines: readonly string[]): string {
  return sha256(lines.map((line) => line.trimEnd()).join('\n'));
}

/** Digest of what a signal finds: of which texts in which files, whatever their lines and their order. */
export function matchesDigest(matches: readonly MatchedText[]): string {
  const found = matches.map((match) => JSON.stringify([match.path, collapsed(match.text)]));
  return sha256(JSON.stringify(found.toSorted(compareText)));
}
