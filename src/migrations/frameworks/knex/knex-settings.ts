import type { RepositoryView } from '../../../model/repository-view.js';
import type { Value } from '../../../syntax/javascript/evaluate/value.js';
import type { DialectEvidence } from '../../dialect/dialect-evidence.js';
import { dialectOfName } from '../../dialect/dialect-names.js';
import { oncePerView } from '../../finding/once-per-view.js';
import { baseName } from '../../finding/paths.js';
import { productFiles } from '../../finding/product-files.js';
import { programSources } from '../../finding/program-sources.js';
import { settingAt, settingsIn, writtenPath } from '../../javascript/configured-paths.js';
import {
  type NamedDirectory,
  type ProgramSettings,
  withoutDevelopment,
} from '../../javascript/find-programs.js';
import { booleanOf, textOf, textsOf } from '../../javascript/values.js';

/** What the configuration of Knex says, and whether it switches transactions off for all migrations. */
export interface KnexSettings extends ProgramSettings {
  /** Files that say `disableTransactions: true`. */
  readonly withoutTransactions: readonly string[];
}

/** `migrations: { directory }` of knexfile.*, of knex({…}) in code, `knex.migrate.latest({ directory })`, and knex-migrator's file. */
export const knexSettings = oncePerView(async (view: RepositoryView): Promise<KnexSettings> => {
  const files = new Set(
    productFiles(view)
      .map(({ path }) => path)
      .filter((path) => /^(knexfile|MigratorConfig)[\w.-]*\.[cm]?[jt]s$/i.test(baseName(path))),
  );
  const sources = await programSources(view, {
    extensions: ['.js', '.ts', '.mjs', '.cjs', '.mts'],
    dependency: /^(knex|objection|knex-migrator)$/,
    word: /\bknex\b[^]*\b(?:migrations|directory|client)\b/i,
  });
  for (const { path } of sources) files.add(path);
  const directories: NamedDirectory[] = [];
  const dialects: DialectEvidence[] = [];
  const withoutTransactions: string[] = [];
  for (const file of files)
    for (const { callee, value } of await settingsIn(file, view)) {
      const own = settingAt(value, ['migrations']);
      const migrations = own ?? (/migrate\.\w+$/.test(callee) ? value : undefined);
      const named = [migrations && settingAt(migrations, ['directory']), settingAt(value, ['migrationPath'])];
      for (const path of named.flatMap(pathsOf))
        directories.push({ file, path, reason: `${baseName(file)} names it` });
      if (booleanOf(migrations && settingAt(migrations, ['disableTransactions'])) === true)
        withoutTransactions.push(file);
      const client = textOf(settingAt(value, ['client']));
      const dialect = client === undefined ? undefined : dialectOfName(client.replace(/-?native$/, ''));
      // A client somewhere in a program may be another's: a cache, a limiter. That of the migrations is told with them.
      const isOwn = own !== undefined || /^knexfile/i.test(baseName(file)) || dialect !== 'sqlite';
      if (dialect !== undefined && dialect !== 'unknown' && isOwn)
        dialects.push({ file, dialect, reason: `${baseName(file)} has the client ${client ?? ''}` });
    }
  return { directories, dialects: withoutDevelopment(dialects), withoutTransactions };
});

function pathsOf(value: Value | undefined): readonly string[] {
  return (textsOf(value) ?? []).map(writtenPath);
}
