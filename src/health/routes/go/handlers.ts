import type { Handler, Touch } from '../../../model/endpoint.js';
import type { GoFunction } from '../../../syntax/go/file.js';
import type { GoParameter } from '../../../syntax/go/tree.js';
import { sureOffsets } from '../../../syntax/sure-code.js';
import type { HandlerNotes } from './handler-notes.js';
import { emptyNotes } from './handler-notes.js';
import type { Machine } from './machine.js';
import { isCheckingHandler, isErrorHandler, noteReturned } from './framework-answers.js';
import { spanOfPlace } from './places.js';
import type { Registration } from './routers.js';
import { isHandlerValue } from './handler-values.js';
import { externalTypeName, memberOf } from './types.js';
import type { Cell, ClosureValue, FilePlace, FunctionValue, Value } from './values.js';
import { optionsOf } from './values.js';

/** Facts about a handler. */
export interface DescribedHandler {
  readonly handler: Handler;
  /** What the middleware before it touches each time. */
  readonly touchedBefore: readonly Touch[];
}

type NotedTouch = HandlerNotes['touches'][number];

/** How many calls deep a handler's work is followed, and how many expressions may be looked at for one handler. */
const hops = 2;
const stepsPerHandler = 4_000;

/** The code that answers, out of its wrapping. */
interface Answerer {
  readonly name?: string;
  readonly code?: FunctionValue | ClosureValue;
  /** Of a health library, which runs checks. */
  readonly checks?: boolean;
  readonly middleware: readonly Value[];
}

/** Finds the code that answers below middleware, conversions and functions that make handlers. */
async function answererOf(
  machine: Machine,
  value: Value,
  name: string | undefined,
  depth = 0,
): Promise<Answerer> {
  let first: Answerer | undefined;
  if (depth <= 10)
    for (const option of optionsOf(value)) {
      const found = await answererOfOne(machine, option, name, depth);
      if (found.code) return found;
      first ??= found;
    }
  return first ?? { ...(name !== undefined && { name }), middleware: [] };
}

async function answererOfOne(
  machine: Machine,
  option: Value,
  name: string | undefined,
  depth: number,
): Promise<Answerer> {
  const named = name === undefined ? {} : { name };
  switch (option.kind) {
    case 'wrapped': {
      const inner = await answererOf(machine, option.inner, name, depth + 1);
      return { ...inner, middleware: [option.middleware, ...inner.middleware] };
    }
    case 'stripped':
      return answererOf(machine, option.inner, name, depth + 1);
    case 'deferred': {
      const forced = await machine.operations.force(machine, option);
      const made = nameOf(option.call.fn);
      if (forced.kind === 'deferred') return { name: made, middleware: [] };
      const inner = await answererOf(machine, forced, made, depth + 1);
      return inner.code ? inner : { ...inner, name: inner.name ?? made };
    }
    case 'external': {
      for (const argument of option.args.toReversed())
        if (await isHandlerValue(machine, argument)) return answererOf(machine, argument, name, depth + 1);
      return { ...outsideName(option.name), middleware: [] };
    }
    case 'external-function':
      return { ...outsideName(option.name), middleware: [] };
    case 'object':
    case 'unknown': {
      const member = option.type && (await memberOf(machine.program, option.type, 'ServeHTTP'));
      if (member?.kind !== 'method') return { ...named, middleware: [] };
      return {
        name: nameOf(member.fn),
        code: { kind: 'function', fn: member.fn, receiver: option },
        middleware: [],
      };
    }
    case 'function':
      return { name: nameOf(option.fn), code: option, middleware: [] };
    case 'closure':
      return { ...named, code: option, middleware: [] };
    default:
      return { ...named, middleware: [] };
  }
}

function nameOf(fn: GoFunction): string {
  return fn.receiver === undefined ? fn.name : `${fn.receiver.type}.${fn.name}`;
}

/** `promhttp.Handler` of `github.com/…/promhttp.Handler`; nothing for a method of a value whose type is not known. */
function outsideName(name: string): { readonly name?: string; readonly checks?: boolean } {
  if (name.startsWith('?')) return {};
  return { name: name.slice(name.lastIndexOf('/') + 1), ...(isCheckingHandler(name) && { checks: true }) };
}

function signatureOf(code: FunctionValue | ClosureValue): {
  readonly parameters: readonly GoParameter[];
  readonly results: readonly GoParameter[];
} {
  return code.kind === 'function' ? code.fn : code.literal;
}

function fileOf(code: FunctionValue | ClosureValue): string {
  return code.kind === 'function' ? code.fn.file : code.scope.file;
}

function placeOf(code: FunctionValue | ClosureValue): FilePlace {
  const { start, end } = code.kind === 'function' ? code.fn : code.literal;
  return { file: fileOf(code), start, end };
}

/** Runs code with parameters of which only the types are known, and gives back what was noted. */
async function observe(
  machine: Machine,
  code: FunctionValue | ClosureValue,
  alwaysOnly = false,
): Promise<HandlerNotes> {
  const notes = emptyNotes({
    maxDepth: hops,
    alwaysOnly,
    branches: machine.branches,
    calls: machine.callSites.length,
    captured: capturedBy(code),
  });
  const { limit } = machine;
  machine.notes = notes;
  machine.limit = machine.steps + stepsPerHandler;
  try {
    await machine.undone(async () => {
      const result = await call(machine, code, notes);
      notes.returned = result;
      /** Middleware gives back the function that will run. */
      for (const option of optionsOf(result)) {
        // `http.HandlerFunc(func …)`
        const made = alwaysOnly ? (await answererOf(machine, option, undefined)).code : option;
        if (made?.kind === 'closure') await call(machine, made, notes);
      }
    });
    if (!machine.step()) notes.unclear = true;
  } finally {
    machine.notes = undefined;
    machine.limit = limit;
  }
  return notes;
}

function capturedBy(code: FunctionValue | ClosureValue): ReadonlySet<Cell> {
  const cells = new Set<Cell>();
  for (
    let scope = code.kind === 'closure' ? code.scope : undefined;
    scope !== undefined;
    scope = scope.parent
  )
    for (const cell of scope.cells.values()) cells.add(cell);
  return cells;
}

async function call(
  machine: Machine,
  code: FunctionValue | ClosureValue,
  notes: HandlerNotes,
): Promise<Value> {
  const args = signatureOf(code).parameters.map((parameter): Value => ({
    kind: 'unknown',
    type: { type: parameter.type, file: fileOf(code) },
  }));
  notes.depth = -1;
  if (code.kind === 'closure') notes.depth = 0;
  return machine.operations.apply(machine, code, args, placeOf(code));
}

/** Reads the facts about the handlers of routes; what middleware touches is read once for all its routes. */
export class HandlerReader {
  readonly #machine: Machine;
  readonly #middleware = new Map<Value, HandlerNotes['touches']>();
  /** Code that ran through several times (a router is made on several ways) is looked at once for one place. */
  readonly #observed = new Map<object, Map<string, HandlerNotes>>();

  constructor(machine: Machine) {
    this.#machine = machine;
  }

  async describe(registration: Registration): Promise<DescribedHandler | undefined> {
    if (registration.constant)
      return { handler: { touches: [], canFail: false, constant: true }, touchedBefore: [] };
    const machine = this.#machine;
    const answerer = await answererOf(machine, registration.handler, undefined);
    if (answerer.code === undefined && answerer.name === undefined) return undefined;
    const notes = answerer.code && (await this.#notesOf(answerer.code, registration.place));
    const touches = notes?.touches ?? [];
    const before: NotedTouch[] = [];
    for (const middleware of [...registration.middleware, ...answerer.middleware])
      for (const touch of await this.#touchesOf(middleware))
        if (
          !before.some((one) => one.place.file === touch.place.file && one.place.start === touch.place.start)
        )
          before.push(touch);
    const placed = ({ dependency, place, text }: NotedTouch): Touch => ({
      dependency,
      span: spanOfPlace(machine, place),
      text,
    });
    return {
      touchedBefore: before.map(placed),
      handler: {
        ...(answerer.name !== undefined && { name: answerer.name }),
        ...(answerer.code && { span: spanOfPlace(machine, placeOf(answerer.code)) }),
        touches: touches.map(placed),
        ...(answerer.checks && { canFail: true, constant: false }),
        ...(notes && answerer.code && verdict(notes, await leavesAnswer(machine, answerer.code, notes))),
      },
    };
  }

  async #notesOf(code: FunctionValue | ClosureValue, place: FilePlace): Promise<HandlerNotes> {
    const identity = code.kind === 'function' ? code.fn : code.literal;
    const ofCode = this.#observed.get(identity) ?? new Map<string, HandlerNotes>();
    this.#observed.set(identity, ofCode);
    const key = `${place.file}:${String(place.start)}`;
    const known = ofCode.get(key) ?? (await observe(this.#machine, code));
    ofCode.set(key, known);
    return known;
  }

  /**
   * What stands behind a way out of its function (`if path == … { return }`) is not sure, though it is in no branch; nor is it when one of
   * the calls on the way to it stands there.
   */
  async #isSure({ place, way }: NotedTouch): Promise<boolean> {
    for (const { file, start } of [...way, place]) {
      const source = this.#machine.program.file(file)?.source;
      if (source === undefined || !(await sureOffsets(source)).has(start)) return false;
    }
    return true;
  }

  async #touchesOf(middleware: Value): Promise<HandlerNotes['touches']> {
    let known = this.#middleware.get(middleware);
    if (known === undefined) {
      known = [];
      this.#middleware.set(middleware, known);
      const forced = await this.#machine.operations.force(this.#machine, middleware);
      for (const option of optionsOf(forced))
        if (option.kind === 'function' || option.kind === 'closure')
          for (const touch of (await observe(this.#machine, option, true)).touches)
            if (await this.#isSure(touch)) known.push(touch);
    }
    return known;
  }
}

/** A handler that returns something (an error), or that only knows a context of the house, leaves the answer to others. */
async function leavesAnswer(
  machine: Machine,
  code: FunctionValue | ClosureValue,
  notes: HandlerNotes,
): Promise<boolean> {
  const { parameters, results } = signatureOf(code);
  if (results.length === 1 && notes.returned && (await givesBackError(machine, code)))
    return !noteReturned(notes, [notes.returned]);
  if (results.length > 0) return true;
  if (notes.answers) return false;
  for (const { type } of parameters) {
    const name = await externalTypeName(machine.program, { type, file: fileOf(code) });
    if (
      name === 'net/http.ResponseWriter' ||
      name?.endsWith('/gin.Context') ||
      name === 'github.com/cloudwego/hertz/pkg/app.RequestContext'
    )
      return false;
  }
  return true;
}

/** `func(c echo.Context) error`, `func(c *fiber.Ctx) error`, and the checks of controller-runtime: `func(*http.Request) error`. */
async function givesBackError(machine: Machine, code: FunctionValue | ClosureValue): Promise<boolean> {
  const { parameters, results } = signatureOf(code);
  const [parameter, another] = parameters;
  const [result] = results;
  if (!parameter || another || result?.type.kind !== 'named' || result.type.name !== 'error') return false;
  const name = await externalTypeName(machine.program, { type: parameter.type, file: fileOf(code) });
  return isErrorHandler(name) || name === 'net/http.Request';
}

/** Whether the handler can answer anything but success, and whether it is constant. */
function verdict(notes: HandlerNotes, leavesToOthers: boolean): Pick<Handler, 'canFail' | 'constant'> {
  const unclear = notes.unclear || leavesToOthers;
  return {
    ...(notes.fails ? { canFail: true } : unclear ? {} : { canFail: false }),
    constant: !notes.computes && !unclear && !notes.fails && notes.touches.length === 0,
  };
}
