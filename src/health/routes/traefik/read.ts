import type { Route, RouteGap } from '../../../model/endpoint.js';
import type { RepositoryFile, RepositoryView } from '../../../model/repository-view.js';
import type { SourceSpan } from '../../../model/source-span.js';
import type { SourceText } from '../../../model/source-text.js';
import { readTomlTables } from '../../../syntax/manifests/toml.js';
import { parseYaml } from '../../../syntax/yaml.js';
import type { RouteReading } from '../../route-framework.js';

interface Ping {
  readonly span: SourceSpan;
  /** The address of the entry point that answers: `:8082`. */
  readonly address: string | undefined;
}

/** Reads whether Traefik answers pings, and where. */
export async function readTraefik(
  candidates: readonly RepositoryFile[],
  view: RepositoryView,
): Promise<RouteReading> {
  const routes: Route[] = [];
  const gaps: RouteGap[] = [];
  for (const { path } of candidates) {
    const source = await view.read(path);
    const ping = source && (path.endsWith('.toml') ? inToml(source) : inYaml(source));
    if (!ping) continue;
    const port = /:(\d{2,5})(?:\/tcp)?$/.exec(ping.address ?? ':8080')?.[1];
    routes.push({
      framework: 'traefik',
      method: 'ANY',
      path: '/ping',
      pathComplete: true,
      span: ping.span,
      servedBy: 'setting',
      ...(port !== undefined && { port: Number(port) }),
      handler: { name: 'ping', touches: [], canFail: true, constant: false },
      confidence: 'high',
    });
    gaps.push({
      framework: 'traefik',
      span: ping.span,
      reason: 'Traefik hands requests on, which is not looked into',
    });
  }
  return { routes, gaps, skipped: [] };
}

function inYaml(source: SourceText): Ping | undefined {
  const root = parseYaml(source).documents[0]?.root;
  const ping = root?.entries.find(([key]) => key === 'ping')?.[1];
  if (!root || !ping || ping.get('manualRouting').boolean === true || ping.boolean === false)
    return undefined;
  const entryPoint = ping.get('entryPoint').text ?? 'traefik';
  return { span: ping.span, address: root.at('entryPoints', entryPoint, 'address').text };
}

function inToml(source: SourceText): Ping | undefined {
  const tables = readTomlTables(source);
  const ping = tables.find(({ name }) => name === 'ping');
  if (!ping || ping.entries.get('manualRouting')?.text === 'true') return undefined;
  const entryPoint = ping.entries.get('entryPoint')?.text ?? 'traefik';
  const address = tables
    .find(({ name }) => name === `entryPoints.${entryPoint}`)
    ?.entries.get('address')?.text;
  return { span: ping.span, address };
}
