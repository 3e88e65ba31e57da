import type { RepositoryView } from '../../model/repository-view.js';
import type { Unit } from '../../syntax/imperative/values.js';
import { nearestTo } from '../finding/nearest.js';
import { baseName, directoryOf } from '../finding/paths.js';

/**
 * The script that a path or the name of a resource (with dots for folders) means: of the files of that name the one nearest to the
 * program that names it.
 */
export function scriptNamed(name: string, by: Unit, view: RepositoryView): string | undefined {
  const dotted = `.${name.replaceAll(/[\\/]/g, '.')}`;
  const fitting = view.files
    .filter(({ path }) => path.endsWith('sql') && dotted.endsWith(`.${baseName(path)}`))
    .map(({ path }) => ({ file: path }));
  const nearest = nearestTo(fitting, directoryOf(by.source.path));
  return nearest.length === 1 ? nearest[0]?.file : undefined;
}
