import { foldPackageText, isReassigned } from '../../../syntax/go/constants.js';
import type { GoPackage } from '../../../syntax/go/program.js';
import { knownText } from '../../../syntax/go/text.js';
import type { Machine } from './machine.js';
import { packageFrame } from './scopes.js';
import { placeholderRouter, releaseObjects, zeroValue } from './selection.js';
import { routerFramework } from './types.js';
import type { Cell, FilePlace, TypeAt, Value } from './values.js';
import { eitherOf, textOf, unknown } from './values.js';

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
    const value = await machine.operations.evaluate(
      machine,
      declaration.value,
      packageFrame(declaration.file),
      type,
    );
    const first = value.kind === 'tuple' ? (value.items[declaration.index] ?? unknown) : value;
    cell.value = first.kind === 'text' && isReassigned(pkg, name) ? eitherOf([first, unknown]) : first;
  } else if (type) {
    const zero = await zeroGlobal(machine, type, place, `${pkg.directory}.${name}`, name);
    cell.value = zero.kind === 'text' && isReassigned(pkg, name) ? eitherOf([zero, unknown]) : zero;
  }
  /** Any function of the program may set fields of a package's variable. */
  releaseObjects([cell.value]);
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
