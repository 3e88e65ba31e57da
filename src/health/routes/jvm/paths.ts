/** Joins path segments with single slashes; always begins with one, never ends with one. */
export function join(...segments: readonly string[]): string {
  const path = segments
    .map((segment) => trimSlashes(segment.trim()))
    .filter((segment) => segment !== '')
    .join('/');
  return `/${path}`;
}

function trimSlashes(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && text[start] === '/') start += 1;
  while (end > start && text[end - 1] === '/') end -= 1;
  return text.slice(start, end);
}

/**
 * Spring's path patterns in lintel's spelling: `{id:[0-9]{1,3}}` → `{id}`, `/**` → `/{*rest}`, `*.png` → `{any}`; `{*rest}` stays.
 * Source: https://docs.spring.io/spring-framework/reference/web/webmvc/mvc-controller/ann-requestmapping.html#mvc-ann-requestmapping-uri-templates
 */
export function normalise(pattern: string): string {
  const segments = segmentsOf(pattern).map((segment) => {
    const plain = withoutExpressions(segment);
    if (segment === '**') return '{*rest}';
    if (plain.startsWith('{')) return plain;
    return /[*?]/.test(plain) ? '{any}' : plain;
  });
  return segments.join('/');
}

/** Splits at slashes that do not stand in braces. */
function segmentsOf(pattern: string): readonly string[] {
  const segments: string[] = [];
  let depth = 0;
  let start = 0;
  for (let at = 0; at < pattern.length; at += 1) {
    const letter = pattern[at];
    if (letter === '{') depth += 1;
    else if (letter === '}') depth = Math.max(0, depth - 1);
    else if (letter === '/' && depth === 0) {
      segments.push(pattern.slice(start, at));
      start = at + 1;
    }
  }
  return [...segments, pattern.slice(start)];
}

/** Takes the regular expressions out of the braces. */
function withoutExpressions(segment: string): string {
  let result = '';
  let depth = 0;
  let inExpression = false;
  for (const letter of segment) {
    if (letter === '}') {
      depth = Math.max(0, depth - 1);
      if (depth === 0) inExpression = false;
    }
    if (letter === ':' && depth === 1) inExpression = true;
    if (!inExpression) result += letter;
    if (letter === '{') depth += 1;
  }
  return result;
}
