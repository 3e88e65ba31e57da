import type { SyntaxNode } from '../../tree-sitter.js';
import type { FunctionStart } from '../code-builder.js';
import type { CodeValue } from '../code-file.js';
import { rangeOf } from '../tree-lowering.js';
import type { NodeReader, NodeReaders, TreeLowering } from '../tree-lowering.js';
import { readMarks } from './marks.js';
import { typePath } from './types.js';

const readNamed: NodeReader = (node, lowering) => {
  readMarks(node, lowering);
  // A constructor has the name of its class, which must go on to mean the class.
  const name =
    node.type === 'constructor_declaration' ? 'constructor' : (node.childForFieldName('name')?.text ?? '');
  readFunction(node, name, lowering);
  return undefined;
};

const readUnnamed: NodeReader = (node, lowering) => readFunction(node, '', lowering);

export const functionReaders: NodeReaders = {
  method_declaration: readNamed,
  constructor_declaration: readNamed,
  destructor_declaration: readUnnamed,
  operator_declaration: readUnnamed,
  local_function_statement: readNamed,
  lambda_expression: readUnnamed,
  anonymous_method_expression: readUnnamed,
};

function readFunction(node: SyntaxNode, name: string, lowering: TreeLowering): CodeValue {
  const list =
    node.childForFieldName('parameters') ??
    node.namedChildren.find((child) => child?.type === 'parameter_list') ??
    null;
  const result = name === '' ? undefined : resultOf(node, lowering);
  const body = node.childForFieldName('body') ?? node.namedChildren.find((child) => child?.type === 'block');
  const initializer = node.namedChildren.find((child) => child?.type === 'constructor_initializer');
  const start = { name, parameters: parametersOf(list, lowering), ...(result && { result }) };
  return lowering.code.function(rangeOf(node), start, () => {
    for (const parameter of list?.namedChildren ?? [])
      if (parameter?.type === 'parameter') readMarks(parameter, lowering, 'parameter');
    if (initializer) lowering.children(initializer);
    return body ? readBody(body, lowering) : undefined;
  });
}

function resultOf(node: SyntaxNode, lowering: TreeLowering): FunctionStart['result'] {
  return typePath(node.childForFieldName('returns') ?? node.childForFieldName('type'), lowering);
}

/** What a body gives back by ending: that of an arrow its value, a block nothing. */
export function readBody(body: SyntaxNode, lowering: TreeLowering): CodeValue | undefined {
  const value = lowering.value(body);
  return body.type === 'block' ? undefined : value;
}

/** Parameters of a function, a lambda or a class. */
export function parametersOf(list: SyntaxNode | null, lowering: TreeLowering): FunctionStart['parameters'] {
  if (list?.type === 'implicit_parameter' || list?.type === 'identifier') return [{ name: list.text }];
  return (list?.namedChildren ?? []).flatMap((child) => {
    if (child?.type === 'implicit_parameter') return [{ name: child.text }];
    if (child?.type !== 'parameter') return [];
    const type = typePath(child.childForFieldName('type'), lowering);
    return [{ name: child.childForFieldName('name')?.text ?? '', ...(type && { type }) }];
  });
}
