import type { HttpMethod, Route, RouteGap } from '../../../model/endpoint.js';
import type { RepositoryFile, RepositoryView } from '../../../model/repository-view.js';
import { parseYaml } from '../../../syntax/yaml.js';
import type { RouteReading } from '../../route-framework.js';

/** A package that serves routes as soon as it is there. */
interface Platform {
  readonly package: string;
  readonly method: HttpMethod;
  readonly paths: readonly string[];
  /** Whether the answer depends on anything. */
  readonly canFail: boolean;
  /** Major versions that do not serve it yet. */
  readonly before?: number;
}

/** Sources: docs.strapi.io/cms/deployment, cap.cloud.sap/docs/guides/deploy/health-checks, the defaults of egg-healthy and @loopback/health. */
const platforms: readonly Platform[] = [
  { package: '@strapi/strapi', method: 'ANY', paths: ['/_health'], canFail: false },
  { package: '@sap/cds', method: 'GET', paths: ['/health'], canFail: false, before: 7 },
  {
    package: 'egg-healthy',
    method: 'GET',
    paths: ['/healthy/readiness', '/healthy/liveness'],
    canFail: true,
  },
  { package: '@loopback/health', method: 'GET', paths: ['/health', '/live', '/ready'], canFail: true },
];

/** Reads the routes of platforms that a package.json depends on. */
export async function readPlatforms(
  candidates: readonly RepositoryFile[],
  view: RepositoryView,
): Promise<RouteReading> {
  const routes: Route[] = [];
  const gaps: RouteGap[] = [];
  for (const { path } of candidates) {
    const source = await view.read(path);
    if (!source || !platforms.some((platform) => source.text.includes(`"${platform.package}"`))) continue;
    const dependencies = parseYaml(source).documents[0]?.root.get('dependencies').entries ?? [];
    for (const platform of platforms) {
      const version = dependencies.find(([name]) => name === platform.package)?.[1].text;
      const major = Number(/\d+/.exec(version ?? '')?.[0] ?? Number.NaN);
      if (version === undefined || major < (platform.before ?? 0)) continue;
      const start = source.text.indexOf(`"${platform.package}"`);
      const span = source.span(start + 1, start + 1 + platform.package.length);
      for (const served of platform.paths)
        routes.push({
          framework: 'node-platforms',
          method: platform.method,
          path: served,
          pathComplete: true,
          span,
          servedBy: 'dependency',
          handler: {
            name: platform.package,
            touches: [],
            canFail: platform.canFail,
            constant: !platform.canFail,
          },
          confidence: 'medium',
        });
      gaps.push({
        framework: 'node-platforms',
        span,
        reason: `what else ${platform.package} serves is not read`,
      });
    }
  }
  return { routes, gaps, skipped: [] };
}
