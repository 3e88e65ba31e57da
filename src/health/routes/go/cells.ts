import { directoryOf } from '../../../syntax/go/modules.js';
import type { GoExpression } from '../../../syntax/go/tree.js';
import { globalCell } from './globals.js';
import type { Frame, Machine } from './machine.js';
import { findCell } from './scopes.js';
import type { Cell, ObjectValue } from './values.js';
import { optionsOf, unknown } from './values.js';

/** The variable that an expression on the left of `=` means; undefined when it is none that is kept. */
export async function cellOf(machine: Machine, left: GoExpression, frame: Frame): Promise<Cell | undefined> {
  if (left.kind === 'unary' && left.operator === '*') return cellOf(machine, left.operand, frame);
  if (left.kind === 'name') {
    const local = findCell(frame.scope, left.name);
    if (local) return local;
    const pkg = await machine.program.package(directoryOf(frame.file));
    return pkg && globalCell(machine, pkg, left.name);
  }
  if (left.kind !== 'selector') return undefined;
  if (left.operand.kind === 'name' && findCell(frame.scope, left.operand.name) === undefined) {
    const imported = await machine.program.importedAs(frame.file, left.operand.name);
    const pkg =
      imported?.directory === undefined ? undefined : await machine.program.package(imported.directory);
    if (imported) return pkg && globalCell(machine, pkg, left.field);
  }
  const objects = await objectsOf(machine, left.operand, frame);
  const [first] = objects;
  if (first === undefined) return undefined;
  const cell = first.fields.get(left.field) ?? { value: unknown };
  for (const object of objects) object.fields.set(left.field, cell);
  return cell;
}

/** The structs that an expression may mean. */
export async function objectsOf(
  machine: Machine,
  expression: GoExpression,
  frame: Frame,
): Promise<readonly ObjectValue[]> {
  const value = await machine.operations.force(
    machine,
    await machine.operations.evaluate(machine, expression, frame),
  );
  return optionsOf(value).filter((option) => option.kind === 'object');
}
