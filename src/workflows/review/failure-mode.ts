import { posix } from 'node:path';
import type { ReviewStep } from '../../checklist/review-session.js';
import { slugOf } from '../../documents/adr/file-name.js';
import { writeAtomically } from '../../repository/write-file.js';
import { openScanned } from '../open-scanned.js';
import { newServiceRunbook } from '../runbook.js';

export interface FailureMode {
  readonly path: string;
  readonly service: string;
  readonly step: ReviewStep;
  /** Id of the choice that was given. */
  readonly choice: string;
  readonly note?: string;
}

/**
 * Adds what was answered on a failure to the runbook of the service, as a section with its evidence and with what is left to say; a service
 * without a runbook gets one. Below "Known failure modes" where there is such a heading, else at the end; nothing else in the file changes.
 * @returns the file, and false when it has the section already.
 * @throws InputError when the runbook has to be made and the service is not there.
 */
export async function addFailureMode(
  mode: FailureMode,
): Promise<{ readonly file: string; readonly written: boolean }> {
  const place = await runbookOf(mode.path, mode.service);
  const file =
    place.file ??
    (await newServiceRunbook({ path: mode.path, service: mode.service, template: 'service' })).path;
  const scanned = await openScanned(mode.path);
  try {
    const text = (await scanned.view.read(file))?.text ?? '';
    const heading = `### ${mode.step.subQuestion.id}`;
    if (text.split(/\r?\n/).some((line) => line.startsWith(heading))) return { file, written: false };
    const breaks = text.includes('\r\n') ? '\r\n' : '\n';
    await writeAtomically(scanned.root, file, inserted(text, sectionOf(mode, heading, file), breaks));
    return { file, written: true };
  } finally {
    await scanned.close();
  }
}

async function runbookOf(path: string, service: string): Promise<{ readonly file?: string }> {
  const scanned = await openScanned(path);
  try {
    const file = posix.join(scanned.configuration.runbooks.path, `${slugOf(service)}.md`);
    return scanned.view.file(file) === undefined ? {} : { file };
  } finally {
    await scanned.close();
  }
}

function sectionOf({ step, choice, note }: FailureMode, heading: string, file: string): readonly string[] {
  const { subQuestion } = step;
  const text = subQuestion.choices.find(({ id }) => id === choice)?.text ?? 'It does not apply';
  const up = posix.relative(posix.dirname(file), '.');
  return [
    `${heading}: ${subQuestion.text}`,
    '',
    `Answered: ${text}.${note === undefined ? '' : ` ${note.split(/\s+/).join(' ')}`}`,
    ...(step.evidence.length === 0
      ? []
      : [
          '',
          ...step.evidence.map(
            ({ text: what, span }) =>
              `- ${what} ([${span.file}:${span.line}](${encodeURI(posix.join(up, span.file))}#L${span.line}))`,
          ),
        ]),
    '',
    '1. TODO: how it shows (alert, dashboard, what users see).',
    '2. TODO: first safe action. Verify: TODO. Undo: TODO.',
    '',
  ];
}

function inserted(text: string, section: readonly string[], breaks: string): string {
  const lines = text.split(/\r?\n/);
  const heading = lines.findIndex((line) => /^## +known failure modes\s*$/i.test(line));
  const next =
    heading === -1 ? -1 : lines.findIndex((line, index) => index > heading && line.startsWith('## '));
  if (next === -1) return [...trimmedEnd(lines), '', ...section].join(breaks);
  return [...trimmedEnd(lines.slice(0, next)), '', ...section, ...lines.slice(next)].join(breaks);
}

function trimmedEnd(lines: readonly string[]): readonly string[] {
  const last = lines.findLastIndex((line) => line.trim() !== '');
  return lines.slice(0, last + 1);
}
