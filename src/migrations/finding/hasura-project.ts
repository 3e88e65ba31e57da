import type { RepositoryView } from '../../model/repository-view.js';
import type { SourceText } from '../../model/source-text.js';
import { ancestorsOf, resolveFrom } from './paths.js';

/** A project of Hasura's command line. */
export interface HasuraProject {
  readonly directory: string;
  readonly config: SourceText;
}

/**
 * The project of Hasura in which a directory lies: a `config.yaml` above it that names `metadata_directory` or an endpoint of Hasura
 * (https://hasura.io/docs/2.0/hasura-cli/config-reference).
 */
export async function hasuraProjectOf(
  view: RepositoryView,
  directory: string,
): Promise<HasuraProject | undefined> {
  for (const above of ancestorsOf(directory)) {
    const path = resolveFrom(above, 'config.yaml') ?? '';
    const config = view.file(path) && (await view.read(path));
    if (
      config &&
      /^(metadata_directory\s*:|actions\s*:\s*\n\s+(handler_webhook_baseurl|kind)\s*:)/m.test(config.text)
    )
      return { directory: above, config };
  }
  return undefined;
}
