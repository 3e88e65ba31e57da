import type { Route, RouteGap } from '../../../model/endpoint.js';
import type { RepositoryFile, RepositoryView } from '../../../model/repository-view.js';
import type { SourceText } from '../../../model/source-text.js';
import type { RouteReading } from '../../route-framework.js';
import { readBlocks } from '../proxies/blocks.js';
import type { Directive } from '../proxies/blocks.js';

/** Reads what Caddy answers by itself. Source: https://caddyserver.com/docs/caddyfile/directives/respond */
export async function readCaddy(
  candidates: readonly RepositoryFile[],
  view: RepositoryView,
): Promise<RouteReading> {
  const routes: Route[] = [];
  const gaps: RouteGap[] = [];
  for (const { path } of candidates) {
    const source = await view.read(path);
    if (!source || !/\b(?:respond|metrics)\b/.test(source.text)) continue;
    const found = routesIn(readBlocks(source.text, '\n'), '', new Map(), source, 0);
    routes.push(...found);
    const [first] = found;
    if (first)
      gaps.push({
        framework: 'caddy',
        span: first.span,
        reason: 'Caddy also serves files or hands requests on, which is not looked into',
      });
  }
  return { routes, gaps, skipped: [] };
}

function routesIn(
  directives: readonly Directive[],
  below: string,
  outer: ReadonlyMap<string, readonly string[]>,
  source: SourceText,
  depth: number,
): readonly Route[] {
  if (depth > 12) return [];
  const matchers = new Map([...outer, ...directives.flatMap(matcherOf)]);
  return directives.flatMap((directive): readonly Route[] => {
    const [name = '', first = ''] = directive.words;
    if (name === 'respond' || name === 'metrics') {
      const hasMatcher = first.startsWith('/') || first.startsWith('@');
      const rest = directive.words.slice(hasMatcher ? 2 : 1);
      const status = rest.find((word) => /^\d{3}$/.test(word)) ?? '200';
      const paths = first.startsWith('@')
        ? (matchers.get(first) ?? [])
        : first.startsWith('/')
          ? [first]
          : [''];
      return /^2\d\d$/.test(status) || name === 'metrics'
        ? paths.flatMap((path) => routeOf(joined(below, path), name, directive, source))
        : [];
    }
    if (!directive.block) return [];
    const isHandling = /^(?:handle|handle_path|route)$/.test(name);
    const paths =
      !isHandling || first === ''
        ? ['']
        : first.startsWith('@')
          ? (matchers.get(first) ?? [])
          : first.startsWith('/')
            ? [first]
            : [];
    // A block that is no site and no group of handlers (a header's, a log's) holds no answers.
    return paths.flatMap((path) =>
      routesIn(directive.block ?? [], isHandling ? joined(below, path) : below, matchers, source, depth + 1),
    );
  });
}

/** `@name path /a /b`, or `@name { path /a }`. */
function matcherOf({ block, words }: Directive): readonly (readonly [string, readonly string[]])[] {
  const [name = '', kind, ...paths] = words;
  if (!name.startsWith('@')) return [];
  if (kind === 'path') return [[name, paths]];
  const inner = block?.length === 1 ? block.find((one) => one.words[0] === 'path') : undefined;
  return inner ? [[name, inner.words.slice(1)]] : [];
}

function joined(below: string, path: string): string {
  if (below === '' || path.startsWith(below.replace(/\*$/, ''))) return path === '' ? below : path;
  return `${below.replace(/\/?\*$/, '')}${path}`;
}

function routeOf(path: string, name: string, directive: Directive, source: SourceText): readonly Route[] {
  // A `respond` for everything is a page, and says nothing of a path.
  if (!path.startsWith('/') || path === '/*') return [];
  return [
    {
      framework: 'caddy',
      method: 'ANY',
      path: path.replace(/\/\*$/, '/{*rest}').replace(/\*$/, ''),
      pathComplete: true,
      span: source.span(directive.start, directive.end),
      servedBy: 'setting',
      handler: { name, touches: [], canFail: false, constant: name === 'respond' },
      confidence: 'high',
    },
  ];
}
