import {
  adoptRegion,
  appendRegion,
  findRegions,
  replaceRegion,
  stateOf,
} from '../../documents/markdown/regions.js';
import type { Region, RegionContent, Regions } from '../../documents/markdown/regions.js';
import { InputError } from '../../model/input-error.js';

/** What may be done to a region that somebody changed by hand; nothing without a word of the user. */
export interface RegionPermissions {
  /** Only compare. */
  readonly check?: boolean;
  /** Write over it. */
  readonly force?: boolean;
  /** Take what is there, until its source changes. */
  readonly adopt?: boolean;
}

/** What became of a region, or under `check` would. */
export interface RegionReport {
  readonly file: string;
  readonly line: number;
  readonly id: string;
  readonly state: 'current' | 'stale' | 'edited' | 'missing' | 'unknown';
  /** What was done. */
  readonly action: 'none' | 'written' | 'created' | 'adopted';
  /** The content as it is (was) and as it should be. */
  readonly before: string;
  readonly after: string;
  /** Why it cannot be generated. */
  readonly reason?: string;
}

/** A text with its regions brought up to date, and what was done. */
export interface UpdatedText {
  readonly text: string;
  readonly reports: readonly RegionReport[];
}

/**
 * The regions of a file.
 * @throws InputError with every marker that makes no region: a file that is half understood is not written to.
 */
export function regionsOf(file: string, text: string): Regions['regions'] {
  const { regions, problems } = findRegions(text);
  const [first] = problems;
  if (first === undefined) return regions;
  throw new InputError(
    `${file}:${first.line}: ${first.message}`,
    ...problems.slice(1, 6).map(({ line, message }) => `${file}:${line}: ${message}`),
    'Correct the markers; the file was not touched.',
  );
}

/** Brings those regions of a text up to date for which `wanted` has content. */
export function updateRegions(
  file: string,
  text: string,
  wanted: (region: Region) => RegionContent | string | undefined,
  permissions: RegionPermissions,
): UpdatedText {
  let result = text;
  const reports: RegionReport[] = [];
  // From the last to the first, so that the offsets of those before stay true.
  for (const region of regionsOf(file, text).toReversed()) {
    const content = wanted(region);
    if (content === undefined) continue;
    const place = { file, line: region.line, id: region.id, before: trimmed(region.content) };
    if (typeof content === 'string') {
      reports.unshift({ ...place, state: 'unknown', action: 'none', after: place.before, reason: content });
      continue;
    }
    const state = stateOf(region, content);
    const action = actionFor(state, permissions);
    if (action === 'written') result = replaceRegion(result, region, content);
    if (action === 'adopted') result = adoptRegion(result, region, content);
    reports.unshift({ ...place, state, action, after: content.content });
  }
  return { text: result, reports };
}

/**
 * Adds a region at the end of a text.
 * @throws InputError when the end of the text lies inside of code or a comment, so that a marker there would be text.
 */
export function createRegion(
  file: string,
  text: string,
  content: RegionContent,
  permissions: RegionPermissions,
): UpdatedText {
  const result = appendRegion(text, content);
  const made = findRegions(result).regions.find(({ id }) => id === content.id);
  if (made === undefined)
    throw new InputError(
      `${file} ends inside a block of code or a comment, where a region would be text`,
      'End the block, or write the markers where the region shall stand.',
    );
  const report = {
    file,
    line: made.line,
    id: content.id,
    state: 'missing',
    before: '',
    after: content.content,
  } as const;
  return permissions.check === true
    ? { text, reports: [{ ...report, action: 'none' }] }
    : { text: result, reports: [{ ...report, action: 'created' }] };
}

function actionFor(state: RegionReport['state'], permissions: RegionPermissions): RegionReport['action'] {
  if (permissions.check === true || state === 'current') return 'none';
  if (state !== 'edited' || permissions.force === true) return 'written';
  return permissions.adopt === true ? 'adopted' : 'none';
}

const trimmed = (content: string): string => content.replaceAll('\r\n', '\n').trim();

/** Whether regions are left that are not as they should be. */
export function isDrift({ state, action }: RegionReport): boolean {
  return state !== 'current' && action === 'none';
}
