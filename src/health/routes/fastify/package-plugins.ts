import type { HttpMethod, RouteGuard } from '../../../model/endpoint.js';
import type { ExternalValue, ObjectValue, Value } from '../../../syntax/javascript/evaluate/value.js';

/** What registering a package's plugin does. */
export type PackagePlugin =
  | {
      readonly kind: 'route';
      readonly method: HttpMethod;
      readonly path: Value;
      readonly canFail?: boolean;
    }
  | { readonly kind: 'guard'; readonly guard: RouteGuard['kind'] }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'unknown' };

const nothing: PackagePlugin = { kind: 'nothing' };

/** Plugins that serve what nobody reads here. */
const serving =
  /health|status|metrics|mercurius|graphql|http-proxy|reply-from|gateway|trpc|next|vite|nuxt|webpack|oauth|better-auth|auth-?provider|admin|bull|board|routes?|mcp|graceful|lyra|socket\.io-admin|zod-openapi|rpc|connect/i;

function text(path: string): Value {
  return { kind: 'text', parts: [path], origins: [] };
}

/**
 * What a plugin of a package serves or puts before routes. @fastify/under-pressure: `exposeStatusRoute` is `true` (`/status`), a path, or
 * `{ url }`; fastify-healthcheck: `/health`, or `healthcheckUrl`; @fastify/rate-limit: all routes unless `global` is false;
 * @fastify/bearer-auth: all routes unless `addHook` is false.
 */
export function packagePlugin(
  { package: name }: ExternalValue,
  options: ObjectValue | undefined,
): PackagePlugin {
  const option = (key: string): Value | undefined => options?.members.get(key);
  switch (name) {
    case '@fastify/under-pressure':
    case 'under-pressure': {
      const exposed = option('exposeStatusRoute');
      if (exposed === undefined || (exposed.kind === 'literal' && !exposed.value)) return nothing;
      const path = exposed.kind === 'object' ? exposed.members.get('url') : exposed;
      return {
        kind: 'route',
        method: 'GET',
        path: path?.kind === 'text' ? path : text('/status'),
        canFail: true,
      };
    }
    case 'fastify-healthcheck': {
      const isOff = option('healthcheckUrlDisable');
      if (isOff?.kind === 'literal' && isOff.value === true) return nothing;
      return { kind: 'route', method: 'GET', path: option('healthcheckUrl') ?? text('/health') };
    }
    case '@fastify/rate-limit':
    case 'fastify-rate-limit': {
      const isConditional = ['global', 'allowList', 'skip', 'max'].some((key) => {
        const value = option(key);
        return key === 'max' ? value?.kind === 'function' : value !== undefined;
      });
      return isConditional || options?.open ? nothing : { kind: 'guard', guard: 'rate-limit' };
    }
    case '@fastify/bearer-auth':
    case 'fastify-bearer-auth':
      return option('addHook') === undefined && !options?.open
        ? { kind: 'guard', guard: 'authentication' }
        : nothing;
    case 'mercurius':
      return { kind: 'route', method: 'ANY', path: option('path') ?? text('/graphql') };
    case 'fastify-metrics': {
      const endpoint = option('endpoint');
      return { kind: 'route', method: 'GET', path: endpoint?.kind === 'text' ? endpoint : text('/metrics') };
    }
    default:
      return serving.test(name.replace(/^@fastify\//, '')) || name === '' ? { kind: 'unknown' } : nothing;
  }
}
