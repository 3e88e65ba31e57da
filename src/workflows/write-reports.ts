import { writeReportFile } from '../repository/write-file.js';

/** A report that is ready. */
export interface ReportFile {
  /** Absolute, or relative to the working directory. */
  readonly path: string;
  readonly text: string;
  /** Put it behind what the file holds: the step summary of GitHub Actions is shared by all of a step. */
  readonly append: boolean;
}

/**
 * Writes reports where the user wants them, each whole or not at all.
 * @throws InputError when a place cannot be written.
 */
export async function writeReports(files: readonly ReportFile[]): Promise<void> {
  for (const { path, text, append } of files) await writeReportFile(path, text, { append });
}
