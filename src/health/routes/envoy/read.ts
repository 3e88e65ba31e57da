import type { Route, RouteGap } from '../../../model/endpoint.js';
import type { RepositoryFile, RepositoryView } from '../../../model/repository-view.js';
import type { RouteReading } from '../../route-framework.js';
import { parseYaml } from '../../../syntax/yaml.js';
import type { YamlValue } from '../../../syntax/yaml.js';

const mostNodes = 50_000;

/**
 * Reads what Envoy answers by itself.
 * Sources: https://www.envoyproxy.io/docs/envoy/latest/operations/admin, and the filter `envoy.filters.http.health_check`.
 */
export async function readEnvoy(
  candidates: readonly RepositoryFile[],
  view: RepositoryView,
): Promise<RouteReading> {
  const routes: Route[] = [];
  const gaps: RouteGap[] = [];
  for (const { path } of candidates) {
    const source = await view.read(path);
    if (!source || !/\b(?:admin|direct_response|health_check)\b/.test(source.text)) continue;
    const found = parseYaml(source).documents.flatMap(({ root }) => [
      ...adminRoutes(root),
      ...ownRoutes(root),
    ]);
    routes.push(...found);
    const [first] = found;
    if (first)
      gaps.push({
        framework: 'envoy',
        span: first.span,
        reason: 'Envoy hands requests on, which is not looked into',
      });
  }
  return { routes, gaps, skipped: [] };
}

/** A bootstrap has listeners or clusters beside its `admin`; other files have a key of that name, too. */
function adminRoutes(root: YamlValue): readonly Route[] {
  const admin = root.get('admin');
  const address = admin.at('address', 'socket_address');
  const isBootstrap = ['static_resources', 'dynamic_resources', 'node'].some((key) => root.get(key).exists);
  const port = address.get('port_value').number;
  if (!address.exists || !isBootstrap) return [];
  return [
    {
      framework: 'envoy',
      method: 'GET',
      path: '/ready',
      pathComplete: true,
      span: admin.span,
      servedBy: 'setting',
      ...(port !== undefined && { port }),
      handler: { name: 'admin', touches: [], canFail: true, constant: false },
      confidence: 'high',
    },
  ];
}

function ownRoutes(root: YamlValue): readonly Route[] {
  const found: Route[] = [];
  const stack: YamlValue[] = [root];
  let nodes = 0;
  for (let node = stack.pop(); node !== undefined && nodes < mostNodes; node = stack.pop()) {
    nodes += 1;
    const direct = node.get('direct_response');
    const status = direct.get('status').number;
    const match = node.get('match');
    const path = match.get('path').text ?? match.get('prefix').text;
    if (status !== undefined && status < 300 && path !== undefined && path !== '/')
      found.push(routeOf(path, node, 'direct_response'));
    if (node.get('name').text?.endsWith('health_check') === true) {
      const headers = node.at('typed_config', 'headers').items;
      for (const header of headers) {
        const isPath = header.get('name').text === ':path';
        const exact = header.get('exact_match').text ?? header.at('string_match', 'exact').text;
        if (isPath && exact !== undefined && node.at('typed_config', 'pass_through_mode').boolean === false)
          found.push(routeOf(exact, node, 'health_check'));
      }
    }
    for (const [, value] of node.entries) stack.push(value);
    for (const item of node.items) stack.push(item);
  }
  return found;
}

function routeOf(path: string, { span }: YamlValue, name: string): Route {
  return {
    framework: 'envoy',
    method: name === 'direct_response' ? 'ANY' : 'GET',
    path,
    pathComplete: true,
    span,
    servedBy: 'setting',
    handler: { name, touches: [], canFail: name === 'health_check', constant: name === 'direct_response' },
    confidence: 'high',
  };
}
