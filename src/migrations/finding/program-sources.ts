import type { RepositoryView } from '../../model/repository-view.js';
import type { SourceText } from '../../model/source-text.js';
import { productFiles } from './product-files.js';

/** Words in a path that tell of databases, migrations or the program's start: where migration tools are called from. */
const fittingPath =
  /migrat|database|schema|storage|store|persist|postgres|mysql|sqlite|clickhouse|flyway|goose|(^|[/_-])(db|sql|pg|data|main|app|application|server|config|cmd|lib|build|setup|init|bootstrap|embed)([/._-]|$)/i;

const largestProgram = 400_000;

/**
 * Program files with one of the extensions whose path fits and whose text passes the test. Migration tools are set up in few files,
 * so those that could not hold the call by their path are not read.
 */
export async function programSources(
  view: RepositoryView,
  extensions: readonly string[],
  test: (text: string) => boolean,
): Promise<readonly SourceText[]> {
  const found: SourceText[] = [];
  for (const { path } of productFiles(view)) {
    if (!extensions.some((extension) => path.endsWith(extension)) || path.endsWith('_test.go')) continue;
    if (!fittingPath.test(path)) continue;
    const source = await view.read(path);
    if (source && source.text.length <= largestProgram && test(source.text)) found.push(source);
  }
  return found;
}
