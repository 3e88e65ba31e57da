import type { Migration } from '../../../../src/model/migration.js';
import { overview } from '../../overview.js';

const drivers: Readonly<Record<string, string>> = {
  postgresql: 'psycopg2',
  mysql: 'mysqlclient',
  sqlite: 'aiosqlite',
};

/** A script with these functions; the first line of `functions` is line 8. */
export function script(functions: string, { revision = 'a1', after = 'None' } = {}): string {
  return `"""A script."""
from alembic import op
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

revision = '${revision}'
down_revision = ${after}
${functions}
`;
}

export const environment = 'from alembic import context\ncontext.configure(connection=connection)\n';

/** The only script of a repository; its files may be added to. */
export async function readScript(
  functions: string,
  { dialect = 'postgresql', env = environment } = {},
): Promise<Migration> {
  const found = await overview({
    'requirements.txt': `alembic\n${drivers[dialect] ?? 'psycopg2'}\n`,
    'db/env.py': env,
    'db/versions/a1_change.py': script(functions),
  });
  const [migration] = found.all;
  if (!migration) throw new Error('no script was found');
  return migration;
}

/** A script whose `upgrade` has this body. */
export async function readUpgrade(
  body: string,
  settings: { readonly dialect?: string; readonly env?: string } = {},
): Promise<Migration> {
  const lines = body.split('\n').map((line) => `    ${line.trim() === '' ? '' : line}`);
  return readScript(`def upgrade():\n${lines.join('\n')}\n`, settings);
}
