import type { Migration } from '../model/migration.js';
import type { Reading } from '../model/reading.js';
import type { SkipReason, Skipped } from '../model/skipped.js';
import type { ReadMigration } from './sql-migration.js';

/** What reading a file gave: a migration, or why it is none. */
export type FileReading =
  ReadMigration | { readonly migration: undefined; readonly skipped: readonly Skipped[] };

/** Reads file after file of a set. */
export async function readEach(
  paths: readonly string[],
  read: (path: string) => Promise<FileReading>,
): Promise<Reading<Migration>> {
  const facts: Migration[] = [];
  const skipped: Skipped[] = [];
  for (const path of paths) {
    const reading = await read(path);
    if (reading.migration) facts.push(reading.migration);
    skipped.push(...reading.skipped);
  }
  return { facts, skipped };
}

/** A file that its framework would not run, with the reason in words. */
export function refused(
  file: string,
  detail: string,
  reason: SkipReason = 'unsupported-syntax',
): FileReading {
  return { migration: undefined, skipped: [{ file, reason, detail }] };
}

/** A migration that was taken as it is. */
export function taken(migration: Migration): FileReading {
  return { migration, skipped: [] };
}
