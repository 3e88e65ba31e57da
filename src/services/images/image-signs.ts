import type { Skipped } from '../../model/skipped.js';
import type { SourceSpan } from '../../model/source-span.js';
import { isDockerfilePath, parseDockerfile } from '../../syntax/manifests/dockerfile.js';
import type { CandidateFiles } from '../candidate-files.js';
import type { DeployableUnit, DeployableUnits } from '../deployable-unit.js';
import { isProgramFile } from '../languages.js';
import { isDevelopmentPlace } from '../repository-paths.js';
import { dockerfileSources } from './dockerfile-sources.js';
import type { DockerfileSources } from './dockerfile-sources.js';
import type { ImageBuild } from './image-build.js';
import { imageName } from './image-name.js';
import { homeOfProgram } from './program-home.js';

interface KnownDockerfile {
  readonly path: string;
  readonly sources: DockerfileSources;
  /** The first FROM. */
  readonly span: SourceSpan;
}

/** What the images of a repository gave. */
export interface ImageSigns {
  /** The unit that each build builds; builds of others' products have none. */
  readonly built: ReadonlyMap<ImageBuild, DeployableUnit>;
  readonly skipped: readonly Skipped[];
}

/**
 * Adds what Dockerfiles and the files that build them say to the units; call it when the manifests' signs are in, because they decide which
 * directory an image's program has. A Dockerfile that some file builds is read with that file's context, others with a guessed one.
 */
export async function addImageSigns(
  builds: readonly ImageBuild[],
  units: DeployableUnits,
  files: CandidateFiles,
): Promise<ImageSigns> {
  const dockerfiles = await readDockerfiles(files);
  const built = new Map<ImageBuild, DeployableUnit>();
  const used = new Set<string>();
  const open = new Set<KnownDockerfile>();
  for (const build of builds) {
    const dockerfile =
      dockerfiles.get(build.dockerfile) ??
      dockerfiles.get(build.dockerfile.replace(/Dockerfile$/, 'Containerfile'));
    const home = dockerfile
      ? homeOfProgram({ ...build, dockerfile: dockerfile.path, sources: dockerfile.sources }, units, files)
      : { directory: homeOfContext(build.context, units, files), isOpen: false };
    if (home.isOpen && dockerfile) open.add(dockerfile);
    if (home.directory === undefined) continue;
    if (dockerfile) used.add(dockerfile.path);
    const unit = units.at(home.directory);
    built.set(build, unit);
    units.addReason(unit, build.reason);
    if (dockerfile)
      units.addReason(unit, { text: `Dockerfile that builds ${home.directory}`, span: dockerfile.span });
    if (build.name !== undefined) unit.platformNames.add(build.name);
    for (const image of build.images) {
      const name = imageName(image);
      if (name !== undefined) unit.images.add(name);
    }
  }
  for (const dockerfile of dockerfiles.values()) {
    if (used.has(dockerfile.path)) continue;
    const image = {
      dockerfile: dockerfile.path,
      sources: dockerfile.sources,
      context: undefined,
      mounts: [],
      names: [],
    };
    const { directory, isOpen } = homeOfProgram(image, units, files);
    if (isOpen) open.add(dockerfile);
    if (directory === undefined) continue;
    units.addReason(units.at(directory), {
      text: `Dockerfile that builds ${directory}`,
      span: dockerfile.span,
    });
  }
  const skipped = [...open]
    .filter(({ path }) => !used.has(path))
    .map(({ path, span }): Skipped => {
      const detail = 'which program this Dockerfile builds is known to its builder only';
      return { file: path, line: span.line, reason: 'dynamic', detail };
    });
  return { built, skipped };
}

async function readDockerfiles(files: CandidateFiles): Promise<ReadonlyMap<string, KnownDockerfile>> {
  const paths = files.paths.filter((path) => isDockerfilePath(path) && !isDevelopmentPlace(path));
  const found = await files.readEach(paths, (source) => {
    if (!/^[ \t]*FROM[ \t]/im.test(source.text)) return [];
    const reading = parseDockerfile(source);
    const first = reading.stages[0];
    return first ? [{ path: source.path, sources: dockerfileSources(reading), span: first.span }] : [];
  });
  return new Map(found.map((dockerfile) => [dockerfile.path, dockerfile]));
}

/** For a Dockerfile that is not in the repository (written inline, or elsewhere). */
function homeOfContext(context: string, units: DeployableUnits, files: CandidateFiles): string | undefined {
  return units.has(context) || files.below(context).some(isProgramFile) ? context : undefined;
}
