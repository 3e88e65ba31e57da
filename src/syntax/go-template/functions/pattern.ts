import { TemplateError } from '../nodes.js';

/** Longer subjects and patterns are refused. */
const longestSubject = 256;
const longestPattern = 200;
/** Unbounded repetitions in one pattern; each multiplies the time that backtracking may take. */
const mostRepetitions = 3;

/**
 * A pattern of a template as JavaScript has it. Go's patterns take linear time; JavaScript's may take for ever, so only those are taken that
 * cannot: no repeated groups, few repetitions, short texts.
 * @throws TemplateError for all others.
 */
export function boundedPattern(pattern: string, subject: string, flags = ''): RegExp {
  const plain = pattern.replaceAll(/\\.|\[(?:\\.|[^\]\\])*\]/g, 'x');
  const isBounded =
    pattern.length <= longestPattern &&
    subject.length <= longestSubject &&
    !/\)[*+{]/.test(plain) &&
    (plain.match(/[*+]|\{\d*,\}/g) ?? []).length <= mostRepetitions;
  if (!isBounded) throw new TemplateError('a pattern is not evaluated');
  try {
    return new RegExp(pattern.replace(/^\(\?i\)/, ''), pattern.startsWith('(?i)') ? `${flags}i` : flags);
  } catch {
    throw new TemplateError('a pattern is not understood');
  }
}
