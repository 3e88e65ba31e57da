import type { GoParameter } from '../../../syntax/go/tree.js';
import type { Machine } from './machine.js';
import { routersInside } from './serving.js';
import { namedType, routerFramework, takesRequest } from './types.js';
import type { FilePlace, TypeAt, Value } from './values.js';
import { eitherOf, optionsOf } from './values.js';

/**
 * Runs functions that were handed to code outside the repository (`cobra.Command{RunE: serve}`, `g.Go(func() …)`, `fx.Provide(New)`),
 * when they have to do with routers: function literals at once, named functions at the end if nothing else has called them. What one of them gives back, another one may be given: that is how dependency injection works.
 */
export async function runCallbacks(
  machine: Machine,
  values: readonly Value[],
  site: FilePlace,
  depth = 0,
): Promise<void> {
  if (depth > 3) return;
  for (const option of values.flatMap(optionsOf)) {
    if (option.kind === 'list') await runCallbacks(machine, option.items, site, depth + 1);
    if (option.kind === 'table')
      await runCallbacks(
        machine,
        option.entries.map(([, value]) => value),
        site,
        depth + 1,
      );
    if (
      option.kind === 'function' &&
      machine.notes === undefined &&
      machine.relevance.functions.has(option.fn)
    )
      machine.postponed.push({ callee: option, site });
    if (option.kind === 'closure') {
      const { literal, scope } = option;
      if (machine.notes === undefined && !machine.relevance.matters(scope.file, literal)) continue;
      if (!machine.running.has(literal)) await runCallback(machine, option, literal, scope.file, site);
    }
  }
}

/** Runs the functions that were put off and that nothing has called by now, also those that they put off in turn. */
export async function runPostponed(machine: Machine): Promise<void> {
  for (let next = machine.postponed.shift(); next !== undefined; next = machine.postponed.shift()) {
    const { fn } = next.callee;
    if (!machine.visited.has(fn)) await runCallback(machine, next.callee, fn, fn.file, next.site);
  }
}

async function runCallback(
  machine: Machine,
  callee: Value,
  signature: { readonly parameters: readonly GoParameter[]; readonly results: readonly GoParameter[] },
  file: string,
  site: FilePlace,
): Promise<void> {
  if (await takesRequest(machine.program, signature, file)) return;
  const args: Value[] = [];
  for (const parameter of signature.parameters)
    args.push(await providedFor(machine, { type: parameter.type, file }));
  const result = await machine.operations.apply(machine, callee, args, site);
  const results = result.kind === 'tuple' ? result.items : [result];
  for (const router of results.flatMap((one) => routersInside(one)))
    router.unresolved ??= 'the function that makes this router is called by code outside the repository';
  for (const [index, one] of results.entries()) {
    const type = signature.results[index];
    const key = type && (await keyOf(machine, { type: type.type, file }));
    if (key !== undefined) machine.provided.set(key, [...(machine.provided.get(key) ?? []), one]);
  }
}

/** What a container would hand to a parameter of this type. */
async function providedFor(machine: Machine, type: TypeAt): Promise<Value> {
  const key = await keyOf(machine, type);
  const provided = key === undefined ? undefined : machine.provided.get(key);
  if (provided) return eitherOf(provided);
  return { kind: 'unknown', type };
}

async function keyOf(machine: Machine, type: TypeAt): Promise<string | undefined> {
  const framework = await routerFramework(machine.program, type);
  const named = await namedType(machine.program, type);
  return named && (framework ?? `${named.path}.${named.name}`);
}
