import type { Expression, Item } from '../imperative/tree.js';
import type { ElixirLowering } from './lowering.js';
import { rangeOf } from './lowering.js';
import { lowerText } from './texts.js';
import type { ElixirNode } from './parse.js';
import { childOf, children } from './parse.js';

/** The pairs of a map: `a: 1`, `"a" => 1`; of an update (`%{map | a: 1}`) those that are changed. */
export function pairsOf(map: ElixirNode): readonly ElixirNode[] {
  return children(childOf(map, 'MapContent') ?? null).flatMap((part) =>
    part.name === 'Keywords' ? children(part) : part,
  );
}

/** Key and value of `key: value` or `key => value`. */
export function keyOfPair(
  pair: ElixirNode,
  lowering: ElixirLowering,
): { readonly key?: Expression; readonly value?: ElixirNode } {
  const [first, ...others] = children(pair);
  const value = others.findLast((child) => child.name !== 'Operator');
  if (!first || !value) return {};
  if (pair.name === 'Pair') {
    const key: Expression =
      first.name === 'QuotedKeyword'
        ? lowerText(first, lowering)
        : {
            ...rangeOf(first),
            kind: 'text',
            text: lowering.textOf(first).replace(/:\s*$/, ''),
            at: first.from,
          };
    return { key, value };
  }
  return pair.name === 'BinaryOperator' ? { key: lowering.expression(first), value } : {};
}

/** Pairs as the items of a list. */
export function lowerPairs(pairs: readonly ElixirNode[], lowering: ElixirLowering): readonly Item[] {
  return pairs.flatMap((pair): readonly Item[] => {
    const { key, value } = keyOfPair(pair, lowering);
    return key && value ? [{ key, value: lowering.expression(value) }] : [];
  });
}
