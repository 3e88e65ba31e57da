import type { GoPackage } from '../../../syntax/go/program.js';
import { isReassigned, foldPackageText } from '../../../syntax/go/constants.js';
import { directoryOf } from '../../../syntax/go/modules.js';
import { knownText } from '../../../syntax/go/text.js';
import type { GoExpression } from '../../../syntax/go/tree.js';
import { evaluateCall } from './call-expressions.js';
import { compare, plain } from './comparison.js';
import { evaluateComposite } from './composites.js';
import { methodConstants, statusConstants } from './http-constants.js';
import type { Frame, Machine } from './machine.js';
import { defaultServeMux } from './net-http.js';
import { findCell, packageFrame, placeIn } from './scopes.js';
import { distrusted, placeholderRouter, zeroValue } from './selection.js';
import { combinations, sumOf } from './texts.js';
import { routerFramework } from './types.js';
import type { Cell, FilePlace, TypeAt, Value } from './values.js';
import { eitherOf, nil, optionsOf, textOf, unknown } from './values.js';

/** What the reading knows of the value of an expression. */
export async function evaluate(
  machine: Machine,
  expression: GoExpression,
  frame: Frame,
  expected?: TypeAt,
): Promise<Value> {
  if (!machine.step()) return unknown;
  const inner = async (part: GoExpression): Promise<Value> => evaluate(machine, part, frame);
  switch (expression.kind) {
    case 'text':
      return textOf(expression.value, placeIn(frame, expression));
    case 'number':
      return { kind: 'number', value: expression.value };
    case 'name':
      return evaluateName(machine, expression, frame);
    case 'selector':
      return evaluateSelector(machine, expression, frame);
    case 'call':
      return evaluateCall(machine, expression, frame);
    case 'sum':
      return evaluateSum(machine, expression.terms, frame);
    case 'binary':
      return compare(expression.operator, await inner(expression.left), await inner(expression.right));
    case 'unary': {
      const value = await evaluate(machine, expression.operand, frame, expected);
      if (expression.operator === '&' || expression.operator === '*') return value;
      return expression.operator === '!' && value.kind === 'truth'
        ? { kind: 'truth', value: !value.value }
        : unknown;
    }
    case 'function':
      return { kind: 'closure', literal: expression, scope: frame.scope };
    case 'composite':
      return evaluateComposite(machine, expression, frame, expected);
    case 'index':
      return indexOf(await inner(expression.operand), await inner(expression.index));
    case 'slice':
      return sliceOf(
        await inner(expression.operand),
        expression.from && (await inner(expression.from)),
        expression.to && (await inner(expression.to)),
      );
    case 'assertion': {
      const value = await inner(expression.operand);
      return value.kind === 'unknown'
        ? { kind: 'unknown', type: { type: expression.type, file: frame.file } }
        : value;
    }
    case 'conversion':
      return inner(expression.operand);
    case 'type':
      return unknown;
    case 'other':
      for (const part of expression.parts) await inner(part);
      return unknown;
  }
}

async function evaluateName(
  machine: Machine,
  expression: Extract<GoExpression, { kind: 'name' }>,
  frame: Frame,
): Promise<Value> {
  const { name } = expression;
  const cell = findCell(frame.scope, name);
  if (cell) return machine.notes?.captured.has(cell) ? distrusted(cell.value, 'captured') : cell.value;
  if (name === 'nil') return nil;
  if (name === 'true' || name === 'false') return { kind: 'truth', value: name === 'true' };
  const pkg = await machine.program.package(directoryOf(frame.file));
  return (pkg && (await packageMember(machine, pkg, name, placeIn(frame, expression)))) ?? unknown;
}

/** A function, constant or variable of a package of the repository; undefined when it has none of that name. */
async function packageMember(
  machine: Machine,
  pkg: GoPackage,
  name: string,
  place: FilePlace,
): Promise<Value | undefined> {
  const fn = pkg.functions.get(name);
  if (fn) return { kind: 'function', fn };
  const cell = await globalCell(machine, pkg, name);
  if (cell === undefined) return undefined;
  /** While requests are answered a variable may hold something else than at the start. */
  if (machine.notes !== undefined && pkg.values.get(name)?.kind === 'var') return distrusted(cell.value);
  /** A constant's text came into the program where it is used. */
  return eitherOf(
    optionsOf(cell.value).map((option) => (option.kind === 'text' ? { ...option, origin: place } : option)),
  );
}

/** The cell of a constant or variable of a package, filled with its first value. */
export async function globalCell(machine: Machine, pkg: GoPackage, name: string): Promise<Cell | undefined> {
  const declaration = pkg.values.get(name);
  if (declaration === undefined) return undefined;
  const key = `${pkg.directory}\0${name}`;
  const known = machine.globals.get(key);
  if (known) return known;
  const cell: Cell = { value: unknown };
  machine.globals.set(key, cell);
  const place: FilePlace = { file: declaration.file, start: declaration.start, end: declaration.end };
  const type = declaration.type && { type: declaration.type, file: declaration.file };
  const folded =
    declaration.value?.kind === 'number'
      ? undefined
      : knownText(await foldPackageText(machine.program, pkg, name));
  if (folded !== undefined) cell.value = textOf(folded, place);
  else if (declaration.value) {
    const value = await evaluate(machine, declaration.value, packageFrame(declaration.file), type);
    const first = value.kind === 'tuple' ? (value.items[declaration.index] ?? unknown) : value;
    cell.value = first.kind === 'text' && isReassigned(pkg, name) ? eitherOf([first, unknown]) : first;
  } else if (type) cell.value = await zeroGlobal(machine, type, place, `${pkg.directory}.${name}`, name);
  return cell;
}

async function zeroGlobal(
  machine: Machine,
  type: TypeAt,
  place: FilePlace,
  key: string,
  name: string,
): Promise<Value> {
  const framework = await routerFramework(machine.program, type);
  if (framework === undefined || type.type.kind !== 'pointer') return zeroValue(machine, type, place);
  const reason = `no place was found that sets the router in the variable ${name}`;
  return { kind: 'router', router: placeholderRouter(machine, key, framework, place, reason) };
}

async function evaluateSelector(
  machine: Machine,
  expression: Extract<GoExpression, { kind: 'selector' }>,
  frame: Frame,
): Promise<Value> {
  const { operand, field } = expression;
  const place = placeIn(frame, expression);
  if (operand.kind === 'name' && findCell(frame.scope, operand.name) === undefined) {
    const imported = await machine.program.importedAs(frame.file, operand.name);
    if (imported?.directory !== undefined) {
      const pkg = await machine.program.package(imported.directory);
      return (pkg && (await packageMember(machine, pkg, field, place))) ?? unknown;
    }
    if (imported) return externalMember(machine, imported.path, field, place);
  }
  return machine.operations.select(machine, await evaluate(machine, operand, frame), field, place);
}

function externalMember(machine: Machine, path: string, name: string, place: FilePlace): Value {
  if (path === 'net/http') {
    const method = methodConstants.get(name);
    if (method !== undefined) return textOf(method, place);
    const status = statusConstants.get(name);
    if (status !== undefined) return { kind: 'number', value: status };
    if (name === 'DefaultServeMux') return { kind: 'router', router: defaultServeMux(machine, place) };
  }
  return { kind: 'external-function', name: `${path}.${name}` };
}

async function evaluateSum(machine: Machine, terms: readonly GoExpression[], frame: Frame): Promise<Value> {
  const values: Value[] = [];
  for (const term of terms)
    values.push(await machine.operations.force(machine, await evaluate(machine, term, frame)));
  return eitherOf(combinations(values).map(sumOf));
}

function indexOf(operand: Value, index: Value): Value {
  if (operand.kind === 'function' || operand.kind === 'external-function') return operand;
  if (operand.kind === 'list') {
    if (index.kind === 'number') return operand.items[index.value] ?? unknown;
    return operand.items.length > 0 ? eitherOf(operand.items) : typed(operand.element);
  }
  if (operand.kind === 'table') {
    const key = plain(index);
    const hits = operand.entries.filter(([name]) => key === undefined || plain(name) === key);
    return hits.length > 0 ? eitherOf(hits.map(([, value]) => value)) : unknown;
  }
  if (operand.kind === 'unknown' && operand.type) {
    const { type, file } = operand.type;
    if (type.kind === 'list') return typed({ type: type.element, file });
    if (type.kind === 'map') return typed({ type: type.value, file });
  }
  return unknown;
}

function typed(type: TypeAt | undefined): Value {
  return type ? { kind: 'unknown', type } : unknown;
}

function sliceOf(operand: Value, from: Value | undefined, to: Value | undefined): Value {
  if (operand.kind !== 'list') return operand.kind === 'text' ? unknown : operand;
  const start = from === undefined ? 0 : from.kind === 'number' ? from.value : undefined;
  const end = to === undefined ? operand.items.length : to.kind === 'number' ? to.value : undefined;
  if (start === undefined || end === undefined) return { ...operand, complete: false };
  return { ...operand, items: operand.items.slice(start, end) };
}
