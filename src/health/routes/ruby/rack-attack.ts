import type { RouteGuard } from '../../../model/endpoint.js';
import type { SourceText } from '../../../model/source-text.js';
import { oneLine } from './bodies.js';
import type { Gems } from './gems.js';
import { holdsFor } from './path-conditions.js';

/** A limit of rack-attack that holds for every address, and the paths that it leaves alone. */
export function throttleOf(
  sources: readonly SourceText[],
  gems: Gems,
): { readonly guard: RouteGuard; exempts(path: string): boolean | undefined } | undefined {
  if (!gems.has('rack-attack')) return undefined;
  for (const source of sources) {
    if (
      !source.text.includes('Rack::Attack') ||
      /Rack::Attack\.enabled\s*=|^\s*(?:if|unless)\b[^\n]*$[\s\S]*?\n\s*class Rack::Attack/m.test(source.text)
    )
      continue;
    const blocks = source.text.matchAll(
      /^[ \t]*((?:Rack::Attack\.)?throttle\s*\(?[^\n]*?\)?)\s*(?:do|\{)\s*\|(\w+)\|\s*([\s\S]{0,300}?)(?:\n?[ \t]*end\b|\})/gm,
    );
    for (const match of blocks) {
      const request = match[2] ?? '';
      const body = (match[3] ?? '').trim();
      const address = new RegExp(String.raw`^${request}\.(?:ip|remote_ip)(?:\s+unless\s+(.+))?$`).exec(body);
      if (!address) continue;
      const unless = address[1];
      const start = match.index + match[0].length - match[0].trimStart().length;
      return {
        guard: {
          kind: 'rate-limit',
          span: source.span(start, match.index + match[0].length),
          text: oneLine(match[1] ?? ''),
        },
        exempts: (path) => {
          const safe = safelistsIn(source.text).map((text) => holdsFor(text, path));
          const own = unless === undefined ? false : holdsFor(unless, path);
          const all = new Set([own, ...safe]);
          return all.has(true) ? true : all.has(undefined) ? undefined : false;
        },
      };
    }
  }
  return undefined;
}

/** The conditions of safelists that look at the path; others are about addresses and tokens, which a probe does not have. */
function safelistsIn(text: string): readonly string[] {
  return [
    ...text.matchAll(
      /(?:safelist|whitelist)\s*\(?[^\n]*?(?:do|\{)\s*\|\w+\|\s*([\s\S]{0,300}?)(?:\n?[ \t]*end\b|\})/g,
    ),
  ]
    .map((match) => (match[1] ?? '').trim())
    .filter((body) => /path|\bget\?|user_agent/.test(body));
}
