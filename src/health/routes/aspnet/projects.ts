import { posix } from 'node:path';
import type { RepositoryView } from '../../../model/repository-view.js';
import { childrenNamed, parseProjectXml } from '../../../syntax/manifests/project-xml.js';
import type { XmlElement } from '../../../syntax/manifests/project-xml.js';

/** An MSBuild project. */
export interface DotnetProject {
  readonly path: string;
  readonly directory: string;
  /** Directories of the projects that it references. */
  readonly references: readonly string[];
  readonly packages: readonly string[];
}

/**
 * The projects of a repository.
 * Source: https://learn.microsoft.com/visualstudio/msbuild/common-msbuild-project-items#projectreference
 */
export async function readProjects(
  paths: readonly string[],
  view: RepositoryView,
): Promise<readonly DotnetProject[]> {
  const projects: DotnetProject[] = [];
  for (const path of paths) {
    const source = await view.read(path);
    const root = source && parseProjectXml(source);
    if (!root) continue;
    const items = (name: string): readonly string[] =>
      itemGroups(root)
        .flatMap((group) => childrenNamed(group, name))
        .map((item) => (item.attributes.get('Include') ?? '').replaceAll('\\', '/'));
    const directory = posix.dirname(path);
    projects.push({
      path,
      directory,
      references: items('ProjectReference').map((include) =>
        posix.dirname(posix.normalize(posix.join(directory, include))),
      ),
      packages: items('PackageReference'),
    });
  }
  return projects;
}

/** Groups of items, those of `Choose` too: which of its parts holds is not known. */
function itemGroups(root: XmlElement): readonly XmlElement[] {
  const choices = childrenNamed(root, 'Choose').flatMap((choose) => [
    ...childrenNamed(choose, 'When'),
    ...childrenNamed(choose, 'Otherwise'),
  ]);
  return [root, ...choices].flatMap((owner) => childrenNamed(owner, 'ItemGroup'));
}

/** The project that a file belongs to: the one in the nearest folder above it. */
export function projectOf(path: string, projects: readonly DotnetProject[]): DotnetProject | undefined {
  let best: DotnetProject | undefined;
  for (const project of projects) {
    const isWithin = project.directory === '.' || path.startsWith(`${project.directory}/`);
    if (isWithin && (!best || project.directory.length > best.directory.length || best.directory === '.'))
      best = project;
  }
  return best;
}

/** A project and all that it references, directly or not, by directory. */
export function closureOf(project: DotnetProject, projects: readonly DotnetProject[]): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (directory: string): void => {
    if (found.has(directory)) return;
    found.add(directory);
    for (const one of projects)
      if (one.directory === directory) for (const reference of one.references) visit(reference);
  };
  visit(project.directory);
  return found;
}
