/** The two sides of how records stand to each other, in lower case, spelled as English is. */
const pairs: readonly (readonly [string, string])[] = [
  ['supersedes', 'superseded by'],
  ['amends', 'amended by'],
  ['clarifies', 'clarified by'],
  ['extends', 'extended by'],
  ['refines', 'refined by'],
  ['replaces', 'replaced by'],
  ['implements', 'implemented by'],
  ['enables', 'enabled by'],
  ['deprecates', 'deprecated by'],
  ['obsoletes', 'obsoleted by'],
  ['updates', 'updated by'],
  ['depends on', 'required by'],
  ['partly supersedes', 'partly superseded by'],
  ['relates to', 'relates to'],
  ['related to', 'related to'],
  ['conflicts with', 'conflicts with'],
  ['complements', 'complements'],
];

/** What the other record says when one says `kind`; undefined for words that have no known counterpart. */
export function reverseOf(kind: string): string | undefined {
  const wanted = kind
    .toLowerCase()
    .replace(/super[cs]e+d/, 'supersed')
    .trim();
  for (const [one, other] of pairs) {
    if (one === wanted) return other;
    if (other === wanted) return one;
  }
  return undefined;
}

/** How a log spells the words: adr-tools writes "Supercedes", most people write "Supersedes". */
export type Spelling = 'supercede' | 'supersede';

/** The spelling that the texts of a log use; adr-tools' own in a log of its format that does not say. */
export function spellingOf(texts: readonly string[], adrTools: boolean): Spelling {
  const written = new Set(
    texts.map((text) => /^.*\bsuper([cs])ede[sd]\b.*\[/im.exec(text)?.[1]?.toLowerCase()),
  );
  if (written.has('c')) return 'supercede';
  return written.has('s') || !adrTools ? 'supersede' : 'supercede';
}

/** The words in a spelling, with or without a capital. */
export function relationWords(kind: string, spelling: Spelling, capital: boolean): string {
  const words = spelling === 'supercede' ? kind.replace(/supersede/i, 'supercede') : kind;
  return capital ? capitalised(words) : words;
}

/** With a capital at its beginning. */
export function capitalised(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
