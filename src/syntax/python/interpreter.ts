import { apply, runPending } from './apply.js';
import { attributeOf } from './attributes.js';
import { evaluate } from './evaluate.js';
import { execute } from './execute.js';
import type { PythonHost, PythonOperations } from './machine.js';
import { PythonMachine } from './machine.js';
import type { PythonProgram } from './program.js';
import type { Scope } from './values.js';

/** A module's names; its body is run on first use, and a module that imports itself in a ring shows what it has by then. */
async function moduleScope(machine: PythonMachine, path: string): Promise<Scope | undefined> {
  const known = machine.modules.get(path);
  if (known) return known;
  const file = await machine.program.file(path);
  if (!file) return undefined;
  const again = machine.modules.get(path);
  if (again) return again;
  const scope: Scope = { file: path, cells: new Map(), stars: [] };
  machine.modules.set(path, scope);
  const conditions = machine.conditions.splice(0);
  const { branches } = machine;
  machine.branches = 0;
  await execute(machine, file.body, { scope, returns: [] });
  machine.branches = branches;
  machine.conditions.push(...conditions);
  return scope;
}

const operations: PythonOperations = { evaluate, execute, apply, attribute: attributeOf, moduleScope };

/** An evaluation that runs nothing yet: its user asks for modules and calls functions one by one. */
export function pythonMachine(program: PythonProgram, host: PythonHost): PythonMachine {
  const machine = new PythonMachine(program, host, operations);
  host.begin(machine);
  return machine;
}

/**
 * Runs modules of the repository symbolically: assignments, imports, loops over known lists, functions as far as the host cares for them.
 * Nothing is executed for real. In the end the functions that matter and were called by nobody are run with stand-ins.
 */
export async function interpretPython(
  program: PythonProgram,
  host: PythonHost,
  entries: readonly string[],
): Promise<PythonMachine> {
  const machine = pythonMachine(program, host);
  for (const path of entries) await moduleScope(machine, path);
  await runPending(machine);
  return machine;
}
