import { moduleKey, nameKey } from './name-keys.js';
import { stackOf } from './stacks.js';

/** What the text of a file asks of others. */
export interface Said {
  /** Keys of what it names that is offered somewhere, each once. */
  readonly keys: readonly string[];
  /** Whether it asks for all types that are kinds of another, instead of naming each. */
  readonly scans: boolean;
}

const scanning =
  /\.Scan\(|\bRegisterAssemblyTypes\b|\.GetTypes\(\)|\bFromAssembl\w+|\bRegisterServicesFromAssembl\w+|\bAddConsumers\(|\bServiceLoader\b|\bgetSubTypesOf\b|\b__subclasses__\b|\.descendants\b/;

/** What a file of program text says: every word of it, and the names of files where it imports. */
export function saidIn(path: string, text: string, isOffered: (key: string) => boolean): Said {
  const stack = stackOf(path);
  if (!stack) return { keys: [], scans: false };
  const used = stack.places ? text.replace(stack.places, '') : text;
  const names = (used.match(/[\w$]+/g) ?? []).map((name) => nameKey(stack, name));
  const imports = stack.imports ? [...text.matchAll(stack.imports)].map(([all]) => all) : [];
  const modules = imports
    .flatMap((statement) => statement.match(/[\w$]+(?:[-.][\w$]+)*/g) ?? [])
    .flatMap((name) => [name, name.replace(/\.[cm]?[jt]sx?$/, ''), ...name.split('.')])
    .map((name) => moduleKey(stack, name));
  return { keys: [...new Set([...names, ...modules])].filter(isOffered), scans: scanning.test(used) };
}

/** The statements of a list of exports that give a name of their own to what they hand on. */
export function renamedIn(text: string): string {
  const statements = text.matchAll(/\bexport\b[^;]*?\bfrom\s*["'][^"'\n]+["']|^\s*(?:from|import)\s.*$/gm);
  return [...statements]
    .map(([all]) => all)
    .filter((all) => /\sas\s/.test(all))
    .join('\n');
}
