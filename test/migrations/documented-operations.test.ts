import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { Migration, SchemaOperation } from '../../src/model/migration.js';
import { briefly } from './brief.js';
import { overview } from './overview.js';

/**
 * Every operation that a framework documents, as migrations of small repositories: `frameworks/<name>/fixtures/<repository>/…`, and beside
 * each its listing `<repository>.txt`: the lines of its migrations, each with the operations that lintel reads there (`+` on the way forth,
 * `-` on the way back). `npx vitest run test/migrations/documented-operations.test.ts -u` writes the listings anew; read the difference.
 */
const frameworks = path.join(import.meta.dirname, 'frameworks');

const repositories = readdirSync(frameworks, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .flatMap(({ name }) => foldersIn(path.join(frameworks, name, 'fixtures')).map((folder) => [name, folder]))
  .map(([name = '', folder = '']) => [name, path.basename(folder), folder] as const);

/** Frameworks with operations of their own. */
const programs =
  'aerich alembic bun-go db-migrate django ef-core goose gormigrate knex kysely laravel mikro-orm node-pg-migrate payload rails sea-orm sequel sequelize typeorm xormigrate'.split(
    ' ',
  );

test.each(repositories)('%s: what is documented is read (%s)', async (framework, _, folder) => {
  const files = textsIn(folder);
  const { all, sets, skipped } = await overview(files);
  expect(new Set(all.map((migration) => migration.framework))).toEqual(new Set([framework]));
  const listing = [
    ...sets,
    ...skipped.map((line) => `skipped ${line}`),
    ...all.flatMap((migration) => ['', ...listingOf(migration, files)]),
  ];
  await expect(`${listing.join('\n')}\n`).toMatchFileSnapshot(`${folder}.txt`);
});

test('each framework whose migrations are programs has its listing', () => {
  const listed = new Set(repositories.map(([framework]) => framework));
  expect(programs.filter((framework) => !listed.has(framework))).toEqual([]);
});

function foldersIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => path.join(folder, name));
  } catch {
    return [];
  }
}

function textsIn(folder: string): Readonly<Record<string, string>> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  return Object.fromEntries(
    entries.map((entry) => {
      const file = path.join(entry.parentPath, entry.name);
      return [path.relative(folder, file).split(path.sep).join('/'), readFileSync(file, 'utf8')];
    }),
  );
}

/** The lines of a migration that are not empty, each with what is read there. */
function listingOf(migration: Migration, files: Readonly<Record<string, string>>): readonly string[] {
  const { down, downProblems, operations, path: file, runner } = migration;
  const lines = (files[file] ?? '').split('\n');
  const listing = [`== ${file} (down ${down}, ${runner.transaction} transaction)`];
  for (const [index, line] of lines.entries()) {
    const here = operations.filter(({ span }) => span.file === file && span.line === index + 1);
    if (line.trim() !== '') listing.push(line.trimEnd());
    for (const operation of here) listing.push(`    ${lineOf(operation, migration)}`);
    for (const { span, text } of downProblems)
      if (span.line === index + 1) listing.push(`    - cannot be turned round: ${text}`);
  }
  const elsewhere = operations.filter(({ span }) => span.file !== file);
  return [
    ...listing,
    ...elsewhere.map(
      (operation) => `${operation.span.file}:${operation.span.line} ${lineOf(operation, migration)}`,
    ),
  ];
}

function lineOf(operation: SchemaOperation, { runner }: Migration): string {
  const { direction, transaction } = operation;
  const apart = transaction === runner.transaction ? '' : ` [transaction: ${transaction}]`;
  return `${direction === 'up' ? '+' : '-'} ${briefly(operation)}${apart}`;
}
