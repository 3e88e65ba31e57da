import type { PyArguments, PyPlace, PyValue } from '../../../syntax/python/values.js';
import { argument, optionsOf, textOf } from '../../../syntax/python/values.js';
import type { Inventory } from './inventory.js';
import { ChecksHandler, Router, emptyPath, literalPath, pathsOf } from './router.js';

const dockerflowPaths = ['/__version__', '/__heartbeat__', '/__lbheartbeat__'];

/** Libraries that serve routes of their own once they are given the application. */
export function callExtension(
  inventory: Inventory,
  name: string,
  args: PyArguments,
  site: PyPlace,
): PyValue | undefined {
  const apps = [...args.positional, ...args.named.values()]
    .flatMap(optionsOf)
    .flatMap((one) => (one.kind === 'host' && one.object instanceof Router ? [one.object] : []));
  const serve = (path: PyValue | string): void => {
    for (const app of apps)
      for (const one of pathsOf(typeof path === 'string' ? textOf(path) : path))
        inventory.register(app, { methods: ['GET'], path: one, place: site, servedBy: 'dependency' });
  };
  if (/^dockerflow\.flask(?:\.app)?\.Dockerflow(?:\(\)\.init_app)?$/.test(name))
    for (const path of dockerflowPaths) serve(path);
  if (/^prometheus_fastapi_instrumentator\.Instrumentator\(\)(?:\.\w+\(\)){0,5}\.expose$/.test(name))
    serve(args.named.get('endpoint') ?? '/metrics');
  if (/^prometheus_flask_exporter\.PrometheusMetrics(?:\(\)\.init_app)?$/.test(name))
    serve(argument(args, 'path', 1) ?? '/metrics');
  if (/^healthcheck\.HealthCheck$/.test(name) && apps.length > 0)
    serve(argument(args, 'path', 1) ?? '/healthcheck');
  if (/^fastapi_health(?:\.\w+)?\.health$/.test(name)) {
    const conditions = argument(args, 'conditions', 0);
    return {
      kind: 'host',
      object: new ChecksHandler('health', conditions?.kind === 'list' ? conditions.items : []),
    };
  }
  return undefined;
}

/** The router of python-dockerflow for FastAPI (dockerflow/fastapi/__init__.py). */
export function dockerflowRouter(inventory: Inventory, site: PyPlace): Router {
  const router = inventory.router({ framework: 'fastapi', kind: 'router', prefix: emptyPath, place: site });
  for (const path of dockerflowPaths)
    router.registrations.push({
      methods: ['GET'],
      path: literalPath(path),
      place: site,
      servedBy: 'dependency',
    });
  return router;
}
