import type { RepositoryView } from '../../../model/repository-view.js';
import type { FoundFolder } from '../../claim-folders.js';
import { claimFolders } from '../../claim-folders.js';
import type { DialectEvidence } from '../../dialect/dialect-evidence.js';
import { dialectOfUrl } from '../../dialect/dialect-names.js';
import { baseName, directoryOf, resolveFrom } from '../../finding/paths.js';
import { filesByDirectory } from '../../finding/product-files.js';
import type { MigrationClaim } from '../../framework.js';
import { readProperties } from '../../settings/properties.js';

/** File names as MyBatis reads them (mybatis/migrations, BaseCommand / FileMigrationLoader: the number up to the first `_`). */
export const mybatisName = /^(\d+)_(.*)\.sql$/;

/** The line in front of the way back (MigrationReader: `--`, blanks, `//`, blanks, `@UNDO`). */
export const undoLine = /^\s*--\s*\/\/\s*@UNDO\b/i;

/** Finds the folders of MyBatis by the line that only it (and dbdeploy, which it follows) writes. */
export async function findMybatis(view: RepositoryView): Promise<readonly MigrationClaim[]> {
  const folders: FoundFolder[] = [];
  for (const [directory, entries] of filesByDirectory(view)) {
    const files = entries.map(({ path }) => path).filter((path) => mybatisName.test(baseName(path)));
    const sample = await firstWithUndo(files, view);
    if (sample === undefined) continue;
    folders.push({
      directory,
      files: files.toSorted((one, other) => (idOf(one) < idOf(other) ? -1 : idOf(one) > idOf(other) ? 1 : 0)),
      strength: 'signature',
      reason: `${baseName(sample)} has a line //@UNDO`,
      settings: await environmentDialects(view, directory),
    });
  }
  return claimFolders('mybatis', folders, view);
}

function idOf(path: string): bigint {
  return BigInt(mybatisName.exec(baseName(path))?.[1] ?? '0');
}

async function firstWithUndo(files: readonly string[], view: RepositoryView): Promise<string | undefined> {
  for (const path of files) {
    const source = await view.read(path);
    if (source?.text.split('\n').some((line) => undoLine.test(line)) === true) return path;
  }
  return undefined;
}

/** The environments beside a folder of scripts, as settings by file. */
export async function environmentsOf(
  view: RepositoryView,
  scripts: string,
): Promise<ReadonlyMap<string, ReadonlyMap<string, string>>> {
  const environments = new Map<string, ReadonlyMap<string, string>>();
  const directory = resolveFrom(directoryOf(scripts), 'environments') ?? '';
  for (const { path } of filesByDirectory(view).get(directory) ?? [])
    if (path.endsWith('.properties'))
      environments.set(path, readProperties((await view.read(path))?.text ?? ''));
  return environments;
}

async function environmentDialects(
  view: RepositoryView,
  scripts: string,
): Promise<readonly DialectEvidence[]> {
  return [...(await environmentsOf(view, scripts))].flatMap(([file, settings]) => {
    const url = settings.get('url') ?? '';
    const dialect = dialectOfUrl(url);
    return dialect
      ? [{ file, dialect, reason: `the URL in ${file} begins with ${url.replace(/^(jdbc:\w+:).*$/s, '$1')}` }]
      : [];
  });
}
