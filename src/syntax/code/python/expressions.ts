import type { SyntaxNode } from '../../tree-sitter.js';
import { arithmetic } from '../arithmetic.js';
import type { CodeArgument, CodeText, CodeValue } from '../code-file.js';
import { readInner, readList, readNumber } from '../node-readers.js';
import { rangeOf } from '../tree-lowering.js';
import type { NodeReader, NodeReaders, TreeLowering } from '../tree-lowering.js';
import { bindTarget } from './targets.js';

const readBinary: NodeReader = (node, lowering) => {
  const operator = node.childForFieldName('operator')?.text ?? '';
  const left = lowering.field(node, 'left');
  const right = lowering.field(node, 'right');
  return left && right ? arithmetic(rangeOf(node), operator, left, right) : undefined;
};

export const expressionReaders: NodeReaders = {
  identifier: (node, lowering) => lowering.name(node),
  none: (node) => ({ kind: 'null', ...rangeOf(node) }),
  true: (node) => ({ kind: 'boolean', value: true, ...rangeOf(node) }),
  false: (node) => ({ kind: 'boolean', value: false, ...rangeOf(node) }),
  integer: readNumber,
  float: readNumber,
  string: readText,
  concatenated_string: (node, lowering) => {
    const parts = node.namedChildren.flatMap((child) =>
      child?.type === 'string' ? [readText(child, lowering)] : [],
    );
    return {
      kind: 'text',
      text: parts.map(({ text }) => text).join(''),
      exact: parts.every(({ exact }) => exact),
      ...rangeOf(node),
    };
  },
  parenthesized_expression: readInner,
  await: readInner,
  attribute: (node, lowering) => {
    const object = lowering.field(node, 'object');
    const name = node.childForFieldName('attribute')?.text;
    return object && name !== undefined ? lowering.code.path(rangeOf(node), name, object) : undefined;
  },
  subscript: (node, lowering) => {
    const object = lowering.field(node, 'value');
    const index = lowering.field(node, 'subscript');
    if (!object) return undefined;
    return lowering.code.path(
      rangeOf(node),
      index?.kind === 'text' && index.exact ? index.text : '[]',
      object,
    );
  },
  call: (node, lowering) => {
    const callee = lowering.field(node, 'function');
    if (!callee) return undefined;
    const args = node.childForFieldName('arguments');
    return lowering.code.call(rangeOf(node), lowering.callee(callee), argumentsOf(args, lowering));
  },
  list: readList,
  tuple: readList,
  set: readList,
  dictionary: (node, lowering) => {
    const entries: CodeArgument[] = [];
    let spread = false;
    for (const child of node.namedChildren) {
      if (child?.type === 'dictionary_splat') {
        spread = true;
        lowering.children(child);
      }
      if (child?.type !== 'pair') continue;
      const key = lowering.field(child, 'key');
      const value = lowering.field(child, 'value');
      if (value) entries.push({ value, ...(key?.kind === 'text' && key.exact && { name: key.text }) });
    }
    return { kind: 'map', entries, spread, ...rangeOf(node) };
  },
  boolean_operator: readBinary,
  binary_operator: readBinary,
  unary_operator: (node, lowering) => {
    const inner = lowering.field(node, 'argument');
    if (inner?.kind === 'number' && node.childForFieldName('operator')?.text === '-')
      return { ...inner, value: -inner.value, ...rangeOf(node) };
    return { kind: 'other', parts: inner ? [inner] : [], ...rangeOf(node) };
  },
  conditional_expression: (node, lowering) => {
    const [value, condition, otherwise] = node.namedChildren;
    if (condition) lowering.value(condition);
    const parts = [value, otherwise].flatMap((part) =>
      part ? [lowering.code.conditional(() => lowering.value(part))] : [],
    );
    return { kind: 'other', operator: '?:', parts, ...rangeOf(node) };
  },
  named_expression: (node, lowering) => {
    const value = lowering.field(node, 'value');
    const name = node.childForFieldName('name');
    if (name && value) lowering.code.declare(name.text, { value });
    return value;
  },
  assignment: (node, lowering) => {
    const value = lowering.field(node, 'right');
    const left = node.childForFieldName('left');
    if (left) bindTarget(left, value, node, lowering);
    return value;
  },
};

/** The arguments of a call or a decorator. */
export function argumentsOf(
  node: SyntaxNode | null,
  lowering: TreeLowering,
): { readonly arguments: readonly CodeArgument[]; readonly spread: boolean } {
  const values: CodeArgument[] = [];
  let spread = false;
  // A generator as the only argument has no list around it.
  const children = node?.type === 'generator_expression' ? [node] : (node?.namedChildren ?? []);
  for (const child of children) {
    if (!child || child.isExtra) continue;
    if (child.type === 'list_splat' || child.type === 'dictionary_splat') {
      spread = true;
      lowering.children(child);
    } else if (child.type === 'keyword_argument') {
      const name = child.childForFieldName('name')?.text;
      const value = lowering.field(child, 'value');
      if (value) values.push({ value, ...(name !== undefined && { name }) });
    } else values.push({ value: lowering.value(child) });
  }
  return { arguments: values, spread };
}

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '0': '\0' };

function readText(node: SyntaxNode, lowering: TreeLowering): CodeValue & CodeText {
  let text = '';
  let exact = true;
  for (const child of node.namedChildren) {
    if (child?.type === 'interpolation') {
      exact = false;
      text += '{}';
      lowering.children(child);
    } else if (child?.type === 'string_content')
      text += child.text.replace(/\\([nrt0'"\\])/g, (_, letter: string) => escapes[letter] ?? letter);
  }
  return { kind: 'text', text, exact, ...rangeOf(node) };
}
