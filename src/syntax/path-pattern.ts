import { matchesWildcards } from './wildcards.js';

/** A pattern with more alternatives than this in its braces fits nothing. */
const mostAlternatives = 100;

/**
 * Whether a path is what a pattern stands for, as shells and build tools write them: `*` and `?` within a name, `**` any number of folders, `{a,b}` one
 * of several texts. In time that is at most the product of both lengths, for each alternative: no regular expression, because both may be the
 * scanned repository's. Classes (`[a-z]`) are characters like others.
 */
export function matchesPathPattern(pattern: string, path: string): boolean {
  const names = path.split('/');
  return alternativesOf(pattern).some((alternative) => matchesNames(alternative.split('/'), names));
}

/** Going back to the last `**` is enough: whatever follows may start later. */
function matchesNames(pattern: readonly string[], names: readonly string[]): boolean {
  let at = 0;
  let name = 0;
  let retry: { readonly at: number; name: number } | undefined;
  while (name < names.length) {
    const segment = pattern[at];
    if (segment === '**') {
      at += 1;
      // At the end it stands for what lies inside, and something has to.
      if (at === pattern.length) return true;
      retry = { at, name };
    } else if (segment !== undefined && matchesWildcards(segment, names[name] ?? '')) {
      at += 1;
      name += 1;
    } else if (retry) {
      retry.name += 1;
      ({ at, name } = retry);
    } else return false;
  }
  return at === pattern.length;
}

/** The patterns without braces that a pattern stands for; none when there are too many. */
function alternativesOf(pattern: string): readonly string[] {
  let found = [pattern];
  for (;;) {
    const next = found.flatMap((text) => {
      const brace = /\{([^{}]*)\}/.exec(text);
      if (!brace) return [text];
      const [all, list = ''] = brace;
      const before = text.slice(0, brace.index);
      const after = text.slice(brace.index + all.length);
      return list.split(',').map((one) => `${before}${one}${after}`);
    });
    if (next.length > mostAlternatives) return [];
    if (next.length === found.length && next.every((text, index) => text === found[index])) return found;
    found = next;
  }
}
