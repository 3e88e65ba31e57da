import { baseName, directoryOf } from '../repository-paths.js';
import { moduleKey, nameKey } from './name-keys.js';
import { stackOf } from './stacks.js';

/** What a file offers to others, as far as its text tells. */
export interface Declarations {
  /** Keys by which other files can mean it: types, functions and values that it exports, and its module. */
  readonly keys: ReadonlySet<string>;
  /** Keys of types that those of the file are kinds of. */
  readonly kindsOf: ReadonlySet<string>;
  /** Whether a framework finds it without any file naming it: by an annotation, a convention of names, or because it is run for what it does. */
  readonly isFound: boolean;
}

/** Names of files that stand for their folder, or for a whole package. */
const ofTheFolder = /^(?:index|mod|lib|main|__init__)$/;

/** Folders whose name stands for the whole package: a mention of `src` means none of its files. */
const foldersOfCode = new Set(['src', 'lib', 'source', 'app', '.', '']);

/** Words between the names of a list. */
const words = new Set(['as', 'type', 'default']);

/** Whether what a file of program text offers can be told by its text. */
export function hasDeclarations(path: string): boolean {
  return stackOf(path) !== undefined;
}

/** What a file offers to others, by its text and not by its tree: what stands in comments is taken too, which only makes more of it used. */
export function declarationsOf(path: string, text: string): Declarations {
  const stack = stackOf(path);
  const keys = new Set<string>();
  const kindsOf = new Set<string>();
  if (!stack) return { keys, kindsOf, isFound: true };
  for (const pattern of stack.names)
    for (const [, list = ''] of text.matchAll(pattern))
      for (const name of list.match(/[\w$]+/g) ?? []) if (!words.has(name)) keys.add(nameKey(stack, name));
  if (stack.kindsOf)
    for (const [, list = ''] of text.matchAll(stack.kindsOf))
      for (const name of list.match(/[A-Z]\w*/g) ?? []) kindsOf.add(nameKey(stack, name));
  if (stack.imports) {
    const stem = baseName(path).replace(/\.\w+$/, '');
    const name = ofTheFolder.test(stem) ? baseName(directoryOf(path)) : stem;
    if (!foldersOfCode.has(name)) keys.add(moduleKey(stack, name));
  }
  const offersNothing = keys.size === 0 && !passesOn(text);
  const isFound = offersNothing || stack.found?.test(text) === true || stack.foundPath?.test(path) === true;
  return { keys, kindsOf, isFound };
}

/** Lines that only hand on what other files offer. */
const handingOn =
  /^[^\S\n]*(?:export\s*(?:type\s*)?(?:\*|\{[^}]*\})\s*(?:as\s+\w+\s*)?from\b.*|(?:pub(?:\([^)\n]*\))?\s+)?(?:mod|use)\s[^;]*;|(?:from|import)\s.*|\/\/.*|#.*)$/gm;

/** Whether a file does nothing by itself: what it names is used by whom it hands it to. */
export function passesOn(text: string): boolean {
  return text.trim() !== '' && text.replace(handingOn, '').trim() === '';
}
