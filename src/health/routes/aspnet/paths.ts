/** Joins route templates with single slashes; always begins with one, never ends with one. */
export function joinTemplates(...templates: readonly string[]): string {
  const parts = templates
    .map((template) =>
      template
        .trim()
        .replace(/^~?\/+/, '')
        .replace(/\/+$/, ''),
    )
    .filter((template) => template !== '');
  return `/${parts.join('/')}`;
}

/**
 * ASP.NET's route templates in lintel's spelling: `{id:int}`, `{id=5}` → `{id}`, `{*rest}`, `{**rest}` → `{*rest}`, `v{version:apiVersion}` →
 * `v{version}`. An optional parameter at the end gives two paths.
 * Source: https://learn.microsoft.com/aspnet/core/fundamentals/routing#route-templates
 */
export function pathsOfTemplate(template: string): readonly string[] {
  const segments = segmentsOf(template);
  const plain = segments.map(plainSegment);
  const last = segments.at(-1) ?? '';
  const path = `/${plain.join('/')}`;
  if (!/^\{\w+(:.*)?\?\}$/.test(last) && !/^\{\w+(:.*)?=.*\}$/.test(last)) return [path];
  return [`/${plain.slice(0, -1).join('/')}`, path];
}

/** Splits at slashes outside of braces: constraints may hold regular expressions. */
function segmentsOf(template: string): readonly string[] {
  const segments: string[] = [];
  let depth = 0;
  let segment = '';
  for (const letter of template) {
    if (letter === '{') depth += 1;
    if (letter === '}') depth = Math.max(0, depth - 1);
    if (letter === '/' && depth === 0) {
      if (segment !== '') segments.push(segment);
      segment = '';
    } else segment += letter;
  }
  return segment === '' ? segments : [...segments, segment];
}

function plainSegment(segment: string): string {
  let plain = '';
  let depth = 0;
  let inConstraint = false;
  for (const letter of segment) {
    if (letter === '}') {
      depth = Math.max(0, depth - 1);
      if (depth === 0) inConstraint = false;
    }
    if (depth === 1 && /[:=?]/.test(letter)) inConstraint = true;
    if (!inConstraint) plain += letter;
    if (letter === '{') depth += 1;
  }
  return plain.replace(/^\{\*\*?/, '{*');
}
