import { unknownPart } from './variables.js';

/** The field `headers` of a probe; absent when no header is written. */
export interface WrittenHeaders {
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * Headers that a check sends besides those of its client, by lower-cased name. What only run time knows of a value is `?`; of a name that
 * is written twice the last value stays.
 */
export function requestHeaders(
  pairs: Iterable<readonly [name: string | undefined, value: string | undefined]>,
): WrittenHeaders {
  const found = new Map<string, string>();
  for (const [name, value] of pairs) {
    const key = name?.trim().toLowerCase() ?? '';
    if (/^[!#$%&'*+.^_`|~\w-]+$/.test(key)) found.set(key, (value ?? '').trim().replaceAll(unknownPart, '?'));
  }
  return found.size === 0 ? {} : { headers: Object.fromEntries(found) };
}

/** `Host: example.org` as clients take it on their command lines. */
export function headerLine(line: string): readonly [string | undefined, string | undefined] {
  const colon = line.indexOf(':');
  return colon > 0 ? [line.slice(0, colon), line.slice(colon + 1)] : [undefined, undefined];
}

/** The header `Host`, when a platform says which one it sends. */
export function hostHeader(host: string | undefined): WrittenHeaders {
  return host === undefined || host === '' ? {} : requestHeaders([['host', host]]);
}
