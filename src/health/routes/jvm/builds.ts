import type { RepositoryView } from '../../../model/repository-view.js';
import type { BuildModule } from './build-module.js';
import { findDependency } from './build-module.js';
import { gradleModules } from './gradle.js';
import { mavenModules } from './maven.js';

/** The Maven modules and Gradle projects among some paths; of two for one folder the first. */
export async function readBuilds(
  paths: readonly string[],
  view: RepositoryView,
): Promise<readonly BuildModule[]> {
  const builds = [
    ...(await mavenModules(
      paths.filter((path) => path.endsWith('pom.xml')),
      view,
    )),
    ...(await gradleModules(
      paths.filter((path) => /(^|\/)build\.gradle(\.kts)?$/.test(path)),
      view,
    )),
  ];
  return builds.filter(
    (build, index, all) => all.findIndex(({ directory }) => directory === build.directory) === index,
  );
}

/** The module that a file belongs to: the one in the nearest folder above it. */
export function moduleOf(path: string, builds: readonly BuildModule[]): BuildModule | undefined {
  let best: BuildModule | undefined;
  for (const build of builds) {
    const isWithin = build.directory === '.' || path.startsWith(`${build.directory}/`);
    const isDeeper = !best || best.directory === '.' || build.directory.length > best.directory.length;
    if (isWithin && (isDeeper || build === best)) best = build;
  }
  return best;
}

/** Whether a module runs with a file: its own, or of a module of the repository that it depends on. */
export function usesModule(user: BuildModule, used: BuildModule, builds: readonly BuildModule[]): boolean {
  if (user.directory === used.directory) return true;
  if (used.name === '') return false;
  const name = new RegExp(`^${used.name.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`);
  return findDependency(user, name, builds) !== undefined;
}
