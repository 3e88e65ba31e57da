import type { RepositoryView } from '../../../model/repository-view.js';
import type { DialectEvidence } from '../../dialect/dialect-evidence.js';
import { dialectOfName } from '../../dialect/dialect-names.js';
import { oncePerView } from '../../finding/once-per-view.js';
import { nearestTo } from '../../finding/nearest.js';
import { directoryOf, resolveFrom } from '../../finding/paths.js';
import { productFiles } from '../../finding/product-files.js';

/** What the configuration of an application says of its migrations. */
export interface CakeSettings {
  readonly driver: DialectEvidence | undefined;
  /** What a column is that says nothing of NULL: `Migrations.column_null_default`. */
  readonly nullable: boolean;
}

interface Application extends CakeSettings {
  /** A file at the root of the application. */
  readonly file: string;
}

/** The application's own configuration, its examples and what a product makes of it. */
const configuration = /(^|\/)config\/(?:[\w.-]*app[\w.-]*|default|datasources[\w.-]*|bootstrap)\.php$/;

const applications = oncePerView(async (view: RepositoryView): Promise<readonly Application[]> => {
  const found: Application[] = [];
  for (const { path } of productFiles(view)) {
    if (!configuration.test(path)) continue;
    const source = await view.read(path);
    if (!source || source.text.length > largestFile) continue;
    const application = resolveFrom(directoryOf(path), '..') ?? '.';
    const file = application === '.' ? 'composer.json' : `${application}/composer.json`;
    const name =
      /['"]driver['"]\s*=>\s*(?:env\([^,()]*,\s*)?['"]?\\?(?:Cake\\+Database\\+Driver\\+)?(Mysql|Postgres|Sqlite|Sqlserver)\b/.exec(
        source.text,
      )?.[1];
    const dialect = name === undefined ? undefined : dialectOfName(name);
    const flag = /['"]column_null_default['"]\s*=>\s*(\w+)/.exec(source.text)?.[1];
    if (dialect === undefined && flag === undefined) continue;
    found.push({
      file,
      driver: dialect && { file, dialect, reason: `the data source in ${path} has the driver ${name ?? ''}` },
      nullable: flag?.toLowerCase() === 'true',
    });
  }
  return found;
});

const largestFile = 200_000;

/** The settings of the application to which a folder belongs. */
export async function cakeSettings(view: RepositoryView, directory: string): Promise<CakeSettings> {
  const nearest = nearestTo(await applications(view), directory);
  return {
    driver: nearest.find(({ driver }) => driver)?.driver,
    nullable: nearest.some(({ nullable }) => nullable),
  };
}
