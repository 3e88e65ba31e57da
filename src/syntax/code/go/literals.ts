import type { SyntaxNode } from '../../tree-sitter.js';
import type { CodeArgument, CodePath, CodeValue } from '../code-file.js';
import { readNumber } from '../node-readers.js';
import { rangeOf } from '../tree-lowering.js';
import type { NodeReaders, TreeLowering } from '../tree-lowering.js';
import { typePath } from './types.js';

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

export const literalReaders: NodeReaders = {
  int_literal: readNumber,
  float_literal: readNumber,
  true: (node) => ({ kind: 'boolean', value: true, ...rangeOf(node) }),
  false: (node) => ({ kind: 'boolean', value: false, ...rangeOf(node) }),
  nil: (node) => ({ kind: 'null', ...rangeOf(node) }),
  interpreted_string_literal: (node) => ({
    kind: 'text',
    text: node.text.slice(1, -1).replace(/\\(.)/g, (_, letter: string) => escapes[letter] ?? letter),
    exact: true,
    ...rangeOf(node),
  }),
  raw_string_literal: (node) => ({
    kind: 'text',
    text: node.text.slice(1, -1),
    exact: true,
    ...rangeOf(node),
  }),
  composite_literal: (node, lowering) => {
    const type = node.childForFieldName('type');
    const body = node.childForFieldName('body');
    return body ? readLiteral(node, body, type, lowering) : undefined;
  },
  literal_value: (node, lowering) => readLiteral(node, node, null, lowering),
  literal_element: (node, lowering) => {
    const [inner] = node.namedChildren;
    return inner ? lowering.value(inner) : undefined;
  },
};

/** `T{…}`: a struct is made like by a call whose named arguments are its fields; lists and maps stay what they are. */
function readLiteral(
  node: SyntaxNode,
  body: SyntaxNode,
  type: SyntaxNode | null,
  lowering: TreeLowering,
): CodeValue {
  if (type && /^(?:slice|array|implicit_length_array)_type$/.test(type.type))
    return {
      kind: 'list',
      items: entriesOf(body, type.childForFieldName('element'), lowering).map(({ value }) => value),
      ...rangeOf(node),
    };
  if (type?.type === 'map_type')
    return {
      kind: 'map',
      entries: entriesOf(body, type.childForFieldName('value'), lowering),
      spread: false,
      ...rangeOf(node),
    };
  const made = typePath(type, lowering);
  const fields = entriesOf(body, null, lowering);
  if (!made)
    return fields.length > 0 && fields.every(({ name }) => name === undefined)
      ? { kind: 'list', items: fields.map(({ value }) => value), ...rangeOf(node) }
      : { kind: 'map', entries: fields, spread: false, ...rangeOf(node) };
  if (!made.object) fillFields(made, fields, lowering);
  return lowering.code.call(rangeOf(node), made, { arguments: fields, constructs: true });
}

/** What a literal gives the fields of a struct of the same package is what methods find in them. */
function fillFields(made: CodePath, fields: readonly CodeArgument[], { code }: TreeLowering): void {
  code.membersOf(made.name, () => {
    for (const { name, value } of fields) if (name !== undefined) code.declare(name, { value });
  });
}

/** @param element the type of the elements, where they may be written without it. */
function entriesOf(
  body: SyntaxNode,
  element: SyntaxNode | null,
  lowering: TreeLowering,
): readonly CodeArgument[] {
  const entries: CodeArgument[] = [];
  const read = (node: SyntaxNode): CodeValue => {
    const [inner] = node.namedChildren;
    if (!inner) return lowering.nothing(node);
    return inner.type === 'literal_value' && element
      ? readLiteral(inner, inner, pointed(element), lowering)
      : lowering.value(inner);
  };
  for (const child of body.namedChildren) {
    if (child?.type === 'literal_element') entries.push({ value: read(child) });
    if (child?.type !== 'keyed_element') continue;
    const value = child.childForFieldName('value');
    const name = keyOf(child.childForFieldName('key'), lowering);
    if (value) entries.push({ value: read(value), ...(name !== undefined && { name }) });
  }
  return entries;
}

/** `[]*T{{…}}` holds pointers to `T{…}`. */
function pointed(type: SyntaxNode): SyntaxNode {
  return type.type === 'pointer_type' ? (type.namedChildren[0] ?? type) : type;
}

function keyOf(node: SyntaxNode | null, lowering: TreeLowering): string | undefined {
  const key = node?.namedChildren[0];
  if (!key) return undefined;
  if (key.type === 'identifier') return key.text;
  const value = lowering.value(key);
  return value.kind === 'text' ? value.text : undefined;
}
