import { isDeepStrictEqual } from 'node:util';
import { isMap, Lexer, parseDocument, YAMLMap } from 'yaml';
import type { Answer } from '../model/answer.js';
import {
  applyAnswer,
  type BreakStyle,
  commentsIn,
  editedAnswerBlock,
  newAnswerBlock,
  writtenKey,
} from './answer-block.js';
import { readAnswers } from './answers-file.js';
import { type AnswerWriting, type Splice, spliceForAnswer, spliceForRemoval } from './answers-layout.js';
import { type FileProblem, problemText } from './file-problem.js';
import { parseYamlText } from './yaml-text.js';

/** What an answers file says of itself. */
export interface AnswersHeader {
  readonly service: string;
  /** `scalability@1`. */
  readonly pack: string;
  /** Where editors find the schema, for the first line of a new file. */
  readonly schema?: string;
}

/** Where `lintel schema answers` is suggested to be kept, seen from `docs/reviews/`. */
const schemaLocation = '../../.lintel/answers.schema.json';

/** An answers file that must not be edited as it is. */
export class AnswersFileError extends Error {
  override readonly name = 'AnswersFileError';
  readonly problems: readonly FileProblem[];

  constructor(message: string, problems: readonly FileProblem[] = []) {
    super([message, ...problems.map(problemText)].join('\n'));
    this.problems = problems;
  }
}

/**
 * The text of an answers file with one answer set. Only the lines of that answer's own block change; in it, comments, the order of keys
 * and unknown keys are kept. Without a text, or with an empty one, a new file. `\r\n` line ends, a byte-order mark and a missing last
 * line end are kept.
 *
 * Throws `AnswersFileError` when the present text is no YAML, belongs to another service or pack, or cannot be edited without loss.
 */
export function setAnswer(text: string | undefined, header: AnswersHeader, answer: Answer): string {
  const start = text === undefined || text.trim() === '' ? emptyFile(header) : text;
  checkHeader(start, header);
  return withAnswer(start, readableAnswer(answer));
}

function withAnswer(text: string, answer: Answer): string {
  const key = writtenKey(answer.question);
  const writing = (breaks: BreakStyle): AnswerWriting => ({
    key,
    block: (present) =>
      present === undefined ? newAnswerBlock(answer, breaks) : editedAnswerBlock(present, answer, breaks),
  });
  const edits = [
    () => spliced(text, (unix) => spliceForAnswer(unix, answer.question, writing('literal'))),
    () => spliced(text, (unix) => spliceForAnswer(unix, answer.question, writing('quoted'))),
    () => rewritten(text, (answers) => setInMap(answers, answer)),
  ];
  return firstFaithful(text, answer.question, answer, edits);
}

/**
 * The text of an answers file without the answer to a sub-question; the same text when it has none. Comments above the answer stay.
 * Throws like `setAnswer`.
 */
export function removeAnswer(text: string, question: string): string {
  const { problems } = parseYamlText(text, 'the answers file', 'failsafe');
  if (problems.length > 0) throw new AnswersFileError('The answers file cannot be edited.', problems);
  if (!Object.hasOwn(plainAnswers(text), question)) return text;
  const edits = [
    () => spliced(text, (unix) => spliceForRemoval(unix, question)),
    () => rewritten(text, (answers) => answers.delete(question)),
  ];
  return firstFaithful(text, question, undefined, edits);
}

function emptyFile(header: AnswersHeader): string {
  return [
    `# yaml-language-server: $schema=${header.schema ?? schemaLocation}`,
    `service: ${quotedIfNeeded(header.service)}`,
    `pack: ${header.pack}`,
    'answers: {}',
    '',
  ].join('\n');
}

/** The answer as it will be read again: without empty texts. Throws when it would be read as damaged. */
function readableAnswer(answer: Answer): Answer {
  const block = newAnswerBlock(answer, 'quoted').replaceAll('\n', '\n    ');
  const alone = `service: s\npack: p@1\nanswers:\n  ${writtenKey(answer.question)}\n    ${block}\n`;
  const { answers, unanswered, problems } = readAnswers(alone, 'the new answer');
  const [readable] = [...answers, ...unanswered];
  if (!readable) throw new AnswersFileError(`The answer to ${answer.question} is not valid.`, problems);
  return readable;
}

/** A scalar as YAML writes it on one line. */
function quotedIfNeeded(text: string): string {
  return /^[A-Za-z][A-Za-z0-9_./-]*$/.test(text) && !/^(?:true|false|null|yes|no|on|off|y|n)$/i.test(text)
    ? text
    : JSON.stringify(text);
}

function checkHeader(text: string, header: AnswersHeader): void {
  const present = readAnswers(text, 'the answers file');
  const fatal = present.problems.filter(({ severity }) => severity === 'error');
  if (present.service === '' || present.pack === '') {
    throw new AnswersFileError('The answers file cannot be edited.', fatal);
  }
  if (present.service !== header.service) {
    throw new AnswersFileError(`The answers file is of service ${present.service}, not ${header.service}.`);
  }
  if (packId(present.pack) !== packId(header.pack)) {
    throw new AnswersFileError(`The answers file answers ${present.pack}, not ${header.pack}.`);
  }
}

function packId(reference: string): string {
  return reference.split('@', 1)[0] ?? reference;
}

/** Tries one edit after the other and takes the first that changed nothing but the answer; rather a lost comment than a lost answer. */
function firstFaithful(
  text: string,
  question: string,
  answer: Answer | undefined,
  edits: readonly (() => string | undefined)[],
): string {
  const faithful: string[] = [];
  for (const edit of edits) {
    const edited = edit();
    if (edited === undefined || !isFaithful(text, edited, question, answer)) continue;
    // Whoever removes an answer removes the comments in it.
    if (answer === undefined || keepsComments(text, edited)) return edited;
    faithful.push(edited);
  }
  const [best] = faithful;
  if (best !== undefined) return best;
  throw new AnswersFileError(
    `The answer to ${question} cannot be written without loss. Write the answers file in block style, without anchors and aliases.`,
  );
}

/** Whether all else says what it said before, and the answer says what it was set to. */
function isFaithful(before: string, after: string, question: string, answer: Answer | undefined): boolean {
  const { problems, value } = parseYamlText(after, '', 'failsafe');
  if (problems.length > 0) return false;
  const old = parseYamlText(before, '', 'failsafe').value;
  if (!isDeepStrictEqual(othersThan(old, question), othersThan(value, question))) return false;
  const { answers, unanswered } = readAnswers(after, '');
  const now = [...answers, ...unanswered].find((candidate) => candidate.question === question);
  return isDeepStrictEqual(now, answer);
}

function keepsComments(before: string, after: string): boolean {
  const left = commentsOf(after);
  return commentsOf(before).every((comment) => {
    const at = left.indexOf(comment);
    if (at !== -1) left.splice(at, 1);
    return at !== -1;
  });
}

/** The comments of a text, without the `#` and the space around it. */
function commentsOf(text: string): string[] {
  const comments: string[] = [];
  let isScalar = false;
  for (const token of new Lexer().lex(text)) {
    if (token.startsWith('#') && !isScalar) comments.push(token.slice(1).trim());
    // The lexer announces each scalar by a control character.
    isScalar = token === '\u001F';
  }
  return comments;
}

/** Everything of a file but one answer: the top level, and the answers as pairs in their order. */
function othersThan(value: unknown, question: string): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const top = Object.entries(value).filter(([key]) => key !== 'answers');
  const answers: unknown = 'answers' in value ? value.answers : undefined;
  const entries = typeof answers === 'object' && answers !== null ? Object.entries(answers) : [];
  return [top, entries.filter(([id]) => id !== question)];
}

function plainAnswers(text: string): object {
  const { value } = parseYamlText(text, '', 'failsafe');
  const answers: unknown =
    typeof value === 'object' && value !== null && 'answers' in value ? value.answers : undefined;
  return typeof answers === 'object' && answers !== null ? answers : {};
}

/** Applies a splice to a text, in which all line ends are the same before and after. */
function spliced(text: string, find: (unix: string) => Splice | undefined): string | undefined {
  const windows = text.includes('\r\n');
  // Mixed line ends could not be given back as they were.
  if (windows && text.replaceAll('\r\n', '').includes('\n')) return undefined;
  const unix = windows ? text.replaceAll('\r\n', '\n') : text;
  const splice = find(unix);
  if (!splice) return undefined;
  const edited = unix.slice(0, splice.start) + splice.text + unix.slice(splice.end);
  return windows ? edited.replaceAll('\n', '\r\n') : edited;
}

/** The slow way for files in unusual styles: the whole document is written anew; comments stay, white space may change. */
function rewritten(text: string, edit: (answers: YAMLMap) => void): string | undefined {
  const document = parseDocument(text, { schema: 'failsafe', logLevel: 'silent' });
  const root: unknown = document.contents;
  if (document.errors.length > 0 || !isMap(root)) return undefined;
  const present = root.get('answers');
  const answers = isMap(present) ? present : new YAMLMap();
  if (!isMap(present)) {
    answers.commentBefore = commentsIn(root.get('answers', true)).join('\n');
    root.set('answers', answers);
  }
  edit(answers);
  const edited = document.toString({ lineWidth: 0 });
  return text.includes('\r\n') ? edited.replaceAll('\n', '\r\n') : edited;
}

function setInMap(answers: YAMLMap, answer: Answer): void {
  const present = answers.get(answer.question);
  const map = isMap(present) ? present : new YAMLMap();
  applyAnswer(map, answer);
  if (!isMap(present)) answers.set(answer.question, map);
}
