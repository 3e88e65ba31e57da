import type { RepositoryView } from '../../../model/repository-view.js';
import { dialectOfFolder } from '../../dialect/dialect-names.js';
import { isSeedFolder } from '../../finding/foreign-folders.js';
import { manifestsOf } from '../../finding/manifests.js';
import { nearestTo } from '../../finding/nearest.js';
import { oncePerView } from '../../finding/once-per-view.js';
import { baseName, isWithin } from '../../finding/paths.js';
import type { ClaimStrength } from '../../framework.js';
import type { FlywayFile } from './flyway-files.js';
import { filesNamed } from './flyway-files.js';
import type { FlywaySettings } from './flyway-settings.js';
import { defaultNaming, defaultSettings } from './flyway-settings.js';
import { possibleLocations, resolveLocation } from './locations.js';
import { flywaySettings } from './settings-files.js';

/** Files that one Flyway runs in one order. */
export interface FlywaySet {
  readonly directory: string;
  readonly settings: FlywaySettings;
  readonly strength: ClaimStrength;
  readonly reason: string;
  /** Undo scripts and programs among them. */
  readonly files: readonly FlywayFile[];
}

/** Flyway's default location (FlywayModel.defaults), below whatever root. */
const defaultLocation = /^(?:.*\/)?db\/migration(?=\/|$)/;

/** All sets of the repository, each file in one set only. */
export const flywaySets = oncePerView(async (view: RepositoryView): Promise<readonly FlywaySet[]> => {
  const taken = new Set<string>();
  const sets: FlywaySet[] = [];
  const add = (set: FlywaySet): void => {
    const files = set.files.filter(({ path }) => !taken.has(path));
    for (const { path } of files) taken.add(path);
    const same = sets.findIndex(({ directory }) => directory === set.directory);
    const before = sets[same];
    if (before) sets[same] = { ...before, files: [...before.files, ...files] };
    else if (files.length > 0) sets.push({ ...set, files });
  };
  for (const set of await configuredSets(view)) add(set);
  const locations = sets.map(({ directory }) => directory);
  for (const set of await unconfiguredSets(view, locations)) add(set);
  return withPrograms(sets);
});

async function configuredSets(view: RepositoryView): Promise<readonly FlywaySet[]> {
  const sets: FlywaySet[] = [];
  for (const settings of await flywaySettings(view)) {
    const naming = isDefault(settings) ? defaultNaming : settings.naming;
    const files = settings.locations.length === 0 ? [] : await filesNamed(naming, view);
    const possible = possibleLocations(files.map(({ directory }) => directory));
    const resolved = settings.locations.flatMap((location) =>
      resolveLocation(location, settings.file, possible),
    );
    const directories = [
      ...new Map(resolved.map((location) => [location.directory, location])).values(),
    ].filter(({ directory }) => !isSeedFolder(directory) && directory !== '.');
    const vendors = directories.filter(({ perVendor }) => perVendor);
    const joined = directories.filter(({ perVendor }) => !perVendor || vendors.length === 1);
    const common = { settings, strength: 'configured', reason: `${settings.file} names the folder` } as const;
    const of = (folders: readonly { directory: string }[]): FlywaySet[] =>
      folders.length === 0
        ? []
        : [
            {
              ...common,
              directory: folders[0]?.directory ?? '.',
              files: files.filter((file) =>
                folders.some(({ directory }) => isWithin(file.directory, directory)),
              ),
            },
          ];
    if (vendors.length > 1) for (const vendor of vendors) sets.push(...of([vendor]));
    sets.push(...of(joined).flatMap(byDatabase));
  }
  return sets;
}

function isDefault({ naming }: FlywaySettings): boolean {
  return JSON.stringify(naming) === JSON.stringify(defaultNaming);
}

/**
 * Folders that no setting names: Flyway's default location, then any folder with files named for it. What lies in a configured location
 * and is not in its set is named otherwise than Flyway is told there.
 */
async function unconfiguredSets(
  view: RepositoryView,
  configured: readonly string[],
): Promise<readonly FlywaySet[]> {
  const files = (await filesNamed(defaultNaming, view)).filter(
    ({ directory }) =>
      !isSeedFolder(directory) && !configured.some((location) => isWithin(directory, location)),
  );
  const groups = new Map<string, FlywayFile[]>();
  for (const file of files) {
    const root = defaultLocation.exec(file.directory)?.[0] ?? file.directory;
    const group = groups.get(root);
    if (group) group.push(file);
    else groups.set(root, [file]);
  }
  const sets: FlywaySet[] = [];
  for (const [directory, group] of groups) {
    const ground = await groundOf(directory, group, view);
    if (!ground) continue;
    const settings = nearestTo(await flywaySettings(view), directory).find(isDefault) ?? defaultSettings;
    sets.push(...byDatabase({ directory, settings, files: group, ...ground }));
  }
  return sets;
}

/** Other tools that took over Flyway's file names. */
const cousins: readonly (readonly [string, RegExp])[] = [
  ['refinery', /^refinery/],
  ['Evolve', /^Evolve(\.|$)/],
  ['schemachange', /^(schemachange|snowchange)$/],
];

async function groundOf(
  directory: string,
  files: readonly FlywayFile[],
  view: RepositoryView,
): Promise<{ readonly strength: ClaimStrength; readonly reason: string } | undefined> {
  const named = files.filter(({ kind, hasSeparator }) => hasSeparator && kind !== 'undo');
  const isDefaultLocation = defaultLocation.test(directory);
  const users = (await manifestsOf(view)).flatMap(({ file, dependencies }) => {
    const names = [...dependencies.keys()];
    const flyway = names.find((name) => /flyway/i.test(name));
    const cousin = cousins.find(([, pattern]) => names.some((name) => pattern.test(name)))?.[0];
    return flyway === undefined && cousin === undefined ? [] : [{ file, flyway, cousin }];
  });
  const nearest = nearestTo(users, directory);
  const user = nearest.find(({ flyway }) => flyway !== undefined);
  if (user)
    return {
      strength: 'dependency',
      reason: `${user.file} depends on ${user.flyway ?? ''} and the files are named for Flyway`,
    };
  if (nearest.length > 0 || named.length === 0) return undefined;
  const settings = nearestTo(await flywaySettings(view), directory)[0];
  if (settings)
    return {
      strength: 'dependency',
      reason: `${settings.file} sets up Flyway and the files are named for it`,
    };
  const sample = baseName(named[0]?.path ?? '');
  const where = isDefaultLocation ? 'lies where Flyway looks and ' : '';
  return { strength: 'path', reason: `${sample} ${where}is named for Flyway` };
}

/** Parts a set by folders that are named after databases side by side: Flyway is pointed at one of them. */
function byDatabase(set: FlywaySet): readonly FlywaySet[] {
  const groups = new Map<string, FlywayFile[]>();
  for (const file of set.files) {
    const below =
      file.directory === set.directory
        ? ''
        : (file.directory.slice(set.directory.length + 1).split('/')[0] ?? '');
    const isBelow = isWithin(file.directory, set.directory) && dialectOfFolder(below) !== undefined;
    const directory = isBelow ? `${set.directory}/${below}` : set.directory;
    const group = groups.get(directory);
    if (group) group.push(file);
    else groups.set(directory, [file]);
  }
  return [...groups].map(([directory, files]) => ({ ...set, directory, files }));
}

/**
 * Classes lie below `src/main/java` at the path that the scripts have below `src/main/resources`: both are one location on the
 * classpath, so they become one set.
 */
function withPrograms(sets: readonly FlywaySet[]): readonly FlywaySet[] {
  const homes = new Map<string, FlywaySet>();
  for (const set of sets)
    if (set.files.some(({ isProgram }) => !isProgram)) homes.set(onClasspath(set.directory), set);
  const merged = new Map<FlywaySet, FlywaySet>();
  for (const set of sets) {
    const home = homes.get(onClasspath(set.directory));
    const isAlone = set.files.every(({ isProgram }) => isProgram);
    if (!isAlone || home === undefined || home === set) continue;
    const present = merged.get(home) ?? home;
    merged.set(home, { ...present, files: [...present.files, ...set.files] });
    merged.set(set, { ...set, files: [] });
  }
  return sets
    .map((set) => merged.get(set) ?? set)
    .filter(({ files }) => files.some(({ kind }) => kind !== 'undo'));
}

function onClasspath(directory: string): string {
  return directory.replace(/(^|\/)src\/(\w+)\/(java|kotlin|groovy|scala|resources)(?=\/|$)/, '$1src/$2');
}
