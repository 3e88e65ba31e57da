import type { GoFunction } from '../../../syntax/go/file.js';
import type { GoPackage, GoProgram } from '../../../syntax/go/program.js';
import { compareText } from '../../../model/source-span.js';
import { apply, force, runFunction, serveResult, unknownReceiver } from './calls.js';
import { runPostponed } from './callbacks.js';
import { evaluate } from './expressions.js';
import { globalCell } from './globals.js';
import { Machine } from './machine.js';
import type { Relevance } from './mentions.js';
import { placeholderRouter, select } from './selection.js';
import { execute } from './statements.js';
import { routersInside } from './serving.js';
import { routerFramework, takesRequest } from './types.js';
import type { FilePlace, TypeAt, Value } from './values.js';
import { optionsOf } from './values.js';

/** Reads all that has to do with routers: package variables, then functions, callers before what they call. */
export async function interpret(program: GoProgram, relevance: Relevance): Promise<Machine> {
  const machine = new Machine(program, relevance, { evaluate, execute, apply, select, force });
  for (const pkg of relevance.packages) await evaluateVariables(machine, pkg);
  const waiting = new Set(inOrder(relevance.functions));
  for (const fn of inOrder(relevance.functions)) if (isEntry(fn)) await runAlone(machine, fn, waiting);
  await runPostponed(machine);
  while (waiting.size > 0) {
    for (const fn of waiting) if (machine.visited.has(fn)) waiting.delete(fn);
    const next = nextToRun(relevance, waiting);
    if (next === undefined) break;
    await runAlone(machine, next, waiting);
    await runPostponed(machine);
  }
  noteLostRouters(machine);
  return machine;
}

function inOrder(functions: ReadonlySet<GoFunction>): GoFunction[] {
  return [...functions].toSorted((a, b) => compareText(a.file, b.file) || a.start - b.start);
}

function isEntry(fn: GoFunction): boolean {
  return fn.receiver === undefined && (fn.name === 'main' || fn.name === 'init');
}

/** Package variables may make routers, or hold commands whose functions do. */
async function evaluateVariables(machine: Machine, pkg: GoPackage): Promise<void> {
  for (const value of pkg.values.values())
    if (value.kind === 'var' && machine.relevance.matters(value.file, value))
      await globalCell(machine, pkg, value.name);
}

/** A function that no waiting one mentions; in a circle, the first. */
function nextToRun(relevance: Relevance, waiting: ReadonlySet<GoFunction>): GoFunction | undefined {
  let first: GoFunction | undefined;
  for (const fn of waiting) {
    first ??= fn;
    if (!relevance.callersOf(fn).some((caller) => caller !== fn && waiting.has(caller))) return fn;
  }
  return first;
}

/** Runs a function of which no call was followed, with parameters of which only the types are known. */
async function runAlone(machine: Machine, fn: GoFunction, waiting: Set<GoFunction>): Promise<void> {
  waiting.delete(fn);
  if (machine.visited.has(fn) || (await takesRequest(machine.program, fn, fn.file))) return;
  const place: FilePlace = { file: fn.file, start: fn.start, end: fn.start };
  const args: Value[] = [];
  for (const parameter of fn.parameters)
    args.push(
      await argumentFor(machine, fn, { type: parameter.type, file: fn.file }, parameter.name ?? '', place),
    );
  const result = await runFunction(
    machine,
    { kind: 'function', fn, ...(fn.receiver && { receiver: unknownReceiver(fn) }) },
    args,
    place,
  );
  if (isEntry(fn)) return;
  await serveResult(machine, result);
  for (const one of result.kind === 'tuple' ? result.items : [result])
    for (const router of routersInside(one))
      router.unresolved ??= `no place was found that serves or mounts what ${fn.name} returns`;
}

async function argumentFor(
  machine: Machine,
  fn: GoFunction,
  type: TypeAt,
  name: string,
  place: FilePlace,
): Promise<Value> {
  const framework = await routerFramework(machine.program, type);
  if (framework === undefined) return { kind: 'unknown', type };
  const provided = machine.provided.get(framework);
  const [given] = provided ?? [];
  if (given && provided?.length === 1) return given;
  const reason = `no call of ${fn.name} was found that tells which router its parameter ${name} is`;
  const router = placeholderRouter(
    machine,
    `${fn.file}:${String(fn.start)}:${name}`,
    framework,
    place,
    reason,
  );
  return { kind: 'router', router };
}

/** A router that went into an outside function whose result was never used as a handler may have got routes there. */
function noteLostRouters(machine: Machine): void {
  for (const { args, name, place, served } of machine.wrappers) {
    if (served) continue;
    for (const option of args.flatMap(optionsOf))
      /** Controllers are handed the manager; it serves what it is told itself. */
      if (option.kind === 'router' && option.router.framework !== 'go-controller-runtime')
        machine.gap(
          option.router.framework,
          place,
          `a router is handed to ${name.slice(name.lastIndexOf('/') + 1)}, which is not in the repository`,
        );
  }
  if (machine.exhausted)
    for (const framework of new Set(machine.routers.map((router) => router.framework))) {
      const router = machine.routers.find((one) => one.framework === framework);
      if (router) machine.gap(framework, router.place, 'the program is too large to be followed to its end');
    }
}
