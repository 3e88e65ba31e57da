import type { SourceSpan } from '../../model/source-span.js';
import type { SourceText } from '../../model/source-text.js';

/** A directive of nginx (and of what is written like it), with what stands in its braces. */
export interface NginxDirective {
  readonly name: string;
  readonly words: readonly string[];
  readonly children: readonly NginxDirective[];
  readonly span: SourceSpan;
}

/** Blocks nest not deeper; what does is passed over. */
const deepest = 30;

const token =
  /\s+|#[^\n]*|"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|[;{}]|(?:\\.|\$\{[^}\s]*\}|[^\s;{}"'\\])+|./gsy;

/**
 * The directives of a configuration. Total: a text that is none gives whatever looks like one.
 * Source: https://nginx.org/en/docs/beginners_guide.html#conf_structure
 */
export function parseNginx(source: SourceText): readonly NginxDirective[] {
  type Open = {
    readonly start: number;
    readonly words: readonly string[];
    readonly children: NginxDirective[];
  };
  const top: Open = { start: 0, words: [], children: [] };
  const open: Open[] = [top];
  let words: string[] = [];
  let start = 0;
  const finish = (
    from: number,
    end: number,
    said: readonly string[],
    children: readonly NginxDirective[],
  ): void => {
    const [name = '', ...rest] = said;
    if (name !== '')
      open.at(-1)?.children.push({ name, words: rest, children, span: source.span(from, end) });
  };
  const close = (end: number): void => {
    const block = open.length > 1 ? open.pop() : undefined;
    if (block) finish(block.start, end, block.words, block.children);
    words = [];
  };
  for (const { 0: text, index } of source.text.matchAll(token)) {
    if (/^(\s|#)/.test(text)) continue;
    const end = index + text.length;
    if (text === ';') {
      finish(start, end, words, []);
      words = [];
    } else if (text === '{') {
      if (open.length <= deepest) open.push({ start: words.length > 0 ? start : index, words, children: [] });
      words = [];
    } else if (text === '}') close(end);
    else {
      if (words.length === 0) start = index;
      words.push(/^["']/.test(text) ? text.slice(1, -1) : text);
    }
  }
  while (open.length > 1) close(source.text.length);
  return top.children;
}

/** All directives of a name, wherever they stand, with the blocks around each, the outermost first. */
export function* nginxDirectives(
  directives: readonly NginxDirective[],
  name: string,
  around: readonly NginxDirective[] = [],
): Generator<{ readonly directive: NginxDirective; readonly around: readonly NginxDirective[] }> {
  for (const directive of directives) {
    if (directive.name === name) yield { directive, around };
    yield* nginxDirectives(directive.children, name, [...around, directive]);
  }
}
