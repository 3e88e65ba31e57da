import { compareText } from '../model/source-span.js';
import type { Content } from './content.js';
import { nameOf } from './native-path.js';

/** Where {@link findRenames} gets contents from. */
export interface RenameContents {
  oldContent(blob: string): Promise<Content>;
  newContent(path: string): Content;
  newBlob(path: string): string | undefined;
}

/** Beyond this many pairs only unchanged content is looked for, as git does beyond `diff.renameLimit`. */
const pairLimit = 40_000;

/** Larger contents (bytes) are only found when they are unchanged. */
const comparedLimit = 256 * 1024;

/** Share of the content that must be the same, git's default. */
const threshold = 0.5;

/**
 * Finds which added files are deleted ones under another name, by git's measure: equal content first (of several, the one with the same
 * name), then the share of bytes in equal lines.
 * @param deleted path → blob
 * @returns new path → old path
 */
export async function findRenames(
  deleted: ReadonlyMap<string, string>,
  added: readonly string[],
  contents: RenameContents,
): Promise<ReadonlyMap<string, string>> {
  const renames = unchanged(deleted, added, contents);
  const taken = new Set(renames.values());
  const gone = [...deleted.keys()].filter((path) => !taken.has(path));
  const fresh = added.filter((path) => !renames.has(path));
  if (gone.length * fresh.length > pairLimit) return renames;
  const candidates = await similar(deleted, gone, fresh, contents);
  for (const { from, to } of candidates.toSorted(best)) {
    if (taken.has(from) || renames.has(to)) continue;
    renames.set(to, from);
    taken.add(from);
  }
  return renames;
}

/**
 * Pairs files of equal content: those with the same name first, in the order of their paths, so that a moved folder full of equal files
 * stays in order.
 */
function unchanged(
  deleted: ReadonlyMap<string, string>,
  added: readonly string[],
  contents: RenameContents,
): Map<string, string> {
  const renames = new Map<string, string>();
  const paths = [...deleted.keys()].toSorted(compareText);
  const targets = added
    .toSorted(compareText)
    .map((path) => ({ path, blob: contents.newBlob(path) }))
    .filter(({ blob }) => blob !== undefined);
  const taken = new Set<string>();
  for (const key of [nameOf, () => '']) {
    const sources = new Map<string, string[]>();
    for (const path of paths.toReversed()) {
      if (taken.has(path)) continue;
      const id = `${deleted.get(path)} ${key(path)}`;
      const found = sources.get(id);
      if (found) found.push(path);
      else sources.set(id, [path]);
    }
    for (const { path, blob } of targets) {
      const from = renames.has(path) ? undefined : sources.get(`${blob} ${key(path)}`)?.pop();
      if (from === undefined) continue;
      renames.set(path, from);
      taken.add(from);
    }
  }
  return renames;
}

interface Candidate {
  readonly from: string;
  readonly to: string;
  readonly score: number;
  readonly sameName: boolean;
}

function best(a: Candidate, b: Candidate): number {
  return (
    b.score - a.score ||
    Number(b.sameName) - Number(a.sameName) ||
    compareText(a.from, b.from) ||
    compareText(a.to, b.to)
  );
}

async function similar(
  deleted: ReadonlyMap<string, string>,
  gone: readonly string[],
  fresh: readonly string[],
  contents: RenameContents,
): Promise<Candidate[]> {
  const before = new Map<string, Lines>();
  for (const path of fresh.length === 0 ? [] : gone) {
    const lines = linesOf(await contents.oldContent(deleted.get(path) ?? ''));
    if (lines) before.set(path, lines);
  }
  const found: Candidate[] = [];
  for (const to of before.size === 0 ? [] : fresh) {
    const lines = linesOf(contents.newContent(to));
    if (!lines) continue;
    for (const [from, old] of before) {
      const score = similarity(old, lines);
      if (score >= threshold) found.push({ from, to, score, sameName: nameOf(from) === nameOf(to) });
    }
  }
  return found;
}

/** Line → how often it is there. */
interface Lines {
  readonly counts: ReadonlyMap<string, number>;
  readonly size: number;
}

/** Undefined where there is nothing to compare. Line ends are left aside. */
function linesOf(content: Content): Lines | undefined {
  if (!('content' in content) || content.content.length === 0) return undefined;
  if (content.content.length > comparedLimit) return undefined;
  const counts = new Map<string, number>();
  let size = 0;
  for (const raw of content.content.toString('latin1').split('\n')) {
    const line = raw.endsWith('\r') ? raw.slice(0, -1) : raw;
    counts.set(line, (counts.get(line) ?? 0) + 1);
    size += line.length + 1;
  }
  return { counts, size };
}

function similarity(one: Lines, other: Lines): number {
  const larger = Math.max(one.size, other.size);
  if (Math.min(one.size, other.size) < larger * threshold) return 0;
  const [few, many] =
    one.counts.size <= other.counts.size ? [one.counts, other.counts] : [other.counts, one.counts];
  let common = 0;
  for (const [line, count] of few) common += Math.min(count, many.get(line) ?? 0) * (line.length + 1);
  return common / larger;
}
