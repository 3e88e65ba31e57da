import type { PythonMachine } from './machine.js';
import { attributeOf } from './attributes.js';
import type { PyExpression, PyFunction } from './tree.js';
import type { Cell, ClassObject, FunctionValue, PyArguments, PyPlace, PyValue, Scope } from './values.js';
import { argument, eitherOf, optionsOf, unknown } from './values.js';

const maxDepth = 30;
const maxRecursion = 2;
/** Functions up to this many characters are run to learn what they give back, even if they have nothing to do with the host. */
const smallFunction = 800;

/** Calls a value. */
export async function apply(
  machine: PythonMachine,
  callee: PyValue,
  args: PyArguments,
  site: PyPlace,
): Promise<PyValue> {
  if (!machine.step()) return unknown;
  switch (callee.kind) {
    case 'either': {
      const results: PyValue[] = [];
      for (const option of optionsOf(callee)) results.push(await apply(machine, option, args, site));
      return eitherOf(results);
    }
    case 'function':
      return applyFunction(machine, callee, args, site);
    case 'class':
      return construct(machine, callee.of, args, site);
    case 'host-method':
      return machine.host.callMethod(callee.object, callee.name, args, site);
    case 'native':
      return callee.call(args, site);
    case 'host':
      return (await machine.host.callObject?.(callee.object, args, site)) ?? unknown;
    case 'external':
      return (
        builtinCall(callee.name, args) ??
        (await dynamicAttribute(machine, callee.name, args)) ??
        (await machine.host.callExternal(callee.name, args, site)) ?? {
          kind: 'external',
          name: `${callee.name}()`.slice(0, 300),
        }
      );
    default:
      return unknown;
  }
}

function builtinCall(name: string, args: PyArguments): PyValue | undefined {
  const [first = unknown, second] = args.positional;
  switch (name) {
    case 'builtins.str':
    case 'builtins.list':
    case 'builtins.tuple':
    case 'builtins.set':
    case 'builtins.sorted':
    case 'builtins.reversed':
    case 'typing.cast':
      return name === 'typing.cast' ? second : first;
    case 'os.getenv':
    case 'os.environ.get': {
      const fallback = argument(args, 'default', 1);
      return fallback?.kind === 'text' ? { ...fallback, adjustable: true } : unknown;
    }
    case 'pydantic.Field': {
      return argument(args, 'default', 0) ?? unknown;
    }
    default:
      return undefined;
  }
}

async function dynamicAttribute(
  machine: PythonMachine,
  name: string,
  args: PyArguments,
): Promise<PyValue | undefined> {
  const [object, attribute] = args.positional;
  if (name !== 'builtins.getattr' || !object || attribute?.kind !== 'text' || attribute.text.includes(null))
    return undefined;
  return attributeOf(machine, object, attribute.text.join(''));
}

/** Whether a value is, or holds, something of the host: then the function it is given to matters. */
function carriesHost(value: PyValue, depth = 0): boolean {
  if (depth > 2) return false;
  if (value.kind === 'host') return true;
  if (value.kind === 'list') return value.items.slice(0, 20).some((one) => carriesHost(one, depth + 1));
  if (value.kind === 'either') return value.options.some((one) => carriesHost(one, depth + 1));
  return (
    value.kind === 'instance' &&
    [...value.attributes.values()].slice(0, 50).some((one) => carriesHost(one, depth + 1))
  );
}

async function applyFunction(
  machine: PythonMachine,
  callee: FunctionValue,
  args: PyArguments,
  site: PyPlace,
): Promise<PyValue> {
  const { fn } = callee;
  const given = [...args.positional, ...args.named.values()];
  const carries =
    given.some((one) => carriesHost(one)) || (callee.self !== undefined && carriesHost(callee.self));
  const worth = carries || fn.end - fn.start <= smallFunction || (await functionMatters(machine, callee));
  return worth ? runFunction(machine, callee, args, site) : unknown;
}

/** Whether the text of a function has to do with the host. */
export async function functionMatters(machine: PythonMachine, { fn, file }: FunctionValue): Promise<boolean> {
  const source = (await machine.program.file(file))?.source;
  return source !== undefined && machine.host.matters(source.text.slice(fn.start, fn.end));
}

/** Runs a function's body; gives back all that its `return`s may give. */
export async function runFunction(
  machine: PythonMachine,
  callee: FunctionValue,
  args: PyArguments,
  site: PyPlace,
): Promise<PyValue> {
  const { fn } = callee;
  const running = machine.running.get(fn) ?? 0;
  if (running >= maxRecursion || machine.depth >= maxDepth || !machine.step()) return unknown;
  machine.visited.add(fn);
  const scope: Scope = { file: callee.file, cells: new Map(), parent: callee.scope, stars: [] };
  machine.running.set(fn, running + 1);
  machine.depth += 1;
  const { branches } = machine;
  machine.branches = 0;
  try {
    await bindParameters(machine, callee, args, scope, site);
    const returns: PyValue[] = [];
    await machine.operations.execute(machine, fn.body, { scope, returns });
    return eitherOf(returns);
  } finally {
    machine.branches = branches;
    machine.depth -= 1;
    machine.running.set(fn, running);
  }
}

async function bindParameters(
  machine: PythonMachine,
  { fn, file, self, scope: outer }: FunctionValue,
  args: PyArguments,
  scope: Scope,
  site: PyPlace,
): Promise<void> {
  const positional = self === undefined ? [...args.positional] : [self, ...args.positional];
  const used = new Set<string>();
  for (const parameter of fn.parameters) {
    const cell: Cell = {};
    scope.cells.set(parameter.name, cell);
    if (parameter.spread === 1)
      cell.value = { kind: 'list', items: positional.splice(0), complete: args.complete };
    else if (parameter.spread === 2) {
      const rest = [...args.named].filter(([name]) => !used.has(name));
      cell.value = { kind: 'dict', entries: new Map(rest), complete: args.complete };
    } else {
      used.add(parameter.name);
      const given =
        args.named.get(parameter.name) ?? (parameter.keywordOnly ? undefined : positional.shift());
      const known = given && given.kind !== 'unknown' ? given : undefined;
      const standIn =
        known ??
        (await standInFor(machine, parameter.name, parameter.annotation, outer, {
          file,
          start: fn.start,
          end: fn.end,
        }));
      const fallback = given === undefined && parameter.value && args.complete ? parameter.value : undefined;
      cell.value =
        known ??
        (fallback ? await machine.operations.evaluate(machine, fallback, outer) : undefined) ??
        standIn ??
        unknown;
      if (cell.value.kind === 'none' && standIn && site.start === fn.start) cell.value = standIn;
    }
  }
}

async function standInFor(
  machine: PythonMachine,
  name: string,
  annotation: PyExpression | undefined,
  scope: Scope,
  place: PyPlace,
): Promise<PyValue | undefined> {
  const type = annotation && (await machine.operations.evaluate(machine, annotation, scope));
  return machine.host.parameter(name, type, place);
}

/** Makes an instance and runs its `__init__`. */
async function construct(
  machine: PythonMachine,
  of: ClassObject,
  args: PyArguments,
  site: PyPlace,
): Promise<PyValue> {
  const base = of.bases.flatMap(optionsOf).find((one) => one.kind === 'external');
  const made = base?.kind === 'external' ? machine.host.construct(base.name, args, site) : undefined;
  const instance: PyValue = made ?? { kind: 'instance', of, attributes: new Map(), made: { args, site } };
  if (!machine.instances.has(of)) machine.instances.set(of, instance);
  if (instance.kind === 'host')
    for (const [name, { value }] of of.scope.cells)
      if (value?.kind === 'function' && !machine.host.answers(name))
        instance.object.attributes.set(name, { ...value, self: instance });
  const init = await attributeOf(machine, { kind: 'class', of }, '__init__');
  if (init.kind === 'function') await applyFunction(machine, { ...init, self: instance }, args, site);
  return instance;
}

/** Runs what matters and was called by nobody, with stand-ins for what it would be given. */
export async function runPending(machine: PythonMachine): Promise<void> {
  for (let next = machine.pending.shift(); next !== undefined; next = machine.pending.shift()) {
    const { value, owner } = next;
    const { fn } = value;
    if (machine.visited.has(fn) || !(await functionMatters(machine, value))) continue;
    const site = { file: value.file, start: fn.start, end: fn.end };
    const none: PyArguments = { positional: [], named: new Map(), complete: true };
    if (owner === undefined) await runFunction(machine, value, none, site);
    else {
      const self = machine.instances.get(owner) ?? (await construct(machine, owner, none, site));
      if (!machine.visited.has(fn))
        await runFunction(machine, isStatic(fn) ? value : { ...value, self }, none, site);
    }
  }
}

function isStatic(fn: PyFunction): boolean {
  return fn.decorators.some((one) => one.kind === 'name' && one.name === 'staticmethod');
}
