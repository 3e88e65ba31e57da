import type { Expression, FunctionNode, Statement } from './tree.js';

/** Nodes that are looked at in one tree at most. */
const mostNodes = 20_000;

/** All expressions of some statements, outer ones first, those in lambdas included. */
export function* expressionsIn(statements: readonly Statement[]): Generator<Expression> {
  for (const node of nodesIn(statements)) if (isExpression(node)) yield node;
}

/** All statements and expressions of some statements, outer ones first, those in lambdas included. */
export function* nodesIn(statements: readonly Statement[]): Generator<Expression | Statement> {
  let left = mostNodes;
  const stack: (Expression | Statement)[] = [...statements].toReversed();
  for (let node = stack.pop(); node !== undefined && left > 0; node = stack.pop()) {
    left -= 1;
    yield node;
    const inner = partsOf(node);
    for (let index = inner.length - 1; index >= 0; index -= 1) {
      const part = inner[index];
      if (part) stack.push(part);
    }
  }
}

const statementKinds = new Set(
  'expression declare if foreach loop block switch return throw break'.split(' '),
);

function isExpression(node: Expression | Statement): node is Expression {
  if (node.kind === 'throw') return false;
  if (node.kind === 'function') return !('name' in node);
  return !statementKinds.has(node.kind);
}

type Part = Expression | Statement | undefined;

function bodyOf(node: FunctionNode): readonly Part[] {
  return node.body;
}

function partsOf(node: Expression | Statement): readonly Part[] {
  switch (node.kind) {
    case 'expression':
      return [node.expression];
    case 'declare':
    case 'return':
      return [node.value];
    case 'if':
      return [node.condition, ...node.consequence, ...node.otherwise];
    case 'foreach':
      return [node.over, ...node.body];
    case 'loop':
      return [...node.before, node.condition, ...node.body, ...node.after];
    case 'block':
      return node.body;
    case 'switch':
      return [node.subject, ...node.sections.flatMap(({ labels, body }) => [...labels, ...body])];
    case 'function':
      return bodyOf(node.function);
    case 'concatenation':
    case 'other':
      return node.parts;
    case 'list':
      return node.items.flatMap(({ key, value }) => [key, value]);
    case 'member':
      return [node.object];
    case 'element':
      return [node.object, node.index];
    case 'call':
      return [node.object, ...node.arguments.map(({ value }) => value)];
    case 'invoke':
      return [node.callee, ...node.arguments.map(({ value }) => value)];
    case 'new':
      return [
        ...node.arguments.map(({ value }) => value),
        ...(node.items ?? []).flatMap(({ key, value }) => [key, value]),
      ];
    case 'binary':
      return [node.left, node.right];
    case 'unary':
      return [node.operand];
    case 'conditional':
      return [node.condition, node.consequence, node.otherwise];
    case 'choice':
      return [node.subject, ...node.arms.flatMap(({ labels, value }) => [...labels, value])];
    case 'assignment':
      return [node.target, node.value];
    default:
      return [];
  }
}
