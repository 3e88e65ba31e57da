import type { HttpMethod } from '../../../model/endpoint.js';
import type { Evaluator } from '../../../syntax/javascript/evaluate/evaluator.js';
import { certainText } from '../../../syntax/javascript/evaluate/text.js';
import type { FunctionValue } from '../../../syntax/javascript/evaluate/value.js';
import type { Expression, Placed, Statement } from '../../../syntax/javascript/tree.js';
import { walkProgram } from '../../../syntax/javascript/visit.js';
import { httpMethods } from '../../http-methods.js';
import { RequestNames } from './request-names.js';

/** A path that a function answers by comparing the request's with it: `if (req.path === '/health') return res.send('ok')`. */
export interface ComparedPath {
  readonly path: string;
  readonly method: HttpMethod;
  /** The beginning of the path is compared: everything below it is answered as well. */
  readonly isPrefix: boolean;
  /** Where the test is written, in the function's module. */
  readonly place: Placed;
  /** The function, reduced to the branch that answers. */
  readonly handler: FunctionValue;
}

const answering = new Set([
  'send',
  'json',
  'jsonp',
  'end',
  'sendStatus',
  'sendFile',
  'render',
  'writeHead',
  'text',
]);

/** The paths that a function which gets the request compares it with and answers, in `if` and in `switch`. */
export async function comparedPaths(
  callee: FunctionValue,
  evaluator: Evaluator,
  requestAt?: number,
): Promise<readonly ComparedPath[]> {
  const names = RequestNames.of(callee, requestAt);
  if (!names) return [];
  const found: ComparedPath[] = [];
  for (const { node, part } of walkProgram(callee.node.body)) {
    if (part !== 'statement') continue;
    if (node.kind === 'if' && answers(node.consequent, names))
      found.push(...(await ofTest(node.test, node, node.consequent, callee, names, evaluator)));
    if (node.kind === 'switch' && names.isPath(node.subject))
      found.push(...(await ofSwitch(node, callee, names, evaluator)));
    if (found.length > 300) break;
  }
  return found;
}

async function ofTest(
  test: Expression,
  node: Placed,
  body: readonly Statement[],
  callee: FunctionValue,
  names: RequestNames,
  evaluator: Evaluator,
): Promise<readonly ComparedPath[]> {
  const tests = conjuncts(test);
  const verb = tests.flatMap((one) => names.comparedMethod(one) ?? [])[0] ?? '';
  const method = httpMethods.get(verb.toLowerCase()) ?? 'ANY';
  const found: ComparedPath[] = [];
  for (const one of tests)
    for (const { isPrefix, value } of names.comparedWith(one)) {
      const path = certainText(await evaluator.evaluate(value, callee.scope));
      if (path?.startsWith('/'))
        found.push({ path, method, isPrefix, place: one, handler: reduced(callee, node, body) });
    }
  return found;
}

async function ofSwitch(
  node: Extract<Statement, { kind: 'switch' }>,
  callee: FunctionValue,
  names: RequestNames,
  evaluator: Evaluator,
): Promise<readonly ComparedPath[]> {
  const found: ComparedPath[] = [];
  for (const [index, one] of node.cases.entries()) {
    if (!one.test) continue;
    // A case without a body falls through to the next that has one.
    const body = node.cases.slice(index).find((next) => next.body.length > 0)?.body ?? [];
    const path = certainText(await evaluator.evaluate(one.test, callee.scope));
    if (path?.startsWith('/') && answers(body, names))
      found.push({
        path,
        method: 'ANY',
        isPrefix: false,
        place: one.test,
        handler: reduced(callee, node, body),
      });
  }
  return found;
}

function reduced(callee: FunctionValue, { end, start }: Placed, body: readonly Statement[]): FunctionValue {
  return { ...callee, node: { ...callee.node, start, end, body } };
}

/** The functions of the project that a function hands its request to, with the place of the request among their parameters. */
export async function delegatesOf(
  callee: FunctionValue,
  evaluator: Evaluator,
  requestAt?: number,
): Promise<readonly { readonly delegate: FunctionValue; readonly at: number }[]> {
  const names = RequestNames.of(callee, requestAt);
  const found: { delegate: FunctionValue; at: number }[] = [];
  for (const { node, part } of names ? walkProgram(callee.node.body) : []) {
    if (part !== 'expression' || node.kind !== 'call' || node.isNew || found.length > 40) continue;
    const at = names?.handedOn(node) ?? -1;
    if (at === -1 || (node.callee.kind !== 'identifier' && node.callee.kind !== 'member')) continue;
    const value = await evaluator.evaluate(node.callee, callee.scope);
    if (value.kind === 'function') found.push({ delegate: value, at });
  }
  return found;
}

/** The parts of a test that `&&` and `||` join. */
function conjuncts(test: Expression): readonly Expression[] {
  return test.kind === 'binary' && (test.operator === '&&' || test.operator === '||')
    ? [...conjuncts(test.left), ...conjuncts(test.right)]
    : [test];
}

/** Whether a branch answers: calls what answers, gives the answer's object to somebody, sets the body, or returns an answer. */
function answers(body: readonly Statement[], names: RequestNames | undefined): boolean {
  for (const { node, part } of walkProgram(body)) {
    if (part === 'statement') {
      if (node.kind === 'return' && names?.isReturning && node.argument) return true;
      continue;
    }
    if (node.kind === 'assign' && node.target.kind === 'place' && isBody(node.target.expression)) return true;
    if (node.kind !== 'call') continue;
    const { callee } = node;
    if (
      callee.kind === 'member' &&
      typeof callee.property === 'string' &&
      (answering.has(callee.property) || isSetTo(callee.property, callee.object, names))
    )
      return true;
    if (
      names?.answer !== undefined &&
      node.arguments.some(({ value }) => value.kind === 'identifier' && value.name === names.answer)
    )
      return true;
  }
  return false;
}

function isSetTo(method: string, object: Expression, names: RequestNames | undefined): boolean {
  return method === 'redirect' && object.kind === 'identifier' && object.name === names?.answer;
}

/** Koa's `ctx.body = …`. */
function isBody(expression: Expression): boolean {
  return expression.kind === 'member' && expression.property === 'body';
}

/** Whether a function that is mounted answers itself instead of handing on: it does not know `next`, or never uses it. */
export function isTerminal({ node }: FunctionValue): boolean {
  if (node.parameters.some(({ rest }) => rest)) return false;
  const next = node.parameters[2]?.pattern;
  if (next === undefined) return node.parameters.length === 2 || answers(node.body, undefined);
  if (node.parameters.length > 3 || next.kind !== 'name') return false;
  for (const { node: inner, part } of walkProgram(node.body))
    if (part === 'expression' && inner.kind === 'identifier' && inner.name === next.name) return false;
  return answers(node.body, undefined);
}
