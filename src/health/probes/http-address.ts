import { unknownPart } from './variables.js';

/** What a check asks: only what its text tells. */
export interface CheckAddress {
  readonly scheme?: 'http' | 'https';
  /** Only when it is not the container itself. */
  readonly host?: string;
  readonly port?: number;
  /** Without query and fragment; starts with `/`. */
  readonly path?: string;
}

/** Names by which a container calls itself. */
const itself =
  /^(localhost|ip6-localhost|127(\.\d{1,3}){3}|0\.0\.0\.0|\[?::1?\]?|\[?::ffff:127\.0\.0\.1\]?)?$/i;

/** The host for an address: undefined when it is the container itself, by any of its names. */
export function foreignHost(host: string, ownNames: readonly string[] = []): string | undefined {
  if (itself.test(host) || ownNames.includes(host)) return undefined;
  return host.replaceAll(unknownPart, '?');
}

/** The path that a platform asks for: with the slash that it adds, without a query, which is none of the path's. */
export function askedPath(written: string): string {
  const path = written.trim().replace(/[?#][\s\S]*$/, '');
  return path.startsWith('/') ? path : `/${path}`;
}

/** A port number from 1 to 65535, or undefined. */
export function portNumber(text: string | undefined): number | undefined {
  if (text === undefined || !/^\d{1,5}$/.test(text)) return undefined;
  const port = Number(text);
  return port > 0 && port < 65_536 ? port : undefined;
}

/**
 * Takes a URL of an HTTP client apart. Without a scheme it is http, as curl and wget take it. Undefined for other schemes and for
 * texts of which even the beginning is unknown (`$URL/health`).
 * @param ownNames further names of the container, e.g. the compose service.
 */
export function httpAddress(url: string, ownNames: readonly string[] = []): CheckAddress | undefined {
  const parts =
    /^(?:([a-z][a-z\d+.-]*):\/\/)?(?:[^@/?#]*@)?(\[[^\]/]*\]|[^:/?#]*)(?::([^/?#]*))?(\/[^?#]*)?/i.exec(url);
  const scheme = parts?.[1]?.toLowerCase() ?? 'http';
  if (!parts || (scheme !== 'http' && scheme !== 'https')) return undefined;
  const [, writtenScheme, writtenHost = '', writtenPort, path = '/'] = parts;
  if (writtenScheme === undefined && (writtenHost === '' || writtenHost.startsWith(unknownPart)))
    return undefined;
  const host = foreignHost(writtenHost, ownNames);
  const port = writtenPort === undefined ? (scheme === 'https' ? 443 : 80) : portNumber(writtenPort);
  return {
    scheme,
    ...(host !== undefined && { host }),
    ...(port !== undefined && { port }),
    ...(!path.includes(unknownPart) && { path }),
  };
}

/** `localhost:8080`, `:8080`, `[::1]:8080` as gRPC and TCP clients write it. */
export function socketAddress(text: string, ownNames: readonly string[] = []): CheckAddress {
  const parts = /^(\[[^\]]*\]|[^:]*):([^:]*)$/.exec(text.replace(/^[a-z]+:\/{2,3}/i, ''));
  const host = foreignHost(parts?.[1] ?? text, ownNames);
  const port = portNumber(parts?.[2]);
  return { ...(host !== undefined && { host }), ...(port !== undefined && { port }) };
}
