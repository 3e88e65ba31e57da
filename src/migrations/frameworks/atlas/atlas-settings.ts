import type { RepositoryView } from '../../../model/repository-view.js';
import type { DialectEvidence } from '../../dialect/dialect-evidence.js';
import { dialectOfName } from '../../dialect/dialect-names.js';
import { oncePerView } from '../../finding/once-per-view.js';
import { baseName, directoryOf, resolveFrom } from '../../finding/paths.js';
import { productFiles } from '../../finding/product-files.js';

/** What an environment of `atlas.hcl` says (https://atlasgo.io/atlas-schema/projects). */
interface AtlasEnvironment {
  readonly file: string;
  readonly directories: readonly string[];
  readonly dialect: DialectEvidence | undefined;
}

/** The environments of all `atlas.hcl`. */
export const atlasEnvironments = oncePerView(
  async (view: RepositoryView): Promise<readonly AtlasEnvironment[]> => {
    const environments: AtlasEnvironment[] = [];
    for (const { path } of productFiles(view)) {
      if (!/^atlas[\w.-]*\.hcl$/.test(baseName(path))) continue;
      const text = (await view.read(path))?.text ?? '';
      for (const block of text.split(/^(?=env\s)/m)) environments.push(environmentOf(path, block));
    }
    return environments;
  },
);

function environmentOf(file: string, block: string): AtlasEnvironment {
  const directories = [...block.matchAll(/\bdir\s*=\s*"file:\/\/([^"?]+)/g)].flatMap(
    ([, named]) => resolveFrom(directoryOf(file), named ?? '') ?? [],
  );
  const word =
    /\b(?:dev|url)\s*=\s*"(?:docker(?:\+\w+)?:\/\/)?([a-z][\w]*)(?::\/\/|\/|:)/
      .exec(block)?.[1]
      ?.toLowerCase() ?? '';
  const dialect = dialectOfName(word === 'maria' ? 'mariadb' : word);
  return {
    file,
    directories,
    dialect: dialect && { file, dialect, reason: `the database in ${file} is ${word}` },
  };
}
