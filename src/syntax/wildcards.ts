/**
 * Whether a text is what a pattern with `*` (any characters) and `?` (one) stands for, in time that is at most the product of both lengths: no
 * regular expression, because both may be the scanned repository's.
 */
export function matchesWildcards(pattern: string, text: string): boolean {
  let at = 0;
  let character = 0;
  // Going back to the last `*` is enough: whatever follows may start later.
  let retry: { readonly at: number; character: number } | undefined;
  while (character < text.length) {
    if (pattern[at] === '*') {
      at += 1;
      retry = { at, character };
    } else if (pattern[at] === '?' || pattern[at] === text[character]) {
      at += 1;
      character += 1;
    } else if (retry) {
      retry.character += 1;
      ({ at, character } = retry);
    } else return false;
  }
  while (pattern[at] === '*') at += 1;
  return at === pattern.length;
}
