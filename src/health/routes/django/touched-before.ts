import type { Touch } from '../../../model/endpoint.js';
import type { PyFunction } from '../../../syntax/python/tree.js';
import type { FunctionValue, PyValue } from '../../../syntax/python/values.js';
import { codeOfMiddleware } from '../python/answering-middleware.js';
import { sureTouches } from '../python/handlers.js';
import { middlewareOf, valueOfName } from './middleware.js';
import type { DjangoSettings } from './settings.js';
import { bareView } from './views.js';

/** What the settings of a project make every request touch before its view. */
export interface ProjectTouches {
  /** By middleware, with its place in `MIDDLEWARE`. */
  readonly middleware: readonly { readonly at: number; readonly touch: Touch }[];
  /** By every view that is not let out of it: a transaction (`ATOMIC_REQUESTS`). */
  readonly transaction: Touch | undefined;
}

/** Middleware of Django that looks into the cache at every GET (django/middleware/cache.py). */
const cacheMiddleware = /^django\.middleware\.cache\.(?:FetchFromCacheMiddleware|CacheMiddleware)$/;

/**
 * Reads what stands before the views of a project.
 *
 * Of Django's own middleware nothing else touches a database for a probe: sessions are loaded when a view asks for them, one without cookie is
 * empty and not saved even with `SESSION_SAVE_EVERY_REQUEST`, `request.user` is lazy, the site is kept after the first request, and
 * flat pages and redirects are looked up for a 404 only (django/contrib/sessions/middleware.py, django/contrib/auth/middleware.py).
 * `ATOMIC_REQUESTS` opens a transaction around each view, and with it a connection (django/core/handlers/base.py, `make_view_atomic`).
 */
export async function projectTouches(settings: DjangoSettings): Promise<ProjectTouches> {
  const middleware: { at: number; touch: Touch }[] = [];
  for (const [at, name] of (await middlewareOf(settings)).entries()) {
    const place = await settings.always(name);
    if (!place) continue;
    if (cacheMiddleware.test(name)) {
      const dependency = await cacheBackend(settings);
      if (dependency) middleware.push({ at, touch: { dependency, span: place.span, text: name } });
      continue;
    }
    const value = await valueOfName(settings, name);
    for (const code of value ? await codeOf(settings, value) : [])
      for (const touch of await sureTouches(settings.machine, code)) middleware.push({ at, touch });
  }
  return { middleware, transaction: await atomicRequests(settings) };
}

/** Whether a view is let out of the transaction around views. */
export function isOutsideTransaction(value: PyValue | undefined): boolean {
  if (!value) return false;
  const { guards, view } = bareView(value);
  const decorators =
    view.kind === 'function' ? view.fn.decorators : view.kind === 'class' ? view.of.cls.decorators : [];
  return (
    guards.some(({ name }) => name.endsWith('non_atomic_requests')) ||
    /"name":"non_atomic_requests"/.test(JSON.stringify(decorators))
  );
}

/** The code of a middleware for a request: methods of a class, or the function that a factory returns. */
async function codeOf(settings: DjangoSettings, value: PyValue): Promise<readonly FunctionValue[]> {
  if (value.kind === 'function') {
    const inner = value.fn.body.findLast((one): one is PyFunction => one.kind === 'function');
    return inner ? [{ ...value, fn: inner }] : [];
  }
  const called = await codeOfMiddleware(settings.machine, value, ['__call__']);
  return called.length > 0
    ? called
    : codeOfMiddleware(settings.machine, value, ['process_request', 'process_view']);
}

async function cacheBackend(settings: DjangoSettings): Promise<Touch['dependency'] | undefined> {
  const caches = await settings.sure('CACHES');
  const [entry] = caches?.value.kind === 'dict' ? [caches.value.entries.get('default')] : [];
  const backend = entry?.kind === 'dict' ? entry.entries.get('BACKEND') : undefined;
  const name = backend?.kind === 'text' ? backend.text.join('') : '';
  if (/redis|memcache/i.test(name)) return 'cache';
  return name.endsWith('DatabaseCache') ? 'db' : undefined;
}

const written =
  /(?:["']ATOMIC_REQUESTS["']\s*:|\[\s*["']ATOMIC_REQUESTS["']\s*\]\s*=|\bATOMIC_REQUESTS\s*=)\s*(\w+)/g;

/** `ATOMIC_REQUESTS: True` of a database that is not a file; undefined when any settings say something else. */
async function atomicRequests(settings: DjangoSettings): Promise<Touch | undefined> {
  const found: Touch[] = [];
  let engines = '';
  for (const path of settings.files) {
    const source = (await settings.machine.program.file(path))?.source;
    if (!source) continue;
    engines += [
      ...source.text.matchAll(
        /["'](?:django\.db\.backends\.)?(\w*(?:sqlite3|postgres\w*|mysql|oracle|postgis|mssql))["']/g,
      ),
    ]
      .map(([, name]) => name)
      .join(' ');
    for (const match of source.text.matchAll(written)) {
      const line = source.line(source.position(match.index).line);
      if (/^\s*#/.test(line)) continue;
      // Below an `if`, or from the environment: not sure.
      const isSure =
        match[1] === 'True' && (/^\S/.test(line) || /["']ATOMIC_REQUESTS["']\s*:/.test(match[0]));
      if (!isSure) return undefined;
      found.push({
        dependency: 'db',
        span: source.span(match.index, match.index + match[0].length),
        text: match[0].replaceAll(/\s+/g, ' '),
      });
    }
  }
  const isFile = /sqlite3/.test(engines) && !/postgres|mysql|oracle|postgis|mssql/.test(engines);
  return isFile ? undefined : found[0];
}
