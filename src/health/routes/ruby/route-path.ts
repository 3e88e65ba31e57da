import type { RubyValue } from '../../../syntax/ruby/value.js';

/** A path as far as the text tells it. */
export interface WrittenPath {
  readonly text: string;
  /** False when its beginning is not known. */
  readonly complete: boolean;
}

/** The text of a path argument. What is interpolated and not known is a parameter in the middle, and leaves a path without its beginning at the start. */
export function writtenPath(value: RubyValue | undefined): WrittenPath | undefined {
  switch (value?.kind) {
    case 'string':
    case 'symbol':
      return { text: value.text, complete: true };
    case 'template': {
      const behind = /^\/?#\{[^}]*\}(.*)$/s.exec(value.text)?.[1];
      const text = (behind ?? value.text).replaceAll(/#\{[^}]*\}/g, ':value');
      return { text, complete: behind === undefined };
    }
    default:
      return undefined;
  }
}

const mostVariants = 8;

/** The patterns of Rails, Sinatra and Hanami in lintel's form; each optional part (`(/:locale)`) gives a path with it and one without. */
export function pathsOf(pattern: string): readonly string[] {
  const variants = withoutOptions(pattern.replaceAll(/\(\.:\w+\)|\(\.\{\w+\}\)|\(\.\w+\)|\.\?:\w+\?/g, ''));
  return [...new Set(variants.map((variant) => normalised(parameters(variant))))];
}

function withoutOptions(pattern: string): readonly string[] {
  let open = [pattern];
  for (let round = 0; round < mostVariants; round += 1) {
    const next = open.flatMap((one) => {
      const inner = /\(([^()]*)\)/.exec(one);
      if (!inner) return [one];
      const before = one.slice(0, inner.index);
      const after = one.slice(inner.index + inner[0].length);
      return [before + (inner[1] ?? '') + after, before + after];
    });
    if (next.length === open.length) return open;
    open = next.slice(0, mostVariants);
  }
  return open.map((one) => one.replaceAll(/[()]/g, ''));
}

function parameters(pattern: string): string {
  return pattern
    .replaceAll(/:([a-zA-Z_]\w*)/g, '{$1}')
    .replaceAll(/\*([a-zA-Z_]\w*)/g, '{*$1}')
    .replaceAll(/(?<!\{)\*/g, '{*path}');
}

/** One slash between the parts, none at the end. */
export function normalised(path: string): string {
  const text = `/${path}`.replaceAll(/\/{2,}/g, '/');
  return text.length > 1 ? text.replace(/\/$/, '') : text;
}

/** Two parts of a pattern put together; an optional part that begins with a slash keeps it inside of its parentheses. */
export function joinedPattern(prefix: string, path: string): string {
  if (path === '' || path === '/') return prefix;
  const separator = path.startsWith('/') || path.startsWith('(/') ? '' : '/';
  return `${prefix.replace(/\/$/, '')}${separator}${path}`;
}
