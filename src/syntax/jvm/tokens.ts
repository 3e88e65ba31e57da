/** A piece of the text of Java, Kotlin, Groovy or Scala. Comments are left out. */
export interface JvmToken {
  readonly kind: 'word' | 'text' | 'number' | 'sign';
  readonly start: number;
  readonly end: number;
  /** A word without backticks, a sign, a number as written; of a text the content, escapes resolved, holes as `${expression}`. */
  readonly text: string;
  /** A text that stands in the file letter by letter: where its content begins. */
  readonly verbatimAt?: number;
  /** A text with parts that only run time knows. */
  readonly open?: boolean;
}

/** What differs between the languages: how strings are written. */
export type JvmLanguage = 'java' | 'kotlin' | 'groovy' | 'scala';

const languages: Readonly<Record<string, JvmLanguage>> = {
  java: 'java',
  kt: 'kotlin',
  kts: 'kotlin',
  groovy: 'groovy',
  gradle: 'groovy',
  scala: 'scala',
};

/** The language of a file by its ending. */
export function jvmLanguageOf(path: string): JvmLanguage | undefined {
  return languages[path.slice(path.lastIndexOf('.') + 1)];
}

const word = /[A-Za-z_$\u00C0-\uFFFF][\w$\u00C0-\uFFFF]*/y;
const number = /\d[\w.]*/y;

/** Takes a program apart; one pass, whatever the text is. */
export function jvmTokens(text: string, language: JvmLanguage): readonly JvmToken[] {
  const tokens: JvmToken[] = [];
  let at = 0;
  while (at < text.length) {
    const letter = text.charAt(at);
    if (/\s/.test(letter)) at += 1;
    else if (text.startsWith('//', at)) at = after(text, '\n', at);
    else if (text.startsWith('/*', at)) at = after(text, '*/', at + 2);
    else if (letter === '"' || letter === "'") {
      const token = stringAt(text, at, language, isInterpolator(tokens.at(-1), at));
      if (token) tokens.push(token);
      at = token?.end ?? at + 1;
    } else {
      const token = wordAt(text, at) ?? { kind: 'sign', start: at, end: at + 1, text: letter };
      tokens.push(token);
      at = token.end;
    }
  }
  return tokens;
}

/** Behind the next `mark` from an offset on, or the end of the text. */
function after(text: string, mark: string, from: number): number {
  const found = text.indexOf(mark, from);
  return found === -1 ? text.length : found + mark.length;
}

/** Scala's `s"…"` and `f"…"`: the letter stands right before the quote. */
function isInterpolator(before: JvmToken | undefined, at: number): boolean {
  return before?.kind === 'word' && before.end === at && /^(s|f|sql)$/.test(before.text);
}

function wordAt(text: string, at: number): JvmToken | undefined {
  if (text.charAt(at) === '`') {
    const end = after(text, '`', at + 1);
    return { kind: 'word', start: at, end, text: text.slice(at + 1, end - 1) };
  }
  for (const [kind, pattern] of [
    ['word', word],
    ['number', number],
  ] as const) {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0];
    if (found !== undefined) return { kind, start: at, end: at + found.length, text: found };
  }
  return undefined;
}

/** A string or character; undefined for a quote that does not end on its line. */
function stringAt(
  text: string,
  at: number,
  language: JvmLanguage,
  isInterpolated: boolean,
): JvmToken | undefined {
  const quote = text.charAt(at);
  const isTriple = text.startsWith(quote.repeat(3), at);
  const mark = isTriple ? quote.repeat(3) : quote;
  const begin = at + mark.length;
  const hasEscapes = !isTriple || language === 'java' || language === 'groovy';
  const close = closing(text, begin, mark, hasEscapes);
  if (close === undefined) return undefined;
  const written = text.slice(begin, close);
  const hasHoles = language === 'scala' ? isInterpolated : language !== 'java' && quote === '"';
  const filled = hasHoles ? withHoles(written) : written;
  const content = hasEscapes ? unescaped(filled) : filled;
  return {
    kind: 'text',
    start: at,
    end: close + mark.length,
    text: content,
    ...(content === written && { verbatimAt: begin }),
    ...(hasHoles && holes.test(written) && { open: true }),
  };
}

function closing(text: string, begin: number, mark: string, hasEscapes: boolean): number | undefined {
  for (let at = begin; at < text.length; at += 1) {
    if (text.startsWith(mark, at)) {
      // Of more than three quotes the last three end the text (Kotlin, Scala).
      let end = at;
      while (mark.length === 3 && text.charAt(end + 3) === mark.charAt(0)) end += 1;
      return end;
    }
    const letter = text.charAt(at);
    if (letter === '\n' && mark.length === 1) return undefined;
    if (letter === '\\' && hasEscapes) at += 1;
  }
  return undefined;
}

const holes = /(?<!\\)\$(?:\{[^{}]{0,200}\}|[A-Za-z_]\w*)/;
const everyHole = new RegExp(holes.source, 'g');

/** `$table` and `${table.name}` become `${table_name}`, which the reader of SQL knows as a placeholder. */
function withHoles(written: string): string {
  return written.replaceAll(
    everyHole,
    (hole) => `\${${hole.replaceAll(/\W+/g, '_').replaceAll(/^_+|_+$/g, '')}}`,
  );
}

const escapes: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  b: '\b',
  f: '\f',
  s: ' ',
  '\n': '',
};

function unescaped(written: string): string {
  return written.includes('\\')
    ? written.replaceAll(/\\(u[\dA-Fa-f]{4}|[^])/g, (_, code: string) =>
        code.length === 5 ? String.fromCharCode(Number.parseInt(code.slice(1), 16)) : (escapes[code] ?? code),
      )
    : written;
}
