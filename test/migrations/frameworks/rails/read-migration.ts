import type { Migration } from '../../../../src/model/migration.js';
import { overview } from '../../overview.js';

const gems: Readonly<Record<string, string>> = { postgresql: 'pg', mysql: 'mysql2', sqlite: 'sqlite3' };

/** One migration whose class body is given, as `db/migrate/20240101000000_x.rb`; line 2 of the file is the body's first. */
export async function readMigration(
  body: string,
  { dialect = 'postgresql', base = 'ActiveRecord::Migration[7.1]' } = {},
): Promise<Migration> {
  const found = await overview({
    Gemfile: `gem "rails"\ngem "${gems[dialect] ?? 'pg'}"\n`,
    'db/migrate/20240101000000_x.rb': `class X < ${base}\n${body}\nend\n`,
  });
  const [migration] = found.all;
  if (!migration) throw new Error('no migration was found');
  return migration;
}

/** `change` with the given body; its first line is line 3. */
export async function readChange(
  body: string,
  settings: { readonly dialect?: string; readonly base?: string } = {},
): Promise<Migration> {
  return readMigration(`  def change\n${body}\n  end`, settings);
}

export { bodiesOf as bodies } from '../../overview.js';

/** `line#statement kind` of each operation of a direction. */
export function places(migration: Migration, direction: 'up' | 'down' = 'up'): readonly string[] {
  return migration.operations
    .filter((operation) => operation.direction === direction)
    .map(({ span, statement, kind }) => `${span.line}#${statement} ${kind}`);
}

/** `line text` of what stops the way back. */
export function problems(migration: Migration): readonly string[] {
  return migration.downProblems.map(({ span, text }) => `${span.line} ${text}`);
}
