import type { RepositoryView } from '../../model/repository-view.js';
import { grouped } from '../../model/grouped.js';
import { oncePerView } from '../finding/once-per-view.js';
import { baseName } from '../finding/paths.js';
import { productFiles } from '../finding/product-files.js';

/** The paths of the product's files by what the first group of a pattern finds in their names; made once for each view. */
export function filesByName(
  pattern: RegExp,
): (view: RepositoryView) => ReadonlyMap<string, readonly string[]> {
  return oncePerView((view) => {
    const named = productFiles(view).flatMap(({ path }) => {
      const name = pattern.exec(baseName(path))?.[1];
      return name === undefined ? [] : [{ name, path }];
    });
    const groups = grouped(named, ({ name }) => name);
    return new Map([...groups].map(([name, files]) => [name, files.map(({ path }) => path)]));
  });
}
