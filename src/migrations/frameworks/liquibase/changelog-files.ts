import type { RepositoryView } from '../../../model/repository-view.js';
import type { Skipped } from '../../../model/skipped.js';
import type { SourceText } from '../../../model/source-text.js';
import { isSeedFolder } from '../../finding/foreign-folders.js';
import { oncePerView } from '../../finding/once-per-view.js';
import { directoryOf } from '../../finding/paths.js';
import { productFiles } from '../../finding/product-files.js';
import type { ChangelogNode } from './changelog-node.js';
import { parseChangelog } from './changelog-node.js';
import { isFormattedSql } from './formatted-sql.js';

/** A changelog of the repository. */
export interface ChangelogFile {
  readonly path: string;
  readonly source: SourceText;
  /** Undefined for formatted SQL, and for a file that does not parse. */
  readonly root: ChangelogNode | undefined;
  readonly skipped: readonly Skipped[];
}

/** All changelogs of the product by path: files that say that they are one. Those of snapshots and seeds are left out. */
export const changelogFiles = oncePerView(
  async (view: RepositoryView): Promise<ReadonlyMap<string, ChangelogFile>> => {
    const files = new Map<string, ChangelogFile>();
    for (const { path } of productFiles(view)) {
      if (!mayBeChangelog.test(path) || isSeedFolder(directoryOf(path))) continue;
      const source = await view.read(path);
      const file = source && changelogOf(source);
      if (file) files.set(path, file);
    }
    return files;
  },
);

/** Changelogs lie in folders or have names that speak of databases; other XML, YAML and JSON is not opened. */
const mayBeChangelog =
  /(change-?log|change-?set|liquibase|migration|database|schema|(^|[/_.-])(db|sql|jpa|master|updates?)([/_.-]|$))[^\n]*\.(xml|ya?ml|json|sql)$/i;

function changelogOf(source: SourceText): ChangelogFile | undefined {
  const { path, text } = source;
  if (/\.sql$/i.test(path))
    return isFormattedSql(text) ? { path, source, root: undefined, skipped: [] } : undefined;
  if (
    !/<(?:\w+:)?databaseChangeLog[\s>/]|(^|\n)[ \t{"]*databaseChangeLog["]?\s*:/.test(
      text.slice(0, headLength),
    )
  )
    return undefined;
  const { root, skipped } = parseChangelog(source);
  return root || skipped.length > 0 ? { path, source, root, skipped } : undefined;
}

/** The root element comes behind a licence and comments at most. */
const headLength = 20_000;
