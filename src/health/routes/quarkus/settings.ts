import type { RouteGuard } from '../../../model/endpoint.js';
import type { RepositoryView } from '../../../model/repository-view.js';
import { isProductFile } from '../../../model/repository-view.js';
import type { BuildModule } from '../jvm/build-module.js';
import { join } from '../jvm/paths.js';
import { readPropertyFiles, settingsUnder } from '../jvm/property-files.js';
import { canonicalName, isOpen, settled } from '../jvm/settings.js';
import type { SpringSettings } from '../jvm/settings.js';

/** Where a Quarkus application serves what. */
export interface QuarkusPaths {
  /** Of everything on the main port. */
  readonly root: string;
  /** Of resources without an `@ApplicationPath`. */
  readonly rest: string;
  /** False when only the environment knows one of them. */
  readonly isKnown: boolean;
  readonly settings: SpringSettings;
  /** What the settings ask before a path is answered. */
  readonly guardsOf: (path: string) => readonly RouteGuard[];
}

const files =
  /(^|\/)src\/main\/resources\/(application\.(properties|ya?ml)|META-INF\/microprofile-config\.properties)$|(^|\/)config\/application\.(properties|ya?ml)$/;

/**
 * Reads the settings of a module.
 * Source: https://quarkus.io/guides/http-reference and https://quarkus.io/guides/security-authorize-web-endpoints-reference
 */
export async function quarkusPaths(module: BuildModule, view: RepositoryView): Promise<QuarkusPaths> {
  const own = view.files.filter(
    (file) =>
      isProductFile(file) &&
      files.test(file.path) &&
      (module.directory === '.'
        ? /^(src|config)\//.test(file.path)
        : file.path.startsWith(`${module.directory}/`)),
  );
  const settings = await readPropertyFiles(
    own
      .map(({ path }) => path)
      .toSorted((a, b) => Number(a.includes('config/')) - Number(b.includes('config/'))),
    view,
  );
  const names = ['quarkus.rest.path', 'quarkus.resteasy-reactive.path', 'quarkus.resteasy.path'];
  const root = settled(settings, 'quarkus.http.root-path') ?? '/';
  return {
    root,
    rest: names.map((name) => settled(settings, name)).find((one) => one !== undefined) ?? '',
    isKnown: !['quarkus.http.root-path', ...names].some((name) => isOpen(settings, name)),
    settings,
    guardsOf: (path) => guardsOf(path, settings),
  };
}

interface Permission {
  readonly pattern: string;
  readonly policy: string;
  readonly guard: RouteGuard;
}

/** `quarkus.http.auth.permission.<name>.paths` and `.policy`: the most specific path wins. */
function guardsOf(path: string, settings: SpringSettings): readonly RouteGuard[] {
  const prefix = 'quarkus.http.auth.permission.';
  const permissions: Permission[] = [];
  for (const [name, { value, span }] of settingsUnder(settings, prefix)) {
    const own = /^(.+)\.paths$/.exec(name)?.[1];
    if (own === undefined) continue;
    const policy = settled(settings, `${prefix}${own}.policy`) ?? '';
    if (settled(settings, `${prefix}${own}.enabled`) === 'false') continue;
    for (const pattern of value.split(',').map((one) => one.trim()))
      permissions.push({
        pattern: pattern.startsWith('/')
          ? pattern
          : join(settled(settings, 'quarkus.http.root-path') ?? '/', pattern),
        policy,
        guard: { kind: 'authentication', span, text: `${prefix}${own}.policy=${policy}`.slice(0, 120) },
      });
  }
  const matching = permissions
    .filter(({ pattern }) => covers(pattern, path))
    .toSorted((a, b) => weight(b.pattern) - weight(a.pattern));
  const [best] = matching;
  const guards: RouteGuard[] = [];
  if (best && best.policy !== 'permit' && best.policy !== '') guards.push(best.guard);
  const insecure = settings.get(canonicalName('quarkus.http.insecure-requests'));
  if (insecure?.value === 'redirect')
    guards.push({
      kind: 'https-redirect',
      span: insecure.span,
      text: 'quarkus.http.insecure-requests=redirect',
    });
  return guards;
}

function covers(pattern: string, path: string): boolean {
  if (!pattern.endsWith('*')) return pattern === path || pattern === `${path}/`;
  const beginning = pattern.replace(/\/?\*$/, '');
  return path === beginning || path.startsWith(`${beginning}/`) || beginning === '';
}

function weight(pattern: string): number {
  return pattern.length * 2 + (pattern.endsWith('*') ? 0 : 1);
}
