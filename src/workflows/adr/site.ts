import { siteAsset } from '../../documents/bundled-templates.js';
import { filterLogs } from '../../documents/adr/filter.js';
import { buildSite } from '../../documents/site/build-site.js';
import type { SiteFile } from '../../documents/site/build-site.js';
import { InputError } from '../../model/input-error.js';
import { writeOutput } from '../../repository/output-folder.js';
import { openLogRoot } from './open-log.js';
import { readLogs } from './read-logs.js';

export interface SiteOptions {
  readonly path: string;
  readonly folder?: string;
  readonly logs?: readonly string[];
  /** Name of the site; that of the repository's folder when absent. */
  readonly title?: string;
  /** Script that a preview adds to every page. */
  readonly live?: string;
}

/**
 * The files of a static site of the decision logs, and the folders that it was made from, relative to the root.
 * @throws InputError when there is no record.
 */
export async function makeSite(options: SiteOptions): Promise<{
  readonly files: readonly SiteFile[];
  readonly folders: readonly string[];
  readonly root: string;
}> {
  const { scanned, configured } = await openLogRoot(options);
  try {
    const found = await readLogs(scanned, configured);
    const logs = filterLogs(found.logs, options.logs ? { logs: options.logs } : {});
    const records = logs.flatMap((log) => log.records);
    if (records.length === 0)
      throw new InputError(
        'there are no decision records here',
        'Begin with `lintel adr new "What was decided"`, or say where they are with --dir.',
      );
    const texts = new Map<string, string>();
    for (const { path } of records) texts.set(path, (await scanned.view.read(path))?.text ?? '');
    const parts = {
      title: options.title ?? `${scanned.name}: decisions`,
      css: siteAsset('site.css'),
      script: siteAsset('site.js'),
      ...(options.live !== undefined && { live: options.live }),
    };
    return {
      files: buildSite(parts, logs, texts),
      folders: logs.map(({ path }) => path),
      root: scanned.root,
    };
  } finally {
    await scanned.close();
  }
}

/** Writes the site into a folder; gives the paths of its files. */
export async function writeSite(
  options: SiteOptions & { readonly out: string; readonly force?: boolean },
): Promise<readonly string[]> {
  const { files } = await makeSite(options);
  await writeOutput(options.out, files, { force: options.force === true });
  return files.map(({ path }) => path);
}
