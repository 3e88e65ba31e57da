import type { Touch } from '../../../model/endpoint.js';
import type { SourceText } from '../../../model/source-text.js';
import type { Call, Evaluator, Host } from '../../../syntax/javascript/evaluate/evaluator.js';
import {
  isNullish,
  optionsOf,
  unknown,
  type ExternalValue,
  type FunctionValue,
  type HostValue,
  type Value,
} from '../../../syntax/javascript/evaluate/value.js';
import type { Expression, FunctionNode } from '../../../syntax/javascript/tree.js';
import { dependencyOfCall } from '../dependency-calls.js';
import { writtenAt } from '../../../syntax/javascript/evaluate/call-span.js';
import { answerOfPackage, failureStatus, isPure, type PackageAnswer } from './answers.js';
import { dependencyOfPackage } from './client-packages.js';
import type { HandlerRole } from './dialect.js';

/** What a framework hands to a handler. */
export class HandlerArgument {
  readonly role: HandlerRole;

  constructor(role: HandlerRole) {
    this.role = role;
  }
}

/** Something that a handler reaches for, with the calls that lead there from the handler on. */
export interface TouchByCalls extends Touch {
  readonly sites: readonly { readonly source: SourceText; readonly start: number }[];
}

/** Calls are followed this far from the handler. */
const hopLimit = 2;

const statusMethods = new Set(['status', 'code', 'sendStatus', 'writeHead', 'error']);
const answerMethods = new Set([
  'send',
  'json',
  'jsonp',
  'end',
  'sendStatus',
  'render',
  'sendFile',
  'redirect',
  'download',
  'write',
  'response',
  'text',
  'html',
  'body',
  'newResponse',
  'view',
  'ok',
  'created',
  'accepted',
  'noContent',
  'continue',
]);
/** Adonis has a method for each status. */
const failureMethods =
  /^(?:badRequest|unauthorized|paymentRequired|forbidden|notFound|methodNotAllowed|requestTimeout|conflict|gone|preconditionFailed|unprocessableEntity|tooManyRequests|internalServerError|notImplemented|badGateway|serviceUnavailable|gatewayTimeout|throw|abort)$/;
/** Members of a context that are the answer, or a part of it. */
const answerMembers = new Set(['response', 'res', 'reply', 'set']);
/** Members of a context that are the request, or tell of it. */
const requestMembers =
  /^(?:request|req|params?|query|headers?|state|var|env|cookies?|cookie|url|path|method|log|logger|auth|session|user|app|executionCtx|i18n|ip|host|store|get|locals|platform|fetch|event)$/;

/** Watches a handler while it is evaluated: what it touches, and whether it can answer anything but success. */
export class HandlerHost implements Host {
  readonly runsCallbacks: boolean;
  readonly touches: TouchByCalls[] = [];
  fails = false;
  answers = false;
  /** Something that decides about the answer could not be followed. */
  isUnclear = false;
  /** Calls beside those that answer. */
  callsOthers = false;
  #risks = 0;
  readonly #evaluator: Evaluator;

  /** @param runsCallbacks whether what is handed to code outside of the repository counts as run. */
  constructor(evaluator: Evaluator, runsCallbacks = true) {
    this.#evaluator = evaluator;
    this.runsCallbacks = runsCallbacks;
  }

  observe(call: Call): void {
    const { callee } = call;
    const receiver = callee.kind === 'method' ? roleOf(callee.receiver) : roleOf(callee);
    if (receiver === 'response' || receiver === 'context') return;
    if (callee.kind === 'external' && (answerOfPackage(callee, call) || isPure(callee))) return;
    this.callsOthers = true;
    this.#risks += 1;
    const written = calleeText(call.site.expression.callee, 0);
    if (call.isNew) return;
    const known = callee.kind === 'external' ? dependencyOfPackage(callee) : undefined;
    const dependency = known ?? dependencyOfCall(written);
    if (dependency === undefined) return;
    const { expression, module } = call.site;
    this.touches.push({
      dependency,
      span: module.source.span(expression.start, expression.end),
      text: writtenAt(call.site, expression.start, expression.end),
      sites: [...this.#evaluator.state.sites, call.site].map((site) => ({
        source: site.module.source,
        start: site.expression.start,
      })),
    });
  }

  async call(call: Call, evaluator: Evaluator): Promise<Value | undefined> {
    const { callee } = call;
    if (callee.kind === 'method') {
      const role = roleOf(callee.receiver);
      if (role === 'response' || role === 'context') return this.#respond(callee.name, call);
      if (role !== undefined) return unknown;
    }
    const called = roleOf(callee);
    if (called === 'next') {
      this.#handOn(call.arguments[0]);
      return unknown;
    }
    // Hapi's `h.response(body)`.
    if (called === 'response') {
      this.answers = true;
      return callee;
    }
    if (callee.kind === 'external') {
      const answer = answerOfPackage(callee, call);
      if (answer) return this.#answerBy(answer);
      if (callee.package === '@nestjs/terminus' && callee.path.at(-1) === 'check')
        return this.#runChecks(call, evaluator);
    }
    const handsOn = call.arguments.some((value) =>
      ['response', 'next', 'context'].includes(roleOf(value) ?? ''),
    );
    if (handsOn) this.isUnclear = true;
    return undefined;
  }

  /** `HealthCheckService.check([() => …])` of @nestjs/terminus: 503 when one of the checks rejects. */
  async #runChecks(call: Call, evaluator: Evaluator): Promise<Value> {
    this.fails = true;
    const [checks] = call.arguments;
    for (const check of checks?.kind === 'list' ? checks.items.slice(0, 40) : [])
      if (check.kind === 'function') await evaluator.state.maybe(undefined, () => evaluator.run(check, []));
    return unknown;
  }

  #answerBy({ isAnswer, status }: PackageAnswer): Value {
    if (status !== undefined) this.#status(status);
    if (isAnswer) this.answers = true;
    return unknown;
  }

  #respond(name: string, call: Call): Value {
    const receiver = call.callee.kind === 'method' ? call.callee.receiver : unknown;
    const isContext = roleOf(receiver) === 'context';
    if (failureMethods.test(name)) {
      this.fails = true;
      this.answers = true;
      return receiver;
    }
    if (statusMethods.has(name)) this.#status(call.arguments[0]);
    if (answerMethods.has(name)) {
      this.answers = true;
      // Hono: `c.json(body, 503)`.
      const status = isContext && name !== 'redirect' ? call.arguments[1] : undefined;
      if (status?.kind === 'object') {
        const inner = status.members.get('status');
        if (inner) this.#status(inner);
      } else if (status !== undefined && !isNullish(status)) this.#status(status);
    }
    if (isContext && name === 'next') this.isUnclear = true;
    return receiver;
  }

  #status(code: Value | undefined): void {
    for (const option of optionsOf(code ?? unknown)) {
      const isFailure = failureStatus(option);
      if (isFailure === undefined) this.isUnclear = true;
      else this.fails ||= isFailure;
    }
  }

  /** `next(error)`; `next('route')` goes on to other handlers. */
  #handOn(error: Value | undefined): void {
    if (error === undefined || isNullish(error)) this.isUnclear = true;
    else if (error.kind !== 'text') this.fails = true;
  }

  assign(value: HostValue, name: string, assigned: Value): void {
    const role = roleOf(value);
    if (role !== 'response' && role !== 'context') return;
    if (name === 'statusCode' || name === 'status') this.#status(assigned);
    // Koa: `ctx.body = …`, or the status alone.
    if (name === 'body' || (role === 'context' && name === 'status')) this.answers = true;
  }

  member(value: HostValue, name: string): Value | undefined {
    const role = roleOf(value);
    if (role === 'request' || role === 'other') return unknown;
    if (role !== 'context') return undefined;
    if (answerMembers.has(name)) return { kind: 'host', object: new HandlerArgument('response') };
    return requestMembers.test(name) ? unknown : undefined;
  }

  risks(): number {
    return this.#risks;
  }

  awaited(value: Value): void {
    this.#risks += 1;
    const isOutcome =
      (value.kind === 'unknown' && value.called === true) ||
      (value.kind === 'external' && value.path.at(-1) === '()') ||
      (value.kind === 'list' &&
        value.items.some((item) => item.kind === 'unknown' || item.kind === 'external'));
    if (isOutcome && this.#evaluator.state.guards === 0) this.fails = true;
  }

  thrown(): void {
    this.#risks += 1;
    if (this.#evaluator.state.guards === 0) this.fails = true;
  }

  mayEnter(callee: FunctionValue): boolean {
    return hops([...this.#evaluator.state.functions, callee.node]) <= hopLimit;
  }

  /** What a handler returned, where that is the answer. */
  returned(value: Value): void {
    this.answers = true;
    for (const option of optionsOf(value))
      if ((option.kind === 'unknown' && option.called === true) || isOutcome(option)) this.isUnclear = true;
  }
}

function isOutcome(value: Value): value is ExternalValue {
  return value.kind === 'external' && value.path.at(-1) === '()' && value.package !== '';
}

function roleOf(value: Value): HandlerRole | undefined {
  return value.kind === 'host' && value.object instanceof HandlerArgument ? value.object.role : undefined;
}

/** Steps from function to function; one that is written inside the one that runs it is no step. */
function hops(running: readonly FunctionNode[]): number {
  let count = 0;
  for (const [index, node] of running.entries()) {
    const before = running[index - 1];
    const isInside = before === undefined || (node.start >= before.start && node.end <= before.end);
    if (!isInside) count += 1;
  }
  return count;
}

/** A callee without its arguments: `knex.select().from`. */
function calleeText(node: Expression, depth: number): string {
  if (depth > 30) return '';
  switch (node.kind) {
    case 'identifier':
      return node.name;
    case 'this':
      return 'this';
    case 'await':
      return calleeText(node.argument, depth + 1);
    case 'call':
      return `${calleeText(node.callee, depth + 1)}()`;
    case 'member':
      return `${calleeText(node.object, depth + 1)}.${typeof node.property === 'string' ? node.property : '?'}`;
    default:
      return '';
  }
}
