import type { RepositoryView } from '../../../model/repository-view.js';
import type { DialectEvidence } from '../../dialect/dialect-evidence.js';
import { dialectOfName } from '../../dialect/dialect-names.js';
import { oncePerView } from '../../finding/once-per-view.js';
import { baseName, directoryOf, resolveFrom } from '../../finding/paths.js';
import { productFiles } from '../../finding/product-files.js';

/** What a `drizzle.config.*` says (https://orm.drizzle.team/docs/drizzle-config-file). */
export interface DrizzleConfig {
  readonly file: string;
  /** Of the migrations; `drizzle` beside the file when it names none. */
  readonly directory: string | undefined;
  readonly dialect: DialectEvidence | undefined;
}

const configName =
  /^drizzle(?:[.-][\w.-]+)?\.config(?:\.[\w-]+)*\.[cm]?[jt]s(?:on)?$|^drizzle\.config[\w.-]*\.(?:[cm]?[jt]s|json)$/;

/** All configurations, in order of their paths. */
export const drizzleConfigs = oncePerView(async (view: RepositoryView): Promise<readonly DrizzleConfig[]> => {
  const configs: DrizzleConfig[] = [];
  for (const { path } of productFiles(view)) {
    if (!configName.test(baseName(path))) continue;
    const text = (await view.read(path))?.text ?? '';
    const out =
      /["']?\bout["']?\s*:\s*(?:[\w.]+\([^()"'`]*)?["'`]([^"'`]+)["'`]/.exec(text)?.[1] ?? 'drizzle';
    const word = /["']?\b(?:dialect|driver)["']?\s*:\s*["'`]([\w-]+)["'`]/.exec(text)?.[1] ?? '';
    const dialect = drizzleDialect(word);
    configs.push({
      file: path,
      directory: resolveFrom(directoryOf(path), out),
      dialect: dialect && { file: path, dialect, reason: `the dialect in ${path} is ${word}` },
    });
  }
  return configs;
});

/** The dialect of a word in a journal, a snapshot or a configuration (`better-sqlite`, `d1-http`, `aws-data-api` are drivers of old). */
export function drizzleDialect(word: string): DialectEvidence['dialect'] | undefined {
  if (/^(better-sqlite|d1|d1-http|expo|durable-sqlite)$/.test(word)) return 'sqlite';
  if (word === 'singlestore') return 'mysql';
  return dialectOfName(word);
}
