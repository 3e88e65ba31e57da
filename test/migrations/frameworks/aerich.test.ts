import { expect, test } from 'vitest';
import { operationLines } from '../operation-lines.js';
import { overview } from '../overview.js';

const head = 'from tortoise import BaseDBAsyncClient\n\n';

function functions(up: string, down: string): string {
  return `${head}
async def upgrade(db: BaseDBAsyncClient) -> str:
    return """
        ${up}"""


async def downgrade(db: BaseDBAsyncClient) -> str:
    return """
        ${down}"""
`;
}

const files = {
  'settings.py':
    "TORTOISE_ORM = {'connections': {'default': 'asyncpg://u:p@h/db'}, 'apps': {'models': {'models': ['app', 'aerich.models']}}}\n",
  'migrations/models/10_20240301000000_drop.py': functions('DROP TABLE "a";', 'SELECT 1;'),
  'migrations/models/2_20240201000000_add.py': `${functions(
    'ALTER TABLE "a" ADD "b" INT;\n        CREATE INDEX CONCURRENTLY "i" ON "a" ("b");',
    'ALTER TABLE "a" DROP COLUMN "b";',
  )}RUN_IN_TRANSACTION = False\n`,
  'migrations/models/notes.py': 'def upgrade(db):\n    return ""\n',
  'migrations/models/1_20240101000000_none.py': `${head}async def upgrade(db: BaseDBAsyncClient) -> str:\n    return f"DROP TABLE {name()}"\n`,
};

test('the SQL that functions give back is read, in the order of the numbers', async () => {
  const found = await overview(files);
  expect(found.sets).toEqual(['aerich migrations/models [postgresql]']);
  expect(found.migrations).toEqual([
    'migrations/models/1_20240101000000_none.py 1_20240101000000 none none',
    'migrations/models/2_20240201000000_add.py 2_20240201000000 add explicit',
    'migrations/models/10_20240301000000_drop.py 10_20240301000000 drop noop',
  ]);
  expect(found.all.slice(1).map((migration) => operationLines(migration))).toEqual([
    ['addColumn a.b integer', 'createIndex a(b) i concurrently'],
    ['dropTable a'],
  ]);
});

test('statements have their own places, and RUN_IN_TRANSACTION takes the transaction away', async () => {
  const found = await overview(files);
  const [, add, drop] = found.all;
  expect(
    add?.operations.map(({ span, transaction }) => `${span.line}:${span.column} ${transaction}`),
  ).toEqual(['6:9 none', '7:9 none', '12:9 none']);
  expect(drop?.operations[0]?.transaction).toBe('per-migration');
});
