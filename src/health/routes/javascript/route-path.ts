import type { Hole, Value } from '../../../syntax/javascript/evaluate/value.js';
import { optionsOf, type Origin } from '../../../syntax/javascript/evaluate/value.js';
import { foldTexts } from '../../../syntax/javascript/evaluate/text.js';
import { convertPath, holeMark, pathOfRegex, type ConvertedPath } from './path-syntax.js';

/** A path as far as the text tells it, relative to its router. */
export interface RoutePath {
  /** In lintel's form; without the prefixes of mounts. */
  readonly text: string;
  /** False when a piece of it, or what stands before it, is not known. */
  readonly complete: boolean;
  /** Whether it was one of several possibilities, or a default that somebody may change. */
  readonly isCertain: boolean;
  /** Where its text was written. */
  readonly origins: readonly Origin[];
}

/** Paths that a value gives, and what of it gives none. */
export interface PathReading {
  readonly paths: readonly RoutePath[];
  /** In words, for a gap. */
  readonly unread: readonly string[];
}

/** The path of everything: `app.use(handler)`. */
export const anyPath: RoutePath = { text: '', complete: true, isCertain: true, origins: [] };

/** A path that is not known at all. */
export const unknownPath: RoutePath = { text: '', complete: false, isCertain: false, origins: [] };

/** How a framework writes its paths. */
interface PathWriting {
  convertPath(pattern: string): ConvertedPath;
}

/** Express's way, which most others have taken over. */
const ofExpress: PathWriting = { convertPath };

/** Reads the path argument of a route or mount: a text, a pattern, or a list of these. */
export function readPaths(value: Value, writing: PathWriting = ofExpress): PathReading {
  const options = optionsOf(value);
  const readings = options.map((option) => readOne(option, options.length === 1, writing));
  return {
    paths: readings.flatMap(({ paths }) => paths),
    unread: readings.flatMap(({ unread }) => unread),
  };
}

function readOne(value: Value, isCertain: boolean, writing: PathWriting): PathReading {
  if (value.kind === 'list') {
    const items = value.items.map((item) => readPaths(item, writing));
    return {
      paths: items.flatMap(({ paths }) => paths),
      unread: [
        ...items.flatMap(({ unread }) => unread),
        ...(value.open ? ['a list that is built at run time'] : []),
      ],
    };
  }
  if (value.kind === 'regex') {
    const path = pathOfRegex(value.pattern);
    return path === undefined
      ? { paths: [], unread: [`the regular expression /${value.pattern}/`] }
      : { paths: converted(path, true, isCertain, [], ofExpress), unread: [] };
  }
  if (value.kind !== 'text') return { paths: [], unread: ['a value that only run time knows'] };
  const paths = foldTexts(value).flatMap(({ complete, parts }) =>
    converted(writeHoles(parts), complete, isCertain && complete, value.origins, writing),
  );
  return { paths, unread: [] };
}

function converted(
  pattern: string,
  complete: boolean,
  isCertain: boolean,
  origins: readonly Origin[],
  writing: PathWriting,
): readonly RoutePath[] {
  const { exact, paths } = writing.convertPath(pattern);
  return paths.map((text) => ({ text, complete: complete && exact, isCertain: isCertain && exact, origins }));
}

/** A hole at the beginning is a prefix that is missing; one further on stands for what it is called. */
function writeHoles(parts: readonly (string | Hole)[]): string {
  let written = '';
  for (const part of parts) {
    if (typeof part === 'string') written += part;
    else if (part.assumed !== undefined) written += part.assumed;
    else if (written !== '') written += `${holeMark}${nameOf(part.expression)}${holeMark}`;
  }
  return written;
}

function nameOf(expression: string): string {
  return /^[\w$.?!]{0,80}?(\w+)!?$/.exec(expression)?.[1] ?? 'unknown';
}
