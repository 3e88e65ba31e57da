import { posix } from 'node:path';
import type { RepositoryView } from '../../../model/repository-view.js';
import type { SourceSpan } from '../../../model/source-span.js';
import { childAt, childrenNamed, parseProjectXml } from '../../../syntax/manifests/project-xml.js';
import type { XmlElement } from '../../../syntax/manifests/project-xml.js';
import type { BuildDependency, BuildModule } from '../jvm/build-module.js';

interface Pom {
  readonly path: string;
  readonly root: XmlElement;
  readonly artifact: string;
  readonly parent: string | undefined;
}

/**
 * The Maven modules of a repository. A module has its parents' `<dependencies>`, too, when they are in the repository; what
 * `dependencyManagement` lists is a version, not a dependency. Dependencies of profiles count: something switches them on.
 * Source: https://maven.apache.org/guides/introduction/introduction-to-the-pom.html
 */
export async function mavenModules(
  paths: readonly string[],
  view: RepositoryView,
): Promise<readonly BuildModule[]> {
  const poms = new Map<string, Pom>();
  for (const path of paths) {
    const source = await view.read(path);
    const root = source && parseProjectXml(source);
    if (root)
      poms.set(path, {
        path,
        root,
        artifact: childAt(root, 'artifactId')?.text ?? '',
        parent: parentPath(path, root),
      });
  }
  return [...poms.values()].map((pom) => {
    const chain = chainOf(pom, poms);
    return {
      directory: posix.dirname(pom.path),
      name: pom.artifact,
      isApplicationBuild: childAt(pom.root, 'packaging')?.text !== 'pom',
      dependencies: [
        ...dependenciesIn(pom.root),
        ...chain.slice(1).flatMap((above) => inherited(pom, above)),
      ],
      bootVersion: bootVersion(chain),
      openPlaces: [],
    };
  });
}

function parentPath(path: string, root: XmlElement): string | undefined {
  const parent = childAt(root, 'parent');
  if (!parent) return undefined;
  const relative = childAt(parent, 'relativePath');
  if (relative?.text === '') return undefined;
  const target = posix.normalize(posix.join(posix.dirname(path), relative?.text ?? '../pom.xml'));
  return target.endsWith('.xml') ? target : posix.join(target, 'pom.xml');
}

/** A module and the parents above it. */
function chainOf(pom: Pom, poms: ReadonlyMap<string, Pom>): readonly Pom[] {
  const chain = [pom];
  for (
    let above = poms.get(pom.parent ?? '');
    above && !chain.includes(above);
    above = poms.get(above.parent ?? '')
  ) {
    const wanted = childAt(chain.at(-1)?.root, 'parent', 'artifactId')?.text;
    if (wanted !== above.artifact) break;
    chain.push(above);
  }
  return chain;
}

function dependenciesIn(root: XmlElement): readonly BuildDependency[] {
  const profiles = childrenNamed(childAt(root, 'profiles'), 'profile');
  return [root, ...profiles].flatMap((owner) =>
    childrenNamed(childAt(owner, 'dependencies'), 'dependency').flatMap((element): BuildDependency[] => {
      const scope = childAt(element, 'scope')?.text;
      if (scope === 'test' || scope === 'import') return [];
      return [{ artifact: childAt(element, 'artifactId')?.text ?? '', span: element.span }];
    }),
  );
}

/** A parent's dependencies stand where the module names its parent: there the module gets them. */
function inherited(pom: Pom, above: Pom): readonly BuildDependency[] {
  const span: SourceSpan = childAt(pom.root, 'parent')?.span ?? pom.root.span;
  return dependenciesIn(above.root).map(({ artifact }) => ({ artifact, span }));
}

function bootVersion(chain: readonly Pom[]): string | undefined {
  for (const { root } of chain) {
    const managed = childrenNamed(childAt(root, 'dependencyManagement', 'dependencies'), 'dependency');
    const carriers = [childAt(root, 'parent'), ...managed].filter((element) =>
      /^spring-boot-(starter-parent|dependencies)$/.test(childAt(element, 'artifactId')?.text ?? ''),
    );
    const written = carriers
      .map((element) => childAt(element, 'version')?.text)
      .find((text) => text !== undefined);
    if (written === undefined) continue;
    const property = /^\$\{([^{}]+)\}$/.exec(written)?.[1];
    if (property === undefined) return written;
    return chain
      .map((pom) => childAt(pom.root, 'properties', property)?.text)
      .find((text) => text !== undefined);
  }
  return undefined;
}
