import type { Dialect } from '../../../model/migration.js';
import type { RepositoryView } from '../../../model/repository-view.js';
import type { DialectEvidence } from '../../dialect/dialect-evidence.js';
import { dialectOfName } from '../../dialect/dialect-names.js';
import { oncePerView } from '../../finding/once-per-view.js';
import { directoryOf, resolveFrom } from '../../finding/paths.js';

const driverNames: ReadonlyMap<string, Dialect> = new Map<string, Dialect>([
  ['pgsql', 'postgresql'],
  ['sqlsrv', 'sqlserver'],
]);

/**
 * The database that an application is configured for: `DB_CONNECTION` of its `.env.example`, unless that is SQLite, which stands in the
 * example of every new application; then the default of config/database.php, if it is another one.
 */
export const connectionSettings = oncePerView(
  async (view: RepositoryView): Promise<readonly DialectEvidence[]> => {
    const found: DialectEvidence[] = [];
    for (const { path, marks } of view.files) {
      if (!/(^|\/)config\/database\.php$/i.test(path) || marks.some((mark) => mark !== 'generated')) continue;
      const application = resolveFrom(directoryOf(path), '..') ?? '.';
      const fromExample = await ofExamples(application, view);
      const config = await view.read(path);
      const fallback = config && ofConfig(config.text);
      const chosen = fromExample && fromExample.dialect !== 'sqlite' ? fromExample : undefined;
      // Placed at the application's root, so that it counts for all folders of it.
      const file = application === '.' ? 'composer.json' : `${application}/composer.json`;
      if (chosen) found.push({ ...chosen, file });
      else if (fallback !== undefined && fallback !== 'sqlite')
        found.push({ file, dialect: fallback, reason: `${path} has it as default` });
      else if (fromExample) found.push({ ...fromExample, file });
      else if (fallback !== undefined)
        found.push({ file, dialect: fallback, reason: `${path} has it as default` });
    }
    return found;
  },
);

async function ofExamples(application: string, view: RepositoryView): Promise<DialectEvidence | undefined> {
  for (const name of ['.env.example', '.env.dist', '.env.sample', '.env']) {
    const path = application === '.' ? name : `${application}/${name}`;
    if (!view.file(path)) continue;
    const source = await view.read(path);
    const written = source && /^[ \t]*DB_CONNECTION[ \t]*=[ \t]*["']?(\w+)/m.exec(source.text)?.[1];
    const dialect = written === undefined ? undefined : dialectOf(written);
    if (dialect !== undefined)
      return { file: path, dialect, reason: `${path} sets DB_CONNECTION=${written}` };
  }
  return undefined;
}

/** `'default' => env('DB_CONNECTION', 'mysql')`. */
function ofConfig(text: string): Dialect | undefined {
  const match = /['"]default['"]\s*=>\s*(?:\w*env\s*\(\s*['"]\w+['"]\s*,\s*)?['"](\w+)['"]/i.exec(text);
  return match?.[1] === undefined ? undefined : dialectOf(match[1]);
}

function dialectOf(name: string): Dialect | undefined {
  const dialect = driverNames.get(name) ?? dialectOfName(name);
  return dialect === 'unknown' ? undefined : dialect;
}
