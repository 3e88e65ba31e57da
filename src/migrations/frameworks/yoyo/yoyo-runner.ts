import type { RunnerModel } from '../../../model/migration.js';

/**
 * Each migration runs in a transaction where the database can roll back schema changes, each step in a savepoint; a row of the table
 * `yoyo_lock` is held meanwhile (https://ollycope.com/software/yoyo/latest/#transactions, `DatabaseBackend.lock`).
 */
export const yoyoRunner: RunnerModel = {
  transaction: 'per-migration',
  transactionSwitch: '`__transactional__ = False` in Python, `-- transactional: false` in SQL',
  holdsLock: true,
};

/** What the comments at the top of an SQL file say (`parse_metadata_from_sql_comments` of yoyo/migrations.py). */
export function directivesOf(text: string): ReadonlyMap<string, string> {
  const directives = new Map<string, string>();
  for (const line of text.split('\n')) {
    if (!/^\s*(--.*)?$/.test(line)) break;
    const [, name, value = ''] = /^\s*--\s*(depends|transactional)\s*:\s*(.*)$/.exec(line) ?? [];
    if (name !== undefined) directives.set(name, value.trim());
  }
  return directives;
}

/** The migrations that one depends on, by their ids. */
export function dependenciesOf(path: string, text: string): readonly string[] {
  if (path.endsWith('.sql'))
    return (directivesOf(text).get('depends') ?? '').split(/[\s,]+/).filter((id) => id !== '');
  const written = /^__depends__\s*(?::[^=\n]{0,80})?=\s*([^]*?)(?:\n\s*\n|\n(?=\S)|$)/m.exec(text)?.[1] ?? '';
  return [...written.slice(0, 5_000).matchAll(/["']([^"'\n]+)["']/g)].map(([, id]) => id ?? '');
}
