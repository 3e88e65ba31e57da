import { directoryOf } from '../resolve/paths.js';
import { rootMark } from '../resolve/module-resolver.js';
import type { Argument, Expression, ObjectMember, Placed } from '../tree.js';
import { evaluateCall } from './calls.js';
import { defineClass } from './classes.js';
import type { Evaluator } from './evaluator.js';
import { copyMembers, memberByValue } from './members.js';
import { evaluateBinary, evaluateConditional, evaluateUnary, writtenText } from './operators.js';
import type { Scope } from './scope.js';
import { certainText, concatenate } from './text.js';
import {
  isObjectLike,
  joinValues,
  listValue,
  objectValue,
  optionsOf,
  undefinedValue,
  unknown,
  type ObjectValue,
  type TextValue,
  type Value,
} from './value.js';

/** The value of an expression as far as the text tells it. */
export async function evaluateExpression(
  expression: Expression,
  scope: Scope,
  evaluator: Evaluator,
): Promise<Value> {
  switch (expression.kind) {
    case 'literal':
      return typeof expression.value === 'string'
        ? textAt(expression.value, expression, scope)
        : { kind: 'literal', value: expression.value };
    case 'template':
      return evaluateTemplate(expression, scope, evaluator);
    case 'regex':
      return { kind: 'regex', pattern: expression.pattern };
    case 'identifier':
      return (await evaluator.lookup(expression.name, scope)) ?? globalValue(expression.name, scope);
    case 'this':
      return scope.receiver?.value ?? unknown;
    case 'importMeta':
      return importMeta(scope);
    case 'member':
      return evaluateMember(expression, scope, evaluator);
    case 'call':
      return evaluateCall(expression, scope, evaluator);
    case 'taggedTemplate':
      return evaluateCall(
        {
          kind: 'call',
          callee: expression.tag,
          arguments: [{ value: expression.template, spread: false }],
          isNew: false,
          start: expression.start,
          end: expression.end,
        },
        scope,
        evaluator,
      );
    case 'array':
      return evaluateArray(expression.elements, scope, evaluator);
    case 'object':
      return evaluateObject(expression.members, scope, evaluator);
    case 'function': {
      const value: Value = {
        kind: 'function',
        node: expression.function,
        scope,
        ...(expression.function.name !== undefined && { name: expression.function.name }),
        properties: new Map(),
      };
      evaluator.host.created?.(value);
      return value;
    }
    case 'class':
      return defineClass(expression.class, scope, evaluator);
    case 'assign':
      return evaluateAssignment(expression, scope, evaluator);
    case 'binary':
      return evaluateBinary(expression, scope, evaluator);
    case 'conditional':
      return evaluateConditional(expression, scope, evaluator);
    case 'unary':
      return evaluateUnary(expression, scope, evaluator);
    case 'await': {
      const value = await evaluator.evaluate(expression.argument, scope);
      evaluator.host.awaited?.(value);
      return evaluator.host.settled?.(value) ?? value;
    }
    case 'yield':
      return evaluator.evaluate(expression.argument, scope);
    case 'sequence': {
      let last: Value = undefinedValue;
      for (const inner of expression.expressions) last = await evaluator.evaluate(inner, scope);
      return last;
    }
    case 'other':
      for (const inner of expression.expressions) await evaluator.evaluate(inner, scope);
      return unknown;
    default:
      return unknown;
  }
}

function textAt(text: string, { end, start }: Placed, scope: Scope): TextValue {
  return { kind: 'text', parts: [text], origins: [{ module: scope.module.module, start, end }] };
}

/** Where values that stand for the module itself come from. */
const moduleStart: Placed = { start: 0, end: 0 };

function globalValue(name: string, scope: Scope): Value {
  const { path } = scope.module.module;
  if (name === '__dirname') return textAt(rootMark + directoryOf(path), moduleStart, scope);
  if (name === '__filename') return textAt(rootMark + path, moduleStart, scope);
  if (name === 'module') return scope.module.moduleObject;
  if (name === 'exports') return scope.module.commonJsExports ?? unknown;
  if (name === 'undefined') return undefinedValue;
  return { kind: 'external', package: '', path: [name] };
}

function importMeta(scope: Scope): Value {
  const { path } = scope.module.module;
  return objectValue([
    ['url', textAt(rootMark + path, moduleStart, scope)],
    ['filename', textAt(rootMark + path, moduleStart, scope)],
    ['dirname', textAt(rootMark + directoryOf(path), moduleStart, scope)],
  ]);
}

async function evaluateTemplate(
  expression: Extract<Expression, { kind: 'template' }>,
  scope: Scope,
  evaluator: Evaluator,
): Promise<Value> {
  const pieces: { value: Value; expression: string }[] = [textPiece('', expression, scope)];
  for (const part of expression.parts)
    pieces.push(
      typeof part === 'string'
        ? textPiece(part, expression, scope)
        : {
            value: asText(await evaluator.evaluate(part, scope), evaluator),
            expression: writtenText(part, scope),
          },
    );
  return concatenate(pieces) ?? unknown;
}

/** A host object in a template is what the host makes of it, or a hole. */
function asText(value: Value, { host }: Evaluator): Value {
  return value.kind === 'host' && host.text ? (host.text(value) ?? unknown) : value;
}

function textPiece(text: string, place: Placed, scope: Scope): { value: Value; expression: string } {
  return { value: textAt(text, place, scope), expression: '' };
}

async function evaluateMember(
  expression: Extract<Expression, { kind: 'member' }>,
  scope: Scope,
  evaluator: Evaluator,
): Promise<Value> {
  const object = await evaluator.evaluate(expression.object, scope);
  if (typeof expression.property === 'string') return evaluator.member(object, expression.property);
  return memberByValue(object, await evaluator.evaluate(expression.property, scope), evaluator);
}

async function evaluateArray(
  elements: readonly Argument[],
  scope: Scope,
  evaluator: Evaluator,
): Promise<Value> {
  const list = listValue([]);
  for (const { value, spread } of elements) {
    const item = await evaluator.evaluate(value, scope);
    if (!spread) list.items.push(item);
    // `...(condition ? [a] : [])`: what may be there is.
    else
      for (const option of optionsOf(item))
        if (option.kind === 'list') {
          list.items.push(...option.items.slice(0, 1000));
          list.open ||= option.open;
        } else list.open = true;
  }
  return list;
}

async function evaluateObject(
  members: readonly ObjectMember[],
  scope: Scope,
  evaluator: Evaluator,
): Promise<Value> {
  const object: ObjectValue = { ...objectValue(), module: scope.module.module };
  for (const member of members) {
    if (member.kind === 'spread') {
      copyMembers(await evaluator.evaluate(member.value, scope), object);
      continue;
    }
    const key =
      typeof member.key === 'string' ? member.key : certainText(await evaluator.evaluate(member.key, scope));
    const evaluated = await evaluator.evaluate(member.value, scope);
    const value: Value =
      evaluated.kind === 'function' && !evaluated.node.arrow && evaluated.self === undefined
        ? {
            ...evaluated,
            self: object,
            ...(evaluated.name === undefined && key !== undefined && { name: key }),
          }
        : evaluated;
    if (key === undefined) object.open = true;
    else if (member.kind === 'getter' && value.kind === 'function') object.getters.set(key, value);
    else if (member.kind === 'value') object.members.set(key, value);
    if (key !== undefined) object.places.set(key, member.place);
  }
  return object;
}

async function evaluateAssignment(
  expression: Extract<Expression, { kind: 'assign' }>,
  scope: Scope,
  evaluator: Evaluator,
): Promise<Value> {
  const { operator, target, value } = expression;
  if (operator === '=') {
    const assigned = named(await evaluator.evaluate(value, scope), target);
    await evaluator.bind(target, assigned, scope, 'assign');
    return assigned;
  }
  const isFallback = operator === '||=' || operator === '??=';
  const before =
    target.kind === 'name'
      ? ((await evaluator.lookup(target.name, scope)) ?? unknown)
      : target.kind === 'place'
        ? await evaluator.evaluate(target.expression, scope)
        : unknown;
  if (isFallback && isObjectLike(before)) return before;
  const operand = await evaluator.evaluate(value, scope);
  const result = isFallback
    ? joinValues(before, operand)
    : operator === '+='
      ? (concatenate([
          { value: before, expression: '' },
          { value: operand, expression: writtenText(value, scope) },
        ]) ?? unknown)
      : unknown;
  await evaluator.bind(target, result, scope, 'assign');
  return result;
}

/** Functions and classes without a name take that of the variable or property they are given to. */
export function named(value: Value, target: { readonly kind: string; readonly name?: string }): Value {
  const isNameless = (value.kind === 'function' || value.kind === 'class') && value.name === undefined;
  return isNameless && target.kind === 'name' && target.name !== undefined
    ? { ...value, name: target.name }
    : value;
}
