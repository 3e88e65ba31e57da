import type { Route, RouteGuard } from '../../../model/endpoint.js';
import type { RepositoryView } from '../../../model/repository-view.js';
import type { JavaProgram } from '../../../syntax/java/program.js';
import { findDependency } from '../jvm/build-module.js';
import type { BuildDependency, BuildModule } from '../jvm/build-module.js';
import { antPatternCovers } from '../jvm/ant-patterns.js';
import { moduleOf, usesModule } from '../jvm/builds.js';
import type { SpringModule } from './modules.js';
import { readSecurity } from './security-chains.js';
import type { SecurityChain, SecurityMatcher, SecurityReading, SecurityRule } from './security-chains.js';

const starters = /^spring-boot-starter-(security|oauth2-(client|resource-server|authorization-server))$/;

/** What Spring Security asks before the routes of an application are answered. */
export interface ApplicationSecurity {
  readonly starter: BuildDependency | undefined;
  readonly reading: SecurityReading;
}

/** Reads the security configuration of an application: its own files and those of the modules it depends on. */
export async function securityOf(
  module: SpringModule,
  builds: readonly BuildModule[],
  files: readonly string[],
  program: JavaProgram,
  view: RepositoryView,
): Promise<ApplicationSecurity> {
  const chains: SecurityChain[] = [];
  const ignored: SecurityMatcher[] = [];
  for (const path of files) {
    const owner = moduleOf(path, builds);
    const source = owner && usesModule(module.build, owner, builds) ? await view.read(path) : undefined;
    if (!source) continue;
    const read = await readSecurity(source, program);
    chains.push(...read.chains);
    ignored.push(...read.ignored);
  }
  const excludes = [...module.settings].some(
    ([name, { value }]) => name.startsWith('spring.autoconfigure.exclude') && value.includes('Security'),
  );
  const starter = excludes ? undefined : findDependency(module.build, starters, builds);
  return { starter, reading: { chains, ignored } };
}

/**
 * What surely stands before a route. Without a chain of its own Spring Boot asks for authentication everywhere but at the actuator's health.
 * Source: https://docs.spring.io/spring-boot/reference/actuator/endpoints.html#actuator.endpoints.security
 * @param prefix what the application puts before all its paths: matchers do not see it.
 */
export function securityGuards(
  route: Route,
  security: ApplicationSecurity,
  prefix: string,
): readonly RouteGuard[] {
  const { starter, reading } = security;
  const { chains, ignored } = reading;
  const asked = { route, path: withoutPrefix(route.path, prefix) };
  if (chains.length === 0) {
    if (!starter || isActuatorHealth(route)) return [];
    const text = `${starter.artifact} without a filter chain of the application's own`;
    return [{ kind: 'authentication', span: starter.span, text }];
  }
  if (ignored.some((matcher) => matches(matcher, asked) !== false)) return [];
  const concerned = chains.filter(({ scope }) => !scope || matches(scope, asked) !== false);
  const deciding = concerned.map((chain) => (chain.isConditional ? undefined : decisionOf(chain, asked)));
  const [first] = deciding;
  return first && deciding.every((one) => one !== undefined)
    ? [{ kind: 'authentication', span: first.span, text: first.text }]
    : [];
}

interface Asked {
  readonly route: Route;
  readonly path: string;
}

/** The rule that keeps a request out; undefined when it is let in, or nobody can say. */
function decisionOf({ rules }: SecurityChain, asked: Asked): SecurityRule | undefined {
  for (const rule of rules) {
    const fits = matches(rule.matcher, asked);
    if (fits === undefined) return undefined;
    if (fits) return rule.permission === 'guarded' ? rule : undefined;
  }
  return undefined;
}

/** The one chain that surely takes a route. */
export function chainOf(
  route: Route,
  { reading }: ApplicationSecurity,
  prefix: string,
): SecurityChain | undefined {
  const asked = { route, path: withoutPrefix(route.path, prefix) };
  if (reading.ignored.some((matcher) => matches(matcher, asked) !== false)) return undefined;
  const [first, ...others] = reading.chains.filter(({ scope }) => !scope || matches(scope, asked) !== false);
  if (!first || others.length > 0 || first.isConditional) return undefined;
  return !first.scope || matches(first.scope, asked) === true ? first : undefined;
}

function isActuatorHealth(route: Route): boolean {
  return (
    route.servedBy === 'dependency' && (route.handler !== undefined || /\/health(\/|$)/.test(route.path))
  );
}

/** Whether a matcher takes a request; undefined = only run time knows. */
function matches(matcher: SecurityMatcher, { route, path }: Asked): boolean | undefined {
  switch (matcher.kind) {
    case 'any':
      return true;
    case 'unknown':
      return undefined;
    case 'endpoints': {
      if (route.servedBy !== 'dependency') return false;
      if (matcher.ids === undefined) return true;
      return isActuatorHealth(route) ? matcher.ids.includes('health') : undefined;
    }
    default: {
      if (matcher.method !== undefined && matcher.method !== route.method)
        return route.method === 'ANY' ? undefined : false;
      const answers = new Set(matcher.patterns.map((pattern) => antPatternCovers(pattern, path)));
      if (answers.has(true)) return true;
      return answers.has(undefined) ? undefined : false;
    }
  }
}

/** A path as matchers see it, without what the application puts before all its paths. */
export function withoutPrefix(path: string, prefix: string): string {
  return prefix !== '/' && prefix !== '' && path.startsWith(`${prefix}/`) ? path.slice(prefix.length) : path;
}
