import type { RepositoryView } from '../../../model/repository-view.js';
import type { DialectEvidence } from '../../dialect/dialect-evidence.js';
import { dialectOfUrl } from '../../dialect/dialect-names.js';
import { mentionedDirectory } from '../../finding/mentions.js';
import { oncePerView } from '../../finding/once-per-view.js';
import { scriptsOf } from '../../finding/scripts.js';

/** A database URL in a script, and the folder that is named with it. */
interface UrlMention extends DialectEvidence {
  readonly directory: string | undefined;
}

const url = /(?:\b\w*DATABASE_URL["']?\s*[:=]\s*|\s(?:--url|-u)[=\s]+)["']?([a-z][\w+]*:[^\s"']+)/gi;
const folder = /(?:\bDBMATE_MIGRATIONS_DIR["']?\s*[:=]\s*|\s(?:--migrations-dir|-d)[=\s]+)["']?([^\s"']+)/g;

/** Where dbmate finds its database: `DATABASE_URL` (any variable that ends so), `--url`; in `.env` files, compose files, scripts and CI. */
const urlMentions = oncePerView(async (view: RepositoryView): Promise<readonly UrlMention[]> => {
  const found: UrlMention[] = [];
  for (const { file, text } of await scriptsOf(view)) {
    const folders = new Set(
      /dbmate/i.test(text) ? [...text.matchAll(folder)].map((match) => match[1] ?? '') : [],
    );
    const directory = folders.size === 1 ? [...folders][0] : undefined;
    for (const [, value] of text.matchAll(url)) {
      const dialect = dialectOfUrl(value ?? '');
      const scheme = (value ?? '').replace(/:.*$/s, '');
      if (dialect)
        found.push({
          file,
          dialect,
          directory,
          reason: `the database URL in ${file} begins with ${scheme}:`,
        });
    }
  }
  return found;
});

/** What URLs say of the database of the set in `directory`. */
export async function dbmateDialects(
  view: RepositoryView,
  directory: string,
  allDirectories: readonly string[],
): Promise<{ readonly settings: readonly DialectEvidence[]; readonly hints: readonly DialectEvidence[] }> {
  const settings: DialectEvidence[] = [];
  const hints: DialectEvidence[] = [];
  for (const mention of await urlMentions(view)) {
    const named = mention.directory && mentionedDirectory(mention.directory, mention.file, allDirectories);
    if (named === directory) settings.push(mention);
    else if (named === undefined) hints.push(mention);
  }
  return { settings, hints };
}
