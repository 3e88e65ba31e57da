import type { SyntaxNode } from '../../tree-sitter.js';
import type { CodeArgument, CodeCall, CodeValue } from '../code-file.js';
import { rangeOf } from '../tree-lowering.js';
import type { NodeReader, NodeReaders, TreeLowering } from '../tree-lowering.js';
import { classPath, scopePath } from './names.js';

const readMethodCall: NodeReader = (node, lowering) => {
  const object = lowering.field(node, 'object');
  const method = node.childForFieldName('name');
  if (!object || !method) return undefined;
  return callOf(node, method, object, lowering);
};

export const callReaders: NodeReaders = {
  member_call_expression: readMethodCall,
  nullsafe_member_call_expression: readMethodCall,
  scoped_call_expression: (node, lowering) => {
    const scope = node.childForFieldName('scope');
    const method = node.childForFieldName('name');
    return scope && method ? callOf(node, method, scopePath(scope, lowering), lowering) : undefined;
  },
  function_call_expression: (node, lowering) => {
    const called = node.childForFieldName('function');
    if (!called) return undefined;
    // Functions that a namespace does not have are those of the language: their names stand alone.
    const callee = lowering.callee(
      called.type === 'qualified_name' ? classPath(called, lowering) : lowering.value(called),
    );
    return givenByContainer(
      lowering.code.call(rangeOf(node), callee, argumentsOf(node.childForFieldName('arguments'), lowering)),
    );
  },
  object_creation_expression: (node, lowering) => {
    const made = node.namedChildren.find((child) => child && !child.isExtra);
    const list = node.namedChildren.find((child) => child?.type === 'arguments') ?? null;
    if (!made) return undefined;
    if (made.type === 'anonymous_class') {
      argumentsOf(list, lowering);
      lowering.value(made);
      return undefined;
    }
    return lowering.code.call(rangeOf(node), scopePath(made, lowering), {
      ...argumentsOf(list, lowering),
      constructs: true,
    });
  },
};

function callOf(node: SyntaxNode, method: SyntaxNode, object: CodeValue, lowering: TreeLowering): CodeValue {
  const range = { start: node.startIndex, end: method.endIndex };
  // `$object->$method()`: what is called is decided at run time.
  const name = method.type === 'name' ? method.text : '[]';
  if (method.type !== 'name') lowering.value(method);
  const given = argumentsOf(node.childForFieldName('arguments'), lowering);
  return givenByContainer(lowering.code.call(rangeOf(node), lowering.code.path(range, name, object), given));
}

/** `app(Client::class)`, `$container->get(Client::class)`: what is given back is a Client. */
function givenByContainer(call: CodeCall): CodeCall {
  const [first] = call.arguments;
  const asked = first?.value.kind === 'path' && first.value.name === 'class' ? first.value.object : undefined;
  return asked?.kind === 'path' && /^(?:app|resolve|make|makeWith|get)$/.test(call.name)
    ? { ...call, callee: asked, name: asked.name, constructs: true }
    : call;
}

/** The arguments of a call or an attribute. */
export function argumentsOf(
  list: SyntaxNode | null,
  lowering: TreeLowering,
): { readonly arguments: readonly CodeArgument[]; readonly spread: boolean } {
  const values: CodeArgument[] = [];
  let spread = false;
  for (const child of list?.namedChildren ?? []) {
    if (!child || child.isExtra || child.type === 'variadic_placeholder') continue;
    const inner = child.type === 'argument' ? child.namedChildren.at(-1) : child;
    if (!inner) continue;
    if (inner.type === 'variadic_unpacking') {
      spread = true;
      lowering.children(inner);
      continue;
    }
    const name = child.type === 'argument' ? child.childForFieldName('name')?.text : undefined;
    values.push({ value: lowering.value(inner), ...(name !== undefined && { name }) });
  }
  return { arguments: values, spread };
}
