import { posix } from 'node:path';
import type { Evidence } from '../../model/evidence.js';
import { renderTemplate } from '../render-template.js';
import { readFileName, slugOf } from './file-name.js';
import type { NumberPattern } from './file-name.js';

/** What a new record is made of. */
export interface NewRecord {
  readonly title: string;
  readonly status: string;
  /** ISO date. */
  readonly date: string;
  readonly deciders: readonly string[];
  /** Facts that the decision rests on; they are listed with file and line. */
  readonly evidence: readonly Evidence[];
  /** The checklist question that called for the record, with the answer that was given. */
  readonly question?: {
    readonly id: string;
    readonly text: string;
    readonly answer: string;
    readonly note: string;
  };
}

/** A file to be written. */
export interface NewFile {
  readonly path: string;
  readonly text: string;
}

/**
 * A new record for a folder: numbered after the highest number in it and named like its neighbours (`0008-…`, `ADR-8-…`).
 * @param folder relative to the root.
 * @param existing names of the files in the folder.
 */
export function newRecord(
  folder: string,
  existing: readonly string[],
  template: { readonly name: string; readonly text: string },
  record: NewRecord,
): NewFile & { readonly number: number } {
  const names = existing.flatMap((name) => readFileName(name) ?? []);
  const numbered = names
    .filter((name) => name.number !== null)
    .toSorted((a, b) => (a.number ?? 0) - (b.number ?? 0));
  const last = numbered.at(-1);
  const number = (last?.number ?? 0) + 1;
  const file = `${numberText(number, last?.pattern)}-${slugOf(record.title)}.md`;
  const text = renderTemplate(
    template.text,
    { ...record, number, question: record.question ?? null },
    template.name,
  );
  return { path: posix.join(folder, file), text, number };
}

function numberText(number: number, pattern: NumberPattern = { prefix: '', digits: 4 }): string {
  return pattern.prefix + String(number).padStart(pattern.digits, '0');
}
