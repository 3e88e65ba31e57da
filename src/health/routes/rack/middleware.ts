import type { RubyClass } from '../ruby/class-facts.js';
import type { RubyBody } from '../ruby/bodies.js';
import { pathsOf } from '../ruby/route-path.js';

/** A path that a middleware answers by itself. */
export interface AnsweredPath {
  readonly path: string;
  readonly body: RubyBody;
}

const asked = String.raw`(?:env\[["'](?:PATH_INFO|REQUEST_PATH)["']\]|(?:request|req|@request)\.(?:path|path_info|fullpath))`;
const comparisons = [
  new RegExp(String.raw`${asked}\s*==\s*(["'][^"'#]+["']|[A-Z][A-Z_\d]+)`, 'g'),
  new RegExp(String.raw`(["'][^"'#]+["'])\s*==\s*${asked}`, 'g'),
  new RegExp(
    String.raw`${asked}\.(?:casecmp\?|eql\?|start_with\?)\(?\s*(["'][^"'#]+["']|[A-Z][A-Z_\d]+)`,
    'g',
  ),
  new RegExp(
    String.raw`${asked}\s*(?:=~|\.match\??\(?)\s*((?:%r\{\^?|\/(?:\\A|\^)?\\?)\/[\w./\\-]+(?:\$|\\z)?[/}])`,
    'g',
  ),
];
const choices = new RegExp(String.raw`case\s+${asked}([\s\S]{0,2000}?)\n\s*end\b`, 'g');

/** The paths that the `call` of a class compares the request's with, when it answers by itself: `[200, {…}, […]]`. */
export function answeredPaths(type: RubyClass): readonly AnsweredPath[] {
  const body = type.methods.get('call') ?? type.methods.get('_call');
  if (!body) return [];
  const whole = [body, ...type.methods.values()].map(({ text }) => text).join('\n');
  if (!/\[\s*(?:200|204|503|status)\b|Rack::Response|\.finish\b/.test(whole)) return [];
  const words: string[] = [];
  for (const comparison of comparisons)
    for (const match of whole.matchAll(comparison)) words.push(match[1] ?? '');
  for (const match of whole.matchAll(choices))
    for (const when of (match[1] ?? '').matchAll(/^\s*when\s+(["'][^\n]*)$/gm))
      for (const text of (when[1] ?? '').matchAll(/["']([^"']+)["']/g)) words.push(`'${text[1] ?? ''}'`);
  return [...new Set(words.flatMap((word) => textOf(word, type) ?? []))].map((path) => ({ path, body }));
}

/** A text, the constant of the class that holds one, or a plain pattern. */
function textOf(word: string, { source }: RubyClass): string | undefined {
  const quoted = /^["'](\/[^"']*)["']$/.exec(word)?.[1];
  const constant = /^[A-Z][A-Z_\d]+$/.test(word)
    ? new RegExp(String.raw`^\s*${word}\s*=\s*["'](\/[^"']*)["']`, 'm').exec(source.text)?.[1]
    : undefined;
  const pattern = /^(?:%r\{\^?|\/(?:\\A|\^)?\\?)(\/[\w./\\-]+?)(?:\$|\\z)?[/}]$/.exec(word)?.[1];
  const text = quoted ?? constant ?? pattern?.replaceAll('\\', '');
  return text === undefined ? undefined : pathsOf(text)[0];
}
