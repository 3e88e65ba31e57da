import { posix } from 'node:path';
import { filterLogs } from '../../documents/adr/filter.js';
import { graphOf } from '../../documents/adr/graph.js';
import type { GraphFormat } from '../../documents/adr/graph.js';
import type { IndexStyle } from '../../documents/adr/index-table.js';
import type { AdrLog } from '../../documents/adr/record.js';
import type { Region, RegionContent } from '../../documents/markdown/regions.js';
import { InputError } from '../../model/input-error.js';
import { readExactText } from '../../repository/exact-text.js';
import { writeAtomically } from '../../repository/write-file.js';
import { contentFor } from '../docs/region-generators.js';
import { createRegion, regionsOf, updateRegions } from '../docs/update-regions.js';
import type { RegionPermissions, RegionReport } from '../docs/update-regions.js';
import type { Scanned } from '../open-scanned.js';
import { openLogRoot } from './open-log.js';
import { readTextLogs } from './read-logs.js';

interface Chosen {
  readonly path: string;
  /** A folder to take instead of the configured or usual ones. */
  readonly folder?: string;
  readonly logs?: readonly string[];
}

/** Names of files in which a log is introduced, the first that is there counts. */
const introductions = ['README.md', 'readme.md', 'Readme.md', 'index.md', 'INDEX.md'];

/**
 * Writes the index of the records into a region of a Markdown file: the file that is named, else the README.md or index.md of each log.
 * @throws InputError when there is no record, or a file that was not named has no region and `create` is not set.
 */
export async function writeIndex(
  options: Chosen &
    RegionPermissions & { readonly file?: string; readonly style?: IndexStyle; readonly create?: boolean },
): Promise<readonly RegionReport[]> {
  const { scanned, configured } = await openLogRoot(options);
  try {
    const { all, chosen } = await chosenLogs(scanned, configured, options);
    const style = options.style === undefined ? {} : { style: options.style };
    if (options.file !== undefined) {
      const attributes = { ...style, ...logAttribute(chosen, options.file, options.logs) };
      return await writeRegions(scanned, [{ file: options.file, kind: 'adr-index', attributes }], all, {
        ...options,
        create: true,
      });
    }
    const targets = chosen.map((log) => {
      const names = introductions.map((name) => posix.join(log.path, name));
      const file = names.find((name) => scanned.view.file(name)) ?? posix.join(log.path, 'README.md');
      return { file, kind: 'adr-index', attributes: style };
    });
    return await writeRegions(scanned, targets, all, options);
  } finally {
    await scanned.close();
  }
}

/** The graph of the records as text. */
export async function graphText(options: Chosen & { readonly format: GraphFormat }): Promise<string> {
  const { scanned, configured } = await openLogRoot(options);
  try {
    const { chosen } = await chosenLogs(scanned, configured, options);
    return graphOf(chosen, options.format);
  } finally {
    await scanned.close();
  }
}

/** Writes the graph of the records into a region of a Markdown file. */
export async function writeGraph(
  options: Chosen & RegionPermissions & { readonly file: string; readonly format: GraphFormat },
): Promise<readonly RegionReport[]> {
  const { scanned, configured } = await openLogRoot(options);
  try {
    const { all, chosen } = await chosenLogs(scanned, configured, options);
    const attributes = {
      ...(options.format !== 'mermaid' && { format: options.format }),
      ...logAttribute(chosen, options.file, options.logs),
    };
    return await writeRegions(scanned, [{ file: options.file, kind: 'adr-graph', attributes }], all, {
      ...options,
      create: true,
    });
  } finally {
    await scanned.close();
  }
}

async function chosenLogs(
  scanned: Scanned,
  configured: string | undefined,
  options: Chosen,
): Promise<{ readonly all: readonly AdrLog[]; readonly chosen: readonly AdrLog[] }> {
  const { logs } = await readTextLogs(scanned, configured);
  const chosen = filterLogs(logs, options.logs ? { logs: options.logs } : {});
  if (chosen.every(({ records }) => records.length === 0))
    throw new InputError(
      'there are no decision records here',
      'Begin with `lintel adr new "What was decided"`, or say where they are with --dir.',
    );
  return { all: logs, chosen };
}

/** The region names its log only where it would not be understood without. */
function logAttribute(
  chosen: readonly AdrLog[],
  file: string,
  asked: readonly string[] | undefined,
): Readonly<Record<string, string>> {
  if (asked === undefined) return {};
  const paths = chosen.map(({ path }) => path);
  return paths.length === 1 && paths[0] === posix.dirname(posix.normalize(file))
    ? {}
    : { log: paths.join(',') };
}

interface Target {
  readonly file: string;
  readonly kind: string;
  readonly attributes: Region['attributes'];
}

async function writeRegions(
  scanned: Scanned,
  targets: readonly Target[],
  logs: readonly AdrLog[],
  options: RegionPermissions & { readonly create?: boolean },
): Promise<readonly RegionReport[]> {
  const reports: RegionReport[] = [];
  for (const target of targets) {
    const file = posix.normalize(target.file.replaceAll('\\', '/'));
    const text = readExactText(scanned.root, file);
    const updated =
      text !== undefined && hasRegion(file, text, target)
        ? updateRegions(file, text, (region) => wantedFor(region, target, file, logs), options)
        : added(file, text, target, logs, options);
    reports.push(...updated.reports);
    if (updated.text !== (text ?? '')) await writeAtomically(scanned.root, file, updated.text);
  }
  return reports;
}

/** A region of the kind, about the logs that were asked for where any were. */
function isMeant(region: Region, { kind, attributes }: Target): boolean {
  const [log, own] = [attributes['log'], region.attributes['log']];
  return region.id.split('.', 1)[0] === kind && (log === undefined || own === undefined || log === own);
}

function hasRegion(file: string, text: string, target: Target): boolean {
  return regionsOf(file, text).some((region) => isMeant(region, target));
}

/** What flags say is added to what the marker says already. */
function wantedFor(
  region: Region,
  target: Target,
  file: string,
  logs: readonly AdrLog[],
): RegionContent | string | undefined {
  if (!isMeant(region, target)) return undefined;
  return contentFor(region.id, { ...region.attributes, ...target.attributes }, file, logs);
}

function added(
  file: string,
  text: string | undefined,
  target: Target,
  logs: readonly AdrLog[],
  options: RegionPermissions & { readonly create?: boolean },
): ReturnType<typeof createRegion> {
  const marker = `<!-- lintel:begin ${target.kind} -->`;
  if (options.create !== true)
    throw new InputError(
      text === undefined ? `${file} does not exist` : `${file} has no region ${target.kind}`,
      `Say --create, or write ${marker} and <!-- lintel:end ${target.kind} --> where it shall stand, each on a line of its own.`,
    );
  const taken = text === undefined ? [] : regionsOf(file, text).map(({ id }) => id);
  const id = taken.includes(target.kind) ? `${target.kind}.${nameOf(target)}` : target.kind;
  const content = contentFor(id, target.attributes, file, logs);
  if (typeof content === 'string') throw new InputError(content);
  const start = text ?? `# ${target.kind === 'adr-graph' ? 'Decisions as a graph' : 'Decision records'}\n`;
  return createRegion(file, start, content, options);
}

const nameOf = ({ attributes }: Target): string =>
  (attributes['log'] ?? 'all').replaceAll(/[^A-Za-z0-9_-]+/g, '-').replaceAll(/^-+|-+$/g, '') || 'all';
