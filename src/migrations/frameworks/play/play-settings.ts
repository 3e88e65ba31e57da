import type { RepositoryView } from '../../../model/repository-view.js';
import type { SourceText } from '../../../model/source-text.js';
import type { DialectEvidence } from '../../dialect/dialect-evidence.js';
import { dialectOfName, dialectOfUrl } from '../../dialect/dialect-names.js';
import { oncePerView } from '../../finding/once-per-view.js';
import { productFiles } from '../../finding/product-files.js';

/** Play's configuration files. */
export const playConfigs = oncePerView(async (view: RepositoryView): Promise<readonly SourceText[]> => {
  const configs: SourceText[] = [];
  for (const { path } of productFiles(view)) {
    if (!/(^|\/)conf\/[\w.-]+\.conf$/.test(path)) continue;
    const source = await view.read(path);
    if (source) configs.push(source);
  }
  return configs;
});

/** What configuration says of a database by its name: its URL, its driver or Slick's profile. */
export async function playDialects(
  view: RepositoryView,
  database: string,
): Promise<readonly DialectEvidence[]> {
  const found: DialectEvidence[] = [];
  for (const { path, text } of await playConfigs(view)) {
    const own = text.split('\n').filter((line) => line.includes(`${database}.`) || !/\bdbs?\./.test(line));
    for (const line of own) {
      if (line.length > 1_000) continue;
      const url = /\burl\s*[=:]\s*\S*?(jdbc:[a-z]+:)/.exec(line)?.[1];
      const word =
        /\b(?:org|com|slick)\.(?:jdbc\.)?(postgresql|mysql|mariadb|sqlite|microsoft\.sqlserver|Postgres|MySQL|SQLite|SQLServer)(?=\.|Profile)/.exec(
          line,
        )?.[1];
      const dialect =
        url === undefined ? word && dialectOfName(word.replace('microsoft.', '')) : dialectOfUrl(url);
      if (dialect)
        found.push({ file: path, dialect, reason: `the database in ${path} is ${url ?? word ?? ''}` });
    }
  }
  return found;
}
