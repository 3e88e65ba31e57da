/** A program's text without what is no program: every character keeps its offset, what is left out is blanks (line ends stay). */
export interface MaskedText {
  /** Without comments and without the contents of texts; their quotes stay. */
  readonly code: string;
  /** Without comments only. */
  readonly uncommented: string;
}

/** How a language writes comments and texts. */
interface Lexis {
  readonly lineComments: readonly string[];
  readonly blockComment?: { readonly open: string; readonly close: string; readonly nests: boolean };
  /** Longest first; one that spans lines ends only where it is closed. */
  readonly quotes: readonly {
    readonly mark: string;
    readonly spansLines: boolean;
    readonly isRaw?: boolean;
  }[];
  /** `'a'` is a letter and `'a` a lifetime. */
  readonly hasLifetimes?: boolean;
}

const slashes = {
  lineComments: ['//'],
  blockComment: { open: '/*', close: '*/', nests: false },
} as const;
const oneLine = (mark: string) => ({ mark, spansLines: false }) as const;
const manyLines = (mark: string) => ({ mark, spansLines: true }) as const;

const lexes: readonly (readonly [RegExp, Lexis])[] = [
  [
    /\.go$/,
    { ...slashes, quotes: [oneLine('"'), oneLine("'"), { mark: '`', spansLines: true, isRaw: true }] },
  ],
  [/\.[cm]?[jt]sx?$/, { ...slashes, quotes: [oneLine('"'), oneLine("'"), manyLines('`')] }],
  [/\.(?:java|kts?|scala|cs|php)$/, { ...slashes, quotes: [manyLines('"""'), oneLine('"'), oneLine("'")] }],
  [/\.(?:cc|cpp|cxx|hh?|hpp|hxx|c)$/, { ...slashes, quotes: [oneLine('"'), oneLine("'")] }],
  [
    /\.swift$/,
    {
      lineComments: ['//'],
      blockComment: { open: '/*', close: '*/', nests: true },
      quotes: [manyLines('"""'), oneLine('"')],
    },
  ],
  [
    /\.rs$/,
    {
      lineComments: ['//'],
      blockComment: { open: '/*', close: '*/', nests: true },
      quotes: [manyLines('"')],
      hasLifetimes: true,
    },
  ],
  [
    /\.py$/,
    { lineComments: ['#'], quotes: [manyLines('"""'), manyLines("'''"), oneLine('"'), oneLine("'")] },
  ],
  [/\.(?:rb|ru)$/, { lineComments: ['#'], quotes: [oneLine('"'), oneLine("'"), oneLine('`')] }],
  [/\.exs?$/, { lineComments: ['#'], quotes: [manyLines('"""'), oneLine('"'), oneLine("'")] }],
];

/** Masks a program's text by the ending of its path; undefined when the language is not known. One pass, whatever the text is. */
export function maskText(path: string, text: string): MaskedText | undefined {
  const lexis = lexes.find(([ending]) => ending.test(path))?.[1];
  if (!lexis) return undefined;
  const code: string[] = [];
  const uncommented: string[] = [];
  let kept = 0;
  const leaveOut = (from: number, to: number, isComment: boolean): void => {
    const blank = text.slice(from, to).replaceAll(/[^\r\n]/g, ' ');
    code.push(text.slice(kept, from), blank);
    uncommented.push(text.slice(kept, from), isComment ? blank : text.slice(from, to));
    kept = to;
  };
  let at = 0;
  while (at < text.length) {
    const comment = endOfComment(text, at, lexis);
    if (comment !== undefined) {
      leaveOut(at, comment, true);
      at = comment;
      continue;
    }
    const content = contentOfText(text, at, lexis);
    if (content) {
      leaveOut(content.start, content.end, false);
      at = content.after;
    } else at += 1;
  }
  code.push(text.slice(kept));
  uncommented.push(text.slice(kept));
  return { code: code.join(''), uncommented: uncommented.join('') };
}

function endOfComment(text: string, at: number, { blockComment, lineComments }: Lexis): number | undefined {
  if (lineComments.some((mark) => text.startsWith(mark, at))) {
    const end = text.indexOf('\n', at);
    return end === -1 ? text.length : end;
  }
  if (!blockComment || !text.startsWith(blockComment.open, at)) return undefined;
  const { close, nests, open } = blockComment;
  let depth = 1;
  for (let next = at + open.length; next < text.length; next += 1) {
    if (text.startsWith(close, next)) {
      depth -= 1;
      if (depth === 0) return next + close.length;
      next += close.length - 1;
    } else if (nests && text.startsWith(open, next)) {
      depth += 1;
      next += open.length - 1;
    }
  }
  return text.length;
}

interface Content {
  readonly start: number;
  readonly end: number;
  /** Behind the closing quote. */
  readonly after: number;
}

const rawRust = /r(#{0,8})"/y;

function contentOfText(text: string, at: number, { hasLifetimes, quotes }: Lexis): Content | undefined {
  const letter = text.charAt(at);
  if (hasLifetimes === true) {
    if (letter === "'") {
      const char = /^'(?:\\(?:u\{[^}]{0,8}\}|x..|.)|[^\\'\n])'/u.exec(text.slice(at, at + 14))?.[0];
      return char === undefined
        ? undefined
        : { start: at + 1, end: at + char.length - 1, after: at + char.length };
    }
    rawRust.lastIndex = at;
    const raw = letter === 'r' && !/\w/.test(text.charAt(at - 1)) ? rawRust.exec(text) : null;
    if (raw) return until(text, at + raw[0].length, `"${raw[1] ?? ''}`, true, false);
  }
  const quote = quotes.find(({ mark }) => text.startsWith(mark, at));
  return quote && until(text, at + quote.mark.length, quote.mark, quote.spansLines, quote.isRaw !== true);
}

function until(text: string, start: number, mark: string, spansLines: boolean, escapes: boolean): Content {
  for (let at = start; at < text.length; at += 1) {
    const letter = text.charAt(at);
    if (escapes && letter === '\\') at += 1;
    else if (text.startsWith(mark, at)) return { start, end: at, after: at + mark.length };
    else if (letter === '\n' && !spansLines) return { start, end: at, after: at };
  }
  return { start, end: text.length, after: text.length };
}

/** The offset behind the bracket that closes the one at `open`, in masked code; undefined when none does. */
export function closedAt(code: string, open: number): number | undefined {
  let depth = 0;
  for (let at = open; at < code.length; at += 1) {
    const letter = code.charAt(at);
    if (letter === '(' || letter === '[' || letter === '{') depth += 1;
    else if (letter === ')' || letter === ']' || letter === '}') {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  return undefined;
}

/** The ranges between the commas of a list in brackets that opens at `open`, in masked code. */
export function argumentRanges(
  code: string,
  open: number,
): readonly { readonly start: number; readonly end: number }[] {
  const end = closedAt(code, open);
  if (end === undefined) return [];
  const ranges: { start: number; end: number }[] = [];
  let depth = 0;
  let start = open + 1;
  for (let at = open + 1; at < end; at += 1) {
    const letter = code.charAt(at);
    if ((letter === ',' && depth === 0) || at === end - 1) {
      if (code.slice(start, at).trim() !== '') ranges.push({ start, end: at });
      start = at + 1;
    } else if (letter === '(' || letter === '[' || letter === '{') depth += 1;
    else if (letter === ')' || letter === ']' || letter === '}') depth -= 1;
  }
  return ranges;
}
