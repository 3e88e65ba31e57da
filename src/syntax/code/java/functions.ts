import type { SyntaxNode } from '../../tree-sitter.js';
import type { CodePath } from '../code-file.js';
import { rangeOf } from '../tree-lowering.js';
import type { NodeReader, NodeReaders, TreeLowering } from '../tree-lowering.js';
import { readMarks } from './marks.js';
import { typePath } from './types.js';

interface ReadParameter {
  readonly name: string;
  readonly type?: CodePath;
}

const readMethod: NodeReader = (node, lowering) => {
  readMarks(node, lowering);
  const list = node.childForFieldName('parameters');
  const written = (list?.namedChildren ?? []).flatMap((child) => (child ? [child] : []));
  const body = node.childForFieldName('body');
  // A constructor has the name of its class, which must go on to mean the class.
  const name =
    node.type === 'method_declaration' ? (node.childForFieldName('name')?.text ?? '') : 'constructor';
  lowering.code.function(
    rangeOf(node),
    { name, parameters: written.flatMap((child) => parameterOf(child, lowering)) },
    () => {
      for (const parameter of written) readMarks(parameter, lowering, 'parameter');
      if (body) lowering.value(body);
      return undefined;
    },
  );
  return undefined;
};

export const functionReaders: NodeReaders = {
  method_declaration: readMethod,
  constructor_declaration: readMethod,
  compact_constructor_declaration: readMethod,
  lambda_expression: (node, lowering) => {
    const list = node.childForFieldName('parameters');
    const body = node.childForFieldName('body');
    const parameters =
      list?.type === 'identifier'
        ? [{ name: list.text }]
        : (list?.namedChildren ?? []).flatMap((child) => (child ? parameterOf(child, lowering) : []));
    return lowering.code.function(rangeOf(node), { name: '', parameters }, () => {
      const value = body ? lowering.value(body) : undefined;
      return body?.type === 'block' ? undefined : value;
    });
  },
};

/** A parameter of a method, a lambda or a record. */
export function parameterOf(node: SyntaxNode, lowering: TreeLowering): readonly ReadParameter[] {
  switch (node.type) {
    case 'identifier':
      return [{ name: node.text }];
    case 'formal_parameter': {
      const type = typePath(node.childForFieldName('type'), lowering);
      return [{ name: node.childForFieldName('name')?.text ?? '', ...(type && { type }) }];
    }
    case 'spread_parameter': {
      const declared = node.namedChildren.find((child) => child?.type === 'variable_declarator');
      return [{ name: declared?.childForFieldName('name')?.text ?? '' }];
    }
    default:
      return [];
  }
}
