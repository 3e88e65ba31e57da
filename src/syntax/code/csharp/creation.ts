import type { SyntaxNode } from '../../tree-sitter.js';
import type { CodeArgument, CodePath, CodeValue } from '../code-file.js';
import { readList } from '../node-readers.js';
import { rangeOf } from '../tree-lowering.js';
import type { NodeReader, NodeReaders, TreeLowering } from '../tree-lowering.js';
import { argumentsOf } from './arguments.js';
import { typePath } from './types.js';

const readArray: NodeReader = (node, lowering) => {
  const list = node.namedChildren.find((child) => child?.type === 'initializer_expression');
  return list ? readList(list, lowering) : undefined;
};

/** Objects, lists and what is written in braces after them. */
export const creationReaders: NodeReaders = {
  object_creation_expression: (node, lowering) => {
    const type = typePath(node.childForFieldName('type'), lowering);
    return type && create(node, type, lowering);
  },
  implicit_object_creation_expression: (node, lowering) => readImplicitNew(node, lowering, undefined),
  anonymous_object_creation_expression: (node, lowering) => {
    const entries: CodeArgument[] = [];
    let name: string | undefined;
    for (const child of node.namedChildren) {
      if (!child || child.isExtra) continue;
      if (child.type === 'identifier' && child.nextSibling?.type === '=') name = child.text;
      else {
        const value = lowering.value(child);
        const own = name ?? (value.kind === 'path' ? value.name : undefined);
        entries.push({ value, ...(own !== undefined && { name: own }) });
        name = undefined;
      }
    }
    return { kind: 'map', entries, spread: false, ...rangeOf(node) };
  },
  initializer_expression: (node, lowering) => {
    const entries = entriesOf(node, lowering);
    return entries.some(({ name }) => name !== undefined)
      ? { kind: 'map', entries, spread: false, ...rangeOf(node) }
      : { kind: 'list', items: entries.map(({ value }) => value), ...rangeOf(node) };
  },
  array_creation_expression: readArray,
  implicit_array_creation_expression: readArray,
  collection_expression: readList,
  // The grammar takes `[1, 2]` for an index without an object.
  element_binding_expression: readList,
  with_expression: (node, lowering) => lowering.other(node),
};

/** `new() { … }`: what it makes is told by where it stands. */
export function readImplicitNew(
  node: SyntaxNode,
  lowering: TreeLowering,
  type: CodePath | undefined,
): CodeValue {
  if (type) return create(node, type, lowering);
  const initializer = initializerOf(node);
  const list = node.namedChildren.find((child) => child?.type === 'argument_list');
  if (list) lowering.children(list);
  return {
    kind: 'map',
    entries: initializer ? entriesOf(initializer, lowering) : [],
    // Its arguments, and what it is made of, are unknown.
    spread: true,
    ...rangeOf(node),
  };
}

function create(node: SyntaxNode, type: CodePath, lowering: TreeLowering): CodeValue {
  const list =
    node.childForFieldName('arguments') ??
    node.namedChildren.find((child) => child?.type === 'argument_list') ??
    null;
  const given = argumentsOf(list, lowering);
  const initializer = initializerOf(node);
  const fields = initializer ? entriesOf(initializer, lowering) : [];
  return lowering.code.call(rangeOf(node), type, { arguments: [...given, ...fields], constructs: true });
}

function initializerOf(node: SyntaxNode): SyntaxNode | undefined {
  return node.namedChildren.find((child) => child?.type === 'initializer_expression') ?? undefined;
}

/** `{ A = 1, ["b"] = 2, { "c", 3 }, d }`. */
function entriesOf(node: SyntaxNode, lowering: TreeLowering): readonly CodeArgument[] {
  return node.namedChildren.flatMap((child): readonly CodeArgument[] => {
    if (!child || child.isExtra) return [];
    if (child.type === 'assignment_expression') {
      const left = child.childForFieldName('left');
      const value = lowering.field(child, 'right');
      const name = left ? keyOf(left, lowering) : undefined;
      return value ? [{ value, ...(name !== undefined && { name }) }] : [];
    }
    if (child.type === 'initializer_expression' && child.namedChildren.length === 2) {
      const [key, value] = lowering.children(child);
      if (key?.kind === 'text' && value) return [{ name: key.text, value }];
    }
    return [{ value: lowering.value(child) }];
  });
}

function keyOf(left: SyntaxNode, lowering: TreeLowering): string | undefined {
  if (left.type === 'identifier') return left.text;
  const inner = left.namedChildren[0]?.namedChildren[0];
  const value = inner ? lowering.value(inner) : undefined;
  return value?.kind === 'text' ? value.text : undefined;
}
