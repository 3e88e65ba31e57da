import type { Nodes } from 'mdast';
import { parseBlocks } from '../markdown/parse.js';

/** A range of offsets. */
interface Range {
  readonly start: number;
  readonly end: number;
}

/** What Markdown's own syntax says of a text: where its headings are, and what is code or comment. */
export interface MarkdownStructure {
  readonly headings: readonly (Range & { readonly text: string; readonly depth: number })[];
  /** Code blocks and comments: shown or not, they say nothing about the record. */
  readonly silent: readonly Range[];
}

/** The headings of a text as written, without marks, and the parts that are no text. Headings inside quotes and lists are left out. */
export function markdownStructure(text: string): MarkdownStructure {
  const headings: MarkdownStructure['headings'][number][] = [];
  const silent: Range[] = [];
  const root = parseBlocks(text);
  for (const node of root.children) {
    const range = rangeOf(node);
    if (node.type !== 'heading' || !range) continue;
    const first = node.children[0];
    const last = node.children.at(-1);
    const written =
      first && last ? text.slice(rangeOf(first)?.start ?? range.start, rangeOf(last)?.end ?? range.end) : '';
    headings.push({ ...range, text: written.trim(), depth: node.depth });
  }
  collectSilent(root, silent);
  return { headings, silent };
}

function collectSilent(node: Nodes, silent: Range[]): void {
  const range = rangeOf(node);
  const isComment = node.type === 'html' && /^\s*<!--[\s\S]*-->\s*$/.test(node.value);
  if (range && (node.type === 'code' || isComment)) silent.push(range);
  if ('children' in node) for (const child of node.children) collectSilent(child, silent);
}

function rangeOf({ position }: Nodes): Range | undefined {
  const start = position?.start.offset;
  const end = position?.end.offset;
  return start === undefined || end === undefined ? undefined : { start, end };
}
