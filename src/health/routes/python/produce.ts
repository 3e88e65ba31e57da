import type { Handler, HttpMethod, Route } from '../../../model/endpoint.js';
import type { SourceSpan } from '../../../model/source-span.js';
import type { Reached } from './full-paths.js';
import { joinPrefixes } from './full-paths.js';
import type { Registration, Router } from './router.js';

/** The routes of one registration on one way from the root; none when nothing of the path is known. */
export function routesOf(
  router: Router,
  registration: Registration,
  way: Reached,
  span: SourceSpan,
  handler: Handler | undefined,
): readonly Route[] {
  const pieces = joinPrefixes(router.framework, [way.prefix, registration.path.text]);
  const cut = pieces.lastIndexOf(null);
  const text = pieces.slice(cut + 1).join('');
  if (cut !== -1 && text === '') return [];
  const pathComplete = way.complete && cut === -1;
  const conditions = [
    ...way.conditions,
    ...(registration.condition === undefined ? [] : [registration.condition]),
  ];
  const sure = way.certain && !way.adjustable && !registration.path.adjustable;
  const path = parameters(text, router.framework);
  return registration.methods.map((method: HttpMethod): Route => ({
    framework: router.framework,
    method,
    path: path.startsWith('/') ? path : `/${path}`,
    pathComplete,
    span,
    servedBy: registration.servedBy,
    ...(handler && { handler }),
    ...(conditions.length > 0 && { condition: [...new Set(conditions)].join(' and ') }),
    confidence: !pathComplete ? 'low' : sure ? 'high' : 'medium',
  }));
}

/** `{id:int}`, `{rest:path}` of Starlette and `<int:id>`, `<path:rest>` of Werkzeug in lintel's spelling. */
function parameters(path: string, framework: Router['framework']): string {
  if (framework === 'fastapi')
    return path.replaceAll(/\{([^{}:]{1,100})(?::([^{}]{0,100}))?\}/g, (_all, name: string, type?: string) =>
      type === 'path' ? `{*${name}}` : `{${name}}`,
    );
  return path.replaceAll(
    /<(?:([^<>:]{1,200}):)?([^<>:]{1,100})>/g,
    (_all, type: string | undefined, name: string) => (type === 'path' ? `{*${name}}` : `{${name}}`),
  );
}
