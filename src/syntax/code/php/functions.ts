import type { SyntaxNode } from '../../tree-sitter.js';
import type { CodePath, CodeValue } from '../code-file.js';
import { rangeOf } from '../tree-lowering.js';
import type { NodeReader, NodeReaders, TreeLowering } from '../tree-lowering.js';
import { argumentsOf } from './calls.js';
import { classPath, typePath } from './names.js';

interface ReadParameter {
  readonly name: string;
  readonly type?: CodePath;
}

const readFunction: NodeReader = (node, lowering): CodeValue => {
  const { code } = lowering;
  readMarks(node, lowering);
  const written = (node.childForFieldName('parameters')?.namedChildren ?? []).flatMap((child) =>
    child?.type.endsWith('_parameter') ? [child] : [],
  );
  const parameters = written.map((child) => parameterOf(child, lowering));
  const body = node.childForFieldName('body');
  const name = node.childForFieldName('name')?.text ?? '';
  return code.function(rangeOf(node), { name, parameters }, () => {
    for (const child of written) {
      readMarks(child, lowering, 'parameter');
      lowering.field(child, 'default_value');
      if (child.type === 'property_promotion_parameter') declareProperty(child, lowering);
    }
    const value = body ? lowering.value(body) : undefined;
    return node.type === 'arrow_function' ? value : undefined;
  });
};

export const functionReaders: NodeReaders = {
  function_definition: readFunction,
  method_declaration: readFunction,
  anonymous_function: readFunction,
  anonymous_function_creation_expression: readFunction,
  arrow_function: readFunction,
};

/** Reads the attributes before a declaration; `parameter` for those of a parameter of the function that is being read. */
export function readMarks(node: SyntaxNode, lowering: TreeLowering, on?: 'parameter'): void {
  for (const group of node.childForFieldName('attributes')?.namedChildren ?? [])
    for (const attribute of group?.namedChildren ?? []) {
      const [name] = attribute?.namedChildren ?? [];
      if (!attribute || !name) continue;
      const given = argumentsOf(attribute.childForFieldName('parameters'), lowering);
      lowering.code.mark(rangeOf(attribute), classPath(name, lowering), given.arguments, on);
    }
}

function parameterOf(node: SyntaxNode, lowering: TreeLowering): ReadParameter {
  const type =
    node.type === 'variadic_parameter' ? undefined : typePath(node.childForFieldName('type'), lowering);
  return { name: node.childForFieldName('name')?.text ?? '', ...(type && { type }) };
}

/** A parameter of the constructor that is a property too. */
function declareProperty(node: SyntaxNode, lowering: TreeLowering): void {
  const name = node.childForFieldName('name')?.text.replace(/^\$/, '');
  const type = typePath(node.childForFieldName('type'), lowering);
  if (name !== undefined) lowering.code.declare(name, { in: 'class', ...(type && { type }) });
}
