import type { GoFunction } from '../../../syntax/go/file.js';
import { directoryOf } from '../../../syntax/go/modules.js';
import { compareText } from '../../../model/source-span.js';
import { callExternal } from './external-calls.js';
import type { Machine } from './machine.js';
import { carriesRouter } from './serving.js';
import { isHandlerType, routerFramework, underlyingType } from './types.js';
import type { ExternalFunctionValue, FilePlace, TypeAt, Value } from './values.js';
import { eitherOf, optionsOf, unknown } from './values.js';

/** How many types of the repository may answer for an interface before it says too little. */
const maxCandidates = 60;

/**
 * A call through an interface of the repository whose value is not known: when a router goes in or may come out, every type of the
 * repository that has all methods of the interface may be meant.
 */
export async function callInterface(
  machine: Machine,
  { type, method }: NonNullable<ExternalFunctionValue['interface']>,
  callee: ExternalFunctionValue,
  args: readonly Value[],
  site: FilePlace,
): Promise<Value> {
  const handsOver = args.some((one) => carriesRouter(one));
  if (machine.notes !== undefined || (!handsOver && !(await givesRouter(machine, type, method.results))))
    return callExternal(machine, callee, args, site);
  const candidates = await implementations(machine, type, method.name);
  if (candidates.length === 0 || candidates.length > maxCandidates) {
    for (const option of args.flatMap(optionsOf))
      if (option.kind === 'router')
        machine.gap(
          option.router.framework,
          site,
          `no type was found that answers for ${method.name} of the interface`,
        );
    return unknown;
  }
  const results: Value[] = [];
  for (const fn of candidates)
    results.push(await machine.operations.apply(machine, { kind: 'function', fn }, args, site));
  return eitherOf(results);
}

async function givesRouter(
  machine: Machine,
  at: TypeAt,
  results: readonly { readonly type: TypeAt['type'] }[],
): Promise<boolean> {
  const { file } = await underlyingType(machine.program, at);
  for (const result of results) {
    const type = { type: result.type, file };
    if ((await routerFramework(machine.program, type)) || (await isHandlerType(machine.program, type)))
      return true;
  }
  return false;
}

/** The methods of that name on types that have every method of the interface, among the functions that have to do with routers. */
async function implementations(machine: Machine, at: TypeAt, name: string): Promise<readonly GoFunction[]> {
  const { type } = await underlyingType(machine.program, at);
  const asked = type.kind === 'interface' ? type.methods.map((one) => one.name) : [name];
  const found: GoFunction[] = [];
  for (const fn of machine.relevance.functions) {
    if (fn.name !== name || fn.receiver === undefined) continue;
    const pkg = await machine.program.package(directoryOf(fn.file));
    const methods = pkg?.methods.get(fn.receiver.type);
    const embeds = pkg?.types.get(fn.receiver.type)?.type;
    const promoted = embeds?.kind === 'struct' && embeds.fields.some((field) => field.embedded);
    if (methods && (promoted || asked.every((one) => methods.has(one)))) found.push(fn);
  }
  return found.toSorted((a, b) => compareText(a.file, b.file) || a.start - b.start);
}
