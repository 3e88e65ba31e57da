import type { GoCall, GoExpression, GoStatement } from '../../../syntax/go/tree.js';

type Node = GoStatement | GoExpression;

/** All calls below statements, also in function literals, in the order of the text. */
export function callsIn(statements: readonly GoStatement[]): readonly GoCall[] {
  const calls: GoCall[] = [];
  const open: Node[] = statements.toReversed();
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (node.kind === 'call') calls.push(node);
    open.push(...partsOf(node).toReversed());
  }
  return calls;
}

function some(...nodes: readonly (Node | undefined)[]): readonly Node[] {
  return nodes.filter((node) => node !== undefined);
}

function partsOf(node: Node): readonly Node[] {
  switch (node.kind) {
    case 'name':
    case 'text':
    case 'number':
    case 'type':
    case 'leave':
      break;
    case 'selector':
    case 'unary':
    case 'assertion':
    case 'conversion':
      return [node.operand];
    case 'call':
      return [node.callee, ...node.args];
    case 'sum':
      return node.terms;
    case 'binary':
      return [node.left, node.right];
    case 'function':
    case 'block':
      return node.body;
    case 'composite':
      return node.elements.flatMap(({ key, value }) => some(key, value));
    case 'index':
      return [node.operand, node.index];
    case 'slice':
      return some(node.operand, node.from, node.to);
    case 'other':
      return node.parts;
    case 'assign':
      return [...node.right, ...node.left];
    case 'declare':
    case 'return':
      return node.values;
    case 'expression':
      return [node.expression];
    case 'if':
      return [...some(node.before), node.condition, ...node.consequence, ...node.alternative];
    case 'for':
      return [...some(node.before), ...node.body];
    case 'range':
      return [node.over, ...node.body];
    case 'switch':
      return [...some(node.before, node.value), ...casesOf(node.cases)];
    case 'select':
      return casesOf(node.cases);
  }
  return [];
}

function casesOf(cases: Extract<GoStatement, { kind: 'select' }>['cases']): readonly Node[] {
  return cases.flatMap((one) => [...one.values, ...some(one.before), ...one.body]);
}
