import type { PyExpression } from '../../../syntax/python/tree.js';
import type { BodyFacts } from './body-walk.js';
import { partsOf } from './body-walk.js';

const answering =
  /(?:^|\.)(?:jsonify|make_response|json_response|response\.(?:json|text|html|empty|raw)|\w*Response|HttpResponse\w+|dict|str|HTTPException)$/;

/** Whether a callee only writes an answer. */
export function isAnswer(callee: string): boolean {
  return answering.test(callee);
}

/** Whether a body answers with a status of 400 or more on some way: raised, returned or set on the response. */
export function answersFailure(facts: BodyFacts): boolean {
  if (facts.raised.length > 0) return true;
  for (const { call } of facts.calls) {
    const { callee } = call;
    const name = callee.kind === 'name' || callee.kind === 'attribute' ? callee.name : '';
    if (name === 'abort' && !(call.args[0]?.value.kind === 'number' && call.args[0].value.value < 400))
      return true;
    if (/^HttpResponse(?:ServerError|BadRequest|Forbidden|NotFound|NotAllowed|Gone)$/.test(name)) return true;
    for (const arg of call.args)
      if (/^status(?:_code)?$/.test(arg.name ?? '') && mayFail(arg.value, facts)) return true;
    if (
      /Response$|^make_response$/.test(name) &&
      call.args.slice(1).some((arg) => arg.name === undefined && mayFail(arg.value, facts))
    )
      return true;
  }
  if (
    facts.returned.some(
      (one) => one.kind === 'list' && one.items[1] !== undefined && mayFail(one.items[1], facts),
    )
  )
    return true;
  return facts.assigned.some(
    ({ target, value }) =>
      target.kind === 'attribute' && target.name === 'status_code' && mayFail(value, facts),
  );
}

/** Whether a status is 400 or more, on one of its ways; a name is looked up among the assignments of the body. */
function mayFail(status: PyExpression, facts: BodyFacts, depth = 0): boolean {
  if (depth > 6) return false;
  if (status.kind === 'number') return status.value >= 400 && status.value < 600;
  if (status.kind === 'text')
    return typeof status.parts[0] === 'string' && /^[45]\d\d\b/.test(status.parts[0]);
  if (status.kind === 'attribute')
    return (
      /^(?:HTTP_[45]\d\d_\w+|SERVICE_UNAVAILABLE|INTERNAL_SERVER_ERROR|BAD_GATEWAY|GATEWAY_TIMEOUT|NOT_FOUND)$/.test(
        status.name,
      ) ||
      (status.name === 'value' && mayFail(status.object, facts, depth + 1))
    );
  if (status.kind === 'name')
    return (
      /^HTTP_[45]\d\d_/.test(status.name) ||
      facts.assigned.some(
        ({ target, value }) =>
          target.kind === 'name' && target.name === status.name && mayFail(value, facts, depth + 1),
      )
    );
  return (
    status.kind === 'conditional' &&
    [status.chosen, status.otherwise].some((one) => mayFail(one, facts, depth + 1))
  );
}

/** Whether an expression is made of literals only, as the body of a constant answer is. */
export function isLiteral(root: PyExpression): boolean {
  const stack: PyExpression[] = [root];
  let nodes = 0;
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    nodes += 1;
    if (nodes > 500 || node.kind === 'other' || node.kind === 'lambda') return false;
    if (node.kind === 'call') stack.push(...node.args.map((arg) => arg.value));
    else if (node.kind === 'name' && !/^[A-Z][A-Z0-9_]*$/.test(node.name)) return false;
    else if (node.kind === 'attribute') continue;
    else stack.push(...partsOf(node));
  }
  return true;
}
