import type { Handler, HttpMethod, Route, RouteGuard, Touch } from '../../../model/endpoint.js';
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
  guards: readonly RouteGuard[],
  touched: readonly Touch[],
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
  const path = spelling[router.framework](text);
  return registration.methods.map((method: HttpMethod): Route => ({
    framework: router.framework,
    method,
    path: path.startsWith('/') ? path : `/${path}`,
    pathComplete,
    span,
    servedBy: registration.servedBy,
    ...(handler && { handler }),
    ...(guards.length > 0 && { guards }),
    ...(touched.length > 0 && { touchedBefore: touched }),
    ...(conditions.length > 0 && { condition: [...new Set(conditions)].join(' and ') }),
    confidence: !pathComplete ? 'low' : sure ? 'high' : 'medium',
  }));
}

type Spelling = (path: string) => string;

/** `{id:int}`, `{rest:path}` of Starlette, Litestar and Falcon; `{id:[0-9]+}`, `{rest:.*}` of aiohttp. */
const inBraces: Spelling = (path) =>
  path.replaceAll(
    /\{([^{}:]{1,100})(?::((?:[^{}]|\{[^{}]{0,20}\}){0,100}))?\}/g,
    (_all, name: string, type?: string) =>
      type === 'path' || (type !== undefined && /\.[*+]/.test(type)) ? `{*${name}}` : `{${name}}`,
  );

/** `<int:id>`, `<path:rest>` of Werkzeug. */
const typeFirst: Spelling = (path) =>
  path.replaceAll(
    /<(?:([^<>:]{1,200}):)?([^<>:]{1,100})>/g,
    (_all, type: string | undefined, name: string) => (type === 'path' ? `{*${name}}` : `{${name}}`),
  );

/** `<id:int>`, `<rest:path>` of Sanic and Bottle; `:id` of Bottle. */
const nameFirst: Spelling = (path) =>
  path
    .replaceAll(/<([^<>:]{0,100})(?::([^<>]{0,100}))?>/g, (_all, name: string, type?: string) =>
      type !== undefined && /^(?:path|re:\.[*+])/.test(type) ? `{*${name}}` : `{${name}}`,
    )
    .replaceAll(/\/:(\w{1,80})/g, '/{$1}');

const spelling: Readonly<Record<Router['framework'], Spelling>> = {
  fastapi: inBraces,
  litestar: inBraces,
  falcon: inBraces,
  aiohttp: inBraces,
  flask: typeFirst,
  sanic: nameFirst,
  bottle: nameFirst,
  /** Spelled when its regular expressions are read. */
  tornado: (path) => path,
};
