import type { ElixirNode } from '../../../syntax/elixir/parse.js';
import { wholeName } from './modules.js';
import type { ElixirModule, ElixirModules } from './modules.js';
import { clausesOf } from './handlers.js';
import { argumentsOf, bodyOf, calleeOf, textOf } from './texts.js';

/** A statement and the module in whose names it is written. */
interface PlacedStatement {
  readonly node: ElixirNode;
  readonly holder: ElixirModule;
}

const deepest = 3;

/**
 * The statements of a module with those that `use` puts into it: the quotes of `__using__`, and, of `use ShopWeb, :controller`, those of the
 * function that is named, which a generated web module hands on.
 */
export async function statementsOf(
  module: ElixirModule,
  modules: ElixirModules,
): Promise<readonly PlacedStatement[]> {
  return expand(module.body, module, modules, 0);
}

async function expand(
  nodes: readonly ElixirNode[],
  holder: ElixirModule,
  modules: ElixirModules,
  depth: number,
): Promise<readonly PlacedStatement[]> {
  const found: PlacedStatement[] = [];
  for (const node of nodes) {
    const [used, name] = calleeOf(node, holder) === 'use' ? argumentsOf(node) : [];
    const module =
      used?.name === 'Alias' && depth < deepest
        ? await modules.named(wholeName(textOf(used, holder), holder))
        : undefined;
    if (!module) {
      found.push({ node, holder });
      continue;
    }
    const named = name?.name === 'Atom' ? clausesOf(module, textOf(name, holder).slice(1)) : [];
    const macros = module.body.filter(
      (one) =>
        calleeOf(one, module) === 'defmacro' &&
        /^__using__\b/.test(textOf(argumentsOf(one)[0] ?? one, module)),
    );
    for (const body of named.length > 0 ? named : macros)
      found.push(...(await expand(quoted(body, module), module, modules, depth + 1)));
  }
  return found;
}

function quoted(definition: ElixirNode, module: ElixirModule): readonly ElixirNode[] {
  return (bodyOf(definition, module) ?? [])
    .filter((node) => calleeOf(node, module) === 'quote')
    .flatMap((quote) => bodyOf(quote, module) ?? []);
}

/** The modules of the project that a module imports, itself or by what it uses. */
export async function importedBy(
  module: ElixirModule,
  modules: ElixirModules,
): Promise<readonly ElixirModule[]> {
  const found: ElixirModule[] = [];
  for (const { node, holder } of await statementsOf(module, modules)) {
    const [given] = calleeOf(node, holder) === 'import' ? argumentsOf(node) : [];
    const imported =
      given?.name === 'Alias' ? await modules.named(wholeName(textOf(given, holder), holder)) : undefined;
    if (imported) found.push(imported);
  }
  return found;
}
