import type { RepositoryView } from '../model/repository-view.js';
import type { Service } from '../model/service.js';
import { isDockerfilePath } from '../syntax/manifests/dockerfile.js';
import { readGoPackages } from './go-packages.js';
import { builtFrom } from './local-packages.js';
import { isWithin } from './repository-paths.js';
import { isToolDirectory } from './unit-sign.js';

/** What the programs of Go are built from: a module has many (`cmd/…`) and one manifest. */
interface ProgramsOfGo {
  /**
   * The services that a package is part of; one empty name when there is none.
   * @param near the service in whose directory it lies, and whether that is more than the root.
   */
  ownersOf(directory: string, near: string, isInside: boolean): readonly string[];
}

/**
 * Follows the imports of the main packages, however far away. What lies in the directory of a service and is not imported by its programs is of
 * another program there: a tool, a client for tests. Outside, programs that do not listen are for the command line: what they import serves nobody. One
 * that nothing deploys is taken to listen only when it does so itself or in a package that it imports: tools import the packages of servers for their
 * types.
 */
export async function readProgramsOfGo(
  view: RepositoryView,
  services: readonly Service[],
): Promise<ProgramsOfGo> {
  const packages = await readGoPackages(view);
  const users = new Map<string, string[]>();
  const ownCode = new Map<string, ReadonlySet<string>>();
  const forCommandLine = new Set<string>();
  for (const service of services) {
    const { name, path } = service;
    const inside = [...packages.keys()].filter((directory) =>
      path === '.' ? directory === '.' : isWithin(path, directory),
    );
    const mains = inside.filter(
      (directory) => packages.get(directory)?.isMain === true && !isTool(directory, path),
    );
    const own = mains.length > 0 ? mains : inside;
    const built = new Set(own.flatMap((directory) => [...builtFrom(packages, directory)]));
    if (mains.length > 0) ownCode.set(name, built);
    const near = own.flatMap((directory) => [directory, ...(packages.get(directory)?.uses ?? [])]);
    const asked = isDeployed(service) ? [...built] : near;
    if (!asked.some((directory) => packages.get(directory)?.listens === true)) {
      if (mains.length > 0 && ![...built].some((directory) => packages.get(directory)?.listens === true))
        forCommandLine.add(name);
      continue;
    }
    for (const directory of built) users.set(directory, [...(users.get(directory) ?? []), name]);
  }
  return {
    ownersOf: (directory, near, isInside) => {
      if (!isInside) return users.get(directory) ?? [near];
      if (forCommandLine.has(near)) return users.get(directory) ?? [''];
      const own = ownCode.get(near);
      return own === undefined || own.has(directory) ? [near] : (users.get(directory) ?? ['']);
    },
  };
}

/** Whether a main package inside a service's directory is none of its programs. */
function isTool(directory: string, service: string): boolean {
  return (
    directory !== service &&
    isToolDirectory(service === '.' ? directory : directory.slice(service.length + 1))
  );
}

function isDeployed({ workloads, reasons }: Service): boolean {
  return (
    workloads.length > 0 ||
    reasons.some(({ span: { file } }) => isDockerfilePath(file) || /(?:^|\/)Procfile/.test(file))
  );
}
