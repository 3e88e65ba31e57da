import type { RouteGuard } from '../../../model/endpoint.js';
import type { RepositoryFile, RepositoryView } from '../../../model/repository-view.js';
import { children, parseElixir } from '../../../syntax/elixir/parse.js';
import type { ElixirNode } from '../../../syntax/elixir/parse.js';
import { ParseTimeout } from '../../../syntax/tree-sitter.js';
import type { ElixirModule } from './modules.js';
import { argumentsOf, bodyOf, calleeOf, keyword, textOf } from './texts.js';

/** The redirect to HTTPS that an endpoint's configuration switches on, with the paths that it lets pass. */
export interface ForcedTls {
  readonly endpoint: string;
  readonly guard: RouteGuard;
  readonly excluded: readonly string[];
}

/**
 * `config :app, AppWeb.Endpoint, force_ssl: […]` of the files that hold in production. What only an `if` of the environment switches on is
 * left out, and so is one whose exceptions are not plain texts.
 * Source: https://hexdocs.pm/plug/Plug.SSL.html
 */
export async function forcedTls(
  candidates: readonly RepositoryFile[],
  view: RepositoryView,
): Promise<readonly ForcedTls[]> {
  const found: ForcedTls[] = [];
  for (const { path } of candidates) {
    if (!/(?:^|\/)config\/(?:config|prod|runtime)\.exs$/.test(path)) continue;
    const source = await view.read(path);
    if (!source || !source.text.includes('force_ssl')) continue;
    try {
      const { topNode } = await parseElixir(source);
      const module: ElixirModule = {
        name: '',
        source,
        node: topNode,
        body: children(topNode),
        aliases: new Map(),
        attributes: new Map(),
      };
      found.push(...settingsIn(module.body, module));
    } catch (error) {
      if (!(error instanceof ParseTimeout)) throw error;
    }
  }
  return found;
}

function settingsIn(nodes: readonly ElixirNode[], module: ElixirModule): readonly ForcedTls[] {
  return nodes.flatMap((node) => {
    const name = calleeOf(node, module);
    const args = argumentsOf(node);
    if (name === 'if' && args[0] && /^config_env\(\)\s*==\s*:prod$/.test(textOf(args[0], module)))
      return settingsIn(bodyOf(node, module) ?? [], module);
    const endpoint = name === 'config' ? args[1] : undefined;
    const setting = endpoint?.name === 'Alias' ? keyword(node, 'force_ssl', module) : undefined;
    if (!endpoint || setting?.name !== 'List') return [];
    const exclude = keyword(setting, 'exclude', module);
    const written = exclude ? textOf(exclude, module) : '';
    if (exclude && !/^\[[\s\w"',.:/[\]-]*\]$/.test(written)) return [];
    return [
      {
        endpoint: textOf(endpoint, module),
        guard: {
          kind: 'https-redirect' as const,
          span: module.source.span(setting.from, setting.to),
          text: `force_ssl: ${textOf(setting, module).replaceAll(/\s+/g, ' ')}`.slice(0, 120),
        },
        excluded: [...written.matchAll(/"(\/[^"]*)"/g)].map(([, path = '']) => path),
      },
    ];
  });
}
