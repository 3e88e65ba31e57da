import type { RepositoryView } from '../../../model/repository-view.js';
import { oncePerView } from '../../finding/once-per-view.js';
import { baseName } from '../../finding/paths.js';
import { productFiles } from '../../finding/product-files.js';
import { programSources } from '../../finding/program-sources.js';

/** A package that Mongock is told to scan. */
export interface ScanPackage {
  readonly file: string;
  /** The package as a folder: `com/acme/migrations`. */
  readonly folder: string;
}

const setting =
  /\b(?:migration-?scan-?package|change-?logs-?scan-?package)s?(?:\[\d+\])?\s*[:=]([\s\w.,"'-]+)/gi;
const call =
  /\b(?:addMigrationScanPackages?|addChangeLogsScanPackages?|setChangeLogsScanPackage|setMigrationScanPackage)\s*\(([^()]{1,400})\)/g;

/** `mongock.migration-scan-package` of application files, and the same in programs. */
export const scanPackages = oncePerView(async (view: RepositoryView): Promise<readonly ScanPackage[]> => {
  const found: ScanPackage[] = [];
  for (const { path } of productFiles(view)) {
    if (!/^(application|bootstrap)[\w-]*\.(ya?ml|properties)$/.test(baseName(path))) continue;
    const text = (await view.read(path))?.text ?? '';
    for (const [, list = ''] of text.matchAll(setting)) found.push(...foldersIn(list, path));
  }
  const sources = await programSources(view, {
    extensions: ['.java', '.kt', '.groovy'],
    dependency: /mongock|mongobee|changock/i,
    word: /ScanPackage/,
  });
  for (const { path, text } of sources)
    for (const [, list = ''] of text.matchAll(call))
      found.push(
        ...foldersIn([...list.matchAll(/["']([^"']+)["']/g)].map(([, name]) => name).join(' '), path),
      );
  return found;
});

function foldersIn(list: string, file: string): readonly ScanPackage[] {
  return [...list.matchAll(/[A-Za-z_]\w*(?:\.\w+)+/g)].map(([name]) => ({
    file,
    folder: name.replaceAll('.', '/'),
  }));
}
