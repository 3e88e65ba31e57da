import type { HttpMethod, Route } from '../../../model/endpoint.js';
import type { SourceText } from '../../../model/source-text.js';

/** What packages serve by themselves, below which paths; `*` = all below. Sources: the packages' route files. */
const packages: readonly (readonly [string, readonly string[]])[] = [
  ['laravel/horizon', ['/horizon', '/horizon/{*view}']],
  ['laravel/telescope', ['/telescope', '/telescope/{*view}']],
  ['laravel/pulse', ['/pulse']],
  ['laravel/passport', ['/oauth/{*path}']],
  ['laravel/sanctum', ['/sanctum/csrf-cookie']],
  ['livewire/livewire', ['/livewire/{*path}']],
  ['barryvdh/laravel-debugbar', ['/_debugbar/{*path}']],
  ['opcodesio/log-viewer', ['/log-viewer', '/log-viewer/{*view}']],
];

/** The routes of packages that a composer.json requires for production. */
export function packageRoutes(composer: SourceText): readonly Route[] {
  const required = /"require"\s*:\s*\{([^{}]*)\}/.exec(composer.text);
  if (!required) return [];
  const start = required.index + required[0].indexOf('{');
  return packages.flatMap(([name, paths]) => {
    const at = (required[1] ?? '').indexOf(`"${name}"`);
    if (at === -1) return [];
    const from = start + 1 + at;
    return paths.map((path): Route => ({
      framework: 'laravel',
      method: 'ANY' satisfies HttpMethod,
      path,
      pathComplete: true,
      span: composer.span(from, from + name.length + 2),
      servedBy: 'dependency',
      handler: { name, touches: [] },
      confidence: 'medium',
    }));
  });
}
