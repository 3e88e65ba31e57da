/** `@Route("/x", methods={"GET"})` in a comment, with its place. */
export interface Annotation {
  readonly name: string;
  readonly paths: readonly string[];
  readonly methods: readonly string[];
  readonly environment?: string;
  readonly host?: string;
  readonly requirements: ReadonlyMap<string, string>;
  readonly defaults: ReadonlySet<string>;
  readonly start: number;
  readonly end: number;
}

const written = /@(?:\w+\\)*(Route|Get|Post|Put|Patch|Delete|Head|Options)\s*\(/g;

/** The annotations of the comment right before a declaration. */
export function annotationsBefore(text: string, declaration: number): readonly Annotation[] {
  const before = text.slice(Math.max(0, declaration - 8_000), declaration);
  const start = before.lastIndexOf('/**');
  const comment =
    start === -1
      ? undefined
      : /^\/\*\*[\s\S]*?\*\/\s*(?:final\s+|abstract\s+|readonly\s+)*$/.exec(before.slice(start))?.[0];
  if (comment === undefined) return [];
  const offset = declaration - before.length + start;
  const old = /@Method\(([^)]*)\)/.exec(comment)?.[1];
  return [...comment.matchAll(written)].map((match) => {
    const from = match.index + match[0].length;
    const to = closing(comment, from);
    const given = comment.slice(from, to).replaceAll(/\n\s*\*/g, ' ');
    return {
      name: match[1] ?? '',
      ...argumentsIn(given, old),
      start: offset + match.index,
      end: offset + Math.min(to + 1, comment.length),
    };
  });
}

/** Where the parenthesis closes that is open at `from`; texts in quotes are jumped over. */
function closing(text: string, from: number): number {
  let depth = 1;
  let quoted = false;
  for (let at = from; at < text.length; at += 1) {
    const letter = text[at];
    if (letter === '"') quoted = !quoted;
    else if (!quoted && letter === '(') depth += 1;
    else if (!quoted && letter === ')') {
      depth -= 1;
      if (depth === 0) return at;
    }
  }
  return text.length;
}

function argumentsIn(given: string, method: string | undefined): Omit<Annotation, 'name' | 'start' | 'end'> {
  const named = (name: string): string | undefined =>
    new RegExp(String.raw`(?:^|[,(\s])${name}\s*=\s*(\{(?:[^{}"]|"[^"]*")*\}|"[^"]*")`).exec(given)?.[1];
  const path = /^\s*("[^"]*"|\{[^{}]*\})/.exec(given)?.[1] ?? named('path');
  const pairs = (text: string | undefined): ReadonlyMap<string, string> =>
    new Map(
      [...(text ?? '').matchAll(/"(\w+)"\s*[=:]\s*("[^"]*"|\w+)/g)].map((match) => [
        match[1] ?? '',
        (match[2] ?? '').replaceAll('"', ''),
      ]),
    );
  const environment = textsIn(named('env'))[0];
  const host = textsIn(named('host'))[0];
  return {
    paths: path?.startsWith('{') === true ? [...pairs(path).values()] : textsIn(path),
    methods: [...textsIn(named('methods')), ...textsIn(method)],
    ...(environment !== undefined && { environment }),
    ...(host !== undefined && { host }),
    requirements: pairs(named('requirements')),
    defaults: new Set(pairs(named('defaults')).keys()),
  };
}

function textsIn(text: string | undefined): readonly string[] {
  return [...(text ?? '').matchAll(/"([^"]*)"/g)].map((match) => match[1] ?? '');
}
