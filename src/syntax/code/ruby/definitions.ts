import type { SyntaxNode } from '../../tree-sitter.js';
import type { CodePath, CodeValue } from '../code-file.js';
import { rangeOf } from '../tree-lowering.js';
import type { NodeReader, NodeReaders, TreeLowering } from '../tree-lowering.js';

const readClass: NodeReader = (node, lowering) => {
  const name = node.childForFieldName('name')?.text ?? '';
  const body = node.childForFieldName('body');
  const superclass = node.childForFieldName('superclass')?.namedChildren[0];
  const base = superclass ? lowering.value(superclass) : undefined;
  const bases = base?.kind === 'path' ? [base] : base?.kind === 'call' ? [base.callee] : [];
  lowering.code.class(rangeOf(node), name, [...bases, ...mixedIn(body, lowering)], () => {
    for (const child of body?.namedChildren ?? []) if (child && !child.isExtra) readMember(child, lowering);
  });
  return undefined;
};

const readMethod: NodeReader = (node, lowering) => {
  const body = node.childForFieldName('body');
  return readFunction(
    node,
    { name: node.childForFieldName('name')?.text ?? '', getter: true },
    body,
    lowering,
  );
};

export const definitionReaders: NodeReaders = {
  class: readClass,
  module: readClass,
  singleton_class: (node, lowering) => {
    for (const child of node.childForFieldName('body')?.namedChildren ?? [])
      if (child) readMember(child, lowering);
    return undefined;
  },
  method: readMethod,
  singleton_method: readMethod,
  lambda: (node, lowering) => {
    const body = node.childForFieldName('body');
    return readFunction(node, { name: '' }, body?.childForFieldName('body') ?? null, lowering);
  },
};

/** A method, a lambda or a block with what is read inside it; it gives what its last statement gives. */
export function readFunction(
  node: SyntaxNode,
  start: { readonly name: string; readonly getter?: boolean },
  body: SyntaxNode | null,
  lowering: TreeLowering,
): CodeValue {
  const list = node.childForFieldName('parameters');
  return lowering.code.function(rangeOf(node), { ...start, parameters: namesIn(list) }, () => {
    for (const child of list?.namedChildren ?? []) if (child) lowering.field(child, 'value');
    return body ? lowering.value(body) : undefined;
  });
}

function namesIn(list: SyntaxNode | null): readonly { readonly name: string }[] {
  return (list?.namedChildren ?? []).flatMap((child) => {
    if (!child) return [];
    if (child.type === 'identifier') return [{ name: child.text }];
    if (child.type === 'destructured_parameter') return namesIn(child);
    const name = child.childForFieldName('name')?.text;
    return name === undefined ? [] : [{ name }];
  });
}

/** A statement of a class: a bare name is a call there (`acts_as_paranoid`), `attr_reader :x` gives what `@x` is. */
function readMember(node: SyntaxNode, lowering: TreeLowering): void {
  const { code } = lowering;
  if (node.type === 'identifier') {
    if (!/^(?:private|protected|public|private_class_method|module_function)$/.test(node.text))
      code.call(rangeOf(node), lowering.name(node), { arguments: [] });
    return;
  }
  const value = lowering.value(node);
  if (value.kind !== 'call' || !/^attr_(?:reader|accessor)$/.test(value.name)) return;
  for (const { value: given } of value.arguments)
    if (given.kind === 'text')
      code.declare(given.text, {
        in: 'class',
        value: code.path(given, `@${given.text}`, code.path(given, 'this')),
      });
}

/** The modules that a class takes in by `include`, `extend` and `prepend`. */
function mixedIn(body: SyntaxNode | null, { code }: TreeLowering): readonly CodePath[] {
  return (body?.namedChildren ?? []).flatMap((child) => {
    if (child?.type !== 'call' || child.childForFieldName('receiver')) return [];
    if (!/^(?:include|extend|prepend)$/.test(child.childForFieldName('method')?.text ?? '')) return [];
    return (child.childForFieldName('arguments')?.namedChildren ?? []).flatMap((given) =>
      given?.type === 'constant' || given?.type === 'scope_resolution'
        ? [code.path(rangeOf(given), given.text.replace(/^::/, ''))]
        : [],
    );
  });
}
