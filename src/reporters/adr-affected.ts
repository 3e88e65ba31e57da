import type { JsonValue } from './json.js';
import { printableLine } from './printable.js';
import { plural } from './text/plural.js';
import type { Style } from './text/style.js';

/** A decision that a change touches, as the workflow gives it. */
interface Affected {
  readonly path: string;
  readonly id: string;
  readonly title: string;
  readonly status: string | null;
  readonly reasons: readonly {
    readonly by: string;
    readonly named: string;
    readonly file: string;
    readonly change: string;
  }[];
}

/** The decisions that a change touches as JSON. */
export function toAffectedJson(records: readonly Affected[]): JsonValue {
  return {
    affected: records.map(({ reasons, ...record }) => ({
      ...record,
      reasons: reasons.map((reason) => ({ ...reason })),
    })),
  };
}

const shownReasons = 5;

/** The decisions that a change touches, each with the files that do. */
export function toAffectedText(records: readonly Affected[], style: Style): string {
  if (records.length === 0) return 'No decision is touched.';
  return records
    .flatMap(({ path, id, title, status, reasons }) => [
      `${style.bold(printableLine(id))} ${printableLine(title)}  ${style.dim(printableLine(`${status ?? 'no status'} · ${path}`))}`,
      ...reasons
        .slice(0, shownReasons)
        .map(
          ({ by, named, file, change }) =>
            `  ${printableLine(file)} ${change}  ${style.dim(printableLine(`${by} ${named}`))}`,
        ),
      ...(reasons.length > shownReasons
        ? [style.dim(`  … and ${plural(reasons.length - shownReasons, 'more file')} (--json)`)]
        : []),
    ])
    .join('\n');
}
