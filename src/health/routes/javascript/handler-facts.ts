import type { Handler, Touch } from '../../../model/endpoint.js';
import { compareSpans } from '../../../model/source-span.js';
import type { Interpreter } from '../../../syntax/javascript/evaluate/interpreter.js';
import { optionsOf, type FunctionValue, type Value } from '../../../syntax/javascript/evaluate/value.js';
import type { FunctionNode } from '../../../syntax/javascript/tree.js';
import { sureOffsets } from '../../../syntax/sure-code.js';
import type { Calling } from './dialect.js';
import { HandlerArgument, HandlerHost } from './handler-host.js';

/** Steps that the evaluation of one handler may take. */
const stepLimit = 8_000;
/** More than this says nothing more. */
const touchLimit = 40;

/** Reads what is known of handlers; each function is read once. */
export class HandlerReader {
  readonly #interpreter: Interpreter;
  readonly #known = new Map<FunctionNode, Promise<Handler>>();
  readonly #knownMiddleware = new Map<FunctionNode, Promise<readonly Touch[]>>();

  constructor(interpreter: Interpreter) {
    this.#interpreter = interpreter;
  }

  /** What is known of the last of a route's handlers, which answers; undefined when it could not be followed. */
  async read(handlers: readonly Value[], calling: Calling): Promise<Handler | undefined> {
    const last = handlers.at(-1);
    if (last === undefined) return undefined;
    const found = answeringFunction(last, 0);
    if (found) return this.#readOnce(found, calling);
    // Some frameworks take the answer itself: `app.get('/health', 'ok')`.
    const isAnswer = calling.returnsAnswer && (last.kind === 'text' || last.kind === 'object');
    return isAnswer ? { touches: [], canFail: false, constant: true } : undefined;
  }

  /** What a function that stands before handlers touches at every request that passes it; see {@link sureOffsets}. */
  async middleware(value: Value, calling: Calling): Promise<readonly Touch[]> {
    const found = answeringFunction(value, 0);
    if (!found) return [];
    let touches = this.#knownMiddleware.get(found.node);
    if (touches === undefined) {
      touches = this.#sureTouches(found, calling);
      this.#knownMiddleware.set(found.node, touches);
    }
    return touches;
  }

  async #sureTouches(handler: FunctionValue, calling: Calling): Promise<readonly Touch[]> {
    const host = new HandlerHost(this.#interpreter, false);
    await this.#run(handler, host, calling);
    const sure: Touch[] = [];
    for (const { sites, ...touch } of host.touches) {
      const isSure = await Promise.all(
        sites.map(async ({ source, start }) => (await sureOffsets(source)).has(start)),
      );
      if (isSure.every(Boolean)) sure.push(touch);
    }
    return distinctTouches(sure);
  }

  #readOnce(handler: FunctionValue, calling: Calling): Promise<Handler> {
    let facts = this.#known.get(handler.node);
    if (facts === undefined) {
      facts = this.#readFunction(handler, calling);
      this.#known.set(handler.node, facts);
    }
    return facts;
  }

  async #readFunction(handler: FunctionValue, calling: Calling): Promise<Handler> {
    const host = new HandlerHost(this.#interpreter);
    const finished = await this.#run(handler, host, calling);
    const { node, scope } = handler;
    const isUnclear = host.isUnclear || finished === undefined;
    const canFail = host.fails ? true : host.answers && !isUnclear ? false : undefined;
    return {
      ...(handler.name !== undefined && { name: handler.name }),
      span: scope.module.module.source.span(node.start, node.end),
      touches: distinctTouches(
        host.touches.map(({ dependency, span, text }) => ({ dependency, span, text })),
      ),
      ...(canFail !== undefined && { canFail }),
      constant: host.answers && !host.callsOthers && canFail === false,
    };
  }

  /** Undefined when it does too much to be followed to the end. */
  async #run(handler: FunctionValue, host: HandlerHost, calling: Calling): Promise<true | undefined> {
    const interpreter = this.#interpreter;
    return interpreter.within(stepLimit, () =>
      interpreter.withHost(host, async () => {
        const result = await interpreter.state.maybe(undefined, () =>
          interpreter.run(handler, argumentsFor(handler, calling), handler.self),
        );
        if (calling.returnsAnswer) host.returned(result);
        return true as const;
      }),
    );
  }
}

/** The function that answers: the one given, or the one inside a wrapper such as `asyncHandler(handler)`. */
function answeringFunction(value: Value, depth: number): FunctionValue | undefined {
  if (depth > 4) return undefined;
  for (const option of optionsOf(value)) {
    const inner =
      option.kind === 'function'
        ? option.wraps
        : option.kind === 'unknown' || option.kind === 'external'
          ? option.given
          : undefined;
    for (const given of (inner ?? []).toReversed()) {
      const found = answeringFunction(given, depth + 1);
      if (found !== undefined) return found;
    }
    if (option.kind === 'function') return option;
  }
  return undefined;
}

function argumentsFor({ node }: FunctionValue, { returnsAnswer, roles }: Calling): Value[] {
  const given = roles.map((role): Value =>
    role === 'other' ? { kind: 'unknown' } : { kind: 'host', object: new HandlerArgument(role) },
  );
  const isErrorHandler = !returnsAnswer && roles[0] === 'request' && node.parameters.length === 4;
  return isErrorHandler ? [{ kind: 'unknown' }, ...given] : given;
}

/** Each place once, sorted. */
export function distinctTouches(touches: readonly Touch[]): Touch[] {
  const seen = new Set<string>();
  return touches
    .slice(0, touchLimit)
    .filter(({ dependency, span }) => {
      const key = `${dependency} ${span.file} ${span.line} ${span.column}`;
      return !seen.has(key) && seen.add(key);
    })
    .toSorted((a, b) => compareSpans(a.span, b.span));
}
