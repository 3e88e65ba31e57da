import type { CandidateFiles } from '../candidate-files.js';
import type { DeployableUnit, DeployableUnits } from '../deployable-unit.js';
import { isContentFile, isProgramFile } from '../languages.js';
import { ancestors, baseName, directoryOf, isWithin, joinPath } from '../repository-paths.js';
import type { DockerfileSources } from './dockerfile-sources.js';
import { squashedName } from './image-name.js';
import { mentionedUnits } from './mentioned-units.js';

/** A Dockerfile whose program's directory is looked for. */
export interface HomelessImage {
  /** Path of the Dockerfile. */
  readonly dockerfile: string;
  readonly sources: DockerfileSources;
  /** The build context when some file names it. */
  readonly context: string | undefined;
  /** Directories that are mounted into its container. */
  readonly mounts: readonly string[];
}

/**
 * The directory of the program that an image runs; undefined when the image holds no program of this repository (a database with settings, a
 * tool), or only its builder knows which. In this order: the unit in whose directory the Dockerfile lies, the one unit
 * that it copies, the one unit that its commands speak of, the one that its name or folder names (`docker/api/Dockerfile`,
 * `Dockerfile.api`), the unit at its context, and without a known unit the directory that it copies.
 */
export function homeOfProgram(
  image: HomelessImage,
  units: DeployableUnits,
  files: CandidateFiles,
): string | undefined {
  const { sources } = image;
  const place = directoryOf(image.dockerfile);
  const holdsProgram = (directory: string) => files.below(directory).some(isProgramFile);
  if (sources.named.length === 0 && !sources.takesAll) {
    if (units.has(place)) return place;
    const mounted = image.mounts.map((mount) => units.containing(mount)?.directory ?? mount);
    return mounted.find((mount) => units.has(mount) || holdsProgram(mount));
  }
  const context = image.context ?? guessContext(place, sources, files, holdsProgram);
  const paths = sources.named
    .map((source) => joinPath(context, source))
    .filter((path) => files.anyStartsWith(path));
  const isServed = sources.base === 'content' ? isContentFile : isProgramFile;
  const holds = (directory: string) => files.below(directory).some(isServed);
  const copiesProgram =
    (sources.takesAll && holds(context)) ||
    paths.some((path) => (files.has(path) ? isServed(path) : holds(path)));
  if (sources.base !== 'program' && !sources.takesFromStages && !copiesProgram) return undefined;

  const near = units.containing(place);
  if (near && near.directory !== context && near.directory !== '.') return near.directory;
  const inside = units.within(context).filter((unit) => unit.directory !== context);
  const found =
    copiedUnit(sources, paths, context, units, files) ??
    only(mentionedUnits(sources.running, context, inside)) ??
    (units.has(context) ? undefined : only(mentionedUnits(sources.building, context, inside))) ??
    only(namedAfter(image.dockerfile, context, inside, holdsProgram));
  if (found) return found.directory;
  const isBelow = place !== context && isWithin(context, place);
  const copiesPlace = isBelow && paths.some((path) => isWithin(place, path));
  if (isBelow && holdsProgram(place) && (copiesPlace || sources.takesAll)) return place;
  if (units.has(context)) return context;
  if (!sources.takesAll && paths.length > 0) {
    const common = commonDirectory(
      paths.map((path) => (files.anyStartsWith(`${path}/`) ? path : directoryOf(path))),
    );
    if (common !== context && isWithin(context, common)) return common;
    if (copiesPlace) return place;
  }
  return holdsProgram(context) || paths.length > 0 ? context : undefined;
}

/** Without a file that names it: the nearest directory above in which most of the sources exist, else the nearest that holds a program. */
function guessContext(
  place: string,
  sources: DockerfileSources,
  files: CandidateFiles,
  holdsProgram: (directory: string) => boolean,
): string {
  let best: string | undefined;
  let most = 0;
  for (const directory of ancestors(place)) {
    const existing = sources.named.filter((source) =>
      files.anyStartsWith(joinPath(directory, source)),
    ).length;
    if (existing <= most) continue;
    best = directory;
    most = existing;
  }
  return best ?? ancestors(place).find(holdsProgram) ?? '.';
}

/** The one unit whose files are copied, when the context's own program is not. */
function copiedUnit(
  sources: DockerfileSources,
  paths: readonly string[],
  context: string,
  units: DeployableUnits,
  files: CandidateFiles,
): DeployableUnit | undefined {
  if (sources.takesAll) return undefined;
  const copied = new Set<DeployableUnit>();
  let copiesOwn = false;
  for (const path of paths) {
    const above = units.containing(path);
    if (above && above.directory !== context && isWithin(context, above.directory)) copied.add(above);
    else if (above?.directory === context && (isProgramFile(path) || files.anyStartsWith(`${path}/`)))
      copiesOwn = true;
    for (const below of units.within(path)) if (below.directory !== context) copied.add(below);
  }
  return copiesOwn ? undefined : only([...copied]);
}

function namedAfter(
  dockerfile: string,
  context: string,
  inside: readonly DeployableUnit[],
  holdsProgram: (directory: string) => boolean,
): readonly DeployableUnit[] {
  const place = directoryOf(dockerfile);
  const file = baseName(dockerfile);
  const fromFile =
    /^(?:dockerfile|containerfile)[._-](.+)$/i.exec(file)?.[1] ??
    /^(.+)\.(?:dockerfile|containerfile)$/i.exec(file)?.[1];
  const fromFolder = place !== context && !holdsProgram(place) ? baseName(place) : undefined;
  const wanted = new Set(
    [fromFile, fromFolder].flatMap((name) => (name === undefined ? [] : [squashedName(name)])),
  );
  return inside.filter((unit) =>
    [baseName(unit.directory), ...unit.manifestNames].some((name) => wanted.has(squashedName(name))),
  );
}

function only<Item>(items: readonly Item[]): Item | undefined {
  return items.length === 1 ? items[0] : undefined;
}

function commonDirectory(directories: readonly string[]): string {
  const [first = '.', ...others] = directories;
  return ancestors(first).find((above) => others.every((other) => isWithin(above, other))) ?? '.';
}
