import { interpolate } from '../../syntax/manifests/compose.js';

/**
 * The name of an image reference without registry, tag and digest: `ghcr.io/acme/api:1.2@sha256:…` → `acme/api`. Variables with defaults are filled
 * in, others (`${REGISTRY}/api:${TAG}`) left out. Undefined when no name remains.
 * Source: https://github.com/distribution/reference
 */
export function imageName(reference: string): string | undefined {
  const written = reference.slice(0, 1_000);
  const filled = interpolate(written) ?? written.replace(/\$\{[^{}]*\}|\$\w+/g, '');
  const withoutDigest = filled.split('@', 1)[0] ?? '';
  const segments = withoutDigest.replace(/:[^/:]*$/, '').split('/');
  const first = segments[0] ?? '';
  if (segments.length > 1 && (first === '' || first === 'localhost' || /[.:]/.test(first))) segments.shift();
  const name = segments.filter((segment) => segment !== '').join('/');
  return name === '' || /[\s{}]/.test(name) ? undefined : name;
}

/** The last segment of an image's name: what teams call the program in it. */
export function lastSegment(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1);
}

/** Names that differ only in case and punctuation are one: `Basket.API`, `basket-api`, `basket_api`. */
export function squashedName(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}
