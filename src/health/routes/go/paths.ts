import { concatTexts } from '../../../syntax/go/text.js';
import type { GoText } from '../../../syntax/go/text.js';
import type { GoRouterFramework } from './recognition.js';

/** A path in lintel's spelling; `complete` is false when its beginning is not known. */
export interface RoutePath {
  readonly path: string;
  readonly complete: boolean;
}

/** `:id` and `*rest` of gin. */
function ginSegments(pattern: string): string {
  return pattern
    .split('/')
    .map((segment) => {
      const at = segment.search(/[:*]/);
      if (at === -1) return segment;
      const name = segment.slice(at + 1);
      return segment.startsWith('*', at) ? `{*${name || 'path'}}` : `${segment.slice(0, at)}{${name}}`;
    })
    .join('/');
}

/** `{id}`, `{id:[0-9]+}` and `*` of chi. A regular expression may hold braces of its own. */
function chiSegments(pattern: string): string {
  let path = '';
  for (let at = 0; at < pattern.length; at += 1) {
    const character = pattern.charAt(at);
    if (character === '{') {
      let depth = 0;
      const start = at;
      for (; at < pattern.length; at += 1) {
        if (pattern.charAt(at) === '{') depth += 1;
        if (pattern.charAt(at) === '}') depth -= 1;
        if (depth === 0) break;
      }
      const [name = ''] = pattern.slice(start + 1, at).split(':', 1);
      path += `{${name}}`;
    } else path += character === '*' ? '{*path}' : character;
  }
  return path;
}

/** `{id}`, `{rest...}` and `{$}` of net/http since Go 1.22. */
function muxSegments(pattern: string): string {
  return pattern
    .split('/')
    .map((segment) => {
      if (segment === '{$}') return '';
      const rest = /^\{([^{}]*)\.\.\.\}$/.exec(segment);
      return rest ? `{*${rest[1] || 'path'}}` : segment;
    })
    .join('/');
}

/** `{id}` and `{rest:.*}` of gorilla/mux. */
function gorillaSegments(pattern: string): string {
  return chiSegments(
    pattern.replaceAll(/\{(\w{1,80}):\s*(?:\.[*+]|\[\^?[^\]]{0,40}\/[^\]]{0,40}\][*+])\}/g, '\0$1\0'),
  ).replaceAll(/\0(\w+)\0/g, '{*$1}');
}

/** `:id`, `:id?`, `:id<int>`, `*` and `+` of fiber. */
function fiberSegments(pattern: string): string {
  return pattern.replaceAll(/:(\w{1,80})(?:<[^<>/]{0,80}>)?\??/g, '{$1}').replaceAll(/[*+]\d?/g, '{*path}');
}

/** `:id` and `*` of echo. */
function echoSegments(pattern: string): string {
  return pattern.replaceAll(/:(\w{1,80})/g, '{$1}').replaceAll('*', '{*path}');
}

/** `{id:uint64}` and `{file:path}` of iris. */
function irisSegments(pattern: string): string {
  return chiSegments(pattern.replaceAll(/\{(\w{1,80}):path\}/g, '{*$1}'));
}

/** `:id`, `:id:int`, `?:id`, `:id([0-9]+)` and `*` of Beego. */
function beegoSegments(pattern: string): string {
  return pattern
    .replaceAll(/\??:(\w{1,80})(?::\w{1,20}|\([^()/]{0,80}\))?/g, '{$1}')
    .replaceAll('*.*', '*')
    .replaceAll('*', '{*path}');
}

const spelling: Readonly<Record<GoRouterFramework, (pattern: string) => string>> = {
  'go-net-http': muxSegments,
  'go-chi': chiSegments,
  'go-gin': ginSegments,
  'go-httprouter': ginSegments,
  'go-echo': echoSegments,
  'go-gorilla': gorillaSegments,
  'go-fiber': fiberSegments,
  'go-controller-runtime': (pattern) => pattern,
  'go-huma': muxSegments,
  'go-kratos': gorillaSegments,
  'go-hertz': ginSegments,
  'go-iris': irisSegments,
  'go-zero': ginSegments,
  'go-beego': beegoSegments,
};

/** A pattern in lintel's spelling. */
function spelled(framework: GoRouterFramework, pattern: string): string {
  return spelling[framework](pattern);
}

/** Joins a prefix and a pattern as routers do: one slash between them; an empty pattern is the prefix itself. */
export function joinPatterns(prefix: GoText, pattern: GoText): GoText {
  const first = pattern[0];
  if (pattern.length === 0) return prefix;
  const last = prefix.at(-1);
  const trimmed =
    typeof last === 'string' ? [...prefix.slice(0, -1), last.replace(/\/+\*?$/, '')] : [...prefix];
  const begins = typeof first === 'string' ? first.startsWith('/') : first === null;
  return concatTexts(begins ? [trimmed, pattern] : [trimmed, ['/'], pattern]);
}

/** The path of a full pattern; undefined when nothing is known of its end. */
export function routePath(framework: GoRouterFramework, text: GoText): RoutePath | undefined {
  const unknownAt = text.lastIndexOf(null);
  const known = text.slice(unknownAt + 1).join('');
  if (unknownAt === -1) return { path: cleaned(spelled(framework, known)), complete: true };
  /** A piece glued to an unknown one ("/v" + version) is not a segment by itself. */
  const start = known.indexOf('/');
  if (start === -1) return undefined;
  const path = cleaned(spelled(framework, known.slice(start)));
  return path === '/' ? undefined : { path, complete: false };
}

function cleaned(path: string): string {
  const single = path.replaceAll(/\/{2,}/g, '/');
  return single.startsWith('/') ? single : `/${single}`;
}

/** The paths that a pattern of `http.ServeMux` answers: one that ends in `/` answers for everything below it, too. */
export function subtreePaths(pattern: GoText, found: RoutePath): readonly RoutePath[] {
  const last = pattern.at(-1);
  if (typeof last !== 'string' || !last.endsWith('/')) return [found];
  return [found, { path: `${found.path}{*path}`, complete: found.complete }];
}

/** True when a path can be reached through a subtree pattern (`/api/` or `/api/*`); unknown pieces may be anything. */
export function isBelowPattern(path: string, below: GoText): boolean {
  const known = below.includes(null) ? '' : below.join('');
  const base = known.replace(/(?:\*[^/]*|\{[^/]*\})$/, '');
  if (base === '' || path.includes('{*')) return true;
  return base.endsWith('/') ? path.startsWith(base) || `${path}/` === base : path === base;
}
