import type { JsonValue } from './json.js';
import { printableLine } from './printable.js';
import { contextOf, diffLines } from './text/line-diff.js';
import { plural } from './text/plural.js';
import type { Style } from './text/style.js';

/** What became of a managed region. */
export interface ReportedRegion {
  readonly file: string;
  readonly line: number;
  readonly id: string;
  readonly state: 'current' | 'stale' | 'edited' | 'missing' | 'unknown';
  readonly action: 'none' | 'written' | 'created' | 'adopted';
  readonly before: string;
  readonly after: string;
  readonly reason?: string;
}

/** The regions as JSON; the texts only of those that are not as they should be. */
export function toRegionsJson(regions: readonly ReportedRegion[]): JsonValue {
  return {
    regions: regions.map(({ file, line, id, state, action, before, after, reason }) => ({
      file,
      line,
      id,
      state,
      action,
      ...(reason !== undefined && { reason }),
      ...(state !== 'current' && action === 'none' && { before, after }),
    })),
  };
}

const actions: Readonly<Record<ReportedRegion['action'], string>> = {
  none: '',
  written: 'brought up to date',
  created: 'added',
  adopted: 'taken as it is',
};

/** One line for each region, and a diff below those that are not as they should be. */
export function toRegionsText(regions: readonly ReportedRegion[], style: Style): string {
  if (regions.length === 0)
    return 'No Markdown file has a region to keep up to date. `lintel adr index FILE` makes one.';
  const lines = regions.flatMap((region) => linesOf(region, style));
  const current = regions.filter(({ state }) => state === 'current').length;
  if (current === regions.length) lines.push(`${plural(current, 'region')} up to date.`);
  return lines.join('\n');
}

function linesOf(region: ReportedRegion, style: Style): readonly string[] {
  const place = printableLine(`${region.file}:${region.line}`);
  const name = style.dim(printableLine(region.id));
  if (region.action !== 'none') return [`${style.good('✓')} ${place}  ${name}  ${actions[region.action]}`];
  if (region.state === 'current') return [`${style.good('✓')} ${place}  ${name}`];
  const why: Readonly<Record<ReportedRegion['state'], string>> = {
    current: '',
    stale: 'is not up to date',
    edited:
      'was changed by hand: move the change out of the region, or say --force (write over it) or --adopt (keep it)',
    missing: 'is not there',
    unknown: printableLine(region.reason ?? 'cannot be generated'),
  };
  const head = `${style.bad('✗')} ${place}  ${name}  ${why[region.state]}`;
  if (region.state === 'unknown') return [head];
  const diff = contextOf(diffLines(region.before, region.after), 2).map((line) => {
    if (line === undefined) return style.dim('    …');
    const text = `  ${line.mark} ${printableLine(line.text)}`.trimEnd();
    return line.mark === '+' ? style.good(text) : line.mark === '-' ? style.bad(text) : style.dim(text);
  });
  return [head, ...diff];
}
