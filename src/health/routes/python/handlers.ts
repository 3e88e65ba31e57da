import type { Dependency, Handler, Touch } from '../../../model/endpoint.js';
import { attributeOf, lookUp } from '../../../syntax/python/attributes.js';
import type { PythonMachine } from '../../../syntax/python/machine.js';
import type { PyCall, PyExpression, PyFunction } from '../../../syntax/python/tree.js';
import type { FunctionValue, PyValue, Scope } from '../../../syntax/python/values.js';
import { optionsOf } from '../../../syntax/python/values.js';
import { sureOffsets } from '../../../syntax/sure-code.js';
import { dependencyOfCall } from '../dependency-calls.js';
import { answersFailure, isAnswer, isLiteral } from './answers.js';
import { bodyFacts } from './body-walk.js';
import { ChecksHandler } from './router.js';

const maxHops = 2;
const sessionTypes =
  /(?:^|\.)(?:AsyncSession|Session|AsyncConnection|Connection|AsyncEngine|Engine|AsyncIOMotor\w*|Pool)$/;
const sessionPackages = /^(?:sqlalchemy|sqlmodel|asyncpg|psycopg|motor|databases)\b/;
const databaseNames = /(?:^|_)(?:db|database|sessionmaker|sessionlocal)(?:_|$)/i;

/** What is written down while a handler and what it calls are looked at. */
interface Notes {
  readonly touches: Touch[];
  fails: boolean;
  /** Something is called that was not followed and whose errors would leave. */
  unclear: boolean;
  computes: boolean;
  readonly seen: Set<PyFunction>;
  /** Only what surely runs counts. */
  readonly sureOnly?: true;
}

/** What code that a request passes before it comes to a handler touches each time; see {@link sureOffsets}. */
export async function sureTouches(machine: PythonMachine, code: FunctionValue): Promise<readonly Touch[]> {
  const notes: Notes = {
    touches: [],
    fails: false,
    unclear: false,
    computes: false,
    seen: new Set(),
    sureOnly: true,
  };
  await note(machine, code, notes, 0, false);
  return notes.touches;
}

/** What is known of the code that answers a route; undefined when nothing is. */
export async function describeHandler(
  machine: PythonMachine,
  value: PyValue | undefined,
  dependencies: readonly (PyValue | undefined)[],
): Promise<Handler | undefined> {
  const [option] = value ? optionsOf(value) : [];
  const notes: Notes = { touches: [], fails: false, unclear: false, computes: false, seen: new Set() };
  if (option?.kind === 'host' && option.object instanceof ChecksHandler) {
    for (const check of option.object.checks.flatMap(optionsOf))
      if (check.kind === 'function') await note(machine, check, notes, 1, false);
    return { name: option.object.name, touches: notes.touches, canFail: true, constant: false };
  }
  const target = option?.kind === 'class' ? await methodOf(machine, option) : option;
  if (target?.kind !== 'function') return undefined;
  const { fn, file } = target;
  await note(machine, target, notes, 0, false);
  for (const one of dependencies) await noteDependencyList(machine, one, notes);
  const source = (await machine.program.file(file))?.source;
  const constant = !notes.computes && notes.touches.length === 0 && !notes.fails;
  return {
    name: fn.name,
    ...(source && { span: source.span(fn.start, fn.end) }),
    touches: notes.touches,
    ...(notes.fails ? { canFail: true } : notes.unclear ? {} : { canFail: false }),
    constant,
  };
}

/** The method of a view class, its own or an inherited one, that answers a GET. */
async function methodOf(
  machine: PythonMachine,
  value: Extract<PyValue, { kind: 'class' }>,
): Promise<PyValue | undefined> {
  for (const name of ['get', 'on_get', 'dispatch_request', 'head']) {
    const found = await attributeOf(machine, { kind: 'class', of: value.of }, name);
    if (found.kind === 'function')
      return { ...found, self: { kind: 'instance', of: value.of, attributes: new Map() } };
  }
  return undefined;
}

async function noteDependencyList(
  machine: PythonMachine,
  value: PyValue | undefined,
  notes: Notes,
): Promise<void> {
  for (const item of value?.kind === 'list' ? value.items : [])
    if (item.kind === 'function') await note(machine, item, notes, 1, false);
}

/** Notes what one function does: its parameters, its calls, and those of the functions of the repository that it calls. */
async function note(
  machine: PythonMachine,
  value: FunctionValue,
  notes: Notes,
  hop: number,
  swallowed: boolean,
): Promise<void> {
  const { fn, file } = value;
  const source = (await machine.program.file(file))?.source;
  if (!source || notes.seen.has(fn) || notes.seen.size > 60) return;
  notes.seen.add(fn);
  const facts = bodyFacts(fn);
  const scope: Scope = { file, cells: new Map(), parent: value.scope, stars: [] };
  if (value.self && fn.parameters[0]) scope.cells.set(fn.parameters[0].name, { value: value.self });
  const touch = (dependency: Dependency, at: PyExpression, safe: boolean): void => {
    const span = source.span(at.start, at.end);
    const text = source.text.slice(at.start, at.end).replaceAll(/\s+/g, ' ').slice(0, 120);
    if (
      notes.touches.length < 30 &&
      !notes.touches.some((one) => one.text === text && one.span.line === span.line)
    )
      notes.touches.push({ dependency, span, text });
    if (!safe) notes.fails = true;
    notes.computes = true;
  };
  if (hop === 0) await noteParameters(machine, value, notes, touch);
  if (!swallowed || hop === 0) notes.fails ||= hop === 0 ? answersFailure(facts) : facts.raised.length > 0;
  if (facts.returned.some((one) => !isLiteral(one)) || facts.branches) notes.computes = true;
  const sure = notes.sureOnly && (await sureOffsets(source));
  for (const { call, swallowed: caught } of facts.calls) {
    if (sure && !sure.has(call.start)) continue;
    const safe = caught || swallowed;
    const text = source.text.slice(call.callee.start, call.callee.end);
    if (isAnswer(text) || /^(?:Depends|Security)$/.test(text)) continue;
    notes.computes = true;
    const dependency = await dependencyOf(machine, call, text, scope);
    if (dependency) touch(dependency, call, safe);
    const callee = await calledFunction(machine, call, scope);
    if (callee && hop < maxHops) await note(machine, callee, notes, hop + 1, safe);
    else if (!dependency && !safe && !isHarmless(text)) notes.unclear = true;
  }
}

function isHarmless(callee: string): boolean {
  return /^(?:str|int|len|bool|list|dict|round|float|isinstance|getattr|print|any|all)$|(?:^|\.)(?:logger|logging|log)\.\w+$|^(?:time|datetime|platform|os\.environ)\b|(?:^|\.)(?:isoformat|time|utcnow|now|items|append|getLogger)$/.test(
    callee,
  );
}

/** A callee's dependency, by its text, or by the package that it comes from. */
async function dependencyOf(
  machine: PythonMachine,
  call: PyCall,
  text: string,
  scope: Scope,
): Promise<Dependency | undefined> {
  const local = await calledFunction(machine, call, scope);
  const found = dependencyOfCall(text);
  if (found) return found === 'http' && local ? undefined : found;
  const { callee } = call;
  /** Django's connections and managers (django/db). */
  if (
    /^connections?(?:\[[^\]]*\])?\.(?:cursor|ensure_connection|is_usable|connect)$|\.objects\.\w+$/.test(text)
  )
    return 'db';
  if (callee.kind !== 'attribute' && callee.kind !== 'name') return undefined;
  const value = await quietValue(machine, callee, scope);
  const name = value?.kind === 'external' ? value.name : '';
  if (/^(?:requests|httpx|aiohttp|urllib3)\.(?:\w+\(?\)?\.)?(?:get|head|post|put|request)$/.test(name))
    return 'http';
  if (
    // `database_exists` connects (https://sqlalchemy-utils.readthedocs.io/en/latest/database_helpers.html).
    /^(?:psycopg2?|asyncpg|pymysql|MySQLdb|sqlite3|aiosqlite|pymongo)\.(?:connect|create_pool|MongoClient)$|^sqlalchemy_utils\.(?:functions\.)?database_exists$/.test(
      name,
    )
  )
    return 'db';
  if (
    /^redis\b.*\.(?:ping|get|info)$|^django\.core\.cache\.caches?\b.*\.(?:get|set|add|incr|touch)$/.test(name)
  )
    return 'cache';
  if (/^django\.db\.connections?\b.*\./.test(name)) return 'db';
  return undefined;
}

/** The function of the repository that a call runs. */
async function calledFunction(
  machine: PythonMachine,
  call: PyCall,
  scope: Scope,
): Promise<FunctionValue | undefined> {
  const value = await quietValue(machine, call.callee, scope);
  const [found] = value ? optionsOf(value) : [];
  return found?.kind === 'function' ? found : undefined;
}

/** The value of a name or of attributes of one, without running anything but imports. */
async function quietValue(
  machine: PythonMachine,
  expression: PyExpression,
  scope: Scope,
  depth = 0,
): Promise<PyValue | undefined> {
  if (depth > 12) return undefined;
  if (expression.kind === 'name') return lookUp(machine, scope, expression.name);
  if (expression.kind === 'call') {
    const made = await quietValue(machine, expression.callee, scope, depth + 1);
    if (made?.kind === 'class') return { kind: 'instance', of: made.of, attributes: new Map() };
    return made?.kind === 'external' ? { kind: 'external', name: `${made.name}()` } : undefined;
  }
  if (expression.kind !== 'attribute') return undefined;
  const object = await quietValue(machine, expression.object, scope, depth + 1);
  return object && attributeOf(machine, object, expression.name);
}

/** `db: Session = Depends(get_db)`, `Annotated[Session, Depends(get_db)]`, also through an alias of the type. */
async function noteParameters(
  machine: PythonMachine,
  value: FunctionValue,
  notes: Notes,
  touch: (dependency: Dependency, at: PyExpression, safe: boolean) => void,
): Promise<void> {
  for (const { name, annotation, value: fallback } of value.fn.parameters) {
    const at = fallback ?? annotation;
    if (!at) continue;
    const type = annotation && (await machine.operations.evaluate(machine, annotation, value.scope));
    const isSession =
      type?.kind === 'external' && sessionTypes.test(type.name) && sessionPackages.test(type.name);
    if (isSession) {
      touch('db', at, false);
      continue;
    }
    for (const expression of [fallback, annotation]) {
      const provider = expression && dependsOn(expression);
      if (!provider) continue;
      const text = await textOf(machine, value.file, provider);
      const target = await quietValue(machine, provider, value.scope);
      notes.computes = true;
      if (databaseNames.test(text) || dependencyOfCall(text) === 'db') touch('db', at, false);
      else if (/(?:^|_)(?:redis|cache)(?:_|$)/i.test(text)) touch('cache', at, false);
      else if (target?.kind === 'function') await note(machine, target, notes, 1, false);
      else if (name) notes.unclear = true;
    }
  }
}

async function textOf(machine: PythonMachine, file: string, expression: PyExpression): Promise<string> {
  const source = (await machine.program.file(file))?.source;
  return source?.text.slice(expression.start, expression.end) ?? '';
}

/** The function inside `Depends(…)` or `Security(…)`, also inside `Annotated[…]`. */
export function dependsOn(expression: PyExpression, depth = 0): PyExpression | undefined {
  if (depth > 6) return undefined;
  const parts =
    expression.kind === 'subscript'
      ? expression.index
      : expression.kind === 'list'
        ? expression.items
        : expression.kind === 'other' && /^(?:generic_type|type_parameter|type)$/.test(expression.type)
          ? expression.children
          : [];
  for (const part of parts) {
    const found = dependsOn(part, depth + 1);
    if (found) return found;
  }
  if (expression.kind !== 'call') return undefined;
  const { callee } = expression;
  const name = callee.kind === 'name' || callee.kind === 'attribute' ? callee.name : '';
  return /^(?:Depends|Security)$/.test(name) ? expression.args[0]?.value : undefined;
}
