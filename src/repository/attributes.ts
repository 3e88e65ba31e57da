import { attributeGlob } from './glob.js';
import type { Glob } from './glob.js';
import { folderOf, foldersAbove } from './native-path.js';

/** Set (`true`), unset (`false`), or with a value. */
export type AttributeValue = boolean | string;

/** The attributes that lintel looks at. */
const known = [
  'linguist-vendored',
  'linguist-generated',
  'linguist-documentation',
  'filter',
  'ident',
  'working-tree-encoding',
] as const;

/** Name → value; undefined as a value means "unspecified again" (`!name`). */
type Assignments = ReadonlyMap<string, AttributeValue | undefined>;

interface AttributeRule {
  readonly glob: Glob;
  readonly assignments: Assignments;
}

/** One `.gitattributes` file. */
export interface AttributeFile {
  /** The folder it lies in, relative to the top; empty at the top. */
  readonly folder: string;
  readonly text: string;
}

const noAttributes: ReadonlyMap<string, AttributeValue> = new Map();

/** Git's limit for a line (gitattributes(5) since 2.38.3 ignores longer ones). */
const lineLimit = 2_048;

/** Rules of a file beyond this many are ignored, so that a hostile file costs no more than a large one. */
const ruleLimit = 5_000;

/**
 * The attributes of a repository by its `.gitattributes` files: those of deeper folders win, in a file the later lines. The
 * user's own attribute files (`.git/info/attributes`, `core.attributesFile`) are left out: the same commit shall give the same report.
 */
export class Attributes {
  readonly #rules = new Map<string, readonly AttributeRule[]>();

  constructor(files: readonly AttributeFile[]) {
    const macros = macrosOf(files.find((file) => file.folder === '')?.text ?? '');
    for (const file of files) {
      const rules = parseRules(file.text, macros);
      if (rules.length > 0) this.#rules.set(file.folder, rules);
    }
  }

  /** The attributes of a file that are specified; `path` is relative to the top. */
  of(path: string): ReadonlyMap<string, AttributeValue> {
    if (this.#rules.size === 0) return noAttributes;
    const found = new Map<string, AttributeValue>();
    for (const folder of foldersAbove(path)) {
      const rest = folder === '' ? path : path.slice(folder.length + 1);
      for (const { glob, assignments } of this.#rules.get(folder) ?? []) {
        if (!glob.matches(rest)) continue;
        for (const [name, value] of assignments)
          if (value === undefined) found.delete(name);
          else found.set(name, value);
      }
    }
    return found;
  }
}

function parseRules(text: string, macros: ReadonlyMap<string, Assignments>): AttributeRule[] {
  const rules: AttributeRule[] = [];
  for (const { pattern, assignments } of linesOf(text)) {
    const wanted = expand(assignments, macros);
    if (wanted.size === 0 || pattern.startsWith('[attr]')) continue;
    const glob = attributeGlob(pattern);
    if (glob) rules.push({ glob, assignments: wanted });
    if (rules.length === ruleLimit) break;
  }
  return rules;
}

/** `[attr]name attributes…`, which git takes from the top folder's file only. A macro may use those above it. */
function macrosOf(text: string): ReadonlyMap<string, Assignments> {
  const macros = new Map<string, Assignments>();
  for (const { pattern, assignments } of linesOf(text))
    if (pattern.startsWith('[attr]')) macros.set(pattern.slice('[attr]'.length), expand(assignments, macros));
  return macros;
}

/** Replaces macros by what they stand for and leaves out what lintel does not look at. */
function expand(assignments: Assignments, macros: ReadonlyMap<string, Assignments>): Assignments {
  const expanded = new Map<string, AttributeValue | undefined>();
  for (const [name, value] of assignments) {
    if (known.some((wanted) => wanted === name)) expanded.set(name, value);
    if (value === true) for (const [inner, given] of macros.get(name) ?? []) expanded.set(inner, given);
  }
  return expanded;
}

function* linesOf(text: string): Generator<{ readonly pattern: string; readonly assignments: Assignments }> {
  for (const raw of text.split('\n')) {
    const line = raw.trim();
    if (line === '' || line.startsWith('#') || line.length > lineLimit) continue;
    const quoted = line.startsWith('"') ? unquoted(line) : undefined;
    const [first = '', ...rest] = (quoted ? quoted.rest : line).split(/[ \t]+/);
    const pattern = quoted?.text ?? first;
    const assignments = new Map<string, AttributeValue | undefined>();
    for (const word of rest) {
      if (word.startsWith('!')) assignments.set(word.slice(1), undefined);
      else if (word.startsWith('-')) assignments.set(word.slice(1), false);
      else {
        const equals = word.indexOf('=');
        if (equals === -1) assignments.set(word, true);
        else assignments.set(word.slice(0, equals), word.slice(equals + 1));
      }
    }
    yield { pattern, assignments };
  }
}

const escapes: ReadonlyMap<string, string> = new Map([
  ['n', '\n'],
  ['t', '\t'],
  ['r', '\r'],
  ['a', '\u0007'],
  ['b', '\b'],
  ['f', '\f'],
  ['v', '\v'],
]);

/** A pattern in C quotes, as git writes names with unusual characters; octal escapes are bytes of UTF-8. */
function unquoted(line: string): { readonly text: string; readonly rest: string } | undefined {
  const characters = Array.from(line);
  const bytes: Buffer[] = [];
  for (let at = 1; at < characters.length; at += 1) {
    const character = characters[at] ?? '';
    if (character === '"')
      return { text: Buffer.concat(bytes).toString('utf8'), rest: characters.slice(at + 1).join('') };
    if (character !== '\\') {
      bytes.push(Buffer.from(character));
      continue;
    }
    const octal = /^[0-3][0-7]{2}/.exec(characters.slice(at + 1, at + 4).join(''))?.[0];
    if (octal) {
      bytes.push(Buffer.of(Number.parseInt(octal, 8)));
      at += 3;
    } else {
      at += 1;
      const escaped = characters[at] ?? '';
      bytes.push(Buffer.from(escapes.get(escaped) ?? escaped));
    }
  }
  return undefined;
}

/** The folder of a `.gitattributes` file, or undefined for any other path. */
export function attributeFolder(path: string): string | undefined {
  return path === '.gitattributes' || path.endsWith('/.gitattributes') ? folderOf(path) : undefined;
}
