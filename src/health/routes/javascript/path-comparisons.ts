import type { HttpMethod } from '../../../model/endpoint.js';
import type { Evaluator } from '../../../syntax/javascript/evaluate/evaluator.js';
import { certainText } from '../../../syntax/javascript/evaluate/text.js';
import type { FunctionValue } from '../../../syntax/javascript/evaluate/value.js';
import type { Expression, Placed, Statement } from '../../../syntax/javascript/tree.js';
import { walkProgram } from '../../../syntax/javascript/visit.js';

/** A path that a middleware function answers itself: `if (req.path === '/health') return res.send('ok')`. */
export interface MiddlewareAnswer {
  readonly path: string;
  readonly method: HttpMethod;
  /** Where the test is written, in the function's module. */
  readonly place: Placed;
  /** The function, reduced to the branch that answers. */
  readonly handler: FunctionValue;
}

const requestPath = new Set(['path', 'url', 'originalUrl']);
const answering = new Set(['send', 'json', 'end', 'sendStatus', 'sendFile', 'render']);

/** The paths that a middleware function compares the request's with and answers. */
export async function answersOfMiddleware(
  middleware: FunctionValue,
  evaluator: Evaluator,
): Promise<readonly MiddlewareAnswer[]> {
  const request = middleware.node.parameters[0]?.pattern;
  if (request?.kind !== 'name') return [];
  const found: MiddlewareAnswer[] = [];
  for (const { node, part } of walkProgram(middleware.node.body)) {
    if (part !== 'statement' || node.kind !== 'if' || !answers(node.consequent)) continue;
    const tests = conjuncts(node.test);
    const isGet = tests.some((test) => comparesWith(test, request.name, new Set(['method'])) !== undefined);
    for (const test of tests) {
      const other = comparesWith(test, request.name, requestPath);
      const path = other && certainText(await evaluator.evaluate(other, middleware.scope));
      if (path?.startsWith('/'))
        found.push({
          path,
          method: isGet ? 'GET' : 'ANY',
          place: test,
          handler: {
            ...middleware,
            node: { ...middleware.node, start: node.start, end: node.end, body: node.consequent },
          },
        });
    }
  }
  return found;
}

/** The parts of a test that `&&` and `||` join. */
function conjuncts(test: Expression): readonly Expression[] {
  return test.kind === 'binary' && (test.operator === '&&' || test.operator === '||')
    ? [...conjuncts(test.left), ...conjuncts(test.right)]
    : [test];
}

/** The other side of `request.member === …`. */
function comparesWith(
  test: Expression,
  request: string,
  members: ReadonlySet<string>,
): Expression | undefined {
  if (test.kind !== 'binary' || (test.operator !== '===' && test.operator !== '==')) return undefined;
  const isMember = (side: Expression): boolean =>
    side.kind === 'member' &&
    typeof side.property === 'string' &&
    members.has(side.property) &&
    side.object.kind === 'identifier' &&
    side.object.name === request;
  return isMember(test.left) ? test.right : isMember(test.right) ? test.left : undefined;
}

function answers(body: readonly Statement[]): boolean {
  for (const { node, part } of walkProgram(body))
    if (
      part === 'expression' &&
      node.kind === 'call' &&
      node.callee.kind === 'member' &&
      typeof node.callee.property === 'string' &&
      answering.has(node.callee.property)
    )
      return true;
  return false;
}

/** Whether a function that is mounted answers itself instead of handing on: it does not know `next`, or never uses it. */
export function isTerminal({ node }: FunctionValue): boolean {
  if (node.parameters.some(({ rest }) => rest)) return false;
  const next = node.parameters[2]?.pattern;
  if (next === undefined) return node.parameters.length === 2 || answers(node.body);
  if (node.parameters.length > 3 || next.kind !== 'name') return false;
  for (const { node: inner, part } of walkProgram(node.body))
    if (part === 'expression' && inner.kind === 'identifier' && inner.name === next.name) return false;
  return answers(node.body);
}
