/**
 * The segments of a path as routes have them: `[x]` and `[x=matcher]` are parameters, `[...x]` and `[[...x]]` wildcards, `(group)` and
 * `@slot` vanish. Undefined when a segment makes the file no route (`_private`).
 */
export function bracketSegments(
  segments: readonly string[],
  isPrivate: (segment: string) => boolean,
): string | undefined {
  const path: string[] = [];
  for (const segment of segments) {
    if (isPrivate(segment)) return undefined;
    if (/^\(.*\)$|^@/.test(segment)) continue;
    const wildcard = /^\[{1,2}\.\.\.(\w*)\]{1,2}$/.exec(segment);
    if (wildcard) path.push(`{*${wildcard[1] === '' ? 'path' : (wildcard[1] ?? '')}}`);
    else path.push(segment.replaceAll(/\[{1,2}([\w-]+)(?:=\w+)?\]{1,2}/g, '{$1}'));
  }
  return `/${path.join('/')}`;
}
