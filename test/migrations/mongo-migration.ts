import type { Migration } from '../../src/model/migration.js';
import { overview } from './overview.js';

/** The migration whose `up(db, client)` has the given body, as migrate-mongo runs it. */
export async function migrate(body: string): Promise<Migration | undefined> {
  const { all } = await overview({
    'package.json': '{ "devDependencies": { "migrate-mongo": "^11.0.0" } }',
    'migrations/20240101000000-x.js': `exports.up = async (db, client) => { ${body} };`,
  });
  return all[0];
}
