import type { GoCase, GoExpression, GoStatement } from '../../../syntax/go/tree.js';
import { areEqual } from './comparison.js';
import { cellOf, objectsOf } from './cells.js';
import { sumOf } from './texts.js';
import type { Frame, Machine } from './machine.js';
import { findCell, innerScope, placeIn } from './scopes.js';
import { zeroValue } from './selection.js';
import { serve } from './serving.js';
import { externalTypeName } from './types.js';
import type { TypeAt, Value } from './values.js';
import { eitherOf, optionsOf, unknown } from './values.js';

/** Runs statements; true when no way comes out at their end. */
export async function execute(
  machine: Machine,
  statements: readonly GoStatement[],
  frame: Frame,
): Promise<boolean> {
  for (const statement of statements) if (await executeOne(machine, statement, frame)) return true;
  return false;
}

async function inBlock(machine: Machine, statements: readonly GoStatement[], frame: Frame): Promise<boolean> {
  return execute(machine, statements, { ...frame, scope: innerScope(frame.scope) });
}

async function executeOne(machine: Machine, statement: GoStatement, frame: Frame): Promise<boolean> {
  if (!machine.step()) return true;
  switch (statement.kind) {
    case 'expression':
      await machine.operations.evaluate(machine, statement.expression, frame);
      return endsProgram(statement.expression);
    case 'assign':
      await executeAssign(machine, statement, frame);
      return false;
    case 'declare':
      await executeDeclare(machine, statement, frame);
      return false;
    case 'return':
      frame.returns.push(await returned(machine, statement.values, frame));
      return true;
    case 'leave':
      return true;
    case 'block':
      return inBlock(machine, statement.body, frame);
    case 'if':
      return executeIf(machine, statement, frame);
    case 'for': {
      const scoped = { ...frame, scope: innerScope(frame.scope) };
      if (statement.before) await executeOne(machine, statement.before, scoped);
      await inBlock(machine, statement.body, scoped);
      return false;
    }
    case 'range':
      await executeRange(machine, statement, frame);
      return false;
    case 'switch':
      return executeSwitch(machine, statement, frame);
    case 'select':
      await machine.alternatives(statement.cases.map((one) => async () => executeCase(machine, one, frame)));
      return false;
    case 'other':
      for (const part of statement.parts) await machine.operations.evaluate(machine, part, frame);
      break;
  }
  return false;
}

/** `panic(…)`, `os.Exit(…)`, `log.Fatal…(…)`: nothing comes after them. */
function endsProgram(expression: GoExpression): boolean {
  if (expression.kind !== 'call') return false;
  const { callee } = expression;
  if (callee.kind === 'name') return callee.name === 'panic';
  return (
    callee.kind === 'selector' &&
    callee.operand.kind === 'name' &&
    `${callee.operand.name}.${callee.field}` === 'os.Exit'
  );
}

async function returned(
  machine: Machine,
  values: readonly GoExpression[],
  frame: Frame,
): Promise<readonly Value[]> {
  if (values.length === 0)
    return frame.results.map(
      (result) => (result.name && frame.scope && findCell(frame.scope, result.name)?.value) || unknown,
    );
  const found: Value[] = [];
  for (const value of values) found.push(await machine.operations.evaluate(machine, value, frame));
  const [only] = found;
  return only?.kind === 'tuple' && found.length === 1 ? only.items : found;
}

async function executeAssign(
  machine: Machine,
  statement: Extract<GoStatement, { kind: 'assign' }>,
  frame: Frame,
): Promise<void> {
  const values: Value[] = [];
  for (const right of statement.right) values.push(await machine.operations.evaluate(machine, right, frame));
  const [only] = values;
  const shared = values.length === 1 && statement.left.length > 1;
  for (const [index, left] of statement.left.entries()) {
    const value = shared
      ? only?.kind === 'tuple'
        ? (only.items[index] ?? unknown)
        : index === 0 && only
          ? only
          : unknown
      : (values[index] ?? unknown);
    await assignTo(machine, left, statement.operator, value, frame);
  }
}

async function assignTo(
  machine: Machine,
  left: GoExpression,
  operator: string,
  value: Value,
  frame: Frame,
): Promise<void> {
  if (left.kind === 'name' && left.name === '_') return;
  if (operator === ':=' && left.kind === 'name' && !frame.scope.cells.has(left.name)) {
    frame.scope.cells.set(left.name, { value });
    return;
  }
  if (left.kind === 'selector' && left.field === 'Handler')
    await serveHandler(machine, left.operand, value, frame);
  const cell = await cellOf(machine, left, frame);
  if (cell === undefined) return;
  if (operator === '+=')
    machine.assign(
      cell,
      eitherOf(optionsOf(cell.value).flatMap((old) => optionsOf(value).map((added) => sumOf([old, added])))),
    );
  else machine.assign(cell, operator === '=' || operator === ':=' ? value : unknown);
}

/** `srv.Handler = mux` on a struct that is not the repository's own serves the mux. */
async function serveHandler(
  machine: Machine,
  target: GoExpression,
  value: Value,
  frame: Frame,
): Promise<void> {
  const [object] = await objectsOf(machine, target, frame);
  const external = object && (await externalTypeName(machine.program, object.type));
  if (object === undefined || external !== undefined) await serve(machine, value);
}

async function executeDeclare(
  machine: Machine,
  statement: Extract<GoStatement, { kind: 'declare' }>,
  frame: Frame,
): Promise<void> {
  const type: TypeAt | undefined = statement.type && { type: statement.type, file: frame.file };
  const values: Value[] = [];
  for (const value of statement.values)
    values.push(await machine.operations.evaluate(machine, value, frame, type));
  const [only] = values;
  for (const [index, name] of statement.names.entries()) {
    const given = only?.kind === 'tuple' && values.length === 1 ? only.items[index] : values[index];
    const zero = type && !given ? await zeroValue(machine, type, placeIn(frame, statement)) : unknown;
    const value = given ?? (zero.kind === 'text' && isHandedOut(machine, name, frame) ? unknown : zero);
    frame.scope.cells.set(name, { value });
  }
}

/** Whoever gets the address of a variable (a flag set) fills it before the function that captured it runs. */
function isHandedOut(machine: Machine, name: string, frame: Frame): boolean {
  const text = machine.program.file(frame.file)?.source.text ?? '';
  return text.includes(`&${name},`) || text.includes(`&${name})`);
}

/** Conditions that only ask whether something went wrong are no conditions on a route. */
function conditionText(
  machine: Machine,
  condition: GoExpression,
  frame: Frame,
  negated: boolean,
): string | undefined {
  const source = machine.program.file(frame.file)?.source.text ?? '';
  const text = source.slice(condition.start, condition.end).replaceAll(/\s+/g, ' ');
  if (/\berr\b|\bok\b/.test(text) || text === '') return undefined;
  const short = text.length > 120 ? `${text.slice(0, 117)}...` : text;
  return negated ? `unless ${short}` : `if ${short}`;
}

async function underCondition(
  machine: Machine,
  condition: string | undefined,
  run: () => Promise<boolean>,
): Promise<boolean> {
  if (condition === undefined) return run();
  machine.conditions.push(condition);
  try {
    return await run();
  } finally {
    machine.conditions.pop();
  }
}

async function executeIf(
  machine: Machine,
  statement: Extract<GoStatement, { kind: 'if' }>,
  frame: Frame,
): Promise<boolean> {
  const scoped = { ...frame, scope: innerScope(frame.scope) };
  if (statement.before) await executeOne(machine, statement.before, scoped);
  const condition = await machine.operations.evaluate(machine, statement.condition, scoped);
  if (condition.kind === 'truth')
    return inBlock(machine, condition.value ? statement.consequence : statement.alternative, scoped);
  const side = (body: readonly GoStatement[], negated: boolean) => async (): Promise<boolean> =>
    underCondition(machine, conditionText(machine, statement.condition, frame, negated), async () =>
      inBlock(machine, body, scoped),
    );
  return machine.alternatives([side(statement.consequence, false), side(statement.alternative, true)]);
}

async function executeRange(
  machine: Machine,
  statement: Extract<GoStatement, { kind: 'range' }>,
  frame: Frame,
): Promise<void> {
  const over = await machine.operations.force(
    machine,
    await machine.operations.evaluate(machine, statement.over, frame),
  );
  const once = async (key: Value, item: Value): Promise<boolean> => {
    const scope = innerScope(frame.scope);
    for (const [index, name] of statement.names.entries())
      if (name.kind === 'name') scope.cells.set(name.name, { value: index === 0 ? key : item });
    return inBlock(machine, statement.body, { ...frame, scope });
  };
  for (const option of optionsOf(over)) {
    if (option.kind === 'list')
      for (const [index, item] of option.items.entries()) await once({ kind: 'number', value: index }, item);
    if (option.kind === 'table') for (const [key, item] of option.entries) await once(key, item);
    const open =
      option.kind === 'list' ? !option.complete || option.items.length === 0 : option.kind !== 'table';
    if (open) await machine.alternatives([async () => once(...elementsOf(option)), async () => false]);
  }
}

/** Key and element of something whose elements are not known. */
function elementsOf(value: Value): [Value, Value] {
  const typed = (type: TypeAt['type'], file: string): Value => ({ kind: 'unknown', type: { type, file } });
  if (value.kind === 'list')
    return [unknown, value.element ? { kind: 'unknown', type: value.element } : unknown];
  if (value.kind !== 'unknown' || value.type === undefined) return [unknown, unknown];
  const { type, file } = value.type;
  if (type.kind === 'list') return [unknown, typed(type.element, file)];
  return type.kind === 'map' ? [typed(type.key, file), typed(type.value, file)] : [unknown, unknown];
}

async function executeSwitch(
  machine: Machine,
  statement: Extract<GoStatement, { kind: 'switch' }>,
  frame: Frame,
): Promise<boolean> {
  const scoped = { ...frame, scope: innerScope(frame.scope) };
  if (statement.before) await executeOne(machine, statement.before, scoped);
  const value = statement.value
    ? await machine.operations.evaluate(machine, statement.value, scoped)
    : undefined;
  if (statement.alias !== undefined) scoped.scope.cells.set(statement.alias, { value: value ?? unknown });
  const hasDefault = statement.cases.some((one) => one.values.length === 0 && one.types.length === 0);
  const chosen = await chosenCase(machine, statement.cases, value ?? { kind: 'truth', value: true }, scoped);
  if (chosen) return executeCase(machine, chosen, scoped);
  const runs = statement.cases.map((one) => async (): Promise<boolean> => {
    const [type] = one.types;
    const inner = { ...scoped, scope: innerScope(scoped.scope) };
    if (statement.alias !== undefined && type && one.types.length === 1 && value?.kind === 'unknown')
      inner.scope.cells.set(statement.alias, {
        value: { kind: 'unknown', type: { type, file: frame.file } },
      });
    return executeCase(machine, one, inner);
  });
  const all = hasDefault ? runs : [...runs, async (): Promise<boolean> => false];
  return machine.alternatives(all);
}

/** The case that is taken when the value and the cases' values are known. */
async function chosenCase(
  machine: Machine,
  cases: readonly GoCase[],
  value: Value,
  frame: Frame,
): Promise<GoCase | undefined> {
  for (const one of cases)
    for (const candidate of one.values) {
      const equal = areEqual(value, await machine.operations.evaluate(machine, candidate, frame));
      if (equal === undefined) return undefined;
      if (equal) return one;
    }
  return cases.some((one) => one.types.length > 0) ? undefined : cases.find((one) => one.values.length === 0);
}

async function executeCase(machine: Machine, one: GoCase, frame: Frame): Promise<boolean> {
  const scoped = { ...frame, scope: innerScope(frame.scope) };
  if (one.before) await executeOne(machine, one.before, scoped);
  return execute(machine, one.body, scoped);
}
