import type { Dialect } from '../../../model/migration.js';
import type { RepositoryView } from '../../../model/repository-view.js';
import type { DialectEvidence } from '../../dialect/dialect-evidence.js';
import { dialectOfName, dialectOfUrl } from '../../dialect/dialect-names.js';
import { oncePerView } from '../../finding/once-per-view.js';
import { directoryOf } from '../../finding/paths.js';
import { productFiles } from '../../finding/product-files.js';

/** The driver of DBAL's connection in Symfony's configuration: `driver: pdo_mysql`, `database_driver: pdo_pgsql`, `url: mysql://…`. */
export const connectionDrivers = oncePerView(
  async (view: RepositoryView): Promise<readonly DialectEvidence[]> => {
    const found: DialectEvidence[] = [];
    for (const { path } of productFiles(view)) {
      if (!/(^|\/)config\/([\w-]+\/)*(doctrine|parameters|config)[\w.-]*$/i.test(path)) continue;
      const source = await view.read(path);
      if (!source || source.text.length > largestFile) continue;
      const written =
        /^[ \t]*['"]?(?:env\()?(?:database_)?(?:driver|DRIVER)\)?['"]?\s*(?::|=>)\s*['"]?(?:pdo_)?(\w+)/m.exec(
          source.text,
        )?.[1];
      const url = /^[ \t]*['"]?(?:env\(DATABASE_URL\)|url)['"]?\s*(?::|=>)\s*['"]?([a-z]\w*:)/m.exec(
        source.text,
      )?.[1];
      const dialect =
        (written === undefined ? undefined : dialectOfDriver(written)) ??
        (url === undefined ? undefined : dialectOfUrl(url));
      if (dialect === undefined) continue;
      // Placed at the root of the application.
      const application = directoryOf(path).replace(/(^|\/)(app\/)?config(\/.*)?$/, '');
      found.push({
        file: application === '' ? 'composer.json' : `${application}/composer.json`,
        dialect,
        reason: `${path} connects by ${written ?? url ?? ''}`,
      });
    }
    return found;
  },
);

const largestFile = 100_000;

function dialectOfDriver(name: string): Dialect | undefined {
  const dialect = /^(sqlsrv|mssql)$/.test(name)
    ? 'sqlserver'
    : name === 'mysqli'
      ? 'mysql'
      : name === 'oci8' || name === 'oci'
        ? 'oracle'
        : dialectOfName(name);
  return dialect === 'unknown' ? undefined : dialect;
}
