import type { Answer, AnswerEvidence } from '../model/answer.js';
import type { Pack } from '../model/checklist.js';
import { answersUnknownTo } from './answers-against-pack.js';
import { answersSchema } from './answers-schema.js';
import type { FileProblem } from './file-problem.js';
import { lineRange } from './line-range.js';
import { lazyValidator, schemaViolations, type SchemaViolation } from './schema-problems.js';
import { escapedSegment, parseYamlText, pointerSegments, type YamlText } from './yaml-text.js';

/** What an answers file says, and what is wrong with it. */
export interface AnswersFile {
  /** Empty when the file does not say. */
  readonly service: string;
  /** Id and version, e.g. `scalability@1`; empty when the file does not say. */
  readonly pack: string;
  /** The answers that can be used, in the order of the file. */
  readonly answers: readonly Answer[];
  /** Questions with a draft of a note and no answer yet. */
  readonly unanswered: readonly Answer[];
  /** Errors cost an answer or the file; warnings cost what they name. In the order of the file. */
  readonly problems: readonly FileProblem[];
}

const validator = lazyValidator(answersSchema);

/**
 * Reads the text of an answers file (`docs/reviews/<service>.yaml`). `file` is only used to name it in problems. An answer with an error
 * is left out, the others are kept; a file that is no YAML or has no header gives no answers. With a `pack`, answers that it does not know
 * are warned of. Never throws.
 */
export function readAnswers(text: string, file: string, pack?: Pack): AnswersFile {
  const source = parseYamlText(text, file, 'failsafe');
  if (source.problems.length > 0)
    return { service: '', pack: '', answers: [], unanswered: [], problems: source.problems };
  const value = withoutEmptyValues(source.value);
  const validate = validator();
  const violations = validate(value) ? [] : schemaViolations(validate.errors, source);
  const problems = violations.map(({ problem }) => problem);
  if (!isRecord(value)) return { service: '', pack: '', answers: [], unanswered: [], problems };
  const answers: Answer[] = [];
  const unanswered: Answer[] = [];
  if (!violations.some(({ pointer }) => !pointer.startsWith('/answers/'))) {
    const damaged = damagedAnswers(violations);
    for (const [question, written] of Object.entries(recordAt(value, 'answers'))) {
      if (damaged.has(question)) continue;
      if (!isRecord(written)) continue;
      const answer = toAnswer(question, written);
      if (answer.choice === '') {
        unanswered.push(answer);
        continue;
      }
      const found = problemsOf(answer, source);
      problems.push(...found);
      if (!found.some(({ severity }) => severity === 'error')) answers.push(answer);
    }
  }
  if (pack) problems.push(...answersUnknownTo(pack, answers, source));
  return {
    service: textAt(value, 'service'),
    pack: textAt(value, 'pack'),
    answers,
    unanswered,
    problems: problems.toSorted((a, b) => a.line - b.line),
  };
}

/** The line (from 1) at which the answer to each of these sub-questions begins. */
export function answerLines(text: string, questions: readonly string[]): ReadonlyMap<string, number> {
  const source = parseYamlText(text, '', 'failsafe');
  return new Map(questions.map((id) => [id, source.lineOf(`/answers/${escapedSegment(id)}`)]));
}

/** Ids of the answers that break the schema. */
function damagedAnswers(violations: readonly SchemaViolation[]): ReadonlySet<string> {
  return new Set(violations.map(({ pointer }) => pointerSegments(pointer)[1] ?? ''));
}

/** An answer that keeps to the schema. */
function toAnswer(question: string, written: Record<string, unknown>): Answer {
  return {
    question,
    choice: textAt(written, 'choice'),
    ...optionalText(written, 'note'),
    ...optionalText(written, 'draft'),
    ...optionalText(written, 'by'),
    at: textAt(written, 'at'),
    ...optionalText(written, 'commit'),
    wording: textAt(written, 'question'),
    evidence: Array.isArray(written['evidence']) ? written['evidence'].filter(isRecord).map(toEvidence) : [],
    ...optionalText(written, 'owner'),
    ...optionalText(written, 'due'),
    ...optionalText(written, 'adr'),
  };
}

function toEvidence(written: Record<string, unknown>): AnswerEvidence {
  if ('none' in written) return { none: textAt(written, 'none'), result: textAt(written, 'result') };
  return {
    path: textAt(written, 'path'),
    lines: textAt(written, 'lines'),
    ...optionalText(written, 'blob'),
    text: textAt(written, 'text'),
    ...optionalText(written, 'copies'),
  };
}

type OptionalKey = 'note' | 'draft' | 'by' | 'commit' | 'owner' | 'due' | 'adr' | 'blob' | 'copies';

function optionalText(
  written: Record<string, unknown>,
  key: OptionalKey,
): Partial<Record<OptionalKey, string>> {
  const text = written[key];
  return typeof text === 'string' ? { [key]: text } : {};
}

/** What the schema cannot say of one answer. */
function problemsOf(answer: Answer, source: YamlText): readonly FileProblem[] {
  const pointer = `/answers/${escapedSegment(answer.question)}`;
  const { file } = source;
  const line = source.lineOf(pointer);
  const problems: FileProblem[] = [];
  if (answer.wording === '') {
    problems.push({
      rule: 'answer-unbound',
      severity: 'warning',
      file,
      line,
      message: `The answer to \`${answer.question}\` does not say which wording it answers.`,
      advice: `It counts as stale until \`lintel review --set ${answer.question}=${answer.choice}\` confirms it.`,
    });
  }
  if (answer.at === '') {
    problems.push({
      rule: 'answer-undated',
      severity: 'warning',
      file,
      line,
      message: `The answer to \`${answer.question}\` has no date.`,
      advice: 'Add `at: YYYY-MM-DD`.',
    });
  }
  for (const [index, evidence] of answer.evidence.entries()) {
    if ('none' in evidence || lineRange(evidence.lines)) continue;
    problems.push({
      rule: 'lines-reversed',
      severity: 'error',
      file,
      line: source.lineOf(`${pointer}/evidence/${index}`),
      message: `The lines \`${evidence.lines}\` end before they begin.`,
      advice: 'Write the first line, then the last: `12-19`.',
    });
  }
  return problems;
}

/** A key without a value says nothing: `note:` is the same as no note. Goes as deep as an answers file does. */
function withoutEmptyValues(value: unknown, depth = 0): unknown {
  if (!isRecord(value) || depth > 3) return value;
  const kept = Object.entries(value).filter(([, item]) => item !== '' && item !== null);
  return Object.fromEntries(kept.map(([key, item]) => [key, withoutEmptyValues(item, depth + 1)]));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function recordAt(value: Record<string, unknown>, key: string): Record<string, unknown> {
  const found = value[key];
  return isRecord(found) ? found : {};
}

function textAt(value: Record<string, unknown>, key: string): string {
  const found = value[key];
  return typeof found === 'string' ? found : '';
}
