import type { RepositoryFile, RepositoryView } from '../../../model/repository-view.js';
import { looksGenerated } from '../../../syntax/javascript/module.js';
import type { JavaScriptProject } from '../../../syntax/javascript/project.js';
import type { Dialect } from './dialect.js';

/** The files that a reading of routes starts from, and those whose functions are worth following. */
export interface Reach {
  /** Files that make applications, routers or health servers, or declare parameters to be some; not those that only hold decorators. */
  readonly starting: ReadonlySet<string>;
  /** Those, and all files that import one of them, however indirectly; sorted. */
  readonly roots: readonly string[];
  readonly relevant: ReadonlySet<string>;
  /**
   * Whether the functions of a file are worth following: those of the files that lead to a registration, and of files that were no candidates (a folder called
   * `playground`, say) but that the program imports all the same.
   */
  readonly isWorthFollowing: (path: string) => boolean;
  /** Files with such marks that look generated and are left out. */
  readonly generated: readonly string[];
}

/** Names that are imported for their types, and what stands around names. */
const typesOnly =
  /\btype\s+\w+|\b(?:Request|Response|NextFunction|RequestHandler|ErrorRequestHandler|RequestParamHandler|CookieOptions|Handler|Locals|Send|Fastify(?:Request|Reply|Error|Schema|ServerOptions|PluginOptions)|Context|MiddlewareHandler|HonoRequest|Next|DefaultState|DefaultContext|Middleware|IncomingMessage|ServerResponse)\b|\bas\s+\w+|[{},\s]/g;
const specifier = /(?:\bfrom|\bimport|\brequire)\s*\(?\s*['"`]([^'"`\n]{1,200})['"`]/g;

/** What tells the files that a framework's routes start in. */
class StartTest {
  readonly #dialects: readonly Dialect[];
  readonly #mention: RegExp;
  readonly #requiring: RegExp;
  readonly #importing: RegExp;
  readonly #declaring: RegExp;

  constructor(dialects: readonly Dialect[]) {
    this.#dialects = dialects;
    const packages = `(?:${dialects.flatMap((dialect) => dialect.packages ?? []).join('|')})`;
    const types = `(?:${dialects.flatMap((dialect) => dialect.typeNames ?? []).join('|')})`;
    this.#mention = new RegExp(`['"\`]${packages}['"\`]`);
    this.#requiring = new RegExp(`\\b(?:require|import)\\s*\\(\\s*['"\`]${packages}['"\`]`);
    this.#importing = new RegExp(
      `\\bimport\\s+(?!type\\b)([^'"\`;]{1,400}?)\\bfrom\\s*['"\`]${packages}['"\`]`,
      'g',
    );
    this.#declaring = new RegExp(`:\\s*(?:\\w{1,40}\\.)?${types}\\b`);
  }

  fits(text: string): boolean {
    return (
      this.#dialects.some((dialect) => dialect.isStart?.(text)) ||
      (this.#mention.test(text) && (this.#takesValue(text) || this.#declaring.test(text)))
    );
  }

  /** Whether a file takes more than types from one of the packages: it may make an application or a router. */
  #takesValue(text: string): boolean {
    if (this.#requiring.test(text)) return true;
    for (const match of text.matchAll(this.#importing))
      if (match[1]?.replaceAll(typesOnly, '') !== '') return true;
    return false;
  }
}

/** Finds them by cheap tests of the texts; nothing is parsed. */
export async function findReach(
  dialects: readonly Dialect[],
  candidates: readonly RepositoryFile[],
  view: RepositoryView,
  project: JavaScriptProject,
): Promise<Reach> {
  const registering = new StartTest(dialects);
  const starting: string[] = [];
  const declared: string[] = [];
  const generated: string[] = [];
  const imports = new Map<string, readonly string[]>();
  for (const { path } of candidates) {
    const source = await view.read(path);
    if (source === undefined) continue;
    const registers = registering.fits(source.text);
    const isStart = registers || dialects.some((dialect) => dialect.declares?.(source.text));
    if (looksGenerated(source)) {
      if (isStart) generated.push(path);
      continue;
    }
    if (isStart) (registers ? starting : declared).push(path);
    imports.set(path, specifiersIn(source.text));
  }
  const importers = new Map<string, Set<string>>();
  const starts = [...starting, ...declared];
  if (starts.length > 0)
    for (const [path, specifiers] of imports) await noteImports(path, specifiers, project, importers);
  const relevant = closure(starts, importers);
  const followed = closure(starting, importers);
  const looked = new Set(candidates.map(({ path }) => path));
  return {
    isWorthFollowing: (path) => followed.has(path) || !looked.has(path),
    starting: new Set(starting),
    roots: [...relevant].toSorted(),
    relevant,
    generated,
  };
}

function specifiersIn(text: string): readonly string[] {
  return [...text.matchAll(specifier)].flatMap((match) => match[1] ?? []);
}

async function noteImports(
  path: string,
  specifiers: readonly string[],
  project: JavaScriptProject,
  importers: Map<string, Set<string>>,
): Promise<void> {
  for (const written of specifiers) {
    const target = await project.resolve(path, written);
    if (target === undefined) continue;
    const known = importers.get(target);
    if (known) known.add(path);
    else importers.set(target, new Set([path]));
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
