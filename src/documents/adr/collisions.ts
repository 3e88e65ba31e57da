import { readFileName, readStem } from './file-name.js';

/** File names in one folder, on both sides of a merge and where they parted. */
export interface MergedNames {
  readonly mine: ReadonlySet<string>;
  readonly theirs: ReadonlySet<string>;
  readonly before: ReadonlySet<string>;
}

/** A number that several records would have. */
export interface Collision {
  /** As the log writes it, with a letter where it has one: `0027`, `ADR-27`. */
  readonly id: string;
  /** All files that would claim it, sorted. */
  readonly names: readonly string[];
  /** Those of them that this side brings. */
  readonly added: readonly string[];
}

/**
 * The numbers that would be taken twice after a merge: a file that is on both sides, or came on one, will be there; one that a side removed
 * or renamed will not. Numbers that were double before are somebody else's.
 * @param frozen numbers that a team lets be double.
 */
export function collisionsOf(
  { mine, theirs, before }: MergedNames,
  frozen: ReadonlySet<number> = new Set(),
): readonly Collision[] {
  const merged = [...new Set([...mine, ...theirs])].filter(
    (name) => !before.has(name) || (mine.has(name) && theirs.has(name)),
  );
  const groups = new Map<string, { id: string; names: string[] }>();
  for (const name of merged.toSorted()) {
    const read = readFileName(name) ?? (name.includes('.') ? undefined : readStem(name));
    if (read === undefined || read.number === null || frozen.has(read.number)) continue;
    const letter = /\d([a-z])$/i.exec(read.id)?.[1] ?? '';
    const key = `${read.pattern.prefix.toLowerCase()} ${read.number} ${letter}`;
    const group = groups.get(key);
    if (group) group.names.push(name);
    else groups.set(key, { id: read.id, names: [name] });
  }
  return [...groups.values()].flatMap(({ id, names }) => {
    const added = names.filter((name) => mine.has(name) && !before.has(name) && !theirs.has(name));
    return names.length > 1 && added.length > 0 ? [{ id, names, added }] : [];
  });
}
