import { posix } from 'node:path';
import { bundledTemplate } from '../../documents/bundled-templates.js';
import { newRecord, plainRecord } from '../../documents/adr/new-record.js';
import { InputError } from '../../model/input-error.js';
import { writeEdits } from '../../repository/edit-files.js';
import { openScanned } from '../open-scanned.js';
import { openOneLog } from './open-log.js';

/** Where a log begins. */
export interface InitLogOptions {
  /** The working directory. */
  readonly path: string;
  /** Folder of the log, relative to it; then `.adr-dir` says so from now on. */
  readonly folder?: string;
  /** ISO date of the first record. */
  readonly date: string;
}

/**
 * Begins a log with a record that says why there is one.
 * @throws InputError when the log has records, or `.adr-dir` names another folder.
 */
export async function initLog({
  path,
  folder,
  date,
}: InitLogOptions): Promise<{ readonly root: string; readonly path: string }> {
  const opened = folder === undefined ? await openOneLog({ path }) : undefined;
  const scanned = opened?.scanned ?? (await openScanned(path));
  try {
    const target =
      opened?.chosen.folder ?? posix.normalize((folder ?? '').replaceAll('\\', '/')).replace(/(?<=.)\/$/, '');
    const first = scanned.view.files.find(
      (file) => posix.dirname(file.path) === target && /^\D*\d+[-_ ].*\.md$/.test(posix.basename(file.path)),
    );
    if (first !== undefined || (opened?.chosen.records.length ?? 0) > 0)
      throw new InputError(
        `there is a decision log in ${target} already`,
        'Add to it with: lintel adr new "What was decided"',
      );
    const record = newRecord(
      { folder: target, records: [], number: 1 },
      {
        name: 'adr-tools-first-record',
        text: bundledTemplate('init', 'adr-tools-first-record'),
        kind: 'handlebars',
      },
      plainRecord('Record architecture decisions', 'Accepted', date),
    );
    const pointer = scanned.view.file('.adr-dir') ? await scanned.view.read('.adr-dir') : undefined;
    await writeEdits(scanned.root, [
      { path: record.path, text: record.text, create: true },
      ...(folder === undefined || pointer?.text.trim() === folder
        ? []
        : [{ path: '.adr-dir', text: `${folder}\n`, create: pointer === undefined }]),
    ]);
    return { root: scanned.root, path: record.path };
  } finally {
    await scanned.close();
  }
}
