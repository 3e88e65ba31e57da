import { CST } from 'yaml';

/** Manifests, packs and answers nest some ten levels; what nests deeper than this is broken or hostile. */
const deepest = 100;

/**
 * The offset at which the tokens of a YAML text nest deeper than any file that means well, or undefined. To be asked between parsing and
 * composing: composing is recursive, and some thousand levels (`["]",["]",…`, `- - - …`) end the process, not just the call.
 */
export function offsetNestedTooDeep(tokens: readonly CST.Token[]): number | undefined {
  const left = tokens.map((token) => ({ token, depth: 0 }));
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    const { token, depth } = next;
    if (depth > deepest) return token.offset;
    for (const inner of childrenOf(token)) left.push({ token: inner, depth: depth + 1 });
  }
  return undefined;
}

function childrenOf(token: CST.Token): readonly CST.Token[] {
  if (token.type === 'document') return token.value ? [token.value] : [];
  if (!CST.isCollection(token)) return [];
  return token.items.flatMap(({ key, value }) =>
    [key, value].filter((child) => child !== undefined && child !== null),
  );
}
