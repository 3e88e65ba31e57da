import type { Dialect } from '../../../model/migration.js';
import { dialectOfName } from '../../dialect/dialect-names.js';

/** A SQL file that is numbered or dated by its name. */
export interface PlainName {
  /** As written, e.g. `001`, `1.2.0`, `2024-01-31`, `20240131120000`. */
  readonly version: string;
  readonly name: string;
  readonly direction: 'up' | 'down';
  /** The database at the end of the name (`1_users.mysql.up.sql`, as pop and popx have it), with the word that says so. */
  readonly database: { readonly word: string; readonly dialect: Dialect } | undefined;
}

const numbered = /^(?:[vV](?:er)?[._-]?)?(\d+(?:[._-]\d+)*)(?:[._-]+(.*))?$/s;

/** The version and name of a file or folder without its extension; undefined when it begins with no number. */
export function parseNumbered(stem: string): { readonly version: string; readonly name: string } | undefined {
  const match = numbered.exec(stem);
  return match ? { version: match[1] ?? '', name: match[2] ?? '' } : undefined;
}

/**
 * Reads the names of a folder's SQL files together, because some only make sense in pairs: `001_follow_up.sql` is a name, but beside
 * `001_follow_down.sql` it is the way forth. Understood are `N_name.up.sql`/`.down.sql` (also bun's `.tx.up.sql`), postgrator's
 * `N.do.name.sql`/`N.undo.name.sql`, yoyo's `N_name.rollback.sql`, db-migrate's `N-name-up.sql`/`-down.sql`, and single `N_name.sql`.
 * @returns file name → what it says; names without a number in front are left out.
 */
export function parsePlainNames(fileNames: readonly string[]): ReadonlyMap<string, PlainName> {
  const all = new Set(fileNames);
  const parsed = new Map<string, PlainName>();
  for (const fileName of fileNames) {
    const stem = /^(.*)\.(sql|pgsql|psql|cql)$/i.exec(fileName)?.[1];
    if (stem === undefined) continue;
    const { base, direction } = directionOf(stem, fileName, all);
    const word = /\.(\w+)$/.exec(base)?.[1] ?? '';
    const dialect = dialectOfName(word);
    const named = parseNumbered(dialect === undefined ? base : base.slice(0, -word.length - 1));
    const database = dialect === undefined ? undefined : { word, dialect };
    if (named) parsed.set(fileName, { ...named, direction, database });
  }
  return parsed;
}

const opposites: Readonly<Record<string, string>> = { up: 'down', down: 'up', do: 'undo', undo: 'do' };

function directionOf(
  stem: string,
  fileName: string,
  all: ReadonlySet<string>,
): { readonly base: string; readonly direction: 'up' | 'down' } {
  const dotted = /^(.*?)(?:\.tx)?\.(up|down|do|undo|rollback)$/i.exec(stem);
  if (dotted) return { base: dotted[1] ?? '', direction: /^(up|do)$/i.test(dotted[2] ?? '') ? 'up' : 'down' };
  const leading = /^([vV]?\d+)\.(do|undo)(?:\.(.*))?$/.exec(stem);
  if (leading)
    return { base: `${leading[1]}_${leading[3] ?? ''}`, direction: leading[2] === 'do' ? 'up' : 'down' };
  const joined = /^(.*)([_-])(up|down|undo|do|rollback)$/i.exec(stem);
  const [, base = '', separator = '', word = ''] = joined ?? [];
  const opposite = opposites[word.toLowerCase()];
  const end = fileName.slice(stem.length);
  const partners = word === 'rollback' ? [`${base}${end}`] : [`${base}${separator}${opposite ?? ''}${end}`];
  if (joined && partners.some((partner) => all.has(partner)))
    return { base, direction: /^(up|do)$/i.test(word) ? 'up' : 'down' };
  return { base: stem, direction: 'up' };
}

/** Orders versions by their numbers, part by part, then as text. */
export function compareNumbers(one: string, other: string): number {
  const left = one.split(/[._-]/);
  const right = other.split(/[._-]/);
  for (let part = 0; part < Math.max(left.length, right.length); part += 1) {
    const difference = BigInt(left[part] ?? '0') - BigInt(right[part] ?? '0');
    if (difference !== 0n) return difference < 0n ? -1 : 1;
  }
  return 0;
}
