import type { PythonMachine } from './machine.js';
import type { ClassObject, Cell, PyValue, Scope } from './values.js';
import { eitherOf, optionsOf, unknown } from './values.js';

/** The value that a name has where a scope is; undefined when it is nobody's. */
export async function lookUp(
  machine: PythonMachine,
  scope: Scope,
  name: string,
): Promise<PyValue | undefined> {
  for (let at: Scope | undefined = scope; at !== undefined; at = at.parent) {
    const cell = at.cells.get(name);
    if (cell) return cellValue(cell);
    for (const path of at.stars) {
      const found = await starred(machine, path, name);
      if (found) return found;
    }
  }
  return undefined;
}

const openStars = new WeakMap<PythonMachine, Set<string>>();

/** A name that came with `from x import *`; modules may import each other in a ring. */
async function starred(machine: PythonMachine, path: string, name: string): Promise<PyValue | undefined> {
  let open = openStars.get(machine);
  if (!open) openStars.set(machine, (open = new Set()));
  if (open.has(path) || name.startsWith('_') || !machine.step()) return undefined;
  open.add(path);
  try {
    const scope = await machine.operations.moduleScope(machine, path);
    return scope && (await lookUp(machine, scope, name));
  } finally {
    open.delete(path);
  }
}

/** Follows the import behind a cell once; an import that leads back to itself gives nothing. */
async function cellValue(cell: Cell): Promise<PyValue> {
  const { load } = cell;
  if (load) {
    cell.load = undefined;
    cell.value = eitherOf([...(cell.value ? [cell.value] : []), await load()]);
  }
  return cell.value ?? unknown;
}

/** `object.name`. */
export async function attributeOf(machine: PythonMachine, object: PyValue, name: string): Promise<PyValue> {
  if (!machine.step()) return unknown;
  switch (object.kind) {
    case 'either': {
      const found: PyValue[] = [];
      for (const option of optionsOf(object)) found.push(await attributeOf(machine, option, name));
      return eitherOf(found);
    }
    case 'module':
      return moduleAttribute(machine, object, name);
    case 'external':
      return named(machine, `${object.name}.${name}`);
    case 'class':
      return (
        (await member(machine, object.of, name)) ??
        /** `View.as_view('name')` stands for the class itself. */
        (name === 'as_view'
          ? { kind: 'native', call: (viewed) => Promise.resolve({ ...object, viewed }) }
          : unknown)
      );
    case 'instance':
      return (
        object.attributes.get(name) ?? bound((await member(machine, object.of, name)) ?? unknown, object)
      );
    case 'host':
      return object.object.attributes.get(name) ?? { kind: 'host-method', object: object.object, name };
    default:
      return unknown;
  }
}

/** A value of another package by its dotted name. */
export function named(machine: PythonMachine, name: string): PyValue {
  return machine.host.external(name) ?? { kind: 'external', name: name.slice(0, 300) };
}

/** A name of a module: what it defines, or a module below it. */
export async function moduleAttribute(
  machine: PythonMachine,
  module: Extract<PyValue, { kind: 'module' }>,
  name: string,
): Promise<PyValue> {
  const scope =
    module.file === undefined ? undefined : await machine.operations.moduleScope(machine, module.file);
  const found = scope && (await lookUp(machine, scope, name));
  if (found && found.kind !== 'unknown') return found;
  const below =
    module.directory === undefined ? undefined : machine.program.modules.below(module.directory, [name]);
  return below ? { kind: 'module', ...below } : (found ?? unknown);
}

/** A member of a class or of its bases. What settings hold is only a default. */
async function member(
  machine: PythonMachine,
  of: ClassObject,
  name: string,
  depth = 0,
): Promise<PyValue | undefined> {
  const cell = of.scope.cells.get(name);
  const own = cell && (await cellValue(cell));
  if (own) return isSettings(of) ? adjustable(own) : own;
  if (depth > 10) return undefined;
  for (const base of of.bases.flatMap(optionsOf)) {
    const found = base.kind === 'class' ? await member(machine, base.of, name, depth + 1) : undefined;
    if (found) return isSettings(of) ? adjustable(found) : found;
  }
  return undefined;
}

function isSettings(of: ClassObject): boolean {
  return (
    /settings|config/i.test(of.cls.name) ||
    of.bases.some((base) => base.kind === 'external' && base.name.endsWith('Settings'))
  );
}

function adjustable(value: PyValue): PyValue {
  if (value.kind === 'text') return { ...value, adjustable: true };
  return value.kind === 'boolean' || value.kind === 'number' || value.kind === 'none' ? unknown : value;
}

/** A function that was reached through an instance gets it as `self`, a property is asked. */
function bound(value: PyValue, self: PyValue): PyValue {
  if (value.kind !== 'function' || value.self) return value;
  const isStatic = value.fn.decorators.some((one) => one.kind === 'name' && one.name === 'staticmethod');
  return isStatic ? value : { ...value, self };
}

/** Whether a method is read like an attribute. */
export function isProperty(value: PyValue): boolean {
  return (
    value.kind === 'function' &&
    value.fn.decorators.some(
      (one) =>
        (one.kind === 'name' && /^(?:cached_)?property$|^computed_field$/.test(one.name)) ||
        (one.kind === 'attribute' && one.name === 'cached_property'),
    )
  );
}
