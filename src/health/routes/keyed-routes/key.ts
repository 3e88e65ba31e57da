import type { HttpMethod } from '../../../model/endpoint.js';

/** What a key such as `GET /orders/:id` says. */
export interface RouteKey {
  readonly method: HttpMethod;
  /** As written. */
  readonly path: string;
}

const methods: readonly HttpMethod[] = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

/** Takes a key of a map of routes apart: a method and a path, or a path alone for all methods. */
export function routeKey(key: string): RouteKey | undefined {
  const parts = /^(?:([A-Za-z]+)\s+)?(\S+)$/.exec(key.trim());
  const path = parts?.[2];
  if (path === undefined) return undefined;
  const word = parts?.[1]?.toUpperCase();
  if (word === undefined || word === 'ALL' || word === '*') return { method: 'ANY', path };
  const method = methods.find((known) => known === word);
  return method && { method, path };
}
