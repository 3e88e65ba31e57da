import type { SourceSpan } from '../../../model/source-span.js';

/** A dependency that is there when the program runs. */
export interface BuildDependency {
  /** Artifact without group, or for a project of the same repository its name. */
  readonly artifact: string;
  readonly span: SourceSpan;
}

/** A Maven module or Gradle project. */
export interface BuildModule {
  /** Relative to the root, `.` for the root. */
  readonly directory: string;
  /** What other modules of the repository call it. */
  readonly name: string;
  /** False for what only holds other modules together. */
  readonly isApplicationBuild: boolean;
  readonly dependencies: readonly BuildDependency[];
  readonly bootVersion: string | undefined;
  /** Why dependencies may be missing here, e.g. a convention plugin. */
  readonly openPlaces: readonly { readonly span: SourceSpan; readonly reason: string }[];
}

export function isBuildFile(path: string): boolean {
  return /(^|\/)(pom\.xml|build\.gradle(\.kts)?)$/.test(path);
}

/** Whether one of a module's dependencies, or of the repository's modules that it depends on, is called so. */
export function findDependency(
  module: BuildModule,
  artifact: RegExp,
  modules: readonly BuildModule[],
  seen = new Set<string>(),
): BuildDependency | undefined {
  seen.add(module.directory);
  const own = module.dependencies.find((dependency) => artifact.test(dependency.artifact));
  if (own) return own;
  return module.dependencies.find((dependency) => {
    const other = modules.find(({ name }) => name !== '' && name === dependency.artifact);
    return (
      other && !seen.has(other.directory) && findDependency(other, artifact, modules, seen) !== undefined
    );
  });
}
