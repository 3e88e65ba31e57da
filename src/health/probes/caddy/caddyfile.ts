import type { SourceSpan } from '../../../model/source-span.js';
import type { SourceText } from '../../../model/source-text.js';

/** A directive of a Caddyfile with the lines in its braces. */
export interface CaddyDirective {
  readonly words: readonly string[];
  readonly children: readonly CaddyDirective[];
  readonly span: SourceSpan;
}

/** Blocks nest not deeper. */
const deepest = 30;

/**
 * The directives of a Caddyfile: one a line, with a block when the line ends with an opening brace. Total.
 * Source: https://caddyserver.com/docs/caddyfile/concepts
 */
export function parseCaddyfile(source: SourceText): readonly CaddyDirective[] {
  interface Open {
    readonly words: readonly string[];
    readonly children: CaddyDirective[];
    readonly start: number;
  }
  const top: Open = { words: [], children: [], start: 0 };
  const open: Open[] = [top];
  for (const [index, start] of source.lineStarts.entries()) {
    const text = source.line(index + 1).slice(0, 4_096);
    const words = [...text.matchAll(/"(?:\\.|[^"\\])*"|`[^`]*`|[^\s"`]+/g)].map(([word]) => word);
    const comment = words.findIndex((word) => word.startsWith('#'));
    const said = (comment === -1 ? words : words.slice(0, comment)).map((word) =>
      word.replace(/^["`]|["`]$/g, ''),
    );
    const from = start + text.length - text.trimStart().length;
    const end = start + text.trimEnd().length;
    if (said[0] === '}') {
      const block = open.length > 1 ? open.pop() : undefined;
      if (block)
        open.at(-1)?.children.push({
          words: block.words,
          children: block.children,
          span: source.span(block.start, from + 1),
        });
    } else if (said.at(-1) === '{') {
      if (open.length <= deepest) open.push({ words: said.slice(0, -1), children: [], start: from });
    } else if (said.length > 0)
      open.at(-1)?.children.push({ words: said, children: [], span: source.span(from, end) });
  }
  while (open.length > 1) {
    const block = open.pop();
    if (block)
      open.at(-1)?.children.push({
        words: block.words,
        children: block.children,
        span: source.span(block.start, source.text.length),
      });
  }
  return top.children;
}
