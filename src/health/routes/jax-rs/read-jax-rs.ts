import type { Route, RouteGap } from '../../../model/endpoint.js';
import type { RepositoryFile, RepositoryView } from '../../../model/repository-view.js';
import type { SourceText } from '../../../model/source-text.js';
import { JavaProgram } from '../../../syntax/java/program.js';
import type { RouteReading } from '../../route-framework.js';
import { readBuilds } from '../jvm/builds.js';
import { Prefixes } from './prefixes.js';
import { RequestFilters } from './request-filters.js';
import { readResources } from './resources.js';

/** Reads the resources of JAX-RS, whatever runs them. */
export async function readJaxRs(
  candidates: readonly RepositoryFile[],
  view: RepositoryView,
): Promise<RouteReading> {
  const paths = candidates.map(({ path }) => path);
  const sources = paths.filter((path) => /\.(java|kt)$/.test(path));
  const resources: string[] = [];
  const applications: string[] = [];
  const interfaces = new Set<string>();
  const servlets: { readonly source: SourceText; readonly at: number }[] = [];
  const filtering: string[] = [];
  const others: { readonly path: string; readonly supertypes: string }[] = [];
  for (const path of sources) {
    const source = await view.read(path);
    const text = source?.text ?? '';
    const servlet = /@WebServlet\b/.exec(text);
    if (source && servlet) servlets.push({ source, at: servlet.index });
    const isOfJaxRs = /\b(jakarta|javax)\.ws\.rs\b/.test(text);
    if (isOfJaxRs && /@ApplicationPath\b/.test(text)) applications.push(path);
    if (/\bContainerRequestFilter\b|@ServerRequestFilter\b/.test(text)) filtering.push(path);
    if (isOfJaxRs && /@Path\b/.test(text)) {
      resources.push(path);
      for (const match of text.matchAll(/\b(?:interface|abstract\s+class)\s+(\w+)/g))
        interfaces.add(match[1] ?? '');
    } else {
      const above = [
        ...text.matchAll(/\bclass\s+\w+[^{}]{0,500}?(?:\b(?:implements|extends)\s|:)([^{}]{1,500})\{/g),
      ];
      if (above.length > 0) others.push({ path, supertypes: above.map((match) => match[1] ?? '').join(' ') });
    }
  }
  if (resources.length === 0) return { routes: [], gaps: [], skipped: [] };
  for (const { path, supertypes } of others)
    if ([...supertypes.matchAll(/\w+/g)].some((match) => interfaces.has(match[0]))) resources.push(path);
  const program = new JavaProgram(view, sources);
  const builds = await readBuilds(paths, view);
  const prefixes = new Prefixes(builds, view, program, applications);
  const filters = new RequestFilters(builds);
  for (const path of filtering) await filters.add(path, program);
  const routes: Route[] = [];
  const gaps: RouteGap[] = [];
  for (const path of resources) {
    const file = await program.file(path);
    if (!file) continue;
    const read = await readResources(file, program, await prefixes.of(path), filters);
    routes.push(...read.routes);
    gaps.push(...read.gaps);
  }
  for (const { source, at } of servlets)
    gaps.push({
      framework: 'jax-rs',
      span: source.span(at, at + '@WebServlet'.length),
      reason: 'a servlet is registered, whose routes are not read',
    });
  gaps.push(...(await generatedGaps(paths, view)));
  return { routes, gaps, skipped: program.skipped };
}

/** Builds that generate resource interfaces from an API description: what they serve stands nowhere in the repository. */
async function generatedGaps(paths: readonly string[], view: RepositoryView): Promise<readonly RouteGap[]> {
  const gaps: RouteGap[] = [];
  for (const path of paths) {
    if (!/(^|\/)(pom\.xml|build\.gradle(\.kts)?)$/.test(path)) continue;
    const source = await view.read(path);
    const match =
      source &&
      /<generatorName>(jaxrs[\w-]*)<|apicurio-codegen-maven-plugin|quarkus-openapi-generator-server|generatorName(\.set)?[ (=]+["']jaxrs/.exec(
        source.text,
      );
    if (source && match)
      gaps.push({
        framework: 'jax-rs',
        span: source.span(match.index, match.index + match[0].length),
        reason: 'resources are generated from an API description',
      });
  }
  return gaps;
}
