import type { FunctionValue } from '../../../syntax/javascript/evaluate/value.js';
import type { CallExpression, Expression, Pattern } from '../../../syntax/javascript/tree.js';
import { walkProgram } from '../../../syntax/javascript/visit.js';

/** The other side of a comparison with the request's path. */
export interface Compared {
  readonly value: Expression;
  readonly isPrefix: boolean;
}

const pathMembers = new Set(['path', 'url', 'originalUrl', 'pathname']);

/** The names by which a function knows the path of the request that it gets. */
export class RequestNames {
  readonly #request: string;
  readonly #text: string;
  /** The name of the response, or of a context that is both. */
  readonly answer: string | undefined;
  /** What it returns is the answer: it gets nothing to answer on. */
  readonly isReturning: boolean;
  /** Variables that hold the path. */
  readonly #paths = new Set<string>();
  /** Variables that hold the parsed address. */
  readonly #addresses = new Set<string>();

  private constructor(
    callee: FunctionValue,
    request: string,
    answer: string | undefined,
    isDelegate: boolean,
  ) {
    this.#request = request;
    this.#text = callee.scope.module.module.source.text;
    this.answer = answer;
    this.isReturning = isDelegate || answer === undefined || /^(?:ctx|c|context)$/.test(request);
    for (const { node, part } of walkProgram(callee.node.body))
      if (part === 'statement' && node.kind === 'variables')
        for (const { target, value } of node.declarations) if (value) this.#declare(target, value);
  }

  /**
   * `at` says which parameter is the request, in a function that another hands it to; undefined when the function gets no request that has
   * a name.
   */
  static of(callee: FunctionValue, at?: number): RequestNames | undefined {
    const request = callee.node.parameters[at ?? 0];
    const response = callee.node.parameters[(at ?? 0) + 1];
    if (request?.pattern.kind !== 'name') return undefined;
    const { name } = request.pattern;
    const isContext = /^(?:ctx|c|context|koaCtx)$/.test(name);
    const answer = isContext
      ? name
      : response?.pattern.kind === 'name' && !response.rest
        ? response.pattern.name
        : undefined;
    return new RequestNames(callee, name, answer, at !== undefined);
  }

  #declare(target: Pattern, value: Expression): void {
    if (target.kind === 'name') {
      if (this.isPath(value)) this.#paths.add(target.name);
      else if (this.#isAddress(value)) this.#addresses.add(target.name);
    } else if (target.kind === 'objectPattern' && (this.#isAddress(value) || this.#isRequest(value)))
      for (const { key, target: inner } of target.properties)
        if (pathMembers.has(key) && inner.kind === 'name') this.#paths.add(inner.name);
  }

  /** `new URL(req.url)`, `url.parse(req.url)`, `req.nextUrl`, or a name for one. */
  #isAddress(node: Expression): boolean {
    if (node.kind === 'identifier') return this.#addresses.has(node.name);
    if (node.kind === 'member')
      return this.#isRequest(node.object) && /^(?:nextUrl|URL|_parsedUrl)$/.test(propertyOf(node));
    if (node.kind !== 'call') return false;
    const callee = this.#text.slice(node.callee.start, node.callee.end);
    const [first] = node.arguments;
    return /^(?:URL|(?:url|URL|Url)\.parse|parse|parseUrl|parseurl)$/.test(callee) && first !== undefined
      ? this.#mentions(first.value)
      : false;
  }

  #mentions(node: Expression): boolean {
    return new RegExp(`\\b${escaped(this.#request)}\\b`).test(this.#text.slice(node.start, node.end));
  }

  /** The request itself, or `ctx.request` and `ctx.req`. */
  #isRequest(node: Expression): boolean {
    if (node.kind === 'identifier') return node.name === this.#request;
    return (
      node.kind === 'member' && this.#isRequest(node.object) && /^(?:request|req)$/.test(propertyOf(node))
    );
  }

  /** Whether an expression is the path, perhaps without its query. */
  isPath(node: Expression): boolean {
    if (node.kind === 'identifier') return this.#paths.has(node.name);
    if (node.kind === 'member') {
      if (typeof node.property !== 'string') return this.#isSplit(node.object);
      return pathMembers.has(node.property) && (this.#isRequest(node.object) || this.#isAddress(node.object));
    }
    if (node.kind === 'binary' && (node.operator === '||' || node.operator === '??'))
      return this.isPath(node.left);
    if (node.kind !== 'call' || node.callee.kind !== 'member') return false;
    const method = propertyOf(node.callee);
    if (method === 'replace' || method === 'toLowerCase' || method === 'trim' || method === 'toString')
      return this.isPath(node.callee.object);
    return (method === 'at' || method === 'shift') && this.#isSplit(node.callee.object);
  }

  /** `req.url.split('?')`. */
  #isSplit(node: Expression): boolean {
    return (
      node.kind === 'call' &&
      node.callee.kind === 'member' &&
      propertyOf(node.callee) === 'split' &&
      this.isPath(node.callee.object)
    );
  }

  /** The method that a test compares the request's with; undefined when it compares none. */
  comparedMethod(test: Expression): string | undefined {
    if (test.kind !== 'binary' || !/^={2,3}$/.test(test.operator)) return undefined;
    const isMethod = (side: Expression): boolean =>
      side.kind === 'member' && side.property === 'method' && this.#isRequest(side.object);
    return [test.left, test.right].some(isMethod)
      ? /['"`]([A-Z]+)['"`]/.exec(this.#text.slice(test.start, test.end))?.[1]
      : undefined;
  }

  /** Which argument of a call is the request. */
  handedOn(call: CallExpression): number {
    return call.arguments.findIndex(({ value }) => this.#isRequest(value));
  }

  /** What a test compares the path with. */
  comparedWith(test: Expression): readonly Compared[] {
    if (test.kind === 'binary' && /^={2,3}$/.test(test.operator)) {
      if (this.isPath(test.left)) return [{ value: test.right, isPrefix: false }];
      return this.isPath(test.right) ? [{ value: test.left, isPrefix: false }] : [];
    }
    if (test.kind !== 'call' || test.callee.kind !== 'member') return [];
    const [first] = test.arguments;
    const { object } = test.callee;
    const method = propertyOf(test.callee);
    if (method === 'startsWith' && first && this.isPath(object))
      return [{ value: first.value, isPrefix: true }];
    return method === 'includes' && first && object.kind === 'array' && this.isPath(first.value)
      ? object.elements.map(({ value }) => ({ value, isPrefix: false }))
      : [];
  }
}

function propertyOf(node: Extract<Expression, { kind: 'member' }>): string {
  return typeof node.property === 'string' ? node.property : '';
}

function escaped(name: string): string {
  return name.replaceAll('$', '\\$');
}
