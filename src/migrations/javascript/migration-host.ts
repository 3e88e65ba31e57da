import type { Call, Evaluator, Host } from '../../syntax/javascript/evaluate/evaluator.js';
import type { ExternalValue, HostValue, TextValue, Value } from '../../syntax/javascript/evaluate/value.js';
import { listValue, optionsOf, unknown } from '../../syntax/javascript/evaluate/value.js';
import { ProgramCall } from './program-call.js';
import { objectOf } from './program-object.js';
import { schemaCondition, type StepRecorder } from './recorder.js';

/** What a framework knows of calls that leave the repository: `sql` of its package, constructors. Undefined = nothing. */
export type ReadPackageCall = (
  callee: ExternalValue,
  call: ProgramCall,
) => Promise<Value | undefined> | Value | undefined;

const deepest = 4;

/** Watches one way through a migration while it is evaluated, and lets the framework's objects answer. */
export class MigrationHost implements Host {
  readonly #recorder: StepRecorder;
  readonly #packages: ReadPackageCall | undefined;
  /** Whether it surely throws. */
  throws = false;
  /** Whether it calls something that no one here knows, so that it cannot be said to do nothing. */
  callsOthers = false;
  #evaluator: Evaluator | undefined;

  constructor(recorder: StepRecorder, packages?: ReadPackageCall) {
    this.#recorder = recorder;
    this.#packages = packages;
  }

  /** The evaluator that runs with this host; it is made before. */
  attach(evaluator: Evaluator): void {
    this.#evaluator = evaluator;
  }

  observe({ callee, arguments: given }: Call): void {
    const isOwn = callee.kind === 'host' || (callee.kind === 'method' && callee.receiver.kind === 'host');
    const isPackage = callee.kind === 'external' && callee.package !== '';
    if (isOwn) for (const value of given) consume(value, 0);
    else if (isPackage || callee.kind === 'unknown') for (const value of given) this.markAwaited(value);
  }

  async call(call: Call, evaluator: Evaluator): Promise<Value | undefined> {
    const { callee } = call;
    const made = new ProgramCall(call.arguments, call.site, evaluator, this.#recorder, (value) =>
      this.markAwaited(value),
    );
    const object = objectOf(callee.kind === 'method' ? callee.receiver : callee);
    if (object) {
      const name = callee.kind === 'method' ? callee.name : '';
      const result = await object.call(name, made);
      if (result !== undefined) return result;
      made.opaque(name === '' ? 'the method is chosen while the migration runs' : `${name}() is not known`);
      return unknown;
    }
    if (callee.kind === 'external') {
      const known = (await this.#packages?.(callee, made)) ?? (await iterate(callee, made));
      if (known !== undefined) return known;
      if (isHarmless(callee)) return undefined;
    }
    if (callee.kind === 'method' && callee.receiver.kind !== 'external') return undefined;
    this.callsOthers = true;
    if (call.arguments.some((value) => objectOf(value)?.isConnection === true))
      made.opaque('the call gets the connection and could not be followed');
    await runCallbacks(made);
    return undefined;
  }

  member(value: HostValue, name: string): Value | undefined {
    return objectOf(value)?.member(name);
  }

  assign(value: HostValue, name: string, assigned: Value): void {
    objectOf(value)?.assign(name, assigned);
  }

  text(value: HostValue): TextValue | undefined {
    const object = objectOf(value);
    if (object) object.consumed = true;
    return object?.text();
  }

  awaited(value: Value): void {
    this.markAwaited(value);
  }

  settled(value: Value): Value | undefined {
    if (value.kind === 'list')
      return listValue(
        value.items.map((item) => this.settled(item) ?? item),
        value.open,
      );
    return objectOf(value)?.settled();
  }

  condition(value: Value): string | undefined {
    const objects = optionsOf(value).map(objectOf);
    if (objects.some((object) => object?.isSchemaCheck === true)) return schemaCondition;
    return objects.some((object) => object?.isUndecided === true)
      ? 'what is passed to the migration'
      : undefined;
  }

  thrown(): void {
    const state = this.#evaluator?.state;
    if (state?.branches === 0 && state.guards === 0) this.throws = true;
  }

  /** Marks what the program waits for. */
  markAwaited(value: Value, depth = 0): void {
    if (depth > deepest) return;
    const object = objectOf(value);
    if (object) object.awaited = true;
    for (const inner of partsOf(value)) this.markAwaited(inner, depth + 1);
  }
}

function consume(value: Value, depth: number): void {
  if (depth > deepest) return;
  const object = objectOf(value);
  if (object) object.consumed = true;
  for (const inner of partsOf(value)) consume(inner, depth + 1);
}

function partsOf(value: Value): readonly Value[] {
  switch (value.kind) {
    case 'list':
      return value.items;
    case 'object':
      return [...value.members.values()];
    case 'choice':
      return value.options;
    default:
      return [];
  }
}

/** Functions that call another for each item of a list: those of Bluebird, lodash and async. */
const iterating =
  /^(?:map|mapSeries|each|eachSeries|forEach|forEachSeries|mapValues|for[A-Z]\w*|times|filter|reduce)$/;
const iteratingPackages = new Set([
  'bluebird',
  'lodash',
  'async',
  'p-map',
  'p-each-series',
  'p-map-series',
  'underscore',
]);

/** `Promise.each(list, f)` of Bluebird, `_.map(list, f)`, `pMap(list, f)`: runs the function for each item that is known. */
async function iterate(callee: ExternalValue, call: ProgramCall): Promise<Value | undefined> {
  const name = callee.path.at(-1) ?? '';
  const isPromise = callee.package === '' && callee.path.length === 2 && callee.path[0] === 'Promise';
  const isKnown = isPromise || iteratingPackages.has(callee.package);
  if (!isKnown || !(iterating.test(name) || callee.package.startsWith('p-'))) return undefined;
  const [list, callback] = call.arguments;
  const items = list?.kind === 'list' ? list.items.slice(0, 200) : [];
  const results: Value[] = [];
  for (const item of items) results.push((await call.enter(callback, [item, unknown])) ?? unknown);
  const isOpen = list?.kind !== 'list' || list.open;
  if (isOpen) await call.evaluator.state.looped(() => call.enter(callback, [unknown, unknown]));
  return listValue(results, isOpen);
}

/** Callbacks that are given to something unknown run some time, perhaps. */
async function runCallbacks(call: ProgramCall): Promise<void> {
  for (const value of call.arguments) {
    if (value.kind !== 'function') continue;
    const given = value.node.parameters.map((): Value => unknown);
    await call.evaluator.state.looped(() => call.enter(value, given));
  }
}

const harmlessPackages = new Set([
  'fs',
  'fs-extra',
  'fs/promises',
  'path',
  'crypto',
  'util',
  'os',
  'url',
  'lodash',
  'uuid',
  'debug',
  'chalk',
  'assert',
  'slug',
  'nanoid',
]);
const harmlessGlobals = new Set([
  'console',
  'process',
  'JSON',
  'Math',
  'Number',
  'String',
  'Boolean',
  'Date',
  'Object',
  'Array',
  'Error',
  'Set',
  'Map',
  'Symbol',
  'BigInt',
  'parseInt',
  'parseFloat',
  'Buffer',
  'RegExp',
]);

/** Calls of the language and of packages that reach for no database. */
function isHarmless({ package: name, path }: ExternalValue): boolean {
  return name === '' ? harmlessGlobals.has(path[0] ?? '') : harmlessPackages.has(name);
}
