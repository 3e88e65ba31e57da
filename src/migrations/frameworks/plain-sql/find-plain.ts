import type { RepositoryView } from '../../../model/repository-view.js';
import { dialectOfSet } from '../../dialect/dialect-of-set.js';
import { baseName } from '../../finding/paths.js';
import type { MigrationClaim } from '../../framework.js';
import { plainSets } from './plain-sets.js';

/** Claims folders of numbered SQL on the weakest ground, so that any framework that knows them better gets them. */
export async function findPlainSql(view: RepositoryView): Promise<readonly MigrationClaim[]> {
  const claims: MigrationClaim[] = [];
  for (const { directory, entries, database } of await plainSets(view)) {
    const files = entries.map(({ path }) => path);
    const sample = baseName(files[0] ?? '');
    const settings = database
      ? [{ file: files[0] ?? '', dialect: database.dialect, reason: reasonOf(database.word, sample) }]
      : [];
    const dialect = await dialectOfSet({ directory, files, settings }, view);
    const reason = `numbered files such as ${sample}, most of which change a schema`;
    claims.push({ framework: 'plain-sql', directory, ...dialect, reason, strength: 'path', files });
  }
  return claims;
}

function reasonOf(word: string, sample: string): string {
  return word === '' ? 'its files run on several databases' : `its files end with .${word}, e.g. ${sample}`;
}
