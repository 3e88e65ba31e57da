import type { Answer, AnswerEvidence } from '../model/answer.js';
import { answersSchema } from './answers-schema.js';
import type { FileProblem } from './file-problem.js';
import { lineRange } from './line-range.js';
import { lazyValidator, schemaViolations, type SchemaViolation } from './schema-problems.js';
import { parseYamlText, pointerSegments, type YamlText } from './yaml-text.js';

/** What an answers file says, and what is wrong with it. */
export interface AnswersFile {
  /** Empty when the file does not say. */
  readonly service: string;
  /** Id and version, e.g. `scalability@1`; empty when the file does not say. */
  readonly pack: string;
  /** The answers that can be used, in the order of the file. */
  readonly answers: readonly Answer[];
  /** Errors cost an answer or the file; warnings cost what they name. In the order of the file. */
  readonly problems: readonly FileProblem[];
}

interface WrittenEvidence {
  readonly path?: string;
  readonly lines?: string;
  readonly blob?: string;
  readonly text?: string;
  readonly none?: string;
  readonly result?: string;
}

interface WrittenAnswer {
  readonly choice: string;
  readonly note?: string;
  readonly by?: string;
  readonly at?: string;
  readonly commit?: string;
  readonly question?: string;
  readonly evidence?: readonly WrittenEvidence[];
  readonly owner?: string;
  readonly due?: string;
}

const validator = lazyValidator(answersSchema);

/**
 * Reads the text of an answers file (`docs/reviews/<service>.yaml`). `file` is only used to name it in problems. An answer with an error
 * is left out, the others are kept; a file that is no YAML or has no header gives no answers. Never throws.
 */
export function readAnswers(text: string, file: string): AnswersFile {
  const source = parseYamlText(text, file, 'failsafe');
  if (source.problems.length > 0) return { service: '', pack: '', answers: [], problems: source.problems };
  const value = withoutEmptyValues(source.value);
  const validate = validator();
  const violations = validate(value) ? [] : schemaViolations(validate.errors, source);
  const problems = violations.map(({ problem }) => problem);
  if (!isRecord(value)) return { service: '', pack: '', answers: [], problems };
  const answers: Answer[] = [];
  if (!violations.some(({ pointer }) => !pointer.startsWith('/answers/'))) {
    const damaged = damagedAnswers(violations);
    for (const [question, written] of Object.entries(recordAt(value, 'answers'))) {
      if (damaged.has(question)) continue;
      // The schema was checked above: what is not damaged has this shape.
      const answer = toAnswer(question, written as WrittenAnswer);
      const found = problemsOf(answer, source);
      problems.push(...found);
      if (!found.some(({ severity }) => severity === 'error')) answers.push(answer);
    }
  }
  return {
    service: textAt(value, 'service'),
    pack: textAt(value, 'pack'),
    answers,
    problems: problems.toSorted((a, b) => a.line - b.line),
  };
}

/** Ids of the answers that break the schema. */
function damagedAnswers(violations: readonly SchemaViolation[]): ReadonlySet<string> {
  return new Set(violations.map(({ pointer }) => pointerSegments(pointer)[1] ?? ''));
}

function toAnswer(question: string, written: WrittenAnswer): Answer {
  return {
    question,
    choice: written.choice,
    ...(written.note === undefined ? {} : { note: written.note }),
    ...(written.by === undefined ? {} : { by: written.by }),
    at: written.at ?? '',
    ...(written.commit === undefined ? {} : { commit: written.commit }),
    wording: written.question ?? '',
    evidence: (written.evidence ?? []).map(toEvidence),
    ...(written.owner === undefined ? {} : { owner: written.owner }),
    ...(written.due === undefined ? {} : { due: written.due }),
  };
}

function toEvidence(written: WrittenEvidence): AnswerEvidence {
  if (written.none !== undefined) return { none: written.none, result: written.result ?? '' };
  return {
    path: written.path ?? '',
    lines: written.lines ?? '',
    ...(written.blob === undefined ? {} : { blob: written.blob }),
    text: written.text ?? '',
  };
}

/** What the schema cannot say of one answer. */
function problemsOf(answer: Answer, source: YamlText): readonly FileProblem[] {
  const pointer = `/answers/${answer.question.replaceAll('~', '~0').replaceAll('/', '~1')}`;
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
  const kept: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
  for (const [key, item] of Object.entries(value)) {
    if (item === '' || item === null) continue;
    kept[key] = withoutEmptyValues(item, depth + 1);
  }
  return kept;
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
