import { Flags } from '@oclif/core';
import { InputError } from '../../model/input-error.js';
import type { FindingsReport } from '../../model/report.js';
import type { RuleCard } from '../../model/rule.js';
import { findingsFormats } from '../../reporters/findings/registry.js';
import type { JsonValue } from '../../reporters/json.js';
import { toJsonText } from '../../reporters/json-text.js';
import { pageAssets } from '../../workflows/page-assets.js';
import { writeReports } from '../../workflows/write-reports.js';

const formats = findingsFormats(pageAssets);
const names = [...formats.map(({ name }) => name), 'json'];

/** `--report FORMAT[=FILE]` of every command that judges. */
export const reportFlag = Flags.string({
  description: `Write the findings in this format, to the file or to standard output; may be given several times. Formats: ${names.join(', ')}.`,
  helpValue: 'FORMAT[=FILE]',
  multiple: true,
  multipleNonGreedy: true,
  default: [],
});

/** One `--report`; without a file it goes to standard output. */
export interface WantedReport {
  readonly format: string;
  readonly file?: string;
}

/**
 * Reads the values of `--report`.
 * @throws InputError for an unknown format, and where two documents would be written to standard output.
 */
export function parseReports(values: readonly string[], json: boolean): readonly WantedReport[] {
  const wanted = values.map((value): WantedReport => {
    const at = value.indexOf('=');
    const format = at === -1 ? value : value.slice(0, at);
    const file = at === -1 ? undefined : value.slice(at + 1);
    if (!names.includes(format))
      throw new InputError(
        `--report ${value}: there is no format "${format}"`,
        `Formats are ${names.join(', ')}.`,
      );
    if (file === '')
      throw new InputError(
        `--report ${value}: a file is wanted behind the =`,
        `Write --report ${format}=FILE.`,
      );
    return { format, ...(file !== undefined && file !== '-' && { file }) };
  });
  const documents = wanted.filter(({ format, file }) => file === undefined && !mayStandInLog(format));
  const lines = wanted.filter(({ format, file }) => file === undefined && mayStandInLog(format));
  if (
    documents.length + (json ? 1 : 0) > 1 ||
    (json && lines.length > 0) ||
    (documents.length > 0 && lines.length > 0)
  )
    throw new InputError(
      `only one document can be written to standard output, not ${[...(json ? ['--json'] : []), ...[...documents, ...lines].map(({ format }) => `--report ${format}`)].join(' and ')}`,
      'Give the others a file: --report sarif=lintel.sarif.',
    );
  return wanted;
}

function mayStandInLog(format: string): boolean {
  return formats.find(({ name }) => name === format)?.inLog === true;
}

/** What a command has to report. */
export interface Delivery {
  readonly report: FindingsReport;
  readonly rules: readonly RuleCard[];
  /** What `--json` prints. */
  readonly json: JsonValue;
  /** The ordinary text. */
  readonly text: () => string;
  readonly log: (text: string) => void;
}

/** Writes the files, then the document or the ordinary text to standard output, then the lines that may stand beside it. */
export async function deliverReports(wanted: readonly WantedReport[], delivery: Delivery): Promise<void> {
  const textOf = (format: string): string =>
    formats.find(({ name }) => name === format)?.write(delivery.report, delivery.rules) ??
    `${toJsonText(delivery.json)}\n`;
  await writeReports(
    wanted.flatMap(({ format, file }) =>
      file === undefined
        ? []
        : [{ path: file, text: textOf(format), append: file === process.env['GITHUB_STEP_SUMMARY'] }],
    ),
  );
  const shown = wanted.filter(({ file }) => file === undefined);
  if (!shown.some(({ format }) => !mayStandInLog(format))) delivery.log(delivery.text());
  for (const { format } of shown) {
    const text = textOf(format).replace(/\n$/, '');
    if (text !== '') delivery.log(text);
  }
}
