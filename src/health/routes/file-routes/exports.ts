import type { HttpMethod } from '../../../model/endpoint.js';
import { httpMethods } from '../../http-methods.js';

const declaration = /^[ \t]*export\s+(?:async\s+)?(?:function\s*\*?|const|let|var)\s+([\w$]+)/gm;
const list = /^[ \t]*export\s*\{([^}]*)\}/gm;

/** The names that a module exports, `default` among them; comments at the beginning of a line are passed over. */
export function exportedNames(text: string): ReadonlySet<string> {
  const names = new Set<string>();
  for (const [, name = ''] of text.matchAll(declaration)) names.add(name);
  for (const [, inner = ''] of text.matchAll(list))
    for (const part of inner.split(',')) {
      const name = /(?:\bas\s+)?([\w$]+)\s*$/.exec(part.trim())?.[1];
      if (name !== undefined && !/^type\s/.test(part.trim())) names.add(name);
    }
  if (/^[ \t]*export\s+default\b/m.test(text) || /\bmodule\.exports\s*=/.test(text)) names.add('default');
  return names;
}

/** The HTTP methods that a module exports handlers for; `ALL` is for any. */
export function exportedMethods(text: string): readonly HttpMethod[] {
  const names = exportedNames(text);
  const found = [...httpMethods.values()].filter((verb) => names.has(verb));
  return names.has('ALL') || names.has('fallback') ? [...found, 'ANY'] : found;
}
