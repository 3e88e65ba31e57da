import { posix } from 'node:path';
import type { RepositoryFile, RepositoryView } from '../../../model/repository-view.js';
import { isProductFile } from '../../../model/repository-view.js';
import type { SourceSpan } from '../../../model/source-span.js';
import type { SourceText } from '../../../model/source-text.js';
import { childAt, childrenNamed, parseProjectXml } from '../../../syntax/manifests/project-xml.js';
import { isSettingsPath, profileOf, readSettings } from './settings.js';
import type { SpringSetting, SpringSettings } from './settings.js';

/** A Maven or Gradle module that uses Spring. */
export interface SpringModule {
  /** Directory relative to the root, `.` for the root. */
  readonly directory: string;
  /** Where the dependency on the actuator stands. */
  readonly actuator: SourceSpan | undefined;
  readonly settings: SpringSettings;
  /** Settings files of profiles that change where health is served. */
  readonly profiles: readonly { readonly profile: string; readonly span: SourceSpan }[];
}

export function isBuildFile(path: string): boolean {
  return /(^|\/)(pom\.xml|build\.gradle(\.kts)?)$/.test(path);
}

const actuatorArtifact = /spring-boot-starter-actuator|spring-boot-actuator-autoconfigure/;
const decisive = /^(server\.(port|servlet\.contextpath)|spring\.webflux\.basepath|management\.)/;

/** The modules of a repository, from their build files and settings. */
export async function findModules(
  files: readonly RepositoryFile[],
  view: RepositoryView,
): Promise<readonly SpringModule[]> {
  const builds = files.filter((file) => isBuildFile(file.path));
  const settingsFiles = view.files.filter(
    (file) =>
      isSettingsPath(file.path) && isProductFile(file) && !/(^|\/)(target|build|bin)\//.test(file.path),
  );
  const directories = builds.map((file) => posix.dirname(file.path));
  const modules: SpringModule[] = [];
  for (const build of builds) {
    const source = await view.read(build.path);
    if (!source || !/spring/.test(source.text)) continue;
    const directory = posix.dirname(build.path);
    const own = settingsFiles.filter((file) => nearestDirectory(directories, file.path) === directory);
    const settings = new Map<string, SpringSetting>();
    const profiles: { profile: string; span: SourceSpan }[] = [];
    for (const file of own) {
      const text = await view.read(file.path);
      if (!text) continue;
      const read = readSettings(text);
      const profile = profileOf(file.path);
      if (profile === undefined) for (const [name, setting] of read) settings.set(name, setting);
      else {
        const first = [...read].find(([name]) => decisive.test(name));
        if (first) profiles.push({ profile, span: first[1].span });
      }
    }
    modules.push({ directory, actuator: actuatorOf(source), settings, profiles });
  }
  return modules;
}

/** The deepest of some directories that a path lies in. */
export function nearestDirectory(directories: readonly string[], path: string): string | undefined {
  return directories
    .filter((directory) => directory === '.' || path.startsWith(`${directory}/`))
    .toSorted((a, b) => (b === '.' ? 0 : b.length) - (a === '.' ? 0 : a.length))[0];
}

/** Where a build file declares the actuator for its own module; managed versions (`dependencyManagement`) do not add it. */
function actuatorOf(source: SourceText): SourceSpan | undefined {
  if (!actuatorArtifact.test(source.text)) return undefined;
  if (source.path.endsWith('.xml')) {
    const project = parseProjectXml(source);
    const dependency = childrenNamed(childAt(project, 'dependencies'), 'dependency').find((element) =>
      actuatorArtifact.test(childAt(element, 'artifactId')?.text ?? ''),
    );
    return dependency?.span;
  }
  let offset = 0;
  for (const line of source.text.split('\n')) {
    if (
      actuatorArtifact.test(line) &&
      /^\s*(\w*[iI]mplementation|api|compile|runtimeOnly|runtime)\b/.test(line) &&
      !/^\s*(test)/.test(line)
    ) {
      return source.span(offset + line.length - line.trimStart().length, offset + line.trimEnd().length);
    }
    offset += line.length + 1;
  }
  return undefined;
}
