import type { RepositoryFile, RepositoryView } from '../../../model/repository-view.js';
import type { Skipped } from '../../../model/skipped.js';
import type { SourceText } from '../../../model/source-text.js';
import { rubyProgram } from '../../../syntax/ruby/program.js';
import { ParseTimeout, firstError, withTree } from '../../../syntax/tree-sitter.js';
import { literalsFor } from '../ruby/literals.js';
import type { Literals } from '../ruby/literals.js';
import { folderOf, inFolder } from '../ruby/gems.js';
import type { RubyProject } from '../ruby/project.js';
import { RoutesInterpreter } from './interpreter.js';
import type { RoutesFile } from './context.js';
import type { Drawing } from './raw-route.js';

/** A folder with `config/routes.rb`: an application or an engine. */
export interface RailsApplication {
  /** Its folder; empty at the root. */
  readonly root: string;
  readonly drawings: readonly Drawing[];
  /** `/x` when config.ru maps the application below a path. */
  readonly prefix: string;
}

const main = /(^|\/)config\/routes\.rb$/;
const mostFiles = 400;

/** The applications and engines of a repository with what their routes files register. */
export async function applicationsOf(
  candidates: readonly RepositoryFile[],
  view: RepositoryView,
  skipped: Skipped[],
  project: RubyProject,
): Promise<readonly RailsApplication[]> {
  const roots = candidates.filter(({ path }) => main.test(path)).map(({ path }) => folderOf(folderOf(path)));
  const applications: RailsApplication[] = [];
  for (const root of roots) {
    const sources = await sourcesOf(root, roots, candidates, view);
    const isApi = await setsApiOnly(root, candidates, view);
    const literals = await literalsFor(sources, project);
    const drawings = await withFiles(sources, literals, skipped, (files) => {
      const interpreter = new RoutesInterpreter(files, isApi, literals.constants);
      const first = files.get(inFolder(root, 'config/routes.rb'));
      if (first) interpreter.runFile(first);
      for (const [path, file] of files)
        if (
          file !== first &&
          /\.routes\.(draw|append|prepend)\b/.test(file.source.text) &&
          isLoaded(path, root)
        )
          interpreter.runFile(file);
      return interpreter.drawings;
    });
    applications.push({ root, drawings, prefix: await prefixOf(root, candidates, view) });
  }
  return applications;
}

/** Files of `config/routes` draw by themselves in applications that load them all; others only when something names them. */
function isLoaded(path: string, root: string): boolean {
  return path.startsWith(`${inFolder(root, 'config/routes')}/`);
}

/** The texts in which routes may stand: `config/routes.rb`, the folder beside it, and modules whose names say so. */
async function sourcesOf(
  root: string,
  roots: readonly string[],
  candidates: readonly RepositoryFile[],
  view: RepositoryView,
): Promise<readonly SourceText[]> {
  const sources: SourceText[] = [];
  for (const { path } of candidates) {
    if (sources.length >= mostFiles) break;
    if (!/rout(es?|ing)[^/]*\.rb$|\/rout(es|ing)\/.*\.rb$/.test(path) || ownerOf(path, roots) !== root)
      continue;
    const source = await view.read(path);
    if (source) sources.push(source);
  }
  return sources;
}

function ownerOf(path: string, roots: readonly string[]): string | undefined {
  return roots
    .filter((root) => root === '' || path.startsWith(`${root}/`))
    .toSorted((a, b) => b.length - a.length)[0];
}

async function setsApiOnly(
  root: string,
  candidates: readonly RepositoryFile[],
  view: RepositoryView,
): Promise<boolean> {
  const path = inFolder(root, 'config/application.rb');
  const source = candidates.some((file) => file.path === path) ? await view.read(path) : undefined;
  return /^\s*config\.api_only\s*=\s*true\b/m.test(source?.text ?? '');
}

/** `map '/x' do run Rails.application end` in config.ru, or where the program builds its stack of Rack by itself. */
async function prefixOf(
  root: string,
  candidates: readonly RepositoryFile[],
  view: RepositoryView,
): Promise<string> {
  const main = inFolder(root, 'config.ru');
  for (const { path } of candidates) {
    if (path !== main && !/rack[^/]*\.rb$/.test(path)) continue;
    if (root !== '' && !path.startsWith(`${root}/`)) continue;
    const source = await view.read(path);
    const mapped =
      /^\s*map\s*\(?\s*["'](\/[^"'#]*)["']\s*\)?\s*(?:do|\{)\s*run\s+\(?\s*(?:::)?(?:Rails\.application|\w+::Application)\b/m.exec(
        source?.text ?? '',
      )?.[1];
    if (mapped !== undefined) return mapped.replace(/\/+$/, '');
  }
  return '';
}

/** Parses files and keeps all trees while `visit` reads them; files that do not parse are left out and named. */
async function withFiles<Result>(
  sources: readonly SourceText[],
  literals: Literals,
  skipped: Skipped[],
  visit: (files: ReadonlyMap<string, RoutesFile>) => Result,
): Promise<Result> {
  const files = new Map<string, RoutesFile>();
  const open = async (index: number): Promise<Result> => {
    const source = sources[index];
    if (!source) return visit(files);
    let isOpen = false;
    try {
      return await withTree('ruby', source, async (root) => {
        isOpen = true;
        const error = firstError(root);
        if (error)
          skipped.push({
            file: source.path,
            line: error.startPosition.row + 1,
            reason: 'parse-error',
            detail: 'a part of this file is not Ruby that lintel can read',
          });
        files.set(source.path, { source, root, program: rubyProgram(root, literals.call) });
        return open(index + 1);
      });
    } catch (error) {
      if (isOpen || !(error instanceof ParseTimeout)) throw error;
      skipped.push({ file: source.path, reason: 'parse-error', detail: error.message });
      return open(index + 1);
    }
  };
  return open(0);
}
