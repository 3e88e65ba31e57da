import type { GoComposite } from '../../../syntax/go/tree.js';
import { runCallbacks } from './callbacks.js';
import type { Frame, Machine } from './machine.js';
import { serve } from './serving.js';
import { rememberInstance } from './selection.js';
import { externalTypeName, underlyingType } from './types.js';
import type { Cell, ObjectValue, TypeAt, Value } from './values.js';
import { unknown } from './values.js';

/** The value of `T{…}`: a struct, a list, a map; `http.Server{Handler: h}` serves its handler. */
export async function evaluateComposite(
  machine: Machine,
  expression: GoComposite,
  frame: Frame,
  expected?: TypeAt,
): Promise<Value> {
  const type = expression.type ? { type: expression.type, file: frame.file } : expected;
  if (type === undefined) return unknown;
  const underlying = await underlyingType(machine.program, type);
  switch (underlying.type.kind) {
    case 'list':
      return evaluateList(machine, expression, frame, {
        type: underlying.type.element,
        file: underlying.file,
      });
    case 'map':
      return evaluateTable(machine, expression, frame, type, {
        type: underlying.type.value,
        file: underlying.file,
      });
    case 'struct':
      return evaluateStruct(machine, expression, frame, type, underlying);
    default:
      return evaluateOutside(machine, expression, frame, type);
  }
}

async function evaluateList(
  machine: Machine,
  expression: GoComposite,
  frame: Frame,
  element: TypeAt,
): Promise<Value> {
  const items: Value[] = [];
  for (const { value } of expression.elements)
    items.push(await machine.operations.evaluate(machine, value, frame, element));
  return { kind: 'list', items, complete: true, element };
}

async function evaluateTable(
  machine: Machine,
  expression: GoComposite,
  frame: Frame,
  type: TypeAt,
  element: TypeAt,
): Promise<Value> {
  const entries: [Value, Value][] = [];
  for (const { key, value } of expression.elements)
    entries.push([
      key ? await machine.operations.evaluate(machine, key, frame) : unknown,
      await machine.operations.evaluate(machine, value, frame, element),
    ]);
  return { kind: 'table', entries, type };
}

async function evaluateStruct(
  machine: Machine,
  expression: GoComposite,
  frame: Frame,
  type: TypeAt,
  underlying: TypeAt,
): Promise<Value> {
  const declared = underlying.type.kind === 'struct' ? underlying.type.fields : [];
  const fields = new Map<string, Cell>();
  for (const [index, { key, value }] of expression.elements.entries()) {
    const name = key === undefined ? declared[index]?.name : key.kind === 'name' ? key.name : undefined;
    if (name === undefined) continue;
    const field = declared.find((one) => one.name === name);
    const fieldType = field && { type: field.type, file: underlying.file };
    fields.set(name, { value: await machine.operations.evaluate(machine, value, frame, fieldType) });
  }
  const object: ObjectValue = { kind: 'object', type, fields, unset: 'empty', filled: false };
  await rememberInstance(machine, object);
  return object;
}

/** A struct (or map, such as `gin.H`) of a package outside the repository. */
async function evaluateOutside(
  machine: Machine,
  expression: GoComposite,
  frame: Frame,
  type: TypeAt,
): Promise<Value> {
  const place = { file: frame.file, start: expression.start, end: expression.end };
  const name = await externalTypeName(machine.program, type);
  if (name === 'net/http.ServeMux')
    return { kind: 'router', router: machine.newRouter('go-net-http', place) };
  const fields = new Map<string, Cell>();
  for (const [index, { key, value }] of expression.elements.entries()) {
    const field = key?.kind === 'name' ? key.name : String(index);
    fields.set(field, { value: await machine.operations.evaluate(machine, value, frame) });
  }
  const object: ObjectValue = { kind: 'object', type, fields, unset: 'empty', filled: false };
  const handler = fields.get('Handler');
  if (name === 'net/http.Server') {
    if (handler) await serve(machine, handler.value);
  } else
    await runCallbacks(
      machine,
      [...fields.values()].map((cell) => cell.value),
      place,
    );
  return object;
}
