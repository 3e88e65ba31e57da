import type { parser } from 'lezer-elixir';
import type { SourceText } from '../../model/source-text.js';
import { ParseTimeout } from '../tree-sitter.js';

/**
 * The grammar is Livebook's Lezer grammar: plain JavaScript of 0.4 MB. tree-sitter-elixir by the same author would fit the other languages,
 * but its package is 23 MB, runs node-gyp-build when it is installed and brings the native tree-sitter along as a peer.
 */
export type ElixirTree = ReturnType<typeof parser.parse>;
export type ElixirNode = ElixirTree['topNode'];

let loaded: Promise<typeof parser> | undefined;

async function loadParser(): Promise<typeof parser> {
  const grammar = await import('lezer-elixir');
  return grammar.parser;
}

/** A parse may take this long (milliseconds) before it is given up, so that no file can hang a scan. */
const parseLimit = 10_000;
/** How many steps are made between looks at the clock. */
const stepsPerLook = 32;

/**
 * Parses a text of Elixir. Trees of broken programs come with error nodes.
 * @throws ParseTimeout when the parser needs longer than ten seconds.
 */
export async function parseElixir(source: SourceText): Promise<ElixirTree> {
  loaded ??= loadParser();
  const grammar = await loaded;
  const deadline = performance.now() + parseLimit;
  const parse = grammar.startParse(source.text);
  for (let steps = 1; ; steps += 1) {
    const tree = parse.advance();
    if (tree) return tree;
    if (steps % stepsPerLook === 0 && performance.now() > deadline) throw new ParseTimeout(source.path);
  }
}

/** Offset of the first place that does not parse. */
export function brokenAt(tree: ElixirTree): number | undefined {
  let at: number | undefined;
  tree.iterate({
    enter: ({ type, from }) => {
      if (type.isError) at ??= from;
      return at === undefined;
    },
  });
  return at;
}

/** Children that are no punctuation, keywords or comments. */
export function children(node: ElixirNode | null): readonly ElixirNode[] {
  const found: ElixirNode[] = [];
  for (let child = node?.firstChild ?? null; child; child = child.nextSibling)
    if (/^[A-Z]/.test(child.name) && child.name !== 'Comment') found.push(child);
  return found;
}

/** The first child of a kind. */
export function childOf(node: ElixirNode | null, name: string): ElixirNode | undefined {
  for (let child = node?.firstChild ?? null; child; child = child.nextSibling)
    if (child.name === name) return child;
  return undefined;
}
