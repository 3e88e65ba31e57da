import type { SyntaxNode } from '../../tree-sitter.js';
import type { CodePath } from '../code-file.js';
import { rangeOf } from '../tree-lowering.js';
import type { NodeReader, NodeReaders, TreeLowering } from '../tree-lowering.js';
import { argumentsOf } from './expressions.js';
import { readFunction } from './functions.js';
import { typePath } from './types.js';

const readClass: NodeReader = (node, lowering) => {
  for (const child of node.namedChildren) if (child?.type === 'decorator') lowering.value(child);
  const name = node.childForFieldName('name')?.text ?? '';
  const heritage = node.namedChildren.find((child) => child?.type === 'class_heritage');
  const body = node.childForFieldName('body');
  lowering.code.class(rangeOf(node), name, heritage ? basesOf(heritage, lowering) : [], () => {
    if (body) lowering.children(body);
  });
  return undefined;
};

const readField: NodeReader = (node, lowering) => {
  for (const child of node.namedChildren) if (child?.type === 'decorator') lowering.value(child);
  lowering.code.dropMarks();
  const name = (node.childForFieldName('name') ?? node.childForFieldName('property'))?.text;
  const type = typePath(node.childForFieldName('type'), lowering);
  const value = lowering.field(node, 'value');
  if (name !== undefined)
    lowering.code.declare(name, {
      in: 'class',
      range: rangeOf(node),
      ...(type && { type }),
      ...(value && { value }),
    });
  return undefined;
};

export const classReaders: NodeReaders = {
  class_declaration: readClass,
  abstract_class_declaration: readClass,
  class: readClass,
  public_field_definition: readField,
  field_definition: readField,
  method_definition: (node, lowering) => {
    readFunction(node, lowering);
    return undefined;
  },
  decorator: (node, lowering) => {
    const [inner] = node.namedChildren;
    if (!inner) return undefined;
    if (inner.type === 'call_expression') {
      const called = lowering.field(inner, 'function');
      const { arguments: args } = argumentsOf(inner.childForFieldName('arguments'), lowering);
      if (called?.kind === 'path') lowering.code.mark(rangeOf(node), called, args);
    } else {
      const path = lowering.value(inner);
      if (path.kind === 'path') lowering.code.mark(rangeOf(node), path, []);
    }
    return undefined;
  },
};

function basesOf(heritage: SyntaxNode, lowering: TreeLowering): readonly CodePath[] {
  return heritage.namedChildren.flatMap((child): readonly CodePath[] => {
    if (!child) return [];
    if (child.type === 'extends_clause') {
      const value = lowering.field(child, 'value');
      return value?.kind === 'path' ? [value] : [];
    }
    if (child.type === 'implements_clause')
      return child.namedChildren.flatMap((type) => typePath(type, lowering) ?? []);
    const value = lowering.value(child);
    return value.kind === 'path' ? [value] : [];
  });
}
