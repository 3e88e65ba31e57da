import type { Confidence } from '../model/confidence.js';
import type {
  CodeCall,
  CodeClass,
  CodeFile,
  CodeImport,
  CodeLanguage,
  CodeMark,
  CodePath,
  CodeText,
} from '../syntax/code/code-file.js';
import { seenAt } from './recogniser.js';
import type { CodeRecogniser, Seen } from './recogniser.js';
import { textsIn, valuesIn } from './values.js';

/** What a place shows: one sentence without a full stop, with how sure it is where that differs; undefined = nothing. */
export type Said = string | { readonly text: string; readonly confidence: Confidence } | undefined;

/**
 * A member of a library by its target, and what a place that uses it shows. A pattern that begins with `^` never takes a name that the file
 * declares itself (`?…`); one without is for members whose name says it all, whatever they are called on (extension methods of C#).
 */
type Known<Place> = readonly [target: RegExp, says: Said | ((place: Place, code: CodeFile) => Said)];

/** What some languages have: one row of a signal's table of libraries. */
export interface KnownInLanguage {
  readonly languages: readonly CodeLanguage[];
  /** See {@link CodeRecogniser.words}. */
  readonly words: RegExp;
  readonly calls?: readonly Known<CodeCall>[];
  readonly marks?: readonly Known<CodeMark>[];
  /** Modules whose import alone does it; the target is the module, and the member where one is taken. */
  readonly imports?: readonly Known<CodeImport>[];
  /** Names that stand as a value: handed on, put into a list. */
  readonly names?: readonly Known<CodePath>[];
  /** Classes by what they are derived from. */
  readonly bases?: readonly Known<CodeClass>[];
  /** Texts by what they say. */
  readonly texts?: readonly Known<CodeText>[];
}

/**
 * Recognisers for what calls, marks and imports of known libraries show by themselves. What a file shows several times in the same words is
 * told once.
 */
export function recogniseKnown(
  sighting: string,
  tables: readonly KnownInLanguage[],
): readonly CodeRecogniser[] {
  return tables.map((table) => ({
    in: 'code',
    sighting,
    languages: table.languages,
    words: table.words,
    see: (code) => seenOf(code, table),
  }));
}

function* seenOf(code: CodeFile, table: KnownInLanguage): Generator<Seen> {
  const told = new Set<string>();
  for (const { start, end, said } of saidOf(code, table)) {
    const { text, confidence } =
      typeof said === 'string' ? { text: said, confidence: 'high' as const } : said;
    if (told.has(text)) continue;
    told.add(text);
    yield seenAt(code, { start, end }, text, confidence);
  }
}

interface SaidAt {
  readonly start: number;
  readonly end: number;
  readonly said: NonNullable<Said>;
}

function* saidOf(code: CodeFile, table: KnownInLanguage): Generator<SaidAt> {
  const { imports, calls, marks, names, bases, texts } = table;
  for (const item of imports ? code.imports : []) {
    const target = item.member === undefined ? item.module : `${item.module}.${item.member}`;
    yield* at(item, target, imports ?? [], code);
  }
  for (const call of calls ? code.calls : []) yield* at(call, call.target, calls ?? [], code);
  for (const mark of marks ? code.marks : []) yield* at(mark, mark.target, marks ?? [], code);
  for (const value of names ? valuesIn(code) : [])
    if (value.kind === 'path') yield* at(value, value.target, names ?? [], code);
  for (const made of bases ? code.classes : [])
    for (const base of made.bases)
      yield* at({ ...made, end: code.source.text.indexOf('\n', made.start) }, base, bases ?? [], code);
  for (const text of texts ? textsIn(code) : []) yield* at(text, text.text, texts ?? [], code);
}

function* at<Place extends { readonly start: number; readonly end: number }>(
  place: Place,
  target: string,
  known: readonly Known<Place>[],
  code: CodeFile,
): Generator<SaidAt> {
  const found = known.find(([pattern]) => pattern.test(target));
  if (!found) return;
  const [, says] = found;
  const said = typeof says === 'function' ? says(place, code) : says;
  if (said !== undefined) yield { start: place.start, end: place.end, said };
}
