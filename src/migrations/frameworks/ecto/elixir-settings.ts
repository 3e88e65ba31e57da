import type { RepositoryView } from '../../../model/repository-view.js';
import { elixirFunction } from '../../../syntax/elixir/functions.js';
import { elixirProgram } from '../../../syntax/elixir/program.js';
import type { Host } from '../../../syntax/imperative/evaluation.js';
import { Machine } from '../../../syntax/imperative/machine.js';
import type { Call, Value } from '../../../syntax/imperative/values.js';
import { Frame } from '../../../syntax/imperative/values.js';
import { ParseTimeout } from '../../../syntax/tree-sitter.js';
import { oncePerView } from '../../finding/once-per-view.js';
import { productFiles } from '../../finding/product-files.js';

/** Settings of development and tests say nothing of what runs. */
const configurationFile = /(^|\/)config\/(?!(test|dev)\.exs$)\w+\.exs$/;

/**
 * What `config :app, Module, key: value` says of modules, in all configuration files of the product
 * (https://hexdocs.pm/elixir/Config.html); what stands first for a key counts.
 */
export const elixirSettings = oncePerView(
  async (view: RepositoryView): Promise<ReadonlyMap<string, Value>> => {
    const settings = new Map<string, Value>();
    const host: Host = {
      call: (receiver: Value | undefined, { name, positional }: Call) => {
        const [, module, options] = positional;
        if (receiver || name !== 'config/3' || module?.kind !== 'class' || options?.kind !== 'list')
          return undefined;
        const known = settings.get(module.name);
        const entries = known?.kind === 'list' ? known.entries : [];
        settings.set(module.name, { kind: 'list', entries: [...entries, ...options.entries] });
        return { kind: 'null' };
      },
    };
    const files = productFiles(view)
      .map(({ path }) => path)
      .filter((path) => configurationFile.test(path));
    for (const path of files) {
      const source = await view.read(path);
      if (!source?.text.includes('config')) continue;
      try {
        const program = await elixirProgram(source);
        const library = { hierarchyOf: () => undefined, builtin: elixirFunction, implicitSelf: true };
        new Machine([], { source, program }, host, library).runStatements(program.statements, new Frame());
      } catch (error) {
        if (!(error instanceof ParseTimeout)) throw error;
      }
    }
    return settings;
  },
);
