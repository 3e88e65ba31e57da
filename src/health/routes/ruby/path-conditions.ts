/** One comparison of a request's path, and what it says of a path. */
type Comparison = readonly [RegExp, (path: string, found: readonly string[]) => boolean];

const subject = String.raw`(?:request|req|r|_?\w+)\.(?:path|path_info|fullpath)|path`;
const quoted = String.raw`["']([^"'#]*)["']`;

const comparisons: readonly Comparison[] = [
  [new RegExp(`^(?:${subject})\\s*==\\s*${quoted}$`), (path, [, text = '']) => path === text],
  [new RegExp(`^${quoted}\\s*==\\s*(?:${subject})$`), (path, [, text = '']) => path === text],
  [
    new RegExp(`^(?:${subject})\\.(?:start_with\\?|starts_with\\?)\\(?\\s*(.+?)\\)?$`),
    (path, [, list = '']) => textsIn(list).some((text) => path.startsWith(text)),
  ],
  [
    new RegExp(`^(?:${subject})\\.include\\?\\(?\\s*${quoted}\\)?$`),
    (path, [, text = '']) => path.includes(text),
  ],
  [
    new RegExp(`^(?:${subject})\\.in\\?\\(?\\s*(.+?)\\)?$`),
    (path, [, list = '']) => textsIn(list).includes(path),
  ],
  [
    new RegExp(`^(.+?)\\.include\\?\\(?\\s*(?:${subject})\\)?$`),
    (path, [, list = '']) => textsIn(list).includes(path),
  ],
  [
    new RegExp(`^(?:${subject})\\s*(?:=~|\\.match\\??\\(?)\\s*\\/(.+?)\\/i?\\)?$`),
    (path, [, pattern = '']) => fits(pattern, path),
  ],
  [new RegExp(`^(?:${subject})\\s*=~\\s*%r\\{(.+?)\\}$`), (path, [, pattern = '']) => fits(pattern, path)],
  [
    new RegExp(`^\\/(.+?)\\/\\s*(?:=~|\\.match\\?)\\(?\\s*(?:${subject})\\)?$`),
    (path, [, pattern = '']) => fits(pattern, path),
  ],
];

/**
 * Whether a lambda over a request (`->(request) { request.path == "/up" || … }`) is true for a path.
 * @returns undefined when a part of it is not understood and none of the others is true.
 */
export function excludesPath(lambda: string, path: string): boolean | undefined {
  const body = /^[^{]*?(?:\{(?!\s*exclude)|\bdo\b)\s*(?:\|[^|]*\|)?([\s\S]*)/.exec(lambda)?.[1] ?? lambda;
  const expression = body.replace(/\s*(?:\}[\s\S]*|\bend\b[\s\S]*)$/, '').trim();
  return holdsFor(expression, path);
}

/** Whether an expression over a request's path is true for a path. */
export function holdsFor(expression: string, path: string): boolean | undefined {
  let isOpen = false;
  for (const part of expression.split(/\s*\|\|\s*|\s+or\s+/)) {
    const text = part.trim().replace(/^\((.*)\)$/s, '$1');
    const comparison = comparisons.find(([pattern]) => pattern.test(text));
    const found = comparison?.[0].exec(text);
    if (!comparison || !found) isOpen = true;
    else if (comparison[1](path, found)) return true;
  }
  return isOpen ? undefined : false;
}

function textsIn(list: string): readonly string[] {
  const words = /%w[[({]([^\])}]*)[\])}]/.exec(list)?.[1];
  if (words !== undefined) return words.trim().split(/\s+/);
  return [...list.matchAll(/["']([^"']*)["']/g)].map((match) => match[1] ?? '');
}

/** Ruby's anchors in JavaScript's words. Only short patterns without nested repetition are tried. */
function fits(pattern: string, path: string): boolean {
  if (pattern.length > 200 || /[+*]\)?[+*{]|\)[+*]/.test(pattern)) return false;
  try {
    return new RegExp(pattern.replaceAll(String.raw`\A`, '^').replaceAll(/\\[zZ]/g, '$')).test(path);
  } catch {
    return false;
  }
}
