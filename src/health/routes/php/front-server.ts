import type { Route } from '../../../model/endpoint.js';
import type { RepositoryFile, RepositoryView } from '../../../model/repository-view.js';

const settings = /\.conf(\.\w+)?$|(^|\/)nginx[^/]*$/;

/** Whether a file may be the settings of a web server in front of PHP. */
export function isFrontSetting({ path }: RepositoryFile): boolean {
  return settings.test(path);
}

/**
 * What nginx answers by itself before PHP is asked: `location = /health { return 200; }`, `stub_status`, PHP-FPM's ping. Programs of PHP
 * run behind it, so a probe that asks for these is answered.
 */
export async function frontRoutes(
  framework: string,
  candidates: readonly RepositoryFile[],
  view: RepositoryView,
): Promise<readonly Route[]> {
  const routes: Route[] = [];
  for (const { path } of candidates) {
    if (!settings.test(path)) continue;
    const source = await view.read(path);
    if (!source?.text.includes('fastcgi_pass')) continue;
    const text = source.text.replaceAll(/#[^\n]*/g, (comment) => ' '.repeat(comment.length));
    for (const match of text.matchAll(/\blocation\s+(?:=\s*|\^~\s*)?(\/[\w./-]*\w)\s*\{([^{}]*)\}/g)) {
      const [whole, location = '', body = ''] = match;
      const isPing = body.includes('fastcgi_pass') && /ping|status/.test(location);
      if (!isPing && !/\breturn\s+2\d\d\b|\bstub_status\b/.test(body)) continue;
      routes.push({
        framework,
        method: 'ANY',
        path: location,
        pathComplete: true,
        span: source.span(match.index, match.index + whole.length),
        servedBy: 'setting',
        handler: { name: 'nginx', touches: [], ...(!isPing && { canFail: false, constant: true }) },
        confidence: 'medium',
      });
    }
  }
  return routes;
}
