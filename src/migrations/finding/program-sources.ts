import type { RepositoryView } from '../../model/repository-view.js';
import type { SourceText } from '../../model/source-text.js';
import { manifestsOf } from './manifests.js';
import { productFiles } from './product-files.js';

/** Words in a path that tell of databases, migrations or the program's start: where migration tools are called from. */
const fittingPath =
  /migrat|database|schema|storage|store|persist|postgres|mysql|sqlite|clickhouse|flyway|goose|(^|[/_-])(db|sql|pg|data|main|program|startup|app|application|server|config|cmd|lib|build|setup|init|bootstrap|embed)([/._-]|$)/i;

const largestProgram = 400_000;

/** Which programs to look for. */
export interface ProgramQuestion {
  /** With their dot. */
  readonly extensions: readonly string[];
  /** Names of dependencies, one of which a manifest must hold for any program to be read. */
  readonly dependency: RegExp;
  /** What the text must hold. */
  readonly word: RegExp;
}

/**
 * Program files that may call a migration tool. Tools are set up in few files, so none is read where no manifest depends on the tool,
 * nor those that could not hold the call by the end of their path.
 */
export async function programSources(
  view: RepositoryView,
  { extensions, dependency, word }: ProgramQuestion,
): Promise<readonly SourceText[]> {
  const manifests = await manifestsOf(view);
  const isUsed = manifests.some(({ dependencies }) =>
    [...dependencies.keys()].some((name) => dependency.test(name)),
  );
  if (!isUsed) return [];
  const found: SourceText[] = [];
  for (const { path } of productFiles(view)) {
    if (!extensions.some((extension) => path.endsWith(extension)) || path.endsWith('_test.go')) continue;
    if (!fittingPath.test(path.split('/').slice(-3).join('/'))) continue;
    const source = await view.read(path);
    if (source && source.text.length <= largestProgram && word.test(source.text)) found.push(source);
  }
  return found;
}
