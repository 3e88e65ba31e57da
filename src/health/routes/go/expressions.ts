import type { GoPackage } from '../../../syntax/go/program.js';
import { directoryOf } from '../../../syntax/go/modules.js';
import type { GoExpression } from '../../../syntax/go/tree.js';
import { cellOf } from './cells.js';
import { globalCell } from './globals.js';
import { evaluateElements } from './elements.js';
import { evaluateCall } from './call-expressions.js';
import { compare } from './comparison.js';
import { evaluateComposite } from './composites.js';
import { healthcheckEndpoints, methodConstants, statusConstants } from './http-constants.js';
import type { Frame, Machine } from './machine.js';
import { defaultServeMux } from './net-http.js';
import { findCell, placeIn } from './scopes.js';
import { distrusted } from './selection.js';
import { carriesRouter } from './serving.js';
import { combinations, sumOf } from './texts.js';
import type { FilePlace, TypeAt, Value } from './values.js';
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
      if (expression.operator === '&') await handOutAddress(machine, expression.operand, value, frame);
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
    case 'slice':
      return evaluateElements(machine, expression, frame);
    case 'assertion': {
      const value = await inner(expression.operand);
      const opaque = value.kind === 'unknown' || (value.kind === 'external' && !carriesRouter(value));
      return opaque ? { kind: 'unknown', type: { type: expression.type, file: frame.file } } : value;
    }
    case 'conversion':
      return inner(expression.operand);
    case 'type':
      return unknown;
    case 'other':
      for (const part of expression.parts) await inner(part);
      break;
  }
  return unknown;
}

/** Whoever has the address of a text or number may change it: `flag.StringVar(&base, …)`. */
async function handOutAddress(
  machine: Machine,
  operand: GoExpression,
  value: Value,
  frame: Frame,
): Promise<void> {
  if (operand.kind !== 'name' && operand.kind !== 'selector') return;
  if (
    !optionsOf(value).some(
      (option) => option.kind === 'text' || option.kind === 'number' || option.kind === 'truth',
    )
  )
    return;
  const cell = await cellOf(machine, operand, frame);
  if (cell) machine.assign(cell, unknown);
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
    optionsOf(cell.value).map((option) =>
      option.kind === 'text' ? { ...option, origins: [place] } : option,
    ),
  );
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

/** net/http, and the frameworks that repeat its constants under the same names (`consts.StatusOK`, `fiber.MethodGet`). */
const sameConstants =
  /^net\/http$|^github\.com\/(?:cloudwego\/hertz\/pkg\/protocol\/consts|gofiber\/fiber(?:\/v\d+)?|kataras\/iris(?:\/v\d+)?|valyala\/fasthttp)$/;

function externalMember(machine: Machine, path: string, name: string, place: FilePlace): Value {
  if (sameConstants.test(path)) {
    const method = methodConstants.get(name);
    if (method !== undefined) return textOf(method, place);
    const status = statusConstants.get(name);
    if (status !== undefined) return { kind: 'number', value: status };
  }
  if (path === 'net/http' && name === 'DefaultServeMux')
    return { kind: 'router', router: defaultServeMux(machine, place) };
  const endpoint = /gofiber\/fiber(?:\/v\d+)?\/middleware\/healthcheck$/.test(path)
    ? healthcheckEndpoints.get(name.replace(/^Default/, ''))
    : undefined;
  if (endpoint !== undefined) return textOf(endpoint, place);
  return { kind: 'external-function', name: `${path}.${name}` };
}

async function evaluateSum(machine: Machine, terms: readonly GoExpression[], frame: Frame): Promise<Value> {
  const values: Value[] = [];
  for (const term of terms)
    values.push(await machine.operations.force(machine, await evaluate(machine, term, frame)));
  return eitherOf(combinations(values).map(sumOf));
}
