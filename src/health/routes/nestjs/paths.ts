import type { HttpMethod } from '../../../model/endpoint.js';
import { certainText, foldTexts } from '../../../syntax/javascript/evaluate/text.js';
import type { Value } from '../../../syntax/javascript/evaluate/value.js';
import { convertPath, joinRoutePath } from '../javascript/path-syntax.js';
import type { RoutePath } from '../javascript/route-path.js';
import { routeAnswers } from '../../route-match.js';
import type { GlobalPrefix, NestApplication } from './program.js';

/** What a route's path is put together from, besides those of controller and method. */
interface Surroundings {
  readonly application: NestApplication | undefined;
  readonly modulePaths: readonly string[];
  readonly method: HttpMethod;
  readonly version: Value | undefined;
}

/**
 * The whole paths of a method: global prefix, version, module, controller, method, in the order of NestJS's RoutePathFactory. What is excluded from
 * the prefix is compared without the version.
 */
export function fullPaths(
  around: Surroundings,
  controller: RoutePath,
  below: RoutePath,
): readonly RoutePath[] {
  const { application, modulePaths } = around;
  const versions = versionsOf(around);
  return modulePaths.flatMap((module) => {
    const inner = joinRoutePath(joinRoutePath(`/${module}`, controller.text), below.text);
    return versions.segments.map((version): RoutePath => {
      const versioned = version === '' ? inner : joinRoutePath(`/${version}`, inner);
      const prefix = prefixOf(application, inner, around.method);
      const complete = controller.complete && below.complete && prefix.complete && versions.complete;
      return {
        text: prefix.text === '' ? versioned : joinRoutePath(`/${prefix.text}`, versioned),
        complete,
        isCertain: complete && controller.isCertain && below.isCertain,
        origins: [],
      };
    });
  });
}

/** The segments that versions put before a path; the empty one for none. */
function versionsOf({ application, version }: Surroundings): {
  readonly segments: readonly string[];
  readonly complete: boolean;
} {
  const prefix = application?.versionPrefix;
  const value = version ?? application?.defaultVersion;
  if (prefix === undefined || value === undefined) return { segments: [''], complete: true };
  const items = value.kind === 'list' ? value.items : [value];
  const segments = items.flatMap((item) => {
    if (item.kind === 'external' && item.path.at(-1) === 'VERSION_NEUTRAL') return [''];
    const [text] = foldTexts(item);
    return text?.complete ? [`${prefix}${text.text}`] : [];
  });
  return segments.length > 0
    ? { segments, complete: segments.length === items.length }
    : { segments: [''], complete: false };
}

function prefixOf(
  application: NestApplication | undefined,
  path: string,
  method: HttpMethod,
): { readonly text: string; readonly complete: boolean } {
  const prefixes = application?.prefixes ?? [];
  const [first] = prefixes;
  if (first === undefined) return { text: '', complete: true };
  if (isExcluded(first, path, method)) return { text: '', complete: true };
  const isSure = first.path.complete && !first.isOpen;
  const isSame = prefixes.every((prefix) => prefix.path.text === first.path.text);
  return { text: first.path.text.replaceAll(/^\/+|\/+$/g, ''), complete: isSure && isSame };
}

function isExcluded({ excluded }: GlobalPrefix, path: string, method: HttpMethod): boolean {
  return excluded.some((item) => {
    const written = item.kind === 'object' ? item.members.get('path') : item;
    const pattern = written && certainText(written);
    if (pattern === undefined) return false;
    const only = item.kind === 'object' ? item.members.get('method') : undefined;
    const verb = only?.kind === 'external' ? only.path.at(-1) : undefined;
    if (verb !== undefined && verb !== 'ALL' && verb !== method && method !== 'ANY') return false;
    return convertPath(`/${pattern.replace(/^\/+/, '')}`).paths.some(
      (one) => one === path || (routeAnswers(one, path) && depthOf(path) >= depthOf(one)),
    );
  });
}

/** `health/(.*)` excludes what is below, not `health` itself. */
function depthOf(path: string): number {
  return path.split('/').filter((segment) => segment !== '').length;
}
