import { filterLogs } from '../../documents/adr/filter.js';
import type { RecordFilter } from '../../documents/adr/filter.js';
import { toBackstage, toLog4brains, toStructurizr } from '../../documents/adr/export.js';
import type { AdrLog } from '../../documents/adr/record.js';
import { InputError } from '../../model/input-error.js';
import { writeOutput } from '../../repository/output-folder.js';
import { openLogRoot } from './open-log.js';
import { readLogs } from './read-logs.js';

export const exportFormats = ['json', 'structurizr', 'backstage', 'log4brains'] as const;
export type ExportFormat = (typeof exportFormats)[number];

/** One document, or the files that were written. */
export type ExportResult =
  | { readonly document: object }
  | {
      readonly logs: readonly AdrLog[];
    }
  | {
      readonly written: readonly string[];
      readonly left: readonly { readonly path: string; readonly reason: string }[];
    };

/**
 * The records in the form of another tool: `json` and `structurizr` are one document, `backstage` and `log4brains` a folder.
 * @throws InputError when a folder is needed and none is given.
 */
export async function exportAdrs(options: {
  readonly path: string;
  readonly folder?: string;
  readonly format: ExportFormat;
  readonly filter: RecordFilter;
  readonly out?: string;
  readonly force?: boolean;
}): Promise<ExportResult> {
  const { scanned, configured } = await openLogRoot(options);
  try {
    const found = await readLogs(scanned, configured);
    const logs = filterLogs(found.logs, options.filter);
    if (options.format === 'json') return { logs };
    const texts = new Map<string, string>();
    for (const { path } of logs.flatMap(({ records }) => records))
      texts.set(path, (await scanned.view.read(path))?.text ?? '');
    if (options.format === 'structurizr') return { document: toStructurizr(scanned.name, logs, texts) };
    if (options.out === undefined)
      throw new InputError(`--format ${options.format} writes a folder`, 'Say where with --out DIR.');
    const make = options.format === 'backstage' ? toBackstage : toLog4brains;
    const { files, left } = make(scanned.name, logs, texts);
    await writeOutput(options.out, files, { force: options.force === true });
    return { written: files.map(({ path }) => path), left };
  } finally {
    await scanned.close();
  }
}
