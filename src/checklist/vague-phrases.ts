/** Phrases that no one can check; whole words, in lower case. */
const vaguePhrases = [
  'consider',
  'considered',
  'be aware',
  'aware of',
  'keep in mind',
  'think about',
  'ensure that appropriate',
  'appropriate',
  'appropriately',
  'adequate',
  'adequately',
  'properly',
  'sensible',
  'reasonable',
  'reasonably',
  'best practice',
  'best practices',
  'as needed',
  'if necessary',
  'where possible',
  'when possible',
  'sufficiently',
  'and so on',
  'etc',
] as const;

/** The first phrase in a text that cannot be verified, or undefined. */
export function vaguePhraseIn(text: string): string | undefined {
  const words = ` ${text
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(Boolean)
    .join(' ')} `;
  return vaguePhrases.find((phrase) => words.includes(` ${phrase} `));
}
