import type { SyntaxNode } from '../../tree-sitter.js';
import type { CodePath, CodeValue } from '../code-file.js';
import { rangeOf } from '../tree-lowering.js';
import type { NodeReaders, TreeLowering } from '../tree-lowering.js';
import { argumentsOf } from './expressions.js';
import { typePath } from './types.js';

export const definitionReaders: NodeReaders = {
  decorated_definition: (node, lowering) => {
    for (const child of node.namedChildren) if (child?.type === 'decorator') readDecorator(child, lowering);
    const definition = node.childForFieldName('definition');
    return definition ? lowering.value(definition) : undefined;
  },
  function_definition: readFunction,
  lambda: readFunction,
  class_definition: (node, lowering) => {
    const name = node.childForFieldName('name')?.text ?? '';
    const { arguments: bases } = argumentsOf(node.childForFieldName('superclasses'), lowering);
    const body = node.childForFieldName('body');
    lowering.code.class(
      rangeOf(node),
      name,
      bases.flatMap((base) => (base.name === undefined && base.value.kind === 'path' ? [base.value] : [])),
      () => {
        if (body) lowering.value(body);
      },
    );
    return undefined;
  },
};

function readDecorator(node: SyntaxNode, lowering: TreeLowering): void {
  const [inner] = node.namedChildren;
  if (!inner) return;
  if (inner.type === 'call') {
    const called = lowering.field(inner, 'function');
    const { arguments: args } = argumentsOf(inner.childForFieldName('arguments'), lowering);
    if (called?.kind === 'path') lowering.code.mark(rangeOf(node), called, args);
  } else {
    const path = lowering.value(inner);
    if (path.kind === 'path') lowering.code.mark(rangeOf(node), path, []);
  }
}

function readFunction(node: SyntaxNode, lowering: TreeLowering): CodeValue {
  const parameters = (node.childForFieldName('parameters')?.namedChildren ?? []).flatMap((child) =>
    child ? parameterOf(child, lowering) : [],
  );
  const body = node.childForFieldName('body');
  const name = node.type === 'lambda' ? '' : (node.childForFieldName('name')?.text ?? '');
  return lowering.code.function(rangeOf(node), { name, parameters }, () => {
    const value = body ? lowering.value(body) : undefined;
    return node.type === 'lambda' ? value : undefined;
  });
}

function parameterOf(
  node: SyntaxNode,
  lowering: TreeLowering,
): readonly { readonly name: string; readonly type?: CodePath }[] {
  switch (node.type) {
    case 'identifier':
      // The object itself is no variable: its members are those of the class.
      return node.text === 'self' || node.text === 'cls' ? [] : [{ name: node.text }];
    case 'typed_parameter': {
      const type = typePath(node.childForFieldName('type'), lowering);
      const name = node.namedChildren[0]?.text ?? '';
      return [{ name, ...(type && { type }) }];
    }
    case 'default_parameter':
    case 'typed_default_parameter': {
      const type = typePath(node.childForFieldName('type'), lowering);
      lowering.field(node, 'value');
      return [{ name: node.childForFieldName('name')?.text ?? '', ...(type && { type }) }];
    }
    case 'list_splat_pattern':
    case 'dictionary_splat_pattern':
      return [{ name: node.namedChildren[0]?.text ?? '' }];
    default:
      return [];
  }
}
