import type { RepositoryView } from '../../model/repository-view.js';
import { compareText } from '../../model/source-span.js';

/** A Go module of the repository. */
export interface GoModule {
  /** Directory relative to the root; `.` is the root itself. */
  readonly directory: string;
  /** Its import path, e.g. `example.com/shop/v2`. */
  readonly path: string;
  /** `replace` lines that point into the repository: import path → directory. */
  readonly replacements: ReadonlyMap<string, string>;
}

/** Joins a directory of the repository with a relative path; undefined when it leaves the root. */
export function joinDirectory(base: string, relative: string): string | undefined {
  const parts = base === '.' ? [] : base.split('/');
  for (const part of relative.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..') {
      if (parts.pop() === undefined) return undefined;
    } else parts.push(part);
  }
  return parts.length === 0 ? '.' : parts.join('/');
}

/** The directory of a file of the repository; `.` for the root. */
export function directoryOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash === -1 ? '.' : path.slice(0, slash);
}

/** The lines of a directive of go.mod or go.work, written alone or in a `( … )` block, without comments. */
function directiveLines(text: string, directive: string): string[] {
  const lines: string[] = [];
  let inside = false;
  for (const raw of text.split('\n')) {
    const line = raw.replace(/\/\/.*$/, '').trim();
    if (inside && line === ')') inside = false;
    else if (inside && line !== '') lines.push(line);
    else if (line.startsWith(directive) && /^\s*\($/.test(line.slice(directive.length))) inside = true;
    else if (line.startsWith(`${directive} `) || line.startsWith(`${directive}\t`))
      lines.push(line.slice(directive.length).trim());
  }
  return lines;
}

function unquoted(word: string): string {
  return /^(".*"|`.*`)$/.test(word) ? word.slice(1, -1) : word;
}

/** Reads a go.mod; undefined when it names no module. */
export function parseGoModule(directory: string, text: string): GoModule | undefined {
  const path = unquoted(directiveLines(text, 'module')[0] ?? '');
  if (path === '') return undefined;
  return { directory, path, replacements: localReplacements(directory, text) };
}

function localReplacements(directory: string, text: string): Map<string, string> {
  const replacements = new Map<string, string>();
  for (const line of directiveLines(text, 'replace')) {
    const [from = '', to = ''] = line.split('=>').map((side) => unquoted(side.trim().split(/\s+/)[0] ?? ''));
    const target = /^\.{1,2}(\/|$)/.test(to) ? joinDirectory(directory, to) : undefined;
    if (from !== '' && target !== undefined) replacements.set(from, target);
  }
  return replacements;
}

/** Which directory of the repository an import path means. */
export interface GoImportResolver {
  readonly modules: readonly GoModule[];
  /** The module that a file or directory belongs to: the one with the nearest go.mod above it. */
  moduleOf(path: string): GoModule | undefined;
  /** The directory that an import in `file` means; undefined when it is not in the repository. */
  directoryOfImport(file: string, importPath: string): string | undefined;
  /** The import path of a directory, or the directory itself outside any module. */
  importPathOf(directory: string): string;
}

/** Finds the modules (go.mod) and workspaces (go.work) of the repository and resolves imports by them. */
export async function readGoModules(view: RepositoryView): Promise<GoImportResolver> {
  const modules: GoModule[] = [];
  const workspaces: { readonly directory: string; readonly replacements: ReadonlyMap<string, string> }[] = [];
  for (const file of view.files) {
    const name = file.path.slice(file.path.lastIndexOf('/') + 1);
    if ((name !== 'go.mod' && name !== 'go.work') || file.marks.includes('vendored')) continue;
    const text = (await view.read(file.path))?.text;
    if (text === undefined) continue;
    const directory = directoryOf(file.path);
    if (name === 'go.work') workspaces.push({ directory, replacements: localReplacements(directory, text) });
    else {
      const module = parseGoModule(directory, text);
      if (module) modules.push(module);
    }
  }
  const directories = new Set(
    view.files.filter((file) => file.path.endsWith('.go')).map((file) => directoryOf(file.path)),
  );
  return resolver(modules, workspaces, directories);
}

function isBelow(path: string, directory: string): boolean {
  return directory === '.' || path === directory || path.startsWith(`${directory}/`);
}

/** The rest of `importPath` below `prefix`; undefined when it is not below it. */
function restBelow(importPath: string, prefix: string): string | undefined {
  if (importPath === prefix) return '';
  return importPath.startsWith(`${prefix}/`) ? importPath.slice(prefix.length + 1) : undefined;
}

function resolver(
  modules: readonly GoModule[],
  workspaces: readonly { readonly directory: string; readonly replacements: ReadonlyMap<string, string> }[],
  directories: ReadonlySet<string>,
): GoImportResolver {
  const nearestFirst = modules.toSorted(
    (a, b) => b.directory.length - a.directory.length || compareText(a.directory, b.directory),
  );
  const longestPathFirst = modules.toSorted(
    (a, b) => b.path.length - a.path.length || compareText(a.directory, b.directory),
  );
  const moduleOf = (path: string): GoModule | undefined =>
    modules.find((module) => module.directory === path) ??
    nearestFirst.find((module) => isBelow(path, module.directory));

  /** The first of the places that really holds Go files. */
  const existing = (base: string, rest: string): string | undefined => {
    const directory = joinDirectory(base, rest);
    return directory !== undefined && directories.has(directory) ? directory : undefined;
  };

  const directoryOfImport = (file: string, importPath: string): string | undefined => {
    const own = moduleOf(file);
    const replacements = [
      ...(own?.replacements ?? []),
      ...workspaces.filter((work) => isBelow(file, work.directory)).flatMap((work) => [...work.replacements]),
    ];
    for (const [from, target] of replacements) {
      const rest = restBelow(importPath, from);
      const found = rest === undefined ? undefined : existing(target, rest);
      if (found !== undefined) return found;
    }
    for (const module of own === undefined ? longestPathFirst : [own, ...longestPathFirst]) {
      const rest = restBelow(importPath, module.path);
      const found = rest === undefined ? undefined : existing(module.directory, rest);
      if (found !== undefined) return found;
    }
    return undefined;
  };

  return {
    modules,
    moduleOf,
    directoryOfImport,
    importPathOf: (directory) => {
      const module = moduleOf(directory);
      if (module === undefined) return directory;
      const rest = module.directory === '.' ? directory : directory.slice(module.directory.length + 1);
      return rest === '' || rest === '.' ? module.path : `${module.path}/${rest}`;
    },
  };
}
