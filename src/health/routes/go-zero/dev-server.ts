import type { Route } from '../../../model/endpoint.js';
import { isProductFile, type RepositoryView } from '../../../model/repository-view.js';
import type { SourceText } from '../../../model/source-text.js';
import { parseYaml } from '../../../syntax/yaml.js';

/** Where go-zero's configurations lie (`goctl` makes `etc/<service>.yaml`). */
const configuration = /(^|\/)(etc|conf(ig)?s?)\/.*\.ya?ml$/;

/** The defaults of internal/devserver/config.go. */
const defaults = { port: 6060, health: '/healthz', metrics: '/metrics' };

/**
 * The server beside the application that `DevServer` of a configuration starts: health and metrics on a port of its own. It runs when the
 * block is there and `Enabled` is not false; the health path answers 200 once all servers of the process are ready.
 * Source: https://github.com/zeromicro/go-zero/blob/master/internal/devserver/server.go
 */
export async function devServerRoutes(view: RepositoryView): Promise<readonly Route[]> {
  if (!(await usesGoZero(view))) return [];
  const routes: Route[] = [];
  for (const file of view.files) {
    if (!isProductFile(file) || !configuration.test(file.path)) continue;
    const source = await view.read(file.path);
    if (source && /^DevServer[ \t]*:/m.test(source.text)) routes.push(...routesOf(source));
  }
  return routes;
}

async function usesGoZero(view: RepositoryView): Promise<boolean> {
  for (const { path } of view.files)
    if (/(^|\/)go\.mod$/.test(path) && (await view.read(path))?.text.includes('/go-zero ')) return true;
  return false;
}

function routesOf(source: SourceText): readonly Route[] {
  return parseYaml(source).documents.flatMap(({ root }): Route[] => {
    const block = root.get('DevServer');
    // `DevServer:` with nothing below it is no block, and leaves the server switched off.
    if (!block.isMap || block.get('Enabled').boolean === false) return [];
    const common = {
      framework: 'go-zero',
      method: 'ANY',
      pathComplete: true,
      span: block.span,
      servedBy: 'setting',
      port: block.get('Port').number ?? defaults.port,
      confidence: 'high',
    } as const;
    const health: Route = {
      ...common,
      path: block.get('HealthPath').text ?? defaults.health,
      handler: { name: 'devserver.health', touches: [], canFail: true },
    };
    const metrics: Route = { ...common, path: block.get('MetricsPath').text ?? defaults.metrics };
    return block.get('EnableMetrics').boolean === false ? [health] : [health, metrics];
  });
}
