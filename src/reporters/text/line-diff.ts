/** A line of a comparison: kept, removed or added. */
export interface DiffLine {
  readonly mark: ' ' | '-' | '+';
  readonly text: string;
}

/** Beyond so many pairs of lines the comparison is not worth its time: the old is removed and the new added as a whole. */
const pairLimit = 4_000_000;

/** The lines of two texts compared: the longest common sequence is kept. */
export function diffLines(before: string, after: string): readonly DiffLine[] {
  const [a, b] = [linesOf(before), linesOf(after)];
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start += 1;
  let endA = a.length;
  let endB = b.length;
  while (endA > start && endB > start && a[endA - 1] === b[endB - 1]) {
    endA -= 1;
    endB -= 1;
  }
  const kept = (lines: readonly string[]): readonly DiffLine[] => lines.map((text) => ({ mark: ' ', text }));
  return [
    ...kept(a.slice(0, start)),
    ...changed(a.slice(start, endA), b.slice(start, endB)),
    ...kept(a.slice(endA)),
  ];
}

function changed(a: readonly string[], b: readonly string[]): readonly DiffLine[] {
  const removed = a.map((text): DiffLine => ({ mark: '-', text }));
  const added = b.map((text): DiffLine => ({ mark: '+', text }));
  if (a.length * b.length > pairLimit || a.length === 0 || b.length === 0) return [...removed, ...added];
  const width = b.length + 1;
  const lengths = new Uint32Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i -= 1)
    for (let j = b.length - 1; j >= 0; j -= 1)
      lengths[i * width + j] =
        a[i] === b[j]
          ? (lengths[(i + 1) * width + j + 1] ?? 0) + 1
          : Math.max(lengths[(i + 1) * width + j] ?? 0, lengths[i * width + j + 1] ?? 0);
  const lines: DiffLine[] = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    const same = i < a.length && j < b.length && a[i] === b[j];
    const down = lengths[(i + 1) * width + j] ?? 0;
    const right = lengths[i * width + j + 1] ?? 0;
    if (same) {
      lines.push({ mark: ' ', text: a[i] ?? '' });
      i += 1;
      j += 1;
    } else if (j === b.length || (i < a.length && down >= right)) {
      lines.push({ mark: '-', text: a[i] ?? '' });
      i += 1;
    } else {
      lines.push({ mark: '+', text: b[j] ?? '' });
      j += 1;
    }
  }
  return lines;
}

const linesOf = (text: string): readonly string[] => (text === '' ? [] : text.split('\n'));

/** Only the changes with so many lines around each; `…` where lines are left out. */
export function contextOf(lines: readonly DiffLine[], context: number): readonly (DiffLine | undefined)[] {
  const shown = new Set<number>();
  for (const [index, { mark }] of lines.entries())
    if (mark !== ' ') for (let near = index - context; near <= index + context; near += 1) shown.add(near);
  const result: (DiffLine | undefined)[] = [];
  let last = -1;
  for (const [index, line] of lines.entries()) {
    if (!shown.has(index)) continue;
    if (index > last + 1) result.push(undefined);
    result.push(line);
    last = index;
  }
  if (last < lines.length - 1 && last >= 0) result.push(undefined);
  return result;
}
