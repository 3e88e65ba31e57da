import type { Dialect } from '../../../model/migration.js';
import type { RepositoryView } from '../../../model/repository-view.js';
import type { DialectEvidence } from '../../dialect/dialect-evidence.js';
import { manifestsOf } from '../../finding/manifests.js';
import { oncePerView } from '../../finding/once-per-view.js';
import { productFiles } from '../../finding/product-files.js';
import { dialectOfProcessor } from './databases.js';

/** Packages of processors. */
const packages: Readonly<Record<string, Dialect>> = {
  'FluentMigrator.Runner.Postgres': 'postgresql',
  'FluentMigrator.Runner.SqlServer': 'sqlserver',
  'FluentMigrator.Runner.MySql': 'mysql',
  'FluentMigrator.Runner.SQLite': 'sqlite',
  'FluentMigrator.Runner.Oracle': 'oracle',
};

const largestFile = 200_000;

/** `.AddPostgres()`, `.AddSqlServer2016()` where the runner is set up, and packages of single processors. */
export const runnerEvidence = oncePerView(
  async (view: RepositoryView): Promise<readonly DialectEvidence[]> => {
    const found: DialectEvidence[] = [];
    for (const { file, dependencies } of await manifestsOf(view))
      for (const name of dependencies.keys()) {
        const dialect = packages[name];
        if (dialect) found.push({ file, dialect, reason: `${file} depends on ${name}` });
      }
    const calls: DialectEvidence[] = [];
    for (const { path } of productFiles(view)) {
      if (!/(program|startup|migrat|database|db|module|extension|configur|setup)[^/]*\.cs$/i.test(path))
        continue;
      const source = await view.read(path);
      if (!source || source.text.length > largestFile || !/FluentMigrator|ConfigureRunner/.test(source.text))
        continue;
      for (const [, name = ''] of source.text.matchAll(
        /\.Add((?:Postgres|SqlServer|MySql|SQLite|Oracle|MariaDB|Redshift)\w*)\s*\(/g,
      )) {
        const dialect = dialectOfProcessor(name);
        if (dialect) calls.push({ file: path, dialect, reason: `${path} sets the runner up by Add${name}` });
      }
    }
    return calls.length > 0 ? calls : found;
  },
);
