import type { RepositoryView } from '../../../model/repository-view.js';
import { compareText } from '../../../model/source-span.js';
import { oncePerView } from '../../finding/once-per-view.js';
import { baseName, directoryOf } from '../../finding/paths.js';
import { productFiles } from '../../finding/product-files.js';
import type { FlywayName } from './flyway-name.js';
import { compareVersions, parseFlywayName } from './flyway-name.js';
import type { FlywayNaming } from './flyway-settings.js';
import { defaultNaming } from './flyway-settings.js';

/** A file that is named for Flyway. */
export interface FlywayFile extends FlywayName {
  readonly path: string;
  readonly directory: string;
}

/** All files of the product that are named by a naming; programs only when they say that they are migrations. */
export async function filesNamed(naming: FlywayNaming, view: RepositoryView): Promise<readonly FlywayFile[]> {
  if (naming === defaultNaming) return filesNamedByDefault(view);
  return collect(naming, view);
}

const filesNamedByDefault = oncePerView((view: RepositoryView) => collect(defaultNaming, view));

async function collect(naming: FlywayNaming, view: RepositoryView): Promise<readonly FlywayFile[]> {
  const found: FlywayFile[] = [];
  for (const { path } of productFiles(view)) {
    const name = parseFlywayName(baseName(path), naming);
    if (!name || (name.isProgram && !(await isMigrationClass(path, name, view)))) continue;
    found.push({ ...name, path, directory: directoryOf(path) });
  }
  return found;
}

/** Classes implement JavaMigration, usually by BaseJavaMigration (documentation/Concepts, "Java-based migrations"). */
async function isMigrationClass(
  path: string,
  { hasSeparator }: FlywayName,
  view: RepositoryView,
): Promise<boolean> {
  if (!hasSeparator) return false;
  const source = await view.read(path);
  return source !== undefined && /\b(Base|Spring)?(Java|Jdbc)Migration\b/.test(source.text);
}

/**
 * The files of a set in the order in which Flyway runs them: versions by number (a baseline before the version that it stands for),
 * then repeatable ones by name. Undo scripts are the way back of others and stand in no order.
 */
export function inOrder(files: readonly FlywayFile[]): readonly FlywayFile[] {
  return files
    .filter(({ kind }) => kind !== 'undo')
    .toSorted((one, other) => {
      const repeatable = Number(one.kind === 'repeatable') - Number(other.kind === 'repeatable');
      const byName = compareText(one.name, other.name) || compareText(one.path, other.path);
      if (repeatable !== 0 || one.kind === 'repeatable') return repeatable || byName;
      return compareVersions(one.version, other.version) || compareText(one.kind, other.kind) || byName;
    });
}
