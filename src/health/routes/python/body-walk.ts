import type { PyCall, PyExpression, PyFunction, PyStatement } from '../../../syntax/python/tree.js';

/** What stands in the body of a function, each with whether an `except` around it keeps errors from leaving. */
export interface BodyFacts {
  readonly calls: { readonly call: PyCall; readonly swallowed: boolean }[];
  readonly raised: PyExpression[];
  readonly returned: PyExpression[];
  readonly assigned: { readonly target: PyExpression; readonly value: PyExpression }[];
  /** `for`, `if` and the like: the answer depends on something. */
  branches: boolean;
}

const broad = new Set(['Exception', 'BaseException']);
const maxNodes = 20_000;

/** Collects the facts of a function's own body; functions defined inside it are not looked into. */
export function bodyFacts(fn: PyFunction): BodyFacts {
  const facts: BodyFacts = { calls: [], raised: [], returned: [], assigned: [], branches: false };
  const open: { readonly body: readonly PyStatement[]; readonly swallowed: boolean }[] = [
    { body: fn.body, swallowed: false },
  ];
  let nodes = 0;
  const expression = (root: PyExpression | undefined, swallowed: boolean): void => {
    const stack: PyExpression[] = root ? [root] : [];
    for (let node = stack.pop(); node !== undefined && nodes < maxNodes; node = stack.pop()) {
      nodes += 1;
      if (node.kind === 'call') facts.calls.push({ call: node, swallowed });
      stack.push(...partsOf(node).toReversed());
    }
  };
  for (let block = open.shift(); block !== undefined && nodes < maxNodes; block = open.shift()) {
    const { swallowed } = block;
    for (const statement of block.body) {
      nodes += 1;
      switch (statement.kind) {
        case 'expression':
          expression(statement.value, swallowed);
          break;
        case 'assign':
          expression(statement.value, swallowed);
          for (const target of statement.targets)
            if (statement.value) facts.assigned.push({ target, value: statement.value });
          break;
        case 'return':
          expression(statement.value, swallowed);
          if (statement.value) facts.returned.push(statement.value);
          break;
        case 'raise':
          if (statement.value?.kind === 'call')
            for (const arg of statement.value.args) expression(arg.value, swallowed);
          if (!swallowed)
            facts.raised.push(
              statement.value ?? { start: statement.start, end: statement.end, kind: 'none' },
            );
          break;
        case 'if':
          facts.branches = true;
          for (const { test, body } of statement.branches) {
            expression(test, swallowed);
            open.push({ body, swallowed });
          }
          break;
        case 'for':
          expression(statement.iterable, swallowed);
          open.push({ body: statement.body, swallowed });
          break;
        case 'while':
          expression(statement.test, swallowed);
          open.push({ body: statement.body, swallowed });
          break;
        case 'with':
          for (const item of statement.items) expression(item.value, swallowed);
          open.push({ body: statement.body, swallowed });
          break;
        case 'try': {
          const catches = statement.handlers.some(
            ({ type }) => type === undefined || (type.kind === 'name' && broad.has(type.name)),
          );
          facts.branches = true;
          open.push({ body: statement.body, swallowed: swallowed || catches });
          for (const handler of statement.handlers) open.push({ body: handler.body, swallowed });
          open.push({ body: statement.rest, swallowed });
          break;
        }
        case 'other':
          open.push({ body: statement.body, swallowed });
          break;
        default:
      }
    }
  }
  return facts;
}

/** The expressions directly inside one. */
export function partsOf(node: PyExpression): readonly PyExpression[] {
  switch (node.kind) {
    case 'text':
      return node.parts.filter((part) => typeof part !== 'string');
    case 'attribute':
      return [node.object];
    case 'subscript':
      return [node.object, ...node.index];
    case 'call':
      return [node.callee, ...node.args.map((arg) => arg.value)];
    case 'list':
      return node.items;
    case 'dict':
      return node.entries.flatMap(([key, value]) => (key ? [key, value] : [value]));
    case 'binary':
      return [node.left, node.right];
    case 'conditional':
      return [node.test, node.chosen, node.otherwise];
    case 'await':
    case 'spread':
    case 'assigned':
      return [node.value];
    case 'other':
      return node.children;
    default:
      return [];
  }
}
