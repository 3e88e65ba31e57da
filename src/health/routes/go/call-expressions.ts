import { directoryOf } from '../../../syntax/go/modules.js';
import type { GoCall, GoExpression, GoType } from '../../../syntax/go/tree.js';
import { cellOf } from './cells.js';
import { findCell, packageFrame } from './scopes.js';
import type { Frame, Machine } from './machine.js';
import { zeroValue } from './selection.js';
import type { FilePlace, TypeAt, Value } from './values.js';
import { eitherOf, optionsOf, unknown } from './values.js';

/** The value of a call: of a builtin, a conversion to a type of the repository, or of whatever is called. */
export async function evaluateCall(machine: Machine, call: GoCall, frame: Frame): Promise<Value> {
  const site: FilePlace = { file: frame.file, start: call.start, end: call.end };
  const { callee } = call;
  if (callee.kind === 'name' && findCell(frame.scope, callee.name) === undefined) {
    const builtin = await callBuiltin(machine, callee.name, call, frame, site);
    if (builtin !== undefined) return builtin;
  }
  const converted = await conversionType(machine, callee, frame);
  const [only] = call.args;
  if (converted && only && call.args.length === 1) return machine.operations.evaluate(machine, only, frame);
  const target = await machine.operations.evaluate(machine, callee, frame);
  const args = await evaluateArguments(machine, call, frame);
  const result = await machine.operations.apply(machine, target, args, site);
  if (target.kind === 'external-function') await noteFlag(machine, target.name, call, args, frame);
  return result;
}

/** `flag.StringVar(&address, "address", ":8081", …)`: the variable holds the default, unless the flag is given. */
async function noteFlag(
  machine: Machine,
  name: string,
  call: GoCall,
  args: readonly Value[],
  frame: Frame,
): Promise<void> {
  if (
    machine.notes !== undefined ||
    !/^(?:flag|github\.com\/spf13\/pflag)\.(?:\w+\.)?StringVarP?$/.test(name)
  )
    return;
  const [variable] = call.args;
  const fallback = args[name.endsWith('P') ? 3 : 2];
  if (variable?.kind !== 'unary' || variable.operator !== '&' || fallback?.kind !== 'text') return;
  /** Prefixes of paths are set by those who deploy; an address is seldom another one than the default. */
  if (!/:\d{1,5}$/.test(fallback.text.join(''))) return;
  const cell = await cellOf(machine, variable.operand, frame);
  if (cell) machine.assign(cell, eitherOf([fallback, unknown]));
}

async function evaluateArguments(machine: Machine, call: GoCall, frame: Frame): Promise<Value[]> {
  const args: Value[] = [];
  for (const [index, argument] of call.args.entries()) {
    const value = await machine.operations.evaluate(machine, argument, frame);
    const last = index === call.args.length - 1;
    if (last && call.spread && value.kind === 'list') args.push(...value.items);
    else if (last && value.kind === 'tuple') args.push(...value.items);
    else args.push(value);
  }
  return args;
}

/** The type of the repository that a callee names, when the call is a conversion. */
async function conversionType(
  machine: Machine,
  callee: GoExpression,
  frame: Frame,
): Promise<TypeAt | undefined> {
  const type = typeNamedBy(callee);
  if (type?.kind !== 'named' || findCell(frame.scope, type.qualifier ?? type.name)) return undefined;
  const imported =
    type.qualifier === undefined ? undefined : await machine.program.importedAs(frame.file, type.qualifier);
  const directory = type.qualifier === undefined ? directoryOf(frame.file) : imported?.directory;
  const pkg = directory === undefined ? undefined : await machine.program.package(directory);
  return pkg?.types.has(type.name) ? { type, file: frame.file } : undefined;
}

/** The type that an expression names when it stands where a type may stand. */
function typeNamedBy(expression: GoExpression): GoType | undefined {
  if (expression.kind === 'type') return expression.type;
  if (expression.kind === 'name') return { kind: 'named', name: expression.name };
  if (expression.kind === 'selector' && expression.operand.kind === 'name')
    return { kind: 'named', qualifier: expression.operand.name, name: expression.field };
  return undefined;
}

const conversions = new Set(['string', 'any', 'int', 'int64', 'int32', 'uint', 'uint16', 'byte']);

async function callBuiltin(
  machine: Machine,
  name: string,
  call: GoCall,
  frame: Frame,
  site: FilePlace,
): Promise<Value | undefined> {
  const [first] = call.args;
  switch (name) {
    case 'append':
      return callAppend(machine, await evaluateArguments(machine, call, frame));
    case 'len': {
      const [value] = await evaluateArguments(machine, call, frame);
      return value?.kind === 'list' && value.complete
        ? { kind: 'number', value: value.items.length }
        : unknown;
    }
    case 'make': {
      const type = first && typeNamedBy(first);
      if (type?.kind === 'list')
        return { kind: 'list', items: [], complete: true, element: { type: type.element, file: frame.file } };
      return type ? { kind: 'unknown', type: { type, file: frame.file } } : unknown;
    }
    case 'new': {
      const type = first && typeNamedBy(first);
      /** Since Go 1.26 the argument may be a value. */
      const isValue =
        type === undefined || (type.kind === 'named' && findCell(frame.scope, type.qualifier ?? type.name));
      if (first && isValue) return machine.operations.evaluate(machine, first, frame);
      return type ? newValue(machine, { type, file: frame.file }, site) : unknown;
    }
    case 'panic':
    case 'recover':
    case 'close':
    case 'delete':
    case 'copy':
    case 'cap':
    case 'print':
    case 'println':
    case 'min':
    case 'max':
      await evaluateArguments(machine, call, frame);
      return unknown;
    default:
      return conversions.has(name) && first && call.args.length === 1
        ? machine.operations.evaluate(machine, first, frame)
        : undefined;
  }
}

/** `new(T)` is `&T{}`. */
async function newValue(machine: Machine, type: TypeAt, site: FilePlace): Promise<Value> {
  const zero = await zeroValue(machine, type, site);
  if (zero.kind === 'router') return zero;
  const place = { start: site.start, end: site.end };
  const frame = packageFrame(type.file);
  return machine.operations.evaluate(
    machine,
    { ...place, kind: 'composite', type: type.type, elements: [] },
    frame,
  );
}

async function callAppend(machine: Machine, [target = unknown, ...added]: readonly Value[]): Promise<Value> {
  const list = await machine.operations.force(machine, target);
  return eitherOf(
    optionsOf(list).map((option): Value => {
      if (option.kind === 'list') return { ...option, items: [...option.items, ...added].slice(0, 500) };
      if (option.kind === 'nil') return { kind: 'list', items: added, complete: true };
      return { kind: 'list', items: added, complete: false };
    }),
  );
}
