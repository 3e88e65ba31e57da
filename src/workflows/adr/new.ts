import { posix } from 'node:path';
import { bundledTemplate } from '../../documents/bundled-templates.js';
import { defaultLogPath, findLogs } from '../../documents/adr/find-logs.js';
import { newRecord } from '../../documents/adr/new-record.js';
import { InputError } from '../../model/input-error.js';
import { writeAtomically } from '../../repository/write-file.js';
import { evidenceForQuestion } from '../evidence-for-question.js';
import { openScanned } from '../open-scanned.js';

export interface NewAdrOptions {
  readonly path: string;
  readonly title: string;
  /** Folder of the log; the configured or found one when absent. */
  readonly folder?: string;
  /** Name of a template; that of the log's own style when absent. */
  readonly template?: string;
  readonly status?: string;
  readonly deciders: readonly string[];
  /** ISO date of the record. */
  readonly date: string;
  /** Id of a (sub-)question whose answer and evidence fill the context. */
  readonly question?: string;
  readonly service?: string;
}

/**
 * Writes a new record.
 * @returns its path relative to the root and its number.
 * @throws InputError when there are several logs and none was named, or the template or question does not exist.
 */
export async function newAdr(
  options: NewAdrOptions,
): Promise<{ readonly path: string; readonly number: number }> {
  if (options.title.trim() === '')
    throw new InputError(
      'no title given',
      'Say what was decided: `lintel adr new "Use PostgreSQL for orders"`.',
    );
  const scanned = await openScanned(options.path);
  try {
    const { logs } = await findLogs(scanned.view, options.folder ?? scanned.configuration.adr.path);
    if (logs.length > 1) {
      throw new InputError(
        `there are ${logs.length} decision logs here: ${logs.map((log) => log.path).join(', ')}`,
        'Say which with --dir, or set adr.path in .lintel.yaml.',
      );
    }
    const [log] = logs;
    const folder = log?.path ?? defaultLogPath;
    const existing = scanned.view.files
      .filter((file) => posix.dirname(file.path) === folder)
      .map((file) => posix.basename(file.path));
    const template = options.template ?? (log?.style === 'madr' ? 'madr' : 'nygard');
    const context =
      options.question === undefined
        ? { evidence: [] }
        : await evidenceForQuestion(scanned, options.question, options.service);
    const record = newRecord(
      folder,
      existing,
      { name: template, text: bundledTemplate('adr', template) },
      {
        title: options.title.trim(),
        status: options.status ?? (template === 'madr' ? 'proposed' : 'Proposed'),
        date: options.date,
        deciders: options.deciders,
        ...context,
      },
    );
    await writeAtomically(scanned.root, record.path, record.text, { create: true });
    return { path: record.path, number: record.number };
  } finally {
    await scanned.close();
  }
}
