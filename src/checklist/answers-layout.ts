import {
  type Document,
  isMap,
  isNode,
  isPair,
  isScalar,
  isSeq,
  type Pair,
  parseDocument,
  type YAMLMap,
} from 'yaml';

/** A part of a text to be replaced: offsets in UTF-16 code units, the end exclusive. */
export interface Splice {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** What is written for an answer: `block` gets the text of the present map without indentation, or undefined when there is none. */
export interface AnswerWriting {
  /** The key with its colon: `caching.ttl:`. */
  readonly key: string;
  block(present: string | undefined): string | undefined;
}

/**
 * Where an answer's block goes in an answers file in block style, as one splice of whole lines; undefined when the file is written in a
 * way that has to be left to the YAML library (flow maps, anchors, explicit keys). `text` has `\n` line ends.
 */
export function spliceForAnswer(text: string, id: string, writing: AnswerWriting): Splice | undefined {
  const document = parseDocument(text, { schema: 'failsafe', logLevel: 'silent' });
  const root = document.contents;
  if (!isMap(root) || isFlow(root) || hasEndMarker(document)) return undefined;
  const answersPair = pairOf(root, 'answers');
  if (!answersPair) return appended(text, root, 0, (indent) => nested(writing, indent));
  const answers = answersPair.value;
  if (isEmpty(answers)) {
    const step = childIndent(text, root);
    const entry = entryLines(writing, ' '.repeat(step));
    return entry === undefined ? undefined : replacedValue(text, answersPair, entry);
  }
  if (!isMap(answers) || isFlow(answers) || isMarked(answers)) return undefined;
  const pair = pairOf(answers, id);
  if (!pair) return appended(text, answers, columnOf(text, answers), (indent) => entryLines(writing, indent));
  const indent = ' '.repeat(columnOf(text, answers) + 2);
  return replacedBlock(text, pair, indent, writing);
}

/** The lines of an answer's entry, or of its value for the last one, as a splice that takes them away. Undefined as above. */
export function spliceForRemoval(text: string, id: string): Splice | undefined {
  const document = parseDocument(text, { schema: 'failsafe', logLevel: 'silent' });
  const root = document.contents;
  if (!isMap(root) || isFlow(root)) return undefined;
  const answersPair = pairOf(root, 'answers');
  const answers = answersPair?.value;
  if (!answersPair || !isMap(answers) || isFlow(answers) || isMarked(answers)) return undefined;
  const pair = pairOf(answers, id);
  const start = startOf(pair?.key);
  if (!pair || start === undefined) return undefined;
  const from = lineStart(text, start);
  if (text.slice(from, start).trim() !== '') return undefined;
  const end = withDeeperComments(text, lineEnd(text, lastVisible(text, start, endOf(pair))), start - from);
  const upTo = Math.min(end + 1, text.length);
  // Without a last line end the one before the entry goes too.
  const begin = end === text.length && from > 0 ? from - 1 : from;
  if (answers.items.length > 1) return { start: begin, end: upTo, text: '' };
  const colon = colonAfter(text, answersPair);
  if (colon === undefined) return undefined;
  return { start: colon, end: upTo, text: ` {}${text.slice(colon, begin)}` };
}

function nested(writing: AnswerWriting, indent: string): string | undefined {
  const entry = entryLines(writing, `${indent}  `);
  return entry === undefined ? undefined : `${indent}answers:\n${entry}`;
}

function entryLines(writing: AnswerWriting, indent: string): string | undefined {
  const block = writing.block(undefined);
  return block === undefined ? undefined : `${indent}${writing.key}\n${indented(block, `${indent}  `)}`;
}

/** A splice that adds an entry behind the last one of a block map. */
function appended(
  text: string,
  map: YAMLMap,
  column: number,
  linesAt: (indent: string) => string | undefined,
): Splice | undefined {
  const last = map.items.at(-1);
  const start = startOf(last?.key);
  const lines = linesAt(' '.repeat(column));
  if (!last || start === undefined || lines === undefined) return undefined;
  const end = withDeeperComments(text, lineEnd(text, lastVisible(text, start, endOf(last))), column);
  return { start: end, end, text: `\n${lines}` };
}

/** A splice that puts lines under a key whose value is empty (`answers:`, `answers: {}`); a comment on its line stays. */
function replacedValue(text: string, pair: Pair, lines: string): Splice | undefined {
  const colon = colonAfter(text, pair);
  if (colon === undefined || isMarked(pair.value)) return undefined;
  const valueEnd = isMap(pair.value) || isSeq(pair.value) ? endOf(pair) : colon;
  if (text.slice(colon, valueEnd).includes('\n')) return undefined;
  const key = startOf(pair.key) ?? 0;
  const end = withDeeperComments(text, lineEnd(text, valueEnd), key - lineStart(text, key));
  const comments = text.slice(valueEnd, end).trimEnd();
  return { start: colon, end, text: `${comments}\n${lines}` };
}

/** A splice that replaces the value of an entry that is there. */
function replacedBlock(text: string, pair: Pair, indent: string, writing: AnswerWriting): Splice | undefined {
  const { value } = pair;
  if (isEmpty(value) || (isMap(value) && isFlow(value))) {
    const present = isMap(value) && !isEmpty(value) ? text.slice(startOf(value), endOf(pair)) : undefined;
    const block = writing.block(present);
    return block === undefined ? undefined : replacedValue(text, pair, indented(block, indent));
  }
  const start = startOf(value);
  if (!isMap(value) || isMarked(value) || start === undefined) return undefined;
  const from = lineStart(text, start);
  const margin = text.slice(from, start);
  if (margin.trim() !== '' || margin.includes('\t')) return undefined;
  const end = lineEnd(text, lastVisible(text, start, endOf(pair)));
  const block = writing.block(outdented(text.slice(from, end), margin.length));
  return block === undefined ? undefined : { start: from, end, text: indented(block, margin) };
}

function pairOf(map: YAMLMap, key: string): Pair | undefined {
  return map.items.find((pair) => isScalar(pair.key) && pair.key.value === key);
}

function isFlow(map: YAMLMap): boolean {
  return map.flow === true;
}

/** With an anchor or a tag: something else refers to it, or it is more than a map. */
function isMarked(node: unknown): boolean {
  if (!isMap(node) && !isScalar(node) && !isSeq(node)) return node !== null && node !== undefined;
  return node.anchor !== undefined || (node.tag !== undefined && isExplicitTag(node.tag));
}

function isExplicitTag(tag: string): boolean {
  return !tag.startsWith('tag:yaml.org,2002:');
}

function isEmpty(node: unknown): boolean {
  if (node === null || node === undefined) return true;
  if (isScalar(node)) return node.value === '' || node.value === null;
  return isMap(node) && node.items.length === 0;
}

function hasEndMarker(document: Document): boolean {
  return document.directives?.docEnd === true;
}

function startOf(node: unknown): number | undefined {
  return isScalar(node) || isMap(node) || isSeq(node) ? node.range?.[0] : undefined;
}

/** Where the last thing that is written of a pair ends; comments behind it do not count. */
function endOf(pair: Pair): number {
  let node: unknown = pair.value;
  let end = rangeEnd(pair.key) ?? 0;
  for (;;) {
    const inner: unknown = isMap(node) && !isFlow(node) ? node.items.at(-1) : undefined;
    if (isPair(inner)) {
      end = rangeEnd(inner.key) ?? end;
      node = inner.value;
    } else if (isSeq(node) && node.flow !== true && node.items.length > 0) node = node.items.at(-1);
    else return isEmpty(node) && !isMap(node) ? end : (rangeEnd(node) ?? end);
  }
}

function rangeEnd(node: unknown): number | undefined {
  return isNode(node) ? node.range?.[1] : undefined;
}

/** The offset behind the colon of a plain `key:`; undefined for explicit keys. */
function colonAfter(text: string, pair: Pair): number | undefined {
  if (!isScalar(pair.key) || !pair.key.range) return undefined;
  let at = pair.key.range[1];
  while (text.charAt(at) === ' ') at += 1;
  return text.charAt(at) === ':' ? at + 1 : undefined;
}

/** The column (from 0) at which the keys of a block map begin. */
function columnOf(text: string, map: YAMLMap): number {
  const start = startOf(map.items[0]?.key) ?? 0;
  return start - lineStart(text, start);
}

/** By how much the file indents, taken from its first nested block; two when there is none. */
function childIndent(text: string, root: YAMLMap): number {
  for (const { value } of root.items) {
    if (isMap(value) && !isFlow(value) && value.items.length > 0) return Math.max(1, columnOf(text, value));
  }
  return 2;
}

function lineStart(text: string, offset: number): number {
  return text.lastIndexOf('\n', offset - 1) + 1;
}

function lineEnd(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  return end === -1 ? text.length : end;
}

/** The offset of the last visible character before `end`: block values reach to the next key. */
function lastVisible(text: string, start: number, end: number): number {
  let last = Math.min(end, text.length) - 1;
  while (last > start && /\s/.test(text.charAt(last))) last -= 1;
  return last;
}

/** Moves a line end behind the comment lines that follow and are indented deeper than `column`: they belong to the entry above. */
function withDeeperComments(text: string, end: number, column: number): number {
  let kept = end;
  let at = end;
  while (at < text.length) {
    const next = lineEnd(text, at + 1);
    const line = text.slice(at + 1, next);
    const content = line.trimStart();
    if (content !== '' && (!content.startsWith('#') || line.length - content.length <= column)) break;
    if (content !== '') kept = next;
    at = next;
  }
  return kept;
}

function indented(block: string, indent: string): string {
  return block
    .split('\n')
    .map((line) => (line === '' ? line : indent + line))
    .join('\n');
}

/** Takes up to `width` leading spaces from each line. */
function outdented(block: string, width: number): string {
  return block
    .split('\n')
    .map((line) => line.slice(Math.min(width, line.length - line.trimStart().length)))
    .join('\n');
}
