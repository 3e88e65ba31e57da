import type { CandidateFiles } from '../candidate-files.js';
import type { DeployableUnit, DeployableUnits } from '../deployable-unit.js';
import { isContentFile, isProgramFile, languageOf } from '../languages.js';
import { ancestors, baseName, directoryOf, isWithin, joinPath } from '../repository-paths.js';
import type { DockerfileSources } from './dockerfile-sources.js';
import { squashedName } from './image-name.js';
import { mentionedUnits } from './mentioned-units.js';

/** Folders for Dockerfiles and what goes with them: scripts there are no program. */
const folderOfImages =
  /^(?:\.?docker|dockerfiles?|build|deploy|deployments?|packaging|containers?|images?)$/i;

/** A Dockerfile whose program's directory is looked for. */
export interface HomelessImage {
  /** Path of the Dockerfile. */
  readonly dockerfile: string;
  readonly sources: DockerfileSources;
  /** The build context when some file names it. */
  readonly context: string | undefined;
  /** Directories that are mounted into its container. */
  readonly mounts: readonly string[];
  /** What the file that builds it calls it and passes to the build (target, arguments), the most telling first. */
  readonly names: readonly string[];
}

/** Where a program's directory was looked for. `isOpen` = there are several, and only the image's builder knows which. */
export interface ProgramHome {
  /** Undefined when the image holds no program of this repository: a database with settings, a tool. */
  readonly directory: string | undefined;
  readonly isOpen: boolean;
}

/**
 * The directory of the program that an image runs. In this order: the unit in whose directory the Dockerfile lies, the one unit that it
 * copies, the one unit that its commands speak of, the one that its name, its folder (`docker/api/Dockerfile`, `Dockerfile.api`) or the file
 * that builds it names, the unit at its context, and without a known unit the directory that it copies. An image that gets no program by
 * copying has that of its directory's unit, or what is mounted.
 */
export function homeOfProgram(
  image: HomelessImage,
  units: DeployableUnits,
  files: CandidateFiles,
): ProgramHome {
  const { sources } = image;
  const place = directoryOf(image.dockerfile);
  const holdsProgram = (directory: string) => files.below(directory).some(isProgramFile);
  const context = image.context ?? guessContext(place, sources, files, holdsProgram);
  const wanted = sources.named.map((source) => joinPath(context, source));
  const paths = wanted.filter((path) => files.anyStartsWith(path));
  if (!copiesProgram(sources, context, wanted, files)) {
    if (sources.isUnknown && !units.has(place)) return { directory: undefined, isOpen: true };
    return settled(homeWithoutCopies(image, place, units, holdsProgram));
  }
  const near = units.containing(place);
  if (near && near.directory !== context && near.directory !== '.') return settled(near.directory);
  const inside = units.within(context).filter((unit) => unit.directory !== context);
  const found =
    copiedUnit(sources, paths, context, units, files) ??
    only(mentionedUnits(sources.running, context, inside)) ??
    (units.has(context) ? undefined : only(mentionedUnits(sources.building, context, inside))) ??
    namedUnit(namesOf(image.dockerfile, context, holdsProgram), inside) ??
    (units.has(context) ? undefined : namedUnit(image.names, inside));
  if (found) return settled(found.directory);
  const isBelow = place !== context && isWithin(context, place);
  const copiesPlace = isBelow && paths.some((path) => isWithin(place, path));
  const isForImages = folderOfImages.test(baseName(place)) && !copiesPlace;
  if (isBelow && holdsProgram(place) && !isForImages && (copiesPlace || sources.takesAll))
    return settled(place);
  if (units.has(context)) return settled(context);
  if (!sources.takesAll && paths.length > 0) {
    const common = commonDirectory(
      paths.map((path) => (files.anyStartsWith(`${path}/`) ? path : directoryOf(path))),
    );
    if (common !== context && isWithin(context, common)) return settled(common);
    if (copiesPlace) return settled(place);
  }
  if (inside.length > 1 && !holdsOtherProgram(context, inside, files))
    return { directory: undefined, isOpen: true };
  return settled(holdsProgram(context) || paths.length > 0 ? context : undefined);
}

function settled(directory: string | undefined): ProgramHome {
  return { directory, isOpen: false };
}

/** True when the image gets a program (or content, for web servers) of the repository, or something that is built before it is copied. */
function copiesProgram(
  sources: DockerfileSources,
  context: string,
  wanted: readonly string[],
  files: CandidateFiles,
): boolean {
  const isServed = sources.base === 'content' ? isContentFile : isProgramFile;
  const holds = (directory: string) => files.below(directory).some(isServed);
  if (sources.takesAll && holds(context)) return true;
  return wanted.some((path) => {
    if (files.has(path)) return isServed(path);
    return holds(path) || (sources.base === 'program' && !files.anyStartsWith(path));
  });
}

function homeWithoutCopies(
  image: HomelessImage,
  place: string,
  units: DeployableUnits,
  holdsProgram: (directory: string) => boolean,
): string | undefined {
  if (units.has(place)) return place;
  const near = units.containing(place);
  if (image.sources.base === 'program' && near && near.directory !== '.') return near.directory;
  const mounted = image.mounts.map((mount) => units.containing(mount)?.directory ?? mount);
  const mount = mounted.find((directory) => units.has(directory) || holdsProgram(directory));
  if (mount !== undefined) return mount;
  return image.context !== undefined && units.has(image.context) ? image.context : undefined;
}

/** True when the context holds a program in a language that none of the units in it is written in. */
function holdsOtherProgram(
  context: string,
  inside: readonly DeployableUnit[],
  files: CandidateFiles,
): boolean {
  const known = new Set(inside.flatMap((unit) => [...unit.languages]));
  return files.below(context).some((path) => {
    const language = languageOf(path);
    const isOther = language !== undefined && !known.has(language);
    return isOther && !inside.some((unit) => isWithin(unit.directory, path));
  });
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
  const above = ancestors(place).filter((directory) => !folderOfImages.test(baseName(directory)));
  return best ?? above.find(holdsProgram) ?? '.';
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

/** The names that a Dockerfile's name and folder give: `Dockerfile.api`, `api.Dockerfile`, `docker/api/Dockerfile`. */
function namesOf(
  dockerfile: string,
  context: string,
  holdsProgram: (directory: string) => boolean,
): readonly string[] {
  const place = directoryOf(dockerfile);
  const file = baseName(dockerfile);
  const fromFile =
    /^(?:dockerfile|containerfile)[._-](.+)$/i.exec(file)?.[1] ??
    /^(.+)\.(?:dockerfile|containerfile)$/i.exec(file)?.[1];
  const fromFolder = place !== context && !holdsProgram(place) ? baseName(place) : undefined;
  return [fromFile, fromFolder].filter((name) => name !== undefined);
}

/** The unit that the first of the names fits which fits exactly one. */
function namedUnit(names: readonly string[], inside: readonly DeployableUnit[]): DeployableUnit | undefined {
  for (const name of names) {
    const wanted = squashedName(name);
    const unit = only(
      inside.filter((one) =>
        [baseName(one.directory), ...one.manifestNames].some((own) => squashedName(own) === wanted),
      ),
    );
    if (wanted !== '' && unit) return unit;
  }
  return undefined;
}

function only<Item>(items: readonly Item[]): Item | undefined {
  return items.length === 1 ? items[0] : undefined;
}

function commonDirectory(directories: readonly string[]): string {
  const [first = '.', ...others] = directories;
  return ancestors(first).find((above) => others.every((other) => isWithin(above, other))) ?? '.';
}
