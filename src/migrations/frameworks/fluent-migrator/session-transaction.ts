import type { RepositoryView } from '../../../model/repository-view.js';
import { nearestTo } from '../../finding/nearest.js';
import { oncePerView } from '../../finding/once-per-view.js';
import { productFiles } from '../../finding/product-files.js';

const settings = oncePerView(async (view: RepositoryView): Promise<readonly { readonly file: string }[]> => {
  const found: { readonly file: string }[] = [];
  for (const { path } of productFiles(view)) {
    if (!/(program|startup|migrat|database|db|module|extension|configur|setup|runner)[^/]*\.cs$/i.test(path))
      continue;
    const source = await view.read(path);
    if (source && /\bTransactionPerSession\s*=\s*true\b/.test(source.text)) found.push({ file: path });
  }
  return found;
});

/** Whether the runner puts all migrations of a run into one transaction: `TransactionPerSession = true`. */
export async function sessionTransaction(view: RepositoryView, directory: string): Promise<boolean> {
  return nearestTo(await settings(view), directory).length > 0;
}
