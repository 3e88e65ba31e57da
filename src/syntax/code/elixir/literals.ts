import type { ElixirNode } from '../../elixir/parse.js';
import { children } from '../../elixir/parse.js';
import { parseNumber } from '../arithmetic.js';
import type { CodeArgument } from '../code-file.js';
import { nothing, rangeOf } from './lowering.js';
import type { ElixirCode, ElixirReader } from './lowering.js';

const readText: ElixirReader = (node, lowering) => {
  let text = '';
  let exact = true;
  for (const child of children(node))
    if (child.name === 'Interpolation') {
      exact = false;
      text += '{}';
      for (const inner of children(child)) lowering.value(inner);
    } else if (child.name === 'QuotedContent') text += lowering.text(child);
    else if (child.name === 'EscapeSequence') text += lowering.text(child).slice(1);
  return { ...rangeOf(node), kind: 'text', text, exact };
};

const readNumber: ElixirReader = (node, lowering) => {
  const value = parseNumber(lowering.text(node));
  return value === undefined ? undefined : { ...rangeOf(node), kind: 'number', value };
};

export const literalReaders: Readonly<Record<string, ElixirReader>> = {
  Integer: readNumber,
  Float: readNumber,
  Boolean: (node, lowering) => ({
    ...rangeOf(node),
    kind: 'boolean',
    value: lowering.text(node) === 'true',
  }),
  Nil: (node) => ({ ...rangeOf(node), kind: 'null' }),
  Atom: (node, lowering) => ({
    ...rangeOf(node),
    kind: 'text',
    text: lowering.text(node).slice(1),
    exact: true,
  }),
  QuotedAtom: readText,
  String: readText,
  Charlist: readText,
  StringSigil: readText,
  List: (node, lowering) => {
    const items = children(node);
    // `[a: 1]` is a map in all but name.
    if (items.length > 0 && items.every((item) => item.name === 'Keywords'))
      return {
        ...rangeOf(node),
        kind: 'map',
        entries: items.flatMap((item) => pairsOf(item, lowering)),
        spread: false,
      };
    return { ...rangeOf(node), kind: 'list', items: items.map((item) => lowering.value(item)) };
  },
  Tuple: (node, lowering) => ({
    ...rangeOf(node),
    kind: 'list',
    items: children(node).map((item) => lowering.value(item)),
  }),
  Map: (node, lowering) => {
    const struct = children(node).find((child) => child.name === 'Struct');
    const { entries, spread } = contentOf(node, lowering);
    if (!struct) return { ...rangeOf(node), kind: 'map', entries, spread };
    const [name] = children(struct);
    const callee = name ? lowering.callee(lowering.value(name)) : undefined;
    return callee
      ? lowering.code.call(rangeOf(node), callee, { arguments: entries, spread, constructs: true })
      : nothing(node);
  },
};

/** The entries of `%{a: 1, "b" => 2}`; of `%{other | a: 1}` most are unknown. */
function contentOf(
  node: ElixirNode,
  lowering: ElixirCode,
): { readonly entries: readonly CodeArgument[]; readonly spread: boolean } {
  const entries: CodeArgument[] = [];
  let spread = false;
  const read = (item: ElixirNode): void => {
    const parts = children(item);
    const operator = parts.find((part) => part.name === 'Operator');
    const sign = operator ? lowering.text(operator) : '';
    const [left, , right] = parts;
    if (item.name === 'Keywords') entries.push(...pairsOf(item, lowering));
    else if (item.name === 'BinaryOperator' && sign === '=>' && left && right) {
      const key = lowering.value(left);
      entries.push({ value: lowering.value(right), ...(key.kind === 'text' && { name: key.text }) });
    } else if (item.name === 'BinaryOperator' && sign === '|' && left && right) {
      spread = true;
      lowering.value(left);
      read(right);
    } else {
      spread = true;
      lowering.value(item);
    }
  };
  for (const content of children(node))
    if (content.name === 'MapContent') for (const item of children(content)) read(item);
  return { entries, spread };
}

/** `a: 1, "b": 2`. */
export function pairsOf(keywords: ElixirNode, lowering: ElixirCode): readonly CodeArgument[] {
  return children(keywords).flatMap((pair): readonly CodeArgument[] => {
    const [key, value] = children(pair);
    if (!key || !value) return [];
    return [{ name: keyOf(key, lowering), value: lowering.value(value) }];
  });
}

/** `timeout` of `timeout:` and of `"timeout":`. */
export function keyOf(key: ElixirNode, lowering: ElixirCode): string {
  return lowering.text(key).replace(/:\s*$/, '').replaceAll(/^"|"$/g, '');
}
