import type { Migration } from '../../../../src/model/migration.js';
import { overview } from '../../overview.js';

/** One migration of Knex as `migrations/20240101000000_x.js`, with its driver in package.json. */
export async function readMigration(text: string, driver = 'pg'): Promise<Migration> {
  const found = await overview({
    'package.json': JSON.stringify({ dependencies: { knex: '3', [driver]: '1' } }),
    'migrations/20240101000000_x.js': text,
  });
  const [migration] = found.all;
  if (!migration) throw new Error('no migration was found');
  return migration;
}

/** `exports.up` with the given body. */
export async function readUp(body: string, driver?: string): Promise<Migration> {
  return readMigration(`exports.up = async function (knex) {\n${body}\n};\n`, driver);
}

/** What operations do, without where and when. */
export function bodies({ operations }: Migration): readonly object[] {
  return operations.map((operation) => {
    const {
      span: _,
      direction: __,
      statement: ___,
      transaction: ____,
      confidence: _____,
      ...body
    } = operation;
    return body;
  });
}
