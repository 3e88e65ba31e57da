import type { TransactionPlacement } from '../../../model/migration.js';
import type { SourceText } from '../../../model/source-text.js';
import type { TextLine } from '../../sections.js';
import { linesOf } from '../../sections.js';
import type { SqlDirection, SqlPart } from '../../sql-migration.js';

/** What a transaction spans: a file, all pending files, nothing. */
export type AtlasMode = 'file' | 'all' | 'none';

/** A migration of Atlas with its directives. */
export interface AtlasFile {
  readonly up: SqlDirection;
  readonly down: SqlDirection | undefined;
  readonly mode: AtlasMode;
  readonly isCheckpoint: boolean;
}

/**
 * Takes a file apart at its directives (https://atlasgo.io/versioned/apply#transaction-configuration, /versioned/checks,
 * /versioned/new#custom-statements-delimiter): `txmode`, which a file may set to `none` and `file` alone, `checkpoint`, `delimiter`,
 * and the archive `txtar` with `migration.sql`, `down.sql` and checks. `delimiter` is the first line (ariga/atlas, `sql/migrate/lex.go`);
 * the others count in the comments that head the file, when an empty line parts them from the statements (`dir.go`, LocalFile.comments).
 * @param given what the call of Atlas asks for.
 * @param placementOf where the statements run in a mode.
 */
export function takeApart(
  source: SourceText,
  given: AtlasMode,
  placementOf: (mode: AtlasMode) => TransactionPlacement,
): AtlasFile {
  const lines = linesOf(source);
  const head = headOf(lines);
  const directive = (name: string): string | undefined => {
    for (const { text } of head) {
      const match = /^(?:--|#)[ -~]*?atlas:(\w+)(?: +(.*))?$/.exec(text.trimEnd());
      if (match?.[1] === name) return match[2]?.trim() ?? '';
    }
    return undefined;
  };
  const written = directive('txmode');
  const mode = written === 'none' || written === 'file' ? written : given;
  const whole = { name: 'migration.sql', start: 0, end: source.text.length };
  const entries = directive('txtar') === undefined ? [whole] : entriesOf(lines, source.text.length);
  const delimiter = /^-- atlas:delimiter +(.+)/.exec(source.line(1))?.[1]?.trim();
  const direction = (name: string): SqlDirection => ({
    source,
    parts: entries
      .filter((entry) => entry.name === name)
      .flatMap((entry) => partsOf(source.text, entry, delimiter, placementOf(mode))),
  });
  const down = direction('down.sql');
  return {
    up: direction('migration.sql'),
    down: down.parts.length > 0 ? down : undefined,
    mode,
    isCheckpoint: directive('checkpoint') !== undefined,
  };
}

/** The comments in front of the statements; none when the statements follow at once. */
function headOf(lines: readonly TextLine[]): readonly TextLine[] {
  const length = lines.findIndex(({ text }) => !/^(#|--)/.test(text));
  if (length === -1) return lines;
  return lines[length]?.text.trim() === '' ? lines.slice(0, length) : [];
}

interface Entry {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

/** The files of an archive: each begins behind a line `-- NAME --`. */
function entriesOf(lines: readonly TextLine[], end: number): readonly Entry[] {
  const heads = lines.flatMap(({ text, start, end: next }) => {
    const name = /^-- (\S+) --\s*$/.exec(text)?.[1];
    return name === undefined ? [] : [{ name, head: start, start: next }];
  });
  return heads.map(({ name, start }, index) => ({ name, start, end: heads[index + 1]?.head ?? end }));
}

/** Statements are parted by a delimiter of the file's own where it has one; else the reading of SQL parts them. */
function partsOf(
  text: string,
  { start, end }: Entry,
  delimiter: string | undefined,
  transaction: TransactionPlacement,
): readonly SqlPart[] {
  const mark = (delimiter ?? '').replaceAll('\\n', '\n').replaceAll('\\t', '\t').replaceAll('\\r', '\r');
  if (mark === '' || mark === ';') return [{ start, end, transaction }];
  const parts: SqlPart[] = [];
  let from = start;
  for (const chunk of text.slice(start, end).split(mark)) {
    if (chunk.trim() !== '') parts.push({ start: from, end: from + chunk.length, transaction });
    from += chunk.length + mark.length;
  }
  return parts;
}
