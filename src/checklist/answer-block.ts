import {
  Document,
  isMap,
  isScalar,
  isSeq,
  type Pair,
  parseDocument,
  Scalar,
  visit,
  YAMLMap,
  YAMLSeq,
} from 'yaml';
import type { Answer, AnswerEvidence } from '../model/answer.js';

/** How blocks are written: long digests stay on one line, `{path: …}` without padding, like the documentation shows it. */
const layout = { lineWidth: 0, flowCollectionPadding: false } as const;

/** The keys of an answer in the order in which they are written. `question` holds the digest of the wording. */
const keys = [
  'choice',
  'note',
  'draft',
  'by',
  'at',
  'commit',
  'question',
  'evidence',
  'owner',
  'due',
  'adr',
] as const;

type AnswerKey = (typeof keys)[number];

/** How texts of several lines are written: as block scalars, or quoted on one line where a comment would run into the block. */
export type BreakStyle = 'literal' | 'quoted';

/** The lines of a new answer's block, without indentation: `choice: some`, `at: …`. */
export function newAnswerBlock(answer: Answer, breaks: BreakStyle): string {
  const document = new Document(new YAMLMap(), { schema: 'failsafe' });
  if (isMap(document.contents)) applyAnswer(document.contents, answer);
  return written(document, breaks);
}

/**
 * The lines of an answer's block after an edit: comments, the order of keys and unknown keys are kept. `block` is the present text of the
 * map, without indentation. Undefined when it is no map that stands for itself (an alias, a merge of another answer …).
 */
export function editedAnswerBlock(block: string, answer: Answer, breaks: BreakStyle): string | undefined {
  const document = parseDocument(block, { schema: 'failsafe', logLevel: 'silent' });
  const map = document.contents;
  if (document.errors.length > 0 || !isMap(map) || refersElsewhere(document)) return undefined;
  map.flow = false;
  applyAnswer(map, answer);
  return written(document, breaks);
}

function written(document: Document, breaks: BreakStyle): string {
  // Of a block scalar, blank lines at the end belong to the text or not by what comes after it: a text that ends in some is quoted.
  const isQuoted = breaks === 'quoted' ? /\n/ : /\n\s*\n$/;
  visit(document, {
    Scalar: (_key, scalar) => {
      if (typeof scalar.value === 'string' && isQuoted.test(scalar.value)) scalar.type = Scalar.QUOTE_DOUBLE;
    },
  });
  const text = document.toString(layout);
  return text.endsWith('\n') ? text.slice(0, -1) : text;
}

/** A key of the answers map as it is written, with its colon: ids that YAML would read otherwise are quoted. */
export function writtenKey(id: string): string {
  const document = new Document({ [id]: new YAMLMap() }, { schema: 'failsafe' });
  return document.toString(layout).replace(/ \{\}\n$/, '');
}

/** Writes an answer into its YAML map, in place. */
export function applyAnswer(map: YAMLMap, answer: Answer): void {
  const orphans: string[] = [];
  for (const key of keys) {
    if (key === 'evidence') orphans.push(...applyEvidence(map, answer.evidence));
    else orphans.push(...applyText(map, key, textOf(answer, key)));
  }
  if (orphans.length > 0) map.comment = [map.comment, ...orphans].filter(Boolean).join('\n');
}

function textOf(answer: Answer, key: Exclude<AnswerKey, 'evidence'>): string | undefined {
  const text = key === 'question' ? answer.wording : answer[key];
  return text === '' ? undefined : text;
}

/** Sets, adds or removes one scalar; gives back comments that lost their key. */
function applyText(map: YAMLMap, key: AnswerKey, text: string | undefined): readonly string[] {
  const pair = pairOf(map, key);
  if (text === undefined) return pair ? removed(map, pair) : [];
  if (!pair) {
    insert(map, key, scalarOf(text));
    return [];
  }
  if (isScalar(pair.value)) {
    if (pair.value.value !== text) setScalar(pair.value, text);
    return [];
  }
  const lost = commentsIn(pair.value);
  pair.value = scalarOf(text);
  return lost;
}

function applyEvidence(map: YAMLMap, evidence: readonly AnswerEvidence[]): readonly string[] {
  const pair = pairOf(map, 'evidence');
  if (evidence.length === 0) return pair ? removed(map, pair) : [];
  const present = isSeq(pair?.value) ? pair.value : undefined;
  const old = (present?.items ?? []).filter((item): item is YAMLMap => isMap(item));
  const used = new Set<YAMLMap>();
  const items = evidence.map((item) => {
    const same = old.find((candidate) => !used.has(candidate) && describesSame(candidate, item));
    if (!same) return evidenceMap(item);
    used.add(same);
    for (const [key, text] of evidenceTexts(item)) applyEvidenceText(same, key, text);
    return same;
  });
  const lost = old.filter((item) => !used.has(item)).flatMap(commentsIn);
  if (present) {
    present.items = items;
    return lost;
  }
  const list = new YAMLSeq();
  list.items = items;
  if (pair) pair.value = list;
  else insert(map, 'evidence', list);
  return lost;
}

/** Evidence is the same piece when it cites the same text of the same file, or speaks of the same signal. */
function describesSame(map: YAMLMap, evidence: AnswerEvidence): boolean {
  if ('none' in evidence) return map.get('none') === evidence.none;
  return map.get('path') === evidence.path && map.get('text') === evidence.text;
}

function evidenceTexts(evidence: AnswerEvidence): readonly (readonly [string, string | undefined])[] {
  if ('none' in evidence) {
    return [
      ['none', evidence.none],
      ['result', evidence.result],
    ];
  }
  return [
    ['path', evidence.path],
    ['lines', evidence.lines],
    ['blob', evidence.blob],
    ['text', evidence.text],
    ['copies', evidence.copies],
  ];
}

function evidenceMap(evidence: AnswerEvidence): YAMLMap {
  const map = new YAMLMap();
  map.flow = true;
  for (const [key, text] of evidenceTexts(evidence)) applyEvidenceText(map, key, text);
  return map;
}

function applyEvidenceText(map: YAMLMap, key: string, text: string | undefined): void {
  const node = map.get(key, true);
  const place = key === 'lines' || key === 'copies' ? 'lines' : 'flow';
  if (text === undefined) map.delete(key);
  else if (!isScalar(node)) map.set(key, scalarOf(text, place));
  else if (node.value !== text) setScalar(node, text, place);
}

function pairOf(map: YAMLMap, key: string): Pair | undefined {
  return map.items.find((pair) => isScalar(pair.key) && pair.key.value === key);
}

/** Adds a key behind the nearest one that comes before it in the usual order. */
function insert(map: YAMLMap, key: AnswerKey, value: Scalar | YAMLSeq): void {
  map.set(new Scalar(key), value);
  const pair = map.items.pop();
  if (!pair) return;
  const earlier = new Set<unknown>(keys.slice(0, keys.indexOf(key)));
  const before = map.items.findLastIndex(({ key: other }) => isScalar(other) && earlier.has(other.value));
  map.items.splice(before + 1, 0, pair);
}

function removed(map: YAMLMap, pair: Pair): readonly string[] {
  map.items.splice(map.items.indexOf(pair), 1);
  return [...commentsIn(pair.key), ...commentsIn(pair.value)];
}

/** Comments in and around a node, so that none is lost with it. */
export function commentsIn(node: unknown): readonly string[] {
  const comments: string[] = [];
  const collect = (of: unknown): void => {
    if (!isScalar(of) && !isMap(of) && !isSeq(of)) return;
    for (const comment of [of.commentBefore, of.comment]) if (comment) comments.push(comment);
  };
  if (isScalar(node)) collect(node);
  else if (isMap(node) || isSeq(node)) visit(node, { Node: (_key, inner) => collect(inner) });
  return comments;
}

/** `true`, `null`, `~`, `1234567`, `12e4567`, `0x1f`: what YAML 1.2 does not read as text unless it is quoted. */
const readOtherwise =
  /^(?:|~|null|true|false|[-+]?(?:0o[0-7]+|0x[0-9a-f]+|\.inf|\.nan|(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:e[-+]?[0-9]+)?))$/i;

/** What needs no quotes inside `{…}` by anyone's rules. */
const plainInFlow = /^(?:sha256:)?[\w./@][\w./@+~ -]*(?<! )$/;

/** Where a scalar stands: on its own line, in `{…}`, or in `{…}` as line numbers, which may look like a number. */
type ScalarPlace = 'block' | 'flow' | 'lines';

function scalarOf(text: string, place: ScalarPlace = 'block'): Scalar {
  const scalar = new Scalar(text);
  const quoted = readOtherwise.test(text) ? place !== 'lines' : place === 'flow' && !plainInFlow.test(text);
  if (quoted) scalar.type = Scalar.QUOTE_DOUBLE;
  return scalar;
}

/** Changes a scalar in place: its comments stay. */
function setScalar(scalar: Scalar, text: string, place: ScalarPlace = 'block'): void {
  const fresh = scalarOf(text, place);
  scalar.value = text;
  delete scalar.source;
  if (fresh.type) scalar.type = fresh.type;
  else delete scalar.type;
}

function refersElsewhere(document: Document): boolean {
  let found = false;
  visit(document, {
    Alias: () => {
      found = true;
      return visit.BREAK;
    },
    Pair: (_key, pair) => {
      if (isScalar(pair.key) && pair.key.value === '<<') found = true;
      return found ? visit.BREAK : undefined;
    },
  });
  return found;
}
