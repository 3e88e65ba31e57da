import { Composer, type Document, isMap, isNode, isScalar, isSeq, LineCounter, Parser } from 'yaml';
import type { FileProblem } from './file-problem.js';
import { offsetNestedTooDeep } from '../syntax/yaml-nesting.js';

/** Aliases resolve to at most this many nodes, so that a "billion laughs" file cannot eat the memory. */
const maxAliasCount = 1_000;

/** A YAML text as plain values, with the way back from a JSON pointer (`/questions/0/id`) to its line. */
export interface YamlText {
  readonly file: string;
  /** Undefined when the text does not parse; then `problems` says why. */
  readonly value: unknown;
  readonly problems: readonly FileProblem[];
  /** The line (from 1) at which the named part begins; of its nearest ancestor when the part is not there. */
  readonly lineOf: (pointer: string) => number;
}

/**
 * Parses one YAML document. With `failsafe` every scalar stays the text that was written, so that a commit `1234567` or `12e4567` is not
 * taken for a number; with `core` numbers, truth values and null are what YAML 1.2 says.
 */
export function parseYamlText(text: string, file: string, schema: 'core' | 'failsafe'): YamlText {
  const counter = new LineCounter();
  const tokens = [...new Parser(counter.addNewLine).parse(text)];
  const tooDeep = offsetNestedTooDeep(tokens);
  if (tooDeep !== undefined) {
    return unusable(file, counter.linePos(tooDeep).line, 'The text nests too deeply.');
  }
  const [document, second] = new Composer({ schema, logLevel: 'silent' }).compose(tokens, true, text.length);
  if (!document) return unusable(file, 1, 'The text holds no document.');
  const problems = document.errors.map((error) =>
    notYaml(file, counter.linePos(error.pos[0]).line, sentence(error.message)),
  );
  if (second) {
    const { line } = counter.linePos(second.range[0]);
    problems.push(notYaml(file, line, 'A second document begins here.'));
  }
  const lineOf = (pointer: string): number => lineOfPointer(document, counter, pointer);
  if (problems.length > 0) return { file, value: undefined, problems, lineOf };
  try {
    return { file, value: document.toJS({ maxAliasCount }), problems, lineOf };
  } catch (error) {
    return unusable(file, 1, sentence(error instanceof Error ? error.message : String(error)));
  }
}

function unusable(file: string, line: number, message: string): YamlText {
  return { file, value: undefined, problems: [notYaml(file, line, message)], lineOf: () => line };
}

function notYaml(file: string, line: number, message: string): FileProblem {
  const advice = 'Correct the YAML at this place; nothing of the file is used until then.';
  return { rule: 'not-yaml', severity: 'error', file, line, message, advice };
}

function sentence(message: string): string {
  const line = (message.split('\n', 1)[0] ?? message).trim();
  return /[.!?]$/.test(line) ? line : `${line}.`;
}

/** The keys and indexes that a JSON pointer names. */
export function pointerSegments(pointer: string): readonly string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((segment) => segment.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** A key as a JSON pointer writes it. */
export function escapedSegment(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}

function lineOfPointer(document: Document, counter: LineCounter, pointer: string): number {
  let node: unknown = document.contents;
  let offset = offsetOf(node) ?? 0;
  for (const segment of pointerSegments(pointer)) {
    if (isMap(node)) {
      const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === segment);
      if (!pair) break;
      offset = offsetOf(pair.key) ?? offset;
      node = pair.value;
    } else if (isSeq(node)) {
      const item = node.items[Number(segment)];
      if (item === undefined) break;
      offset = offsetOf(item) ?? offset;
      node = item;
    } else break;
  }
  return counter.linePos(offset).line;
}

function offsetOf(node: unknown): number | undefined {
  return isNode(node) ? node.range?.[0] : undefined;
}
