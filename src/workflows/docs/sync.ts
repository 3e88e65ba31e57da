import { readExactText } from '../../repository/exact-text.js';
import { writeAtomically } from '../../repository/write-file.js';
import { openScanned } from '../open-scanned.js';
import { readTextLogs } from '../adr/read-logs.js';
import { contentFor } from './region-generators.js';
import { updateRegions } from './update-regions.js';
import type { RegionPermissions, RegionReport } from './update-regions.js';

/**
 * Brings every managed region of the repository's Markdown up to date, or only compares. Files are written one by one, each whole.
 * @throws InputError when the markers of a file make no regions; then no file is written.
 */
export async function syncDocs(
  path: string,
  permissions: RegionPermissions,
): Promise<readonly RegionReport[]> {
  const scanned = await openScanned(path);
  try {
    const { logs } = await readTextLogs(scanned);
    const reports: RegionReport[] = [];
    const writes: { readonly file: string; readonly text: string }[] = [];
    for (const { path: file, marks } of scanned.view.files) {
      if (!/\.(md|markdown|mdown)$/i.test(file) || marks.includes('vendored') || marks.includes('test'))
        continue;
      const source = await scanned.view.read(file);
      if (source?.text.includes('lintel:begin') !== true && source?.text.includes('lintel:end') !== true)
        continue;
      const text = readExactText(scanned.root, file);
      if (text === undefined) continue;
      const updated = updateRegions(
        file,
        text,
        ({ id, attributes }) => contentFor(id, attributes, file, logs),
        permissions,
      );
      reports.push(...updated.reports);
      if (updated.text !== text) writes.push({ file, text: updated.text });
    }
    for (const { file, text } of writes) await writeAtomically(scanned.root, file, text);
    return reports;
  } finally {
    await scanned.close();
  }
}
