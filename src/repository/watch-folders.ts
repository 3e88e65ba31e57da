import { watch } from 'node:fs';
import type { FSWatcher } from 'node:fs';
import { join } from 'node:path';

/** So many milliseconds after the last change of a burst it is told of: an editor writes, renames and touches. */
const quiet = 120;

/**
 * Tells of changes in folders, once for each burst.
 * @param root absolute path.
 * @param folders relative to it, with `/`; what is not there is left out.
 * @returns a function that ends it.
 */
export function watchFolders(root: string, folders: readonly string[], changed: () => void): () => void {
  let timer: NodeJS.Timeout | undefined;
  const watchers: FSWatcher[] = [];
  for (const folder of folders) {
    try {
      const watcher = watch(join(root, folder), { persistent: true }, () => {
        clearTimeout(timer);
        timer = setTimeout(changed, quiet);
      });
      // A folder that goes away is no reason to end.
      watcher.on('error', () => watcher.close());
      watchers.push(watcher);
    } catch {
      // Gone since it was listed.
    }
  }
  return () => {
    clearTimeout(timer);
    for (const watcher of watchers) watcher.close();
  };
}
