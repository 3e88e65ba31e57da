import { printableLine } from '../printable.js';
import { diffLines } from './line-diff.js';
import type { Style } from './style.js';

/** Lines of context around a change. */
const context = 2;

/** What a file would become, as lines of a comparison with the file's name above; only the changed parts with a little around them. */
export function diffText(before: string, after: string, path: string, style: Style): readonly string[] {
  const lines = diffLines(before.trimEnd(), after.trimEnd());
  const near = (index: number): boolean =>
    lines.slice(Math.max(0, index - context), index + context + 1).some(({ mark }) => mark !== ' ');
  const shown: string[] = [style.bold(`${before === '' ? 'new file' : 'changed'}: ${printableLine(path)}`)];
  let skipped = false;
  for (const [index, { mark, text }] of lines.entries()) {
    if (!near(index)) {
      skipped = true;
      continue;
    }
    if (skipped) shown.push(style.dim('  …'));
    skipped = false;
    const line = `${mark} ${printableLine(text)}`;
    shown.push(mark === '+' ? style.good(line) : mark === '-' ? style.bad(line) : line);
  }
  return shown;
}
