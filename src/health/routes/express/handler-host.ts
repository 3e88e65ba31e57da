import type { Dependency } from '../../../model/endpoint.js';
import type { SourceSpan } from '../../../model/source-span.js';
import type { Call, Evaluator, Host } from '../../../syntax/javascript/evaluate/evaluator.js';
import {
  isNullish,
  optionsOf,
  unknown,
  type FunctionValue,
  type HostValue,
  type Value,
} from '../../../syntax/javascript/evaluate/value.js';
import type { Expression, FunctionNode } from '../../../syntax/javascript/tree.js';
import { dependencyOfCall } from '../dependency-calls.js';
import { writtenAt } from '../../../syntax/javascript/evaluate/call-span.js';
import { dependencyOfPackage } from './client-packages.js';

/** What Express hands to a handler. */
export class HandlerArgument {
  readonly role: 'request' | 'response' | 'next';

  constructor(role: HandlerArgument['role']) {
    this.role = role;
  }
}

/** Something that a handler reaches for. */
export interface Touch {
  readonly dependency: Dependency;
  readonly span: SourceSpan;
  readonly text: string;
}

/** Calls are followed this far from the handler. */
const hopLimit = 2;

const statusMethods = new Set(['status', 'sendStatus', 'writeHead']);
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
]);

/** Watches a handler while it is evaluated: what it touches, and whether it can answer anything but success. */
export class HandlerHost implements Host {
  readonly runsCallbacks = true;
  readonly touches: Touch[] = [];
  fails = false;
  answers = false;
  /** Something that decides about the answer could not be followed. */
  isUnclear = false;
  /** Calls beside those that answer. */
  callsOthers = false;
  #risks = 0;
  readonly #evaluator: Evaluator;

  constructor(evaluator: Evaluator) {
    this.#evaluator = evaluator;
  }

  observe(call: Call): void {
    const { callee } = call;
    if (callee.kind === 'method' && roleOf(callee.receiver) === 'response') return;
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
    });
  }

  call(call: Call): Value | undefined {
    const { callee } = call;
    if (callee.kind === 'method') {
      const role = roleOf(callee.receiver);
      if (role === 'response') return this.#respond(callee.name, call);
      if (role !== undefined) return unknown;
    }
    if (roleOf(callee) === 'next') {
      this.#handOn(call.arguments[0]);
      return unknown;
    }
    if (call.arguments.some((value) => roleOf(value) === 'response' || roleOf(value) === 'next'))
      this.isUnclear = true;
    return undefined;
  }

  #respond(name: string, call: Call): Value {
    if (statusMethods.has(name)) this.#status(call.arguments[0]);
    if (answerMethods.has(name)) this.answers = true;
    return call.callee.kind === 'method' ? call.callee.receiver : unknown;
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
    if (roleOf(value) === 'response' && (name === 'statusCode' || name === 'status')) this.#status(assigned);
  }

  member(value: HostValue): Value | undefined {
    return roleOf(value) === 'request' ? unknown : undefined;
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
}

const statusPackages = new Set(['http-status', 'http-status-codes', 'http-status-enum', '@nestjs/common']);
/** Names of codes below 400, as packages of status codes and RFC 9110 call them. */
const successNames =
  /^(?:CONTINUE|SWITCHING_PROTOCOLS|PROCESSING|EARLY_?HINTS|OK|CREATED|ACCEPTED|NON_AUTHORITATIVE_INFORMATION|NO_CONTENT|RESET_CONTENT|PARTIAL_CONTENT|MULTI_STATUS|ALREADY_REPORTED|IM_USED|MULTIPLE_CHOICES|AMBIGUOUS|MOVED_\w+|FOUND|SEE_OTHER|NOT_MODIFIED|USE_PROXY|SWITCH_PROXY|TEMPORARY_REDIRECT|PERMANENT_REDIRECT)$/;

/** Whether a status code says failure; undefined when it is not known. */
function failureStatus(value: Value): boolean | undefined {
  if (value.kind === 'literal' && typeof value.value === 'number') return value.value >= 400;
  if (value.kind !== 'external' || !statusPackages.has(value.package)) return undefined;
  const name = value.path.at(-1) ?? '';
  return /^[A-Z][A-Z0-9_]+$/.test(name) ? !successNames.test(name) : undefined;
}

function roleOf(value: Value): HandlerArgument['role'] | undefined {
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
