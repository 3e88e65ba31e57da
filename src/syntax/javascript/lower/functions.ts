import type { TreeNode } from './snapshot.js';
import type { ClassMember, ClassNode, Expression, FunctionNode, Parameter, Statement } from '../tree.js';
import { children, hasToken, placeOf, type Lowering } from './lowering.js';

/** A function, arrow or method. */
export function lowerFunction(node: TreeNode, lowering: Lowering, name?: string): FunctionNode {
  const named = node.childForFieldName('name');
  const ownName = name ?? (named?.type === 'identifier' ? lowering.text(named) : undefined);
  const body = node.childForFieldName('body');
  return {
    ...placeOf(node),
    ...(ownName !== undefined && { name: ownName }),
    parameters: lowerParameters(node, lowering),
    body: body ? functionBody(body, lowering) : [],
    arrow: node.type === 'arrow_function',
    async: hasToken(node, 'async'),
  };
}

function functionBody(body: TreeNode, lowering: Lowering): Statement[] {
  if (body.type === 'statement_block') return lowering.body(body);
  return [{ ...placeOf(body), kind: 'return', argument: lowering.expression(body) }];
}

function lowerParameters(node: TreeNode, lowering: Lowering): Parameter[] {
  const single = node.childForFieldName('parameter');
  const list = node.childForFieldName('parameters');
  const written = single ? [single] : list ? children(list) : [];
  return written
    .filter((child) => child.childForFieldName('pattern')?.type !== 'this')
    .map((child) => lowerParameter(child, lowering));
}

function lowerParameter(node: TreeNode, lowering: Lowering): Parameter {
  if (node.type !== 'required_parameter' && node.type !== 'optional_parameter')
    return {
      pattern: lowering.pattern(node),
      rest: node.type === 'rest_pattern',
      isField: false,
      decorators: [],
    };
  const written = node.childForFieldName('pattern') ?? node;
  const value = node.childForFieldName('value');
  const type = lowering.type(node.childForFieldName('type'));
  const pattern =
    written === node ? { ...placeOf(node), kind: 'name' as const, name: '' } : lowering.pattern(written);
  return {
    pattern: value
      ? { ...placeOf(node), kind: 'defaulted', target: pattern, value: lowering.expression(value) }
      : pattern,
    rest: written.type === 'rest_pattern',
    ...(type && { type }),
    isField: node.children.some(
      (child) =>
        child?.type === 'accessibility_modifier' ||
        child?.type === 'readonly' ||
        child?.type === 'override_modifier',
    ),
    decorators: decoratorsAmong(children(node), lowering),
  };
}

/** The expressions behind the `@` of decorators. */
export function decoratorsAmong(nodes: readonly TreeNode[], lowering: Lowering): Expression[] {
  return nodes
    .filter((node) => node.type === 'decorator')
    .flatMap((node) => children(node).slice(0, 1))
    .map((node) => lowering.expression(node));
}

/** A class with its members; decorators that stand before `export` are added by the export statement. */
export function lowerClass(node: TreeNode, lowering: Lowering): ClassNode {
  const parts = children(node);
  const name = node.childForFieldName('name');
  const heritage = parts.find((child) => child.type === 'class_heritage');
  const superclass = heritage && superclassOf(heritage);
  const body = node.childForFieldName('body');
  return {
    ...placeOf(node),
    ...(name && { name: lowering.text(name) }),
    ...(superclass && { superclass: lowering.expression(superclass) }),
    members: body ? lowerMembers(body, lowering) : [],
    decorators: decoratorsAmong(parts, lowering),
  };
}

function superclassOf(heritage: TreeNode): TreeNode | undefined {
  for (const child of children(heritage)) {
    if (child.type === 'extends_clause') return child.childForFieldName('value') ?? undefined;
    if (child.type !== 'implements_clause') return child;
  }
  return undefined;
}

function lowerMembers(body: TreeNode, lowering: Lowering): ClassMember[] {
  const members: ClassMember[] = [];
  let pending: TreeNode[] = [];
  for (const child of children(body)) {
    if (child.type === 'decorator') {
      pending.push(child);
      continue;
    }
    const member = lowerMember(child, decoratorsAmong([...pending, ...children(child)], lowering), lowering);
    if (member) members.push(member);
    pending = [];
  }
  return members;
}

function lowerMember(
  node: TreeNode,
  decorators: readonly Expression[],
  lowering: Lowering,
): ClassMember | undefined {
  const common = { ...placeOf(node), static: hasToken(node, 'static'), decorators };
  if (node.type === 'class_static_block') {
    const body: FunctionNode = {
      ...placeOf(node),
      parameters: [],
      body: lowering.body(node.childForFieldName('body')),
      arrow: false,
      async: false,
    };
    return { ...common, kind: 'staticBlock', static: true, key: '', function: body };
  }
  const nameNode = node.childForFieldName('name') ?? node.childForFieldName('property');
  if (!nameNode) return undefined;
  const key = lowering.key(nameNode);
  if (node.type === 'method_definition') {
    const kind = hasToken(node, 'get')
      ? 'getter'
      : hasToken(node, 'set')
        ? 'setter'
        : key === 'constructor' && !common.static
          ? 'constructor'
          : 'method';
    const name = typeof key === 'string' ? key : undefined;
    return { ...common, kind, key, function: lowering.function(node, name) };
  }
  if (node.type !== 'field_definition' && node.type !== 'public_field_definition') return undefined;
  const value = node.childForFieldName('value');
  const type = lowering.type(node.childForFieldName('type'));
  return {
    ...common,
    kind: 'field',
    key,
    ...(value && { value: lowering.expression(value) }),
    ...(type && { type }),
  };
}
