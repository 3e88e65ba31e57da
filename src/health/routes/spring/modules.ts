import { posix } from 'node:path';
import type { RepositoryFile, RepositoryView } from '../../../model/repository-view.js';
import { isProductFile } from '../../../model/repository-view.js';
import type { SourceSpan } from '../../../model/source-span.js';
import { findDependency, isBuildFile } from '../jvm/build-module.js';
import type { BuildDependency, BuildModule } from '../jvm/build-module.js';
import { firstChange } from './decisive-settings.js';
import { gradleModules } from '../jvm/gradle.js';
import { mavenModules } from '../jvm/maven.js';
import { isSettingsPath, profileOf, readSettings } from '../jvm/settings.js';
import type { SpringSetting, SpringSettings } from '../jvm/settings.js';

/** A Maven module or Gradle project with its settings. */
export interface SpringModule {
  readonly build: BuildModule;
  /** Whether it starts an application. */
  readonly isApplication: boolean;
  readonly actuator: BuildDependency | undefined;
  readonly settings: SpringSettings;
  /** Settings that hold in a profile only and change where routes are served. */
  readonly profiles: readonly { readonly profile: string; readonly span: SourceSpan }[];
}

const actuatorArtifact = /^spring-boot-(starter-actuator|actuator-autoconfigure)$/;

/**
 * The modules of a repository, from their build files and settings.
 * @param applications files that start an application.
 * @param configNames names besides `application` that settings files may have.
 */
export async function findModules(
  files: readonly RepositoryFile[],
  view: RepositoryView,
  applications: readonly string[],
  configNames: ReadonlySet<string>,
): Promise<readonly SpringModule[]> {
  const paths = files.map(({ path }) => path).filter((path) => isBuildFile(path));
  const builds = [
    ...(await mavenModules(
      paths.filter((path) => path.endsWith('.xml')),
      view,
    )),
    ...(await gradleModules(
      paths.filter((path) => !path.endsWith('.xml')),
      view,
    )),
  ].filter((build, index, all) => all.findIndex(({ directory }) => directory === build.directory) === index);
  const directories = builds.map(({ directory }) => directory);
  const settingsFiles = view.files.filter(
    (file) => isProductFile(file) && isSettingsOf(file.path, configNames),
  );
  const started = new Set(applications.map((path) => nearestDirectory(directories, path)));
  const modules: SpringModule[] = [];
  for (const build of builds) {
    const own = settingsFiles.filter(({ path }) => nearestDirectory(directories, path) === build.directory);
    modules.push({
      build,
      isApplication: started.size > 0 ? started.has(build.directory) : build.isApplicationBuild,
      actuator: findDependency(build, actuatorArtifact, builds),
      ...(await settingsIn(own, view)),
    });
  }
  return modules;
}

function isSettingsOf(path: string, configNames: ReadonlySet<string>): boolean {
  if (/(^|\/)(target|build|bin|out)\//.test(path)) return false;
  if (isSettingsPath(path)) return true;
  const stem = /(?:^|\/)resources\/([\w-]+)\.(?:ya?ml|properties)$/.exec(path)?.[1];
  return stem !== undefined && configNames.has(stem);
}

/** Properties win over YAML, `config/` over what lies beside it, `application` over `bootstrap`. */
async function settingsIn(
  files: readonly RepositoryFile[],
  view: RepositoryView,
): Promise<Pick<SpringModule, 'settings' | 'profiles'>> {
  const settings = new Map<string, SpringSetting>();
  const inProfiles: { profile: string; settings: SpringSettings }[] = [];
  for (const { path } of files.toSorted((a, b) => weight(a.path) - weight(b.path))) {
    const source = await view.read(path);
    if (!source) continue;
    const read = readSettings(source);
    const profile = profileOf(path);
    if (profile === undefined || profile === 'default')
      for (const [name, one] of read.always) settings.set(name, one);
    else inProfiles.push({ profile, settings: read.always });
    inProfiles.push(...read.inProfiles);
  }
  const profiles = inProfiles.flatMap(({ profile, settings: own }) => {
    const change = firstChange(own, settings);
    return change ? [{ profile, span: change.span }] : [];
  });
  return { settings, profiles };
}

function weight(path: string): number {
  return (
    (posix.basename(path).startsWith('bootstrap') ? 0 : 4) +
    (/(^|\/)config\//.test(path) ? 2 : 0) +
    (path.endsWith('.properties') ? 1 : 0)
  );
}

/** The deepest of some directories that a path lies in. */
export function nearestDirectory(directories: readonly string[], path: string): string | undefined {
  let best: string | undefined;
  let length = -1;
  for (const directory of directories) {
    const depth = directory === '.' ? 0 : directory.length;
    if (depth > length && (directory === '.' || path.startsWith(`${directory}/`)))
      [best, length] = [directory, depth];
  }
  return best;
}
