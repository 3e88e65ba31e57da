import ignore from 'ignore';
import { basename } from 'node:path';
import { configurationFile, defaultConfiguration } from '../configuration/configuration.js';
import type { Configuration } from '../configuration/configuration.js';
import type { RepositoryView } from '../model/repository-view.js';
import { openRepository } from '../repository/open.js';

/** A repository that is open for a workflow, with its configuration applied. */
export interface Scanned {
  readonly view: RepositoryView;
  /** Absolute path of the root; for writing, never for output. */
  readonly root: string;
  /** How the tree is called in output: the last part of its path. */
  readonly name: string;
  readonly configuration: Configuration;
  /** What the user should know of how the files were found. */
  readonly notices: readonly string[];
  close(): Promise<void>;
}

/**
 * Opens a path and reads its `.lintel.yaml`; files that the configuration ignores are not in the view.
 * @throws InputError when the path, the revision or the configuration is wrong.
 */
export async function openScanned(path: string, revision?: string): Promise<Scanned> {
  const repository = await openRepository(path, revision === undefined ? {} : { revision });
  try {
    const configured = await repository.view.read(configurationFile);
    const configuration = configured === undefined ? defaultConfiguration : await parsed(configured.text);
    return {
      view: withoutIgnored(repository.view, configuration.ignore),
      root: repository.root,
      name: basename(repository.root),
      configuration,
      notices: repository.notices,
      close: () => repository.close(),
    };
  } catch (error) {
    await repository.close();
    throw error;
  }
}

/** The readers of YAML and its schema take a while to load: only where there is something to read. */
async function parsed(text: string): Promise<Configuration> {
  const { parseConfiguration } = await import('../configuration/parse-configuration.js');
  return parseConfiguration(text);
}

function withoutIgnored(view: RepositoryView, patterns: readonly string[]): RepositoryView {
  if (patterns.length === 0) return view;
  const ignored = ignore().add([...patterns]);
  const files = view.files.filter((file) => !ignored.ignores(file.path));
  const kept = new Set(files.map((file) => file.path));
  return {
    commit: view.commit,
    files,
    get skipped() {
      return view.skipped.filter((skip) => !ignored.ignores(skip.file));
    },
    file: (path) => (kept.has(path) ? view.file(path) : undefined),
    read: async (path) => (kept.has(path) ? view.read(path) : undefined),
  };
}
