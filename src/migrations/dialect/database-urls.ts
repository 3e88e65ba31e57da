import type { RepositoryView } from '../../model/repository-view.js';
import { oncePerView } from '../finding/once-per-view.js';
import { scriptsOf } from '../finding/scripts.js';
import type { DialectEvidence } from './dialect-evidence.js';
import { dialectOfUrl } from './dialect-names.js';

/** `DATABASE_URL` in scripts, compose files and `.env` examples, from which many tools take the database. */
export const databaseUrls = oncePerView(async (view: RepositoryView): Promise<readonly DialectEvidence[]> =>
  (await scriptsOf(view)).flatMap(({ file, text }) =>
    [...text.matchAll(/\bDATABASE_URL["']?\s*[:=]\s*["']?([a-z]\w*:)/gi)].flatMap(([, scheme]) => {
      const dialect = dialectOfUrl(scheme ?? '');
      return dialect
        ? [{ file, dialect, reason: `the database URL in ${file} begins with ${scheme ?? ''}//` }]
        : [];
    }),
  ),
);
