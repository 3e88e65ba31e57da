import type { Probe } from '../../../model/probe.js';
import type { ManifestValue } from '../../../syntax/manifests/manifest-value.js';
import { askedPath, portNumber } from '../http-address.js';

/** A text that is written out: neither `[parameters('x')]` of ARM nor `${x}` of Bicep. */
export function literal(value: ManifestValue): string | undefined {
  const { text } = value;
  return text === undefined || text.includes('${') || /^\[(?!\[)/.test(text) ? undefined : text;
}

/** The first of the values that is written out. */
export function firstLiteral(...values: readonly ManifestValue[]): string | undefined {
  return values.map(literal).find((text) => text !== undefined && text !== '');
}

/** An HTTP request: a path that is not written is `/`, one that is computed is left open. */
export function httpAsked(
  path: ManifestValue,
  port: ManifestValue,
  scheme: 'http' | 'https',
): Pick<Probe, 'transport' | 'path' | 'port' | 'scheme'> {
  const text = path.exists ? literal(path) : '/';
  return {
    transport: 'http',
    ...(text !== undefined && text !== '' && { path: askedPath(text) }),
    ...portAsked(port),
    scheme,
  };
}

/** A port when it is a number. */
export function portAsked(port: ManifestValue): Pick<Probe, 'port'> {
  const number = portNumber(literal(port));
  return number === undefined || number === 0 ? {} : { port: number };
}

/** A number that is written out. */
export function numberIn(value: ManifestValue): number | undefined {
  const number = Number(literal(value));
  return literal(value) !== undefined && Number.isFinite(number) ? number : undefined;
}
