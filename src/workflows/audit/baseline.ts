import { baselineFile, baselineText, readBaseline, updateBaseline } from '../../audit/baseline-file.js';
import type { BaselineUpdate } from '../../audit/baseline-file.js';
import { InputError } from '../../model/input-error.js';
import { writeAtomically } from '../../repository/write-file.js';
import { audit } from '../audit.js';
import type { Progress } from '../gather-facts.js';
import { openScanned } from '../open-scanned.js';
import { followRenames } from './follow-renames.js';

export interface BaselineOptions {
  readonly path: string;
  /** Relative to the root; `.lintel/baseline.json` when absent. */
  readonly file?: string;
  /** Take in findings that are new. */
  readonly acceptNew: boolean;
  /** Only look: nothing is written. */
  readonly dryRun: boolean;
  readonly progress?: Progress;
}

/** What the update of a baseline did, or would do. */
export interface WrittenBaseline extends BaselineUpdate {
  readonly file: string;
  /** Whether there was none before. */
  readonly created: boolean;
  /** Whether the file is another than before. */
  readonly changed: boolean;
}

/**
 * Writes a baseline, or brings it up to date: fixed findings leave it, new ones do not come in unless that is asked for.
 * @throws InputError when the present file is damaged.
 * @throws Error when the scan was not whole: what was not seen is not fixed.
 */
export async function writeBaseline(options: BaselineOptions): Promise<WrittenBaseline> {
  const file = options.file ?? baselineFile;
  const scanned = await openScanned(options.path);
  try {
    const text = (scanned.view.file(file) && (await scanned.view.read(file)))?.text;
    const report = await audit({
      path: options.path,
      failOn: 'never',
      ...(options.progress && { progress: options.progress }),
    });
    if (report.failures.length > 0)
      throw new Error(
        `the scan broke down (${report.failures.map(({ part }) => part).join(', ')}), so that nothing can be said to be fixed`,
      );
    const own = report.findings.filter(({ rule }) => !rule.startsWith('waiver-'));
    const present =
      text === undefined ? undefined : readBaseline(text, file).map(({ line: _line, ...entry }) => entry);
    const followed = present && (await followRenames(present, own, scanned.view));
    const update = updateBaseline(followed?.entries, own, options.acceptNew);
    const next = baselineText(update.entries);
    const changed = next !== text;
    if (changed && !options.dryRun) await writeAtomically(scanned.root, file, next);
    return { ...update, file, created: text === undefined, changed };
  } finally {
    await scanned.close();
  }
}

/** Whether a path may be the baseline's: within the repository. */
export function checkedBaselinePath(path: string): string {
  if (path.startsWith('/') || path.split('/').includes('..'))
    throw new InputError(
      `--baseline ${path}: a path within the repository is wanted`,
      'Write it relative to the root.',
    );
  return path.replace(/^\.\//, '');
}
