import type { RepositoryView } from '../../../model/repository-view.js';
import type { DialectEvidence } from '../../dialect/dialect-evidence.js';
import { dialectOfName } from '../../dialect/dialect-names.js';
import { oncePerView } from '../../finding/once-per-view.js';
import { baseName } from '../../finding/paths.js';
import { productFiles } from '../../finding/product-files.js';

/** One environment of a `dbconfig.yml` (README, "As a standalone tool"). */
interface SqlMigrateConfig {
  readonly file: string;
  /** As written; `migrations` by default. */
  readonly directory: string;
  readonly dialect: DialectEvidence | undefined;
}

/** The environments of all `dbconfig.yml`. */
export const sqlMigrateConfigs = oncePerView(
  async (view: RepositoryView): Promise<readonly SqlMigrateConfig[]> => {
    const configs: SqlMigrateConfig[] = [];
    for (const { path } of productFiles(view)) {
      if (!/^dbconfig[\w.-]*\.ya?ml$/.test(baseName(path))) continue;
      const text = (await view.read(path))?.text ?? '';
      for (const block of text.split(/^(?=\S)/m)) {
        const word = /^\s+dialect:\s*["']?(\w+)/m.exec(block)?.[1];
        const directory = /^\s+dir:\s*["']?([^\s"'#]+)/m.exec(block)?.[1];
        const dialect = word === undefined ? undefined : dialectOfName(word);
        if (word === undefined && directory === undefined) continue;
        configs.push({
          file: path,
          directory: directory ?? 'migrations',
          dialect: dialect && { file: path, dialect, reason: `the dialect in ${path} is ${word ?? ''}` },
        });
      }
    }
    return configs;
  },
);
