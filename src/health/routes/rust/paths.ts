import type { RustFramework } from './values.js';

/**
 * A path in lintel's spelling: parameters as `{name}`, wildcards as `{*name}`.
 * axum: `/:id`, `/*rest` up to 0.7, `/{id}`, `/{*rest}` since. actix: `{id}`, `{id:\d+}`, `{tail:.*}`. rocket: `<id>`, `<path..>`, queries
 * behind `?`. poem: `:id`, `*rest`, `<id>`, `:id<\d+>`.
 */
export function pathOf(framework: RustFramework, text: string): string {
  const segments = text
    .replace(/\?[^{}<>]*(?:<[^>]*>[^{}<>]*)*$/, '')
    .split(/\/(?![^{]*\})/)
    .filter((segment) => segment !== '')
    .map((segment) => segmentOf(framework, segment));
  const path = `/${segments.join('/')}`;
  // A slash at the end is a path of its own for axum and actix.
  return text.endsWith('/') &&
    path !== '/' &&
    framework !== 'rocket' &&
    framework !== 'warp' &&
    /[^/]\/$/.test(text)
    ? `${path}/`
    : path;
}

function segmentOf(framework: RustFramework, segment: string): string {
  switch (framework) {
    case 'axum':
      return segment.replace(/^:(\w+)$/, '{$1}').replace(/^\*(\w+)$/, '{*$1}');
    case 'actix-web':
      return segment.replaceAll(
        /\{(\w*)(?::([^{}]*(?:\{[^{}]*\}[^{}]*)*))?\}(\*?)/g,
        (_, name: string, pattern?: string, star?: string) =>
          star === '*' || (pattern !== undefined && /^\.[*+]/.test(pattern)) ? `{*${name}}` : `{${name}}`,
      );
    case 'rocket':
      return segment.replaceAll(/<(\w+)(\.\.)?>/g, (_, name: string, rest?: string) =>
        rest === undefined ? `{${name}}` : `{*${name}}`,
      );
    case 'poem':
      return segment
        .replace(/^:(\w+)(?:<.*>)?$/, '{$1}')
        .replace(/^\*(\w+)$/, '{*$1}')
        .replace(/^<.*>$/, '{pattern}');
    default:
      return segment;
  }
}
