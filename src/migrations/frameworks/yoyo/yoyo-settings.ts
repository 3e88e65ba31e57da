import type { RepositoryView } from '../../../model/repository-view.js';
import type { DialectEvidence } from '../../dialect/dialect-evidence.js';
import { dialectOfUrl } from '../../dialect/dialect-names.js';
import { oncePerView } from '../../finding/once-per-view.js';
import { baseName } from '../../finding/paths.js';
import { productFiles } from '../../finding/product-files.js';
import { programSources } from '../../finding/program-sources.js';
import { scriptsOf } from '../../finding/scripts.js';
import { readProperties } from '../../settings/properties.js';

/** Where yoyo is told its folders and its database. */
export interface YoyoSettings {
  readonly file: string;
  readonly sources: readonly string[];
  readonly dialect?: DialectEvidence;
}

/** `yoyo.ini`, `read_migrations('…')` and `get_backend('…')` in programs, `yoyo apply … ./migrations` in scripts. */
export const yoyoSettings = oncePerView(async (view: RepositoryView): Promise<readonly YoyoSettings[]> => {
  const found: YoyoSettings[] = [];
  for (const { path } of productFiles(view)) {
    if (!/^[\w.-]*yoyo[\w.-]*\.(ini|cfg)$/.test(baseName(path))) continue;
    const settings = readProperties((await view.read(path))?.text ?? '');
    const sources = (settings.get('sources') ?? '')
      .split(/\s+/)
      .map((source) => source.replace(/^%\(here\)s\/?/, '').replace(/^package:([^:]*):/, ''))
      .filter((source) => source !== '');
    found.push({ file: path, sources, ...dialectOf(settings.get('database') ?? '', path) });
  }
  const programs = await programSources(view, {
    extensions: ['.py'],
    dependency: /^yoyo-migrations$/,
    word: /\bread_migrations\b/,
  });
  for (const { path, text } of programs) {
    const sources = [...text.matchAll(/\bread_migrations\s*\(([^()]{1,300})/g)].flatMap(([, given = '']) =>
      [...given.matchAll(/["']([^"'\n]+)["']/g)].map(([, source]) => source ?? ''),
    );
    const url = /\bget_backend\s*\(\s*f?["']([^"'\n]+)/.exec(text)?.[1] ?? '';
    found.push({ file: path, sources, ...dialectOf(url, path) });
  }
  for (const { file, text } of await scriptsOf(view))
    for (const [, given = ''] of text.matchAll(
      /\byoyo\s+(?:apply|rollback|reapply|list|develop)\b([^\n;&|]{0,400})/g,
    )) {
      const words = given.split(/\s+/).filter((word) => word !== '' && !word.startsWith('-'));
      const url = words.find((word) => word.includes('://'));
      const sources = words.filter((word) => !word.includes('://') && /[/\w]/.test(word));
      found.push({ file, sources, ...dialectOf(url ?? '', file) });
    }
  return found;
});

/** `postgresql+psycopg://…`; what stands in for a value (`%(DB_HOST)s`) does not matter. */
function dialectOf(url: string, file: string): { readonly dialect?: DialectEvidence } {
  const scheme = /^["']?([a-z]+)(?:\+\w+)?:\/\//.exec(url)?.[1] ?? '';
  const dialect = dialectOfUrl(`${scheme === 'redshift' ? 'postgresql' : scheme}://host/db`);
  return dialect === undefined
    ? {}
    : { dialect: { file, dialect, reason: `${baseName(file)} names its database` } };
}
