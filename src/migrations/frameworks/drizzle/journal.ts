import type { SourceText } from '../../../model/source-text.js';
import { isRecord, readJson } from '../../settings/json.js';

/** `meta/_journal.json` of Drizzle up to 0.x (drizzle-orm/src/migrator.ts, readMigrationFiles). */
export interface DrizzleJournal {
  /** As Drizzle writes it: `postgresql`, `pg`, `mysql`, `sqlite`, `turso` …; empty when it is not given. */
  readonly dialect: string;
  /** Names of the migrations without `.sql`, in the order in which they run. */
  readonly tags: readonly string[];
}

/** The journal of a text; undefined for JSON of another kind. */
export function readJournal({ text }: SourceText): DrizzleJournal | undefined {
  const root = readJson(text);
  if (!isRecord(root) || !Array.isArray(root['entries'])) return undefined;
  const entries: readonly unknown[] = root['entries'];
  const tags = entries.flatMap((entry) =>
    isRecord(entry) && typeof entry['tag'] === 'string' ? [entry['tag']] : [],
  );
  return { dialect: typeof root['dialect'] === 'string' ? root['dialect'] : '', tags };
}
