import type { Handler, Route } from '../../../model/endpoint.js';
import type { TokenView } from '../../../syntax/jvm/token-view.js';
import { join } from '../jvm/paths.js';

/** Plugins that serve health by themselves, with the settings for their paths and what these are without. */
const plugins: ReadonlyMap<string, readonly (readonly [string, string])[]> = new Map([
  // https://github.com/codymikol/khealth
  [
    'KHealth',
    [
      ['healthCheckPath', '/health'],
      ['readyCheckPath', '/ready'],
    ],
  ],
]);

/**
 * The routes of a plugin that `install(…)` at a token installs: of Cohort each `healthcheck("/path", registry)`.
 * Source: https://github.com/sksamuel/cohort
 */
export function installedRoutes(
  tokens: TokenView,
  at: number,
  root: { readonly prefix: string; readonly isComplete: boolean },
): readonly Route[] {
  if (!tokens.is(at + 1, '(')) return [];
  const plugin = tokens.word(at + 2) ?? '';
  const end = tokens.closing(at + 1);
  const block = tokens.is(end + 1, '{') ? end + 1 : undefined;
  const last = block === undefined ? end : tokens.closing(block);
  const route = (path: string, from: number, to: number, handler?: Handler): Route => ({
    framework: 'ktor',
    method: 'GET',
    path: join(root.prefix, path),
    pathComplete: root.isComplete,
    span: tokens.span(from, to),
    servedBy: 'dependency',
    ...(handler && { handler }),
    confidence: 'medium',
  });
  if (plugin === 'Cohort' && block !== undefined) {
    const found: Route[] = [];
    for (let index = block + 1; index < last; index += 1) {
      if (tokens.word(index) !== 'healthcheck' || !tokens.is(index + 1, '(')) continue;
      const path = tokens.all[index + 2];
      if (path?.kind === 'text' && path.open !== true)
        found.push(
          route(path.text, index, tokens.closing(index + 1) + 1, { name: 'HealthChecks', touches: [] }),
        );
    }
    return found;
  }
  const text = tokens.text(at, last);
  return (plugins.get(plugin) ?? []).map(([setting, fallback]) => {
    const written = new RegExp(`\\b${setting}\\s*=\\s*"([^"$]*)"`).exec(text)?.[1];
    return route(written ?? fallback, at, end + 1);
  });
}
