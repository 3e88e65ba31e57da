import type { AdrRecord } from './record.js';

/** A record with its text. */
export interface SearchedRecord {
  readonly record: AdrRecord;
  readonly text: string;
}

/** Where and how well a record answers. */
export interface SearchHit {
  readonly record: AdrRecord;
  readonly score: number;
  /** Indexes (from 0) of the lines with a word that was looked for, the best first. */
  readonly lines: readonly number[];
}

/** What is looked for: words that stand at the beginning of words in the text, and phrases that stand there as they are. */
export interface SearchTerms {
  readonly words: readonly string[];
  readonly phrases: readonly string[];
}

/** How much a word counts by where it stands. */
const weights = { title: 8, id: 8, tags: 5, people: 3, heading: 3, body: 1 } as const;

/** A word that only begins like the one that was looked for counts less. */
const partWeight = 0.5;

/** Lower case, without accents: `Größe` is found as `grosse`. */
export function foldForSearch(text: string): string {
  return text
    .normalize('NFKD')
    .replaceAll(/\p{Mark}/gu, '')
    .toLowerCase()
    .replaceAll('ß', 'ss');
}

/** `"as it is" word` */
export function termsOf(query: string): SearchTerms {
  const phrases: string[] = [];
  const rest = foldForSearch(query).replaceAll(/"([^"]+)"/g, (_, phrase: string) => {
    phrases.push(phrase.trim().replaceAll(/\s+/g, ' '));
    return ' ';
  });
  return { words: wordsOf(rest), phrases: phrases.filter((phrase) => phrase !== '') };
}

function wordsOf(folded: string): readonly string[] {
  return [...new Set(folded.split(/[^\p{Letter}\p{Number}+#]+/u).filter((word) => word !== ''))];
}

/** The records in which every word and phrase stands, the best first; of equals by path. */
export function searchRecords(records: readonly SearchedRecord[], terms: SearchTerms): readonly SearchHit[] {
  const wanted = [...terms.words.map(wordPattern), ...terms.phrases.map(phrasePattern)];
  if (wanted.length === 0) return [];
  const scored = records.map(({ record, text }) => score(record, text, wanted));
  // A word that is in few records says more than one that is in all.
  const rarity = wanted.map((_, index) => {
    const having = scored.filter(({ counts }) => (counts[index] ?? 0) > 0).length;
    return Math.log(1 + records.length / (1 + having));
  });
  return scored
    .filter(({ counts }) => counts.every((count) => count > 0))
    .map(({ record, counts, lines }) => ({
      record,
      // What is said ten times is not ten times as much about it.
      score: round(
        counts.reduce((sum, count, index) => sum + Math.log2(1 + count) * (rarity[index] ?? 1), 0),
      ),
      lines,
    }))
    .toSorted((a, b) => b.score - a.score || (a.record.path < b.record.path ? -1 : 1));
}

const round = (value: number): number => Math.round(value * 1_000) / 1_000;

interface Pattern {
  readonly whole: RegExp;
  readonly any: RegExp;
}

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);

/** Scripts that put no space between words have no beginnings of words to look for. */
const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;

function wordPattern(word: string): Pattern {
  const text = escaped(word);
  if (unspaced.test(word)) return { whole: new RegExp(text, 'gu'), any: new RegExp(text, 'gu') };
  return {
    whole: new RegExp(String.raw`(?<![\p{L}\p{N}])${text}(?![\p{L}\p{N}])`, 'gu'),
    any: new RegExp(String.raw`(?<![\p{L}\p{N}])${text}`, 'gu'),
  };
}

function phrasePattern(phrase: string): Pattern {
  const text = phrase
    .split(' ')
    .map(escaped)
    .join(String.raw`\s+`);
  return { whole: new RegExp(text, 'gu'), any: new RegExp(text, 'gu') };
}

function score(
  record: AdrRecord,
  text: string,
  wanted: readonly Pattern[],
): { readonly record: AdrRecord; readonly counts: readonly number[]; readonly lines: readonly number[] } {
  const parts: readonly (readonly [string, number])[] = [
    [foldForSearch(record.title), weights.title],
    [foldForSearch(record.id), weights.id],
    [foldForSearch(record.tags.join('\n')), weights.tags],
    [foldForSearch([...record.deciders, ...record.consulted, ...record.informed].join('\n')), weights.people],
  ];
  const counts = wanted.map((pattern) =>
    parts.reduce((sum, [part, weight]) => sum + weight * count(part, pattern), 0),
  );
  const lines: { readonly index: number; readonly weight: number }[] = [];
  let index = 0;
  for (const line of text.split('\n')) {
    // Where a link leads says nothing that its words do not.
    const folded = foldForSearch(line.replaceAll(/\]\([^()\s]*\)/g, ']'));
    const heading = /^\s{0,3}(#{1,6}|={1,6})\s/.test(line);
    let found = 0;
    for (const [at, pattern] of wanted.entries()) {
      const here = count(folded, pattern);
      if (here === 0) continue;
      found += 1 + here / 100;
      counts[at] = (counts[at] ?? 0) + here * (heading ? weights.heading : weights.body);
    }
    if (found > 0) lines.push({ index, weight: found });
    index += 1;
  }
  const best = lines.toSorted((a, b) => b.weight - a.weight || a.index - b.index);
  return { record, counts, lines: best.map((line) => line.index) };
}

function count(folded: string, { whole, any }: Pattern): number {
  const all = folded.match(any)?.length ?? 0;
  if (all === 0) return 0;
  const full = folded.match(whole)?.length ?? 0;
  return full + (all - full) * partWeight;
}
