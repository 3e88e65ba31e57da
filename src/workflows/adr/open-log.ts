import { posix } from 'node:path';
import { configurationFile } from '../../configuration/configuration.js';
import { readFileName } from '../../documents/adr/file-name.js';
import { defaultLogPath, findLogs } from '../../documents/adr/find-logs.js';
import type { ReadLog } from '../../documents/adr/find-logs.js';
import type { ReadRecord } from '../../documents/adr/read-record.js';
import { InputError } from '../../model/input-error.js';
import type { Skipped } from '../../model/skipped.js';
import { glanceAt, nearestFolder } from '../../repository/ancestors.js';
import type { FolderGlance } from '../../repository/ancestors.js';
import { openScanned } from '../open-scanned.js';
import type { Scanned } from '../open-scanned.js';

/** Where the folder of a log is said to be. */
export interface LogPlace {
  /** Where the search begins: a folder in the repository, usually the working directory. */
  readonly path: string;
  /** Folder of the log, relative to the root that was found. */
  readonly folder?: string;
}

/** A repository that is open for its decision logs. */
export interface OpenedLogs {
  readonly scanned: Scanned;
  readonly logs: readonly ReadLog[];
  readonly skipped: readonly Skipped[];
  /** The one log that is written to when nobody says which; undefined when there are several. */
  readonly chosen: OpenedLog | undefined;
}

/** One log, which may still be empty. */
export interface OpenedLog {
  /** Relative to the root, with `/`. */
  readonly folder: string;
  /** Whether the folder is there. */
  readonly exists: boolean;
  readonly records: readonly ReadRecord[];
}

/** Folders that hold a log in the top of a repository or package. adr-tools knows the first one only. */
const topFolders = [
  'doc/adr',
  'docs/adr',
  'docs/adrs',
  'doc/adrs',
  'docs/decisions',
  'doc/decisions',
  'docs/architecture/decisions',
  'doc/architecture/decisions',
  'docs/architecture-decisions',
  'docs/architecture/adr',
  'architecture-decision-records',
  'adr',
  'adrs',
] as const;

/** The folder of adr-tools, which is taken where there is no `docs` folder. */
const adrToolsPath = 'doc/adr';

/** A repository that was opened where its decision logs are. */
export interface LogRoot {
  readonly scanned: Scanned;
  /** The folder that a flag, `.lintel.yaml` or `.adr-dir` names. */
  readonly configured: string | undefined;
}

/**
 * Opens the repository or package whose decision logs belong to a place. As with adr-tools the search goes upwards, to the nearest folder
 * that has `.adr-dir`, a configured log, or a usual folder with records; the place itself where there is none. Close `scanned` afterwards.
 * @throws InputError when the path or the configuration is wrong.
 */
export async function openLogRoot(place: LogPlace): Promise<LogRoot> {
  const scanned = await openScanned((await nearestFolder(place.path, holdsLog)) ?? place.path);
  const configured = place.folder ?? scanned.configuration.adr.path ?? adrDirOf(glanceAt(scanned.root));
  return { scanned, configured };
}

/**
 * Opens a place with all of its logs, read with everything that editing needs. Close `scanned` afterwards.
 * @throws InputError when the path, the configuration or a named folder is wrong.
 */
export async function openLogs(place: LogPlace): Promise<OpenedLogs> {
  const { scanned, configured } = await openLogRoot(place);
  try {
    const { logs, skipped } = await findLogs(scanned.view, configured);
    const folder = chosenFolder({ scanned, configured }, logs);
    return {
      scanned,
      logs,
      skipped,
      chosen:
        folder === undefined
          ? undefined
          : {
              folder,
              exists: isLogThere({ scanned, configured }, folder),
              records: logs.find(({ path }) => path === folder)?.read ?? [],
            },
    };
  } catch (error) {
    await scanned.close();
    throw error;
  }
}

/**
 * {@link openLogs} for a command that works on one log.
 * @throws InputError when there are several.
 */
export async function openOneLog(place: LogPlace): Promise<OpenedLogs & { readonly chosen: OpenedLog }> {
  const opened = await openLogs(place);
  const { chosen, logs, scanned } = opened;
  if (chosen !== undefined) return { ...opened, chosen };
  await scanned.close();
  throw new InputError(
    `there are ${logs.length} decision logs here: ${logs.map(({ path }) => path).join(', ')}`,
    'Say which with --dir, or set adr.path in .lintel.yaml.',
  );
}

async function holdsLog(glance: FolderGlance): Promise<boolean> {
  if (adrDirOf(glance) !== undefined || (await configuredPath(glance)) !== undefined) return true;
  if (glance.isFile('.log4brains.yml')) return true;
  return topFolders.some(
    (folder) =>
      glance.isFolder(folder) &&
      (folder === adrToolsPath || glance.names(folder).some((name) => readFileName(name)?.certain === true)),
  );
}

/** What `.adr-dir` says: one line, relative to the file (https://github.com/npryce/adr-tools). */
function adrDirOf(glance: FolderGlance): string | undefined {
  if (!glance.isFile('.adr-dir')) return undefined;
  const folder = glance
    .text('.adr-dir')
    ?.trim()
    .replaceAll('\\', '/')
    .replace(/(?<=.)\/+$/, '');
  return folder === undefined || folder === '' || folder.includes('\n') ? undefined : posix.normalize(folder);
}

async function configuredPath(glance: FolderGlance): Promise<string | undefined> {
  const text = glance.isFile(configurationFile) ? glance.text(configurationFile) : undefined;
  if (text === undefined) return undefined;
  try {
    const { parseConfiguration } = await import('../../configuration/parse-configuration.js');
    return parseConfiguration(text).adr.path;
  } catch {
    // A configuration of a folder above that is wrong is told when that folder is opened.
    return undefined;
  }
}

/** Whether the folder of a log is there, empty or not. */
export function isLogThere({ scanned }: LogRoot, folder: string): boolean {
  return glanceAt(scanned.root).isFolder(folder);
}

/**
 * The folder of the one log that is meant when nobody says which: the configured one, the only one, the one at the top of the repository;
 * where there is none, the one that would be made. Undefined when there are several.
 */
export function chosenFolder(
  { scanned, configured }: LogRoot,
  logs: readonly { readonly path: string }[],
): string | undefined {
  if (configured !== undefined)
    return posix.normalize(configured.replaceAll('\\', '/')).replace(/(?<=.)\/$/, '');
  const [only] = logs;
  if (only !== undefined && logs.length === 1) return only.path;
  const top = topFolders.find((folder) => logs.some(({ path }) => path === folder));
  if (top !== undefined || logs.length > 0) return top;
  const glance = glanceAt(scanned.root);
  return glance.isFolder(adrToolsPath) || !glance.isFolder('docs') ? adrToolsPath : defaultLogPath;
}
