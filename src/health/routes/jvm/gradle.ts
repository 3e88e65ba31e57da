import { posix } from 'node:path';
import type { RepositoryView } from '../../../model/repository-view.js';
import type { SourceSpan } from '../../../model/source-span.js';
import type { SourceText } from '../../../model/source-text.js';
import type { BuildDependency, BuildModule } from '../jvm/build-module.js';
import { readCatalogs } from './version-catalog.js';
import type { VersionCatalog } from './version-catalog.js';

/** Longer lines declare no dependency. */
const longestLine = 500;

/** Configurations whose dependencies are there at run time; `testImplementation`, `compileOnly`, `annotationProcessor` are not. */
const atRunTime =
  /^(?:implementation|api|compile|runtime|runtimeOnly|compileOnlyApi|providedRuntime|developmentOnly)\b/;

/**
 * The Gradle projects of a repository, from the lines of their build files: nothing is executed. What a parent's `subprojects {}` or
 * `allprojects {}` declares counts for the projects below it.
 * Source: https://docs.gradle.org/current/userguide/declaring_dependencies.html
 */
export async function gradleModules(
  paths: readonly string[],
  view: RepositoryView,
): Promise<readonly BuildModule[]> {
  const catalogs = await readCatalogs(view);
  const builds: { module: BuildModule; forBelow: readonly BuildDependency[]; version: string | undefined }[] =
    [];
  for (const path of paths) {
    const source = await view.read(path);
    if (!source) continue;
    const directory = posix.dirname(path);
    const read = readBuild(source, catalogs);
    const version = /org\.springframework\.boot["')]{1,3}\s*version\s*\(?\s*["']([\w.-]+)["']/.exec(
      source.text,
    )?.[1];
    builds.push({
      version,
      forBelow: read.forBelow,
      module: {
        directory,
        name: directory === '.' ? '' : posix.basename(directory),
        isApplicationBuild: true,
        dependencies: [...read.own, ...(await appliedDependencies(source, catalogs, view))],
        bootVersion: version,
        openPlaces: read.openPlaces,
      },
    });
  }
  return builds.map(({ module }) => {
    const above = builds.filter(
      (other) =>
        other.module.directory !== module.directory &&
        (other.module.directory === '.' || module.directory.startsWith(`${other.module.directory}/`)),
    );
    const first: SourceSpan = {
      file: buildFileOf(paths, module.directory),
      line: 1,
      column: 1,
      endLine: 1,
      endColumn: 1,
    };
    return {
      ...module,
      dependencies: [
        ...module.dependencies,
        ...above.flatMap(({ forBelow }) => forBelow.map(({ artifact }) => ({ artifact, span: first }))),
      ],
      bootVersion:
        module.bootVersion ??
        above.map(({ version }) => version).find((one) => one !== undefined) ??
        catalogs.bootVersion,
    };
  });
}

/** What scripts that a build applies declare (`apply from: 'dependencies.gradle'`); it stands where the script is applied. */
async function appliedDependencies(
  source: SourceText,
  catalogs: VersionCatalog,
  view: RepositoryView,
): Promise<readonly BuildDependency[]> {
  const found: BuildDependency[] = [];
  for (const match of source.text.matchAll(
    /^[ \t]*apply\s{0,5}\(?\s{0,5}from\s{0,5}[:=]\s{0,5}["']([\w./-]{1,200}\.gradle(?:\.kts)?)["']/gm,
  )) {
    const script = await view.read(posix.join(posix.dirname(source.path), match[1] ?? ''));
    if (!script) continue;
    const start = match.index + match[0].length - match[0].trimStart().length;
    const span = source.span(start, match.index + match[0].length);
    found.push(...readBuild(script, catalogs).own.map(({ artifact }) => ({ artifact, span })));
  }
  return found;
}

function buildFileOf(paths: readonly string[], directory: string): string {
  return paths.find((path) => posix.dirname(path) === directory) ?? directory;
}

interface BuildReading {
  readonly own: readonly BuildDependency[];
  readonly forBelow: readonly BuildDependency[];
  readonly openPlaces: BuildModule['openPlaces'];
}

function readBuild(source: SourceText, catalogs: VersionCatalog): BuildReading {
  const own: BuildDependency[] = [];
  const forBelow: BuildDependency[] = [];
  const openPlaces: { span: SourceSpan; reason: string }[] = [];
  let depth = 0;
  let below: number | undefined;
  let inComment = false;
  for (let number = 1; number <= source.lineStarts.length; number += 1) {
    const written = source.line(number).slice(0, longestLine);
    const line = written.trim();
    if (line.startsWith('/*')) inComment = true;
    if (inComment) {
      if (line.includes('*/')) inComment = false;
      continue;
    }
    if (line.startsWith('//')) continue;
    const start = (source.lineStarts[number - 1] ?? 0) + written.indexOf(line);
    const span = source.span(start, start + line.length);
    if (below === undefined && /^(subprojects|allprojects|configure)\b.*\{/.test(line)) {
      below = depth;
      if (line.startsWith('allprojects')) below = depth;
    }
    const statement = line.replace(/^dependencies\s*\{\s*/, '');
    if (atRunTime.test(statement))
      (below === undefined ? own : forBelow).push(
        ...artifactsOf(statement, catalogs).map((artifact) => ({ artifact, span })),
      );
    else if (
      /^(["']?[\w-]+["']?\s*\()?["'][\w.:-]+["']\)?[,\s]*$/.test(statement) &&
      depth > 0 &&
      /spring-boot-starter/.test(statement)
    )
      (below === undefined ? own : forBelow).push(
        ...(/^["']?test|annotationProcessor|compileOnly/i.test(statement)
          ? []
          : artifactsOf(statement, catalogs)
        ).map((artifact) => ({ artifact, span })),
      );
    const convention =
      /^(?:id\s*\(?\s*["']([\w-]+(?:\.[\w-]+)*-conventions?)["']|apply\s*(?:\(\s*)?from\s*[:=])/.exec(line);
    if (convention)
      openPlaces.push({
        span,
        reason: 'dependencies may come from a build script of its own that is not followed',
      });
    for (const letter of line) depth += letter === '{' ? 1 : letter === '}' ? -1 : 0;
    if (below !== undefined && depth <= below && line.includes('}')) below = undefined;
  }
  return { own, forBelow, openPlaces };
}

/** What a line depends on: coordinates, projects, aliases of a version catalog. */
function artifactsOf(line: string, catalogs: VersionCatalog): readonly string[] {
  const found: string[] = [];
  for (const match of line.matchAll(/project\s*\(\s*(?:path\s*[:=]\s*)?["']([\w:.-]+)["']/g))
    found.push(match[1]?.split(':').at(-1) ?? '');
  for (const match of line.matchAll(/\bprojects((?:\.\w+)+)/g))
    found.push(kebab(match[1]?.split('.').at(-1) ?? ''));
  for (const match of line.matchAll(/["'][\w.-]+:([\w.-]+)(?::[^"']*)?["']|name\s*[:=]\s*["']([\w.-]+)["']/g))
    found.push(match[1] ?? match[2] ?? '');
  for (const match of line.matchAll(/\b(\w+(?:\.\w+)+)\b/g))
    found.push(...(catalogs.artifacts.get(match[1] ?? '') ?? []));
  return found;
}

function kebab(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
