import type { SyntaxNode } from '../../tree-sitter.js';
import type { CodePath, CodeValue } from '../code-file.js';
import { rangeOf } from '../tree-lowering.js';
import type { NodeReader, NodeReaders, TreeLowering } from '../tree-lowering.js';
import { bindPattern } from './patterns.js';
import { typePath } from './types.js';

const readConstant: NodeReader = (node, lowering) => {
  const name = node.childForFieldName('name')?.text;
  const type = typePath(node.childForFieldName('type'), lowering);
  const value = lowering.field(node, 'value');
  if (name !== undefined)
    lowering.code.declare(name, { range: rangeOf(node), ...(type && { type }), ...(value && { value }) });
  return undefined;
};

/** Functions, types, implementations, attributes. */
export const itemReaders: NodeReaders = {
  source_file: readItems,
  declaration_list: readItems,
  function_item: (node, lowering) => {
    readFunction(node, lowering);
    return undefined;
  },
  function_signature_item: () => undefined,
  closure_expression: readFunction,
  const_item: readConstant,
  static_item: readConstant,
  struct_item: (node, lowering) => {
    const name = node.childForFieldName('name')?.text ?? '';
    const body = node.childForFieldName('body');
    lowering.code.class(rangeOf(node), name, [], () => {
      for (const field of body?.namedChildren ?? []) {
        if (field?.type === 'attribute_item') lowering.value(field);
        if (field?.type !== 'field_declaration') continue;
        lowering.code.dropMarks();
        const type = typePath(field.childForFieldName('type'), lowering);
        const member = field.childForFieldName('name')?.text;
        if (member !== undefined) lowering.code.declare(member, { in: 'class', ...(type && { type }) });
      }
    });
    return undefined;
  },
  enum_item: () => undefined,
  impl_item: (node, lowering) => {
    const type = node.childForFieldName('type');
    const name = (type?.type === 'generic_type' ? type.childForFieldName('type') : type)?.text ?? '';
    const body = node.childForFieldName('body');
    if (body) lowering.code.membersOf(name, () => lowering.children(body));
    return undefined;
  },
  attribute_item: (node, lowering) => {
    const attribute = node.namedChildren[0];
    const [path] = attribute?.namedChildren ?? [];
    if (path) {
      const target = lowering.value(path);
      if (target.kind === 'path') lowering.code.mark(rangeOf(node), target, argumentsOf(attribute));
    }
    return undefined;
  },
  inner_attribute_item: () => undefined,
};

/** The items of a file, a module or an implementation, without those that only tests are built with. */
function readItems(node: SyntaxNode, lowering: TreeLowering): undefined {
  let test = false;
  for (const child of node.namedChildren) {
    if (!child || child.isExtra) continue;
    if (child.type === 'attribute_item') test ||= isTestAttribute(child.text);
    else if (test) test = false;
    else {
      lowering.value(child);
      continue;
    }
    if (!test && child.type === 'attribute_item') lowering.value(child);
    else lowering.code.dropMarks();
  }
}

/** `#[test]`, `#[tokio::test]`, `#[cfg(test)]`, `#[cfg(all(test, …))]`. */
function isTestAttribute(text: string): boolean {
  return /^#\[(?:\w+::)*test\b|^#\[cfg\((?:all\(|any\()?\s*test\b/.test(text);
}

/** What stands in the brackets of an attribute is tokens: it is kept as one text. */
function argumentsOf(attribute: SyntaxNode | null | undefined): readonly { readonly value: CodeValue }[] {
  const tokens = attribute?.childForFieldName('arguments');
  if (!tokens) return [];
  return [
    { value: { kind: 'text', text: tokens.text.replace(/^\(|\)$/g, ''), exact: true, ...rangeOf(tokens) } },
  ];
}

interface ReadParameter {
  readonly name: string;
  readonly type?: CodePath;
  readonly pattern?: SyntaxNode;
}

function readFunction(node: SyntaxNode, lowering: TreeLowering): CodeValue {
  const parameters = (node.childForFieldName('parameters')?.namedChildren ?? []).flatMap(
    (child): readonly ReadParameter[] => {
      if (!child || child.isExtra || child.type === 'self_parameter' || child.type === 'attribute_item')
        return [];
      if (child.type === 'identifier') return [{ name: child.text }];
      const pattern = child.childForFieldName('pattern');
      const type = typePath(child.childForFieldName('type'), lowering);
      if (pattern?.type === 'identifier') return [{ name: pattern.text, ...(type && { type }) }];
      return [{ name: '', pattern: pattern ?? child, ...(type && { type }) }];
    },
  );
  const body = node.childForFieldName('body');
  const name = node.type === 'closure_expression' ? '' : (node.childForFieldName('name')?.text ?? '');
  return lowering.code.function(rangeOf(node), { name, parameters }, () => {
    for (const { pattern, type } of parameters)
      if (pattern) bindPattern(pattern, type ? { type } : {}, lowering);
    if (!body) return undefined;
    if (body.type !== 'block') return lowering.value(body);
    const last = body.namedChildren.findLast((child) => child?.isExtra === false);
    let result: CodeValue | undefined;
    for (const child of body.namedChildren) {
      const value = child && !child.isExtra ? lowering.value(child) : undefined;
      // A block gives the value of its last expression, unless a semicolon ends it.
      if (child?.id === last?.id && !/_statement$|_declaration$|_item$/.test(child?.type ?? ''))
        result = value;
    }
    return result;
  });
}
