import { lookUp, moduleAttribute, named } from './attributes.js';
import type { PyFrame, PythonMachine } from './machine.js';
import type { PyClass, PyExpression, PyFunction, PyImport, PyStatement } from './tree.js';
import type { ClassObject, FunctionValue, PyValue, Scope } from './values.js';
import { eitherOf, optionsOf, truthOf, unknown } from './values.js';
import { joined } from './texts.js';

/** Runs statements in order; true when nothing after them is reached. */
export async function execute(
  machine: PythonMachine,
  body: readonly PyStatement[],
  frame: PyFrame,
): Promise<boolean> {
  for (const statement of body) {
    if (!machine.step()) return true;
    if (await executeOne(machine, statement, frame)) return true;
  }
  return false;
}

async function executeOne(machine: PythonMachine, statement: PyStatement, frame: PyFrame): Promise<boolean> {
  const { scope } = frame;
  const value = async (expression: PyExpression): Promise<PyValue> =>
    machine.operations.evaluate(machine, expression, scope);
  switch (statement.kind) {
    case 'expression':
      await value(statement.value);
      return false;
    case 'assign':
      if (statement.value) await assign(machine, statement, await value(statement.value), scope);
      return false;
    case 'function':
      await define(machine, statement, frame);
      return false;
    case 'class':
      await defineClass(machine, statement, scope);
      return false;
    case 'import':
      bindImport(machine, statement, scope);
      return false;
    case 'if':
      return branch(machine, statement.branches, frame);
    case 'for':
      await loop(machine, statement, frame);
      return false;
    case 'while':
      await value(statement.test);
      await alternative(machine, async () => execute(machine, statement.body, frame));
      return false;
    case 'with':
      for (const { value: context, target } of statement.items) {
        const held = await value(context);
        if (target) await bind(machine, target, held, scope);
      }
      return execute(machine, statement.body, frame);
    case 'try':
      await execute(machine, statement.body, frame);
      for (const handler of statement.handlers)
        await alternative(machine, async () => execute(machine, handler.body, frame));
      await execute(machine, statement.rest, frame);
      return false;
    case 'return':
      frame.returns.push(statement.value ? await value(statement.value) : { kind: 'none' });
      return true;
    case 'raise':
      return true;
    default:
      await alternative(machine, async () => execute(machine, statement.body, frame));
      return false;
  }
}

/** Runs what may happen or not. */
async function alternative(machine: PythonMachine, run: () => Promise<boolean>): Promise<boolean> {
  machine.branches += 1;
  try {
    return await run();
  } finally {
    machine.branches -= 1;
  }
}

async function branch(
  machine: PythonMachine,
  branches: Extract<PyStatement, { kind: 'if' }>['branches'],
  frame: PyFrame,
): Promise<boolean> {
  const source = (await machine.program.file(frame.scope.file))?.source;
  let ended = true;
  let covered = false;
  const failed: string[] = [];
  for (const { test, body } of branches) {
    const truth = test ? truthOf(await machine.operations.evaluate(machine, test, frame.scope)) : true;
    if (truth === false) continue;
    const text =
      test && source
        ? source.text.slice(test.start, test.end).replaceAll(/\s+/g, ' ').slice(0, 120)
        : undefined;
    const condition = text ?? (failed.length > 0 ? `not (${failed.join(' or ')})` : undefined);
    const always =
      (truth === true && failed.length === 0) ||
      (condition !== undefined && /__name__|TYPE_CHECKING/.test(condition));
    if (condition !== undefined && !always) machine.conditions.push(condition);
    const run = async (): Promise<boolean> => execute(machine, body, frame);
    const done = always ? await run() : await alternative(machine, run);
    if (condition !== undefined && !always) machine.conditions.pop();
    ended &&= done;
    if (text !== undefined) failed.push(text);
    if (truth === true) {
      covered = true;
      break;
    }
  }
  return covered && ended;
}

const maxRounds = 300;

async function loop(
  machine: PythonMachine,
  statement: Extract<PyStatement, { kind: 'for' }>,
  frame: PyFrame,
): Promise<void> {
  const iterated = await machine.operations.evaluate(machine, statement.iterable, frame.scope);
  for (const option of optionsOf(iterated)) {
    const items =
      option.kind === 'list'
        ? option.items.slice(0, maxRounds)
        : option.kind === 'dict'
          ? [...option.entries.keys()]
              .slice(0, maxRounds)
              .map((key): PyValue => ({ kind: 'text', text: [key], adjustable: false }))
          : [(option.kind === 'host' ? machine.host.partOf?.(option.object, 'loop') : undefined) ?? unknown];
    for (const item of items) {
      await bind(machine, statement.target, item, frame.scope);
      await execute(machine, statement.body, frame);
    }
  }
}

async function assign(
  machine: PythonMachine,
  statement: Extract<PyStatement, { kind: 'assign' }>,
  value: PyValue,
  scope: Scope,
): Promise<void> {
  for (const target of statement.targets) {
    if (statement.augmented === undefined) await bind(machine, target, value, scope);
    else if (target.kind === 'name') {
      const before = await lookUp(machine, scope, target.name);
      if (before?.kind === 'list' && value.kind === 'list')
        await bind(
          machine,
          target,
          {
            kind: 'list',
            items: [...before.items, ...value.items].slice(0, 2_000),
            complete: before.complete && value.complete,
          },
          scope,
        );
      else if (before && machine.host.keepsPartialLists && optionsOf(before).some(isList))
        await bind(machine, target, grown(before, value), scope);
      else if (before && statement.augmented === '+=' && (before.kind === 'text' || value.kind === 'text'))
        await bind(machine, target, joined(before, value), scope);
      else await bind(machine, target, unknown, scope);
    }
  }
}

function isList(value: PyValue): value is Extract<PyValue, { kind: 'list' }> {
  return value.kind === 'list';
}

/** A list, or one of several, with more items: those of a list, or some that only run time knows. */
function grown(before: PyValue, value: PyValue): PyValue {
  const added = optionsOf(value);
  const items = added.filter(isList).flatMap((one) => one.items);
  const isKnown = added.every((one) => isList(one) && one.complete);
  return eitherOf(
    optionsOf(before).map((one) =>
      isList(one)
        ? {
            ...one,
            items: [...new Set([...one.items, ...items])].slice(0, 2_000),
            complete: one.complete && isKnown,
          }
        : one,
    ),
  );
}

/** Gives a target its value; inside an alternative the former value stays possible. */
async function bind(
  machine: PythonMachine,
  target: PyExpression,
  value: PyValue,
  scope: Scope,
): Promise<void> {
  if (target.kind === 'name') {
    const cell = scope.cells.get(target.name);
    if (cell && machine.branches > 0 && cell.value) cell.value = eitherOf([cell.value, value]);
    else scope.cells.set(target.name, { value });
  } else if (target.kind === 'list') {
    for (const [index, item] of target.items.entries())
      await bind(machine, item, (value.kind === 'list' ? value.items[index] : undefined) ?? unknown, scope);
  } else if (target.kind === 'attribute') {
    const object = await machine.operations.evaluate(machine, target.object, scope);
    const attributes =
      object.kind === 'instance'
        ? object.attributes
        : object.kind === 'host'
          ? object.object.attributes
          : undefined;
    attributes?.set(target.name, value);
  } else if (target.kind === 'subscript' && target.index[0]) {
    const object = await machine.operations.evaluate(machine, target.object, scope);
    const key = await machine.operations.evaluate(machine, target.index[0], scope);
    if (object.kind === 'dict' && object.entries instanceof Map && key.kind === 'text')
      object.entries.set(key.text.map((piece) => piece ?? '\0').join(''), value);
  }
}

async function define(machine: PythonMachine, fn: PyFunction, frame: PyFrame): Promise<void> {
  const { scope } = frame;
  const enclosing = frame.owner ? scope.parent : scope;
  const value: FunctionValue = { kind: 'function', fn, file: scope.file, scope: enclosing ?? scope };
  scope.cells.set(fn.name, { value });
  machine.pending.push({ value, ...(frame.owner && { owner: frame.owner }) });
  await decorate(machine, fn.decorators, value, scope);
}

/** The decorators get the function; what they make of it still is that function for whoever looks at what it does. */
async function decorate(
  machine: PythonMachine,
  decorators: readonly PyExpression[],
  value: PyValue,
  scope: Scope,
): Promise<void> {
  for (const decorator of decorators.toReversed()) {
    const site = { file: scope.file, start: decorator.start, end: decorator.end };
    const held = await machine.operations.evaluate(machine, decorator, scope);
    if (
      held.kind === 'native' ||
      held.kind === 'either' ||
      held.kind === 'function' ||
      held.kind === 'host-method'
    )
      await machine.operations.apply(
        machine,
        held,
        { positional: [value], named: new Map(), complete: true },
        site,
      );
  }
}

async function defineClass(machine: PythonMachine, cls: PyClass, scope: Scope): Promise<void> {
  const bases: PyValue[] = [];
  for (const base of cls.bases)
    if (base.name === undefined) bases.push(await machine.operations.evaluate(machine, base.value, scope));
  const own: Scope = { file: scope.file, cells: new Map(), parent: scope, stars: [] };
  const of: ClassObject = { cls, file: scope.file, scope: own, bases };
  const value: PyValue = { kind: 'class', of };
  scope.cells.set(cls.name, { value });
  await execute(machine, cls.body, { scope: own, returns: [], owner: of });
  await decorate(machine, cls.decorators, value, scope);
}

function bindImport(machine: PythonMachine, statement: PyImport, scope: Scope): void {
  const { module, level, name, bound, aliased } = statement;
  const { modules } = machine.program;
  if (name === '*') {
    const found = modules.resolve(scope.file, module, level);
    if (found?.file !== undefined && found.file !== scope.file) scope.stars.push(found.file);
    return;
  }
  const load = async (): Promise<PyValue> => {
    if (name === undefined && !aliased) {
      const found = modules.resolve(scope.file, module, 0);
      const top = found && modules.resolve(scope.file, bound, 0);
      return top ? { kind: 'module', ...top } : named(machine, bound);
    }
    const found = modules.resolve(scope.file, module, level);
    if (name === undefined) return found ? { kind: 'module', ...found } : named(machine, module);
    if (!found) return level > 0 ? unknown : named(machine, `${module}.${name}`);
    if (found.file === scope.file) {
      const below = found.directory === undefined ? undefined : modules.below(found.directory, [name]);
      return below ? { kind: 'module', ...below } : unknown;
    }
    const value = await moduleAttribute(machine, { kind: 'module', ...found }, name);
    // A folder without __init__.py gives way to an installed package of its name.
    const isFolder = found.file === undefined && level === 0;
    return value.kind === 'unknown' && isFolder ? named(machine, `${module}.${name}`) : value;
  };
  const before = scope.cells.get(bound);
  const keep = machine.branches > 0 && before?.value;
  scope.cells.set(bound, { load, ...(keep && { value: keep }) });
}
