import type { RepositoryView } from '../../../model/repository-view.js';
import type { DialectEvidence } from '../../dialect/dialect-evidence.js';
import { oncePerView } from '../../finding/once-per-view.js';
import { productFiles } from '../../finding/product-files.js';
import { dialectOfAdapter } from './adapters.js';

const manifest = /(^|\/)(Gemfile|gems\.rb|[\w-]+\.gemspec)$/;
const dependency =
  /^[ \t]*(?:gem|\w+\.add(?:_runtime)?_dependency)[ \t(]+["'](pg|mysql2|trilogy|sqlite3|activerecord-[\w-]+-adapter)["']/gm;

/** Drivers that a Gemfile or gemspec names. SQLite beside a server is the database of a developer or a test. */
export const gemDrivers = oncePerView(async (view: RepositoryView): Promise<readonly DialectEvidence[]> => {
  const found: DialectEvidence[] = [];
  for (const { path } of productFiles(view)) {
    if (!manifest.test(path)) continue;
    const source = await view.read(path);
    const named = [...(source?.text.matchAll(dependency) ?? [])].map((match) => match[1] ?? '');
    const dialects = new Map(
      named.flatMap((gem) => {
        const dialect = dialectOfAdapter(gem);
        return dialect === undefined ? [] : [[dialect, gem] as const];
      }),
    );
    if (dialects.size > 1) dialects.delete('sqlite');
    for (const [dialect, gem] of dialects)
      found.push({ file: path, dialect, reason: `${path} depends on ${gem}` });
  }
  return found;
});
