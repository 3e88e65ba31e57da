import type { RepositoryFile, RepositoryView } from '../../../model/repository-view.js';
import type { SourceText } from '../../../model/source-text.js';
import { looksGenerated } from '../../../syntax/javascript/module.js';
import type { JavaScriptProject } from '../../../syntax/javascript/project.js';

/** The files that a reading of Express starts from, and those whose functions are worth following. */
export interface Reach {
  /** Files that make applications, routers or health servers, or declare parameters to be some. */
  readonly starting: ReadonlySet<string>;
  /** Those, and all files that import one of them, however indirectly; sorted. */
  readonly roots: readonly string[];
  readonly relevant: ReadonlySet<string>;
  /**
   * Whether the functions of a file are worth following: those of the relevant files, and of files that were no candidates (a folder called
   * `playground`, say) but that the program imports all the same.
   */
  readonly isWorthFollowing: (path: string) => boolean;
  /** Files with such marks that look generated and are left out. */
  readonly generated: readonly string[];
}

const packages =
  '(?:ultimate-express|express(?:-promise-router|-async-router|-serve-static-core|-ws)?|@awaitjs/express|@godaddy/terminus|lightship)';
const mention = new RegExp(`['"\`]${packages}['"\`]`);
const requiring = new RegExp(
  `\\brequire\\s*\\(\\s*['"\`]${packages}['"\`]|\\bimport\\s*\\(\\s*['"\`]${packages}['"\`]`,
);
const importing = new RegExp(
  `\\bimport\\s+(?!type\\b)([^'"\`;]{1,400}?)\\bfrom\\s*['"\`]${packages}['"\`]`,
  'g',
);
/** Names that are imported for their types, and what stands around names. */
const typesOnly =
  /\btype\s+\w+|\b(?:Request|Response|NextFunction|RequestHandler|ErrorRequestHandler|RequestParamHandler|CookieOptions|Handler|Locals|Send)\b|\bas\s+\w+|[{},\s]/g;
const declaring = /:\s*(?:\w{1,40}\.)?(?:Express|Application|I?Router)\b/;
const specifier = /(?:\bfrom|\bimport|\brequire)\s*\(?\s*['"`]([^'"`\n]{1,200})['"`]/g;

/** Finds them by cheap tests of the texts; nothing is parsed. */
export async function findReach(
  candidates: readonly RepositoryFile[],
  view: RepositoryView,
  project: JavaScriptProject,
): Promise<Reach> {
  const starting: string[] = [];
  const generated: string[] = [];
  const importers = new Map<string, Set<string>>();
  for (const { path } of candidates) {
    const source = await view.read(path);
    if (source === undefined) continue;
    const isStart = mention.test(source.text) && (takesValue(source.text) || declaring.test(source.text));
    if (looksGenerated(source)) {
      if (isStart) generated.push(path);
      continue;
    }
    if (isStart) starting.push(path);
    await noteImports(source, project, importers);
  }
  const relevant = closure(starting, importers);
  const looked = new Set(candidates.map(({ path }) => path));
  return {
    isWorthFollowing: (path) => relevant.has(path) || !looked.has(path),
    starting: new Set(starting),
    roots: [...relevant].toSorted(),
    relevant,
    generated,
  };
}

/** Whether a file takes more than types from one of the packages: it may make an application or a router. */
function takesValue(text: string): boolean {
  if (requiring.test(text)) return true;
  for (const match of text.matchAll(importing)) if (match[1]?.replaceAll(typesOnly, '') !== '') return true;
  return false;
}

async function noteImports(
  source: SourceText,
  project: JavaScriptProject,
  importers: Map<string, Set<string>>,
): Promise<void> {
  for (const match of source.text.matchAll(specifier)) {
    const target = match[1] === undefined ? undefined : await project.resolve(source.path, match[1]);
    if (target === undefined) continue;
    const known = importers.get(target);
    if (known) known.add(source.path);
    else importers.set(target, new Set([source.path]));
  }
}

function closure(
  starting: readonly string[],
  importers: ReadonlyMap<string, ReadonlySet<string>>,
): Set<string> {
  const reached = new Set(starting);
  for (const path of reached) for (const importer of importers.get(path) ?? []) reached.add(importer);
  return reached;
}
