import { settled } from '../jvm/settings.js';
import type { SpringSettings } from '../jvm/settings.js';

/**
 * Ids of the endpoints that are served over HTTP, `*` for all; without those that are switched off. Only `health` is by default.
 * Source: https://docs.spring.io/spring-boot/reference/actuator/endpoints.html#actuator.endpoints.exposing
 */
export function exposedEndpoints(settings: SpringSettings): readonly string[] {
  const excluded = list(settings, 'management.endpoints.web.exposure.exclude') ?? [];
  const included = list(settings, 'management.endpoints.web.exposure.include') ?? ['health'];
  if (excluded.includes('*')) return [];
  const ids = included.includes('*') ? ['health', '*'] : [...new Set(included)];
  return ids.filter((id) => !excluded.includes(id) && isAccessible(id, settings));
}

function isAccessible(id: string, settings: SpringSettings): boolean {
  const is = (name: string, value: string): boolean => settled(settings, name)?.toLowerCase() === value;
  if (is('management.endpoints.access.max-permitted', 'none')) return false;
  if (is(`management.endpoint.${id}.enabled`, 'false') || is(`management.endpoint.${id}.access`, 'none'))
    return false;
  const isOpened =
    is(`management.endpoint.${id}.enabled`, 'true') ||
    is(`management.endpoint.${id}.access`, 'read-only') ||
    is(`management.endpoint.${id}.access`, 'unrestricted');
  return (
    isOpened ||
    !(
      is('management.endpoints.enabled-by-default', 'false') ||
      is('management.endpoints.access.default', 'none')
    )
  );
}

function list(settings: SpringSettings, name: string): readonly string[] | undefined {
  const indexed = Array.from({ length: 20 }, (_, index) =>
    settled(settings, `${name}[${String(index)}]`),
  ).flatMap((one) => one ?? []);
  const written = settled(settings, name);
  if (written === undefined && indexed.length === 0) return undefined;
  return [...(written ?? '').split(','), ...indexed]
    .map((item) => item.trim().replaceAll(/["']/g, '').toLowerCase())
    .filter((item) => item !== '');
}
