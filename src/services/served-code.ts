import type { RepositoryView } from '../model/repository-view.js';
import type { Service } from '../model/service.js';
import { readBrowserCode } from './browser-code.js';
import { readProgramsOfGo } from './go-owners.js';
import { builtFrom, readLocalPackages } from './local-packages.js';
import type { LocalPackage } from './local-packages.js';
import { nearestService } from './nearest-service.js';
import { hasDeclarations } from './reach/declared-names.js';
import { readReachedFiles } from './reach/reached-files.js';
import { programsThatEnd } from './programs/ending-programs.js';
import { ancestors, directoryOf } from './repository-paths.js';

/** Of programs that help to build, fill, test or release a service; they answer no requests. Deeper inside, `tools` may be what an assistant calls. */
const toolPlace =
  /^(?:hack|tools?|tooling|xtask|build-?tools|codegen|magefiles?)\/|(?:^|\/)(?:scripts?|bench(?:es|marks?)?|e2e|loadtests?|testdata|seeds?|seeders?|cypress|playwright|storybook|test[_-]?(?:utils?|helpers?|support|kit)|mocks?|mix\/tasks|\.[^/]*)\/|\.stories\.[cm]?[jt]sx?$|(?:^|\/)(?:vite|vitest|webpack|rollup|jest|babel|playwright|cypress|tailwind|postcss|eslint|prettier|svelte|metro|tsup)\.config\.[cm]?[jt]s$/i;

/** Scripts of Elixir are run by hand, but for the configuration, of which tests and development have their own: https://hexdocs.pm/elixir/Config.html. */
const elixirScript = /(?:^|\/)(?!(?:config|runtime|releases|prod\w*)\.exs$|mix\.exs$)[^/]*\.exs$/;

/** Which program text serves, and for whom. */
export interface ServedCode {
  /** Whether it is of something that serves requests: not of a browser's program, a tool, or a library that no service is built from. */
  serves(path: string): boolean;
  /**
   * The services that a file is part of: the one in whose directory it lies, or those that are built from its package and whose code gets to it.
   * One empty name when there is none.
   */
  ownersOf(path: string): readonly string[];
}

/** Works out what serves by the manifests of the repository. */
export async function readServedCode(
  view: RepositoryView,
  services: readonly Service[],
): Promise<ServedCode> {
  const packages = await readLocalPackages(view);
  const browser = await readBrowserCode(view);
  const users = new Map<string, Service[]>();
  const named = new Set(services.flatMap(({ path }) => [...builtFrom(packages, path)]));
  named.delete('.');
  const ending = await programsThatEnd(view, services);
  const isServer = (service: Service): boolean => !ending.has(service) && !browser.isPackage(service.path);
  const built = services.map((service) => {
    const { path } = service;
    return new Set(isServer(service) ? [...builtFrom(packages, path)].filter((at) => at !== path) : []);
  });
  for (const [index, service] of services.entries())
    for (const directory of built[index] ?? [])
      users.set(directory, [...(users.get(directory) ?? []), service]);
  const files = await readReachedFiles(
    view,
    services.map(({ path }, index) => ({ own: [path], libraries: built[index] ?? new Set() })),
  );
  const reached = new Map(services.map((service, index) => [service, files[index]]));
  const programsOfGo = await readProgramsOfGo(view, services);
  const places = new Map(services.map(({ name, path }) => [name, path]));
  const ownersOf = (path: string): readonly string[] => {
    const near = nearestService(services, path);
    const directory = near === '' ? undefined : places.get(near);
    // What lies in a service is its own; the root is everybody's.
    const isInside = near !== '' && directory !== '.';
    if (path.endsWith('.go')) return programsOfGo.ownersOf(directoryOf(path), near, isInside);
    if (isInside) return [near];
    const library = ancestors(directoryOf(path)).find((above) => packages.has(above));
    const found = library === undefined || library === '.' ? [] : (users.get(library) ?? []);
    if (found.length === 0)
      return [library !== undefined && (named.has(library) || isByItself(packages, library)) ? '' : near];
    const getting = hasDeclarations(path)
      ? found.filter((service) => reached.get(service)?.has(path) === true)
      : found;
    return getting.length > 0 ? getting.map(({ name }) => name) : [''];
  };
  return {
    ownersOf,
    serves: (path) => {
      const [owner = ''] = ownersOf(path);
      if (owner === '' || browser.runs(path)) return false;
      const place = places.get(owner);
      const inside =
        place !== undefined && place !== '.' && path.startsWith(`${place}/`)
          ? path.slice(place.length + 1)
          : path;
      return !toolPlace.test(inside) && !elixirScript.test(inside);
    },
  };
}

/** Whether nothing at the root can be built from a package that no service names: it is a tool, or its stack asks for the name. */
function isByItself(packages: ReadonlyMap<string, LocalPackage>, directory: string): boolean {
  if (directory === '.') return false;
  const own = packages.get(directory);
  const root = packages.get('.');
  return own?.isTool === true || (own?.mustBeNamed !== undefined && own.mustBeNamed === root?.mustBeNamed);
}
