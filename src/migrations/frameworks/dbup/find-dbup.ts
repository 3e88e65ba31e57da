import type { RepositoryView } from '../../../model/repository-view.js';
import { compareText } from '../../../model/source-span.js';
import { claimFolders } from '../../claim-folders.js';
import type { FoundFolder } from '../../claim-folders.js';
import { dialectOfFolder } from '../../dialect/dialect-names.js';
import { manifestsOf } from '../../finding/manifests.js';
import { mentionedDirectory } from '../../finding/mentions.js';
import { directoryOf, isWithin, segmentsOf } from '../../finding/paths.js';
import { filesByDirectory } from '../../finding/product-files.js';
import { listedFiles } from '../../finding/project-files.js';
import type { MigrationClaim } from '../../framework.js';
import { dbUpPrograms } from './dbup-programs.js';

/** Finds the scripts that projects with DbUp embed or copy, and those of folders that a program names. */
export async function findDbUp(view: RepositoryView): Promise<readonly MigrationClaim[]> {
  const programs = await dbUpPrograms(view);
  if (programs.length === 0) return [];
  const folders: FoundFolder[] = [];
  for (const { file } of await manifestsOf(view)) {
    if (!/\.(cs|fs|vb)proj$/.test(file)) continue;
    const directory = directoryOf(file);
    const own = programs.filter((program) => isWithin(program.file, directory));
    const [program] = own;
    const source = program && (await view.read(file));
    if (!program || !source) continue;
    const project = { directory, text: source.text };
    const listed = listedFiles(view, project, ['EmbeddedResource'], '.sql');
    const copied = own.some(({ paths }) => paths.length > 0)
      ? listedFiles(view, project, ['Content', 'None'], '.sql')
      : [];
    const named = own.flatMap(({ file: by, paths }) => paths.flatMap((path) => inFolder(view, path, by)));
    const files = [...new Set([...listed, ...copied, ...named])];
    const reason =
      listed.length > 0 ? `${file} embeds the scripts` : `${program.file} names the folder of the scripts`;
    for (const group of groupsOf(files, directory))
      folders.push({
        directory: commonDirectory(group),
        // By the names of the resources, in which dots stand for folders.
        files: group.toSorted((a, b) => compareText(a.replaceAll('/', '.'), b.replaceAll('/', '.'))),
        strength: 'configured',
        reason,
        hints: own.flatMap(({ dialect, file: by }) =>
          dialect ? [{ file: by, dialect, reason: `${by} sets DbUp up for it` }] : [],
        ),
      });
  }
  return claimFolders('dbup', folders, view);
}

/** The scripts in and below the folder that a program means by a path. */
function inFolder(view: RepositoryView, path: string, by: string): readonly string[] {
  const candidates = [...filesByDirectory(view).keys()];
  const folder = mentionedDirectory(path.replaceAll('\\', '/').replace(/^\.\//, ''), by, candidates);
  if (folder === undefined) return [];
  return [...filesByDirectory(view)].flatMap(([directory, files]) =>
    isWithin(directory, folder) ? files.map((file) => file.path).filter((file) => file.endsWith('.sql')) : [],
  );
}

/** Folders that are named after databases are sets of their own. */
function groupsOf(files: readonly string[], project: string): readonly (readonly string[])[] {
  const groups = new Map<string, string[]>();
  for (const path of files) {
    const below = segmentsOf(directoryOf(path).slice(project === '.' ? 0 : project.length + 1));
    const key = below.find((segment) => dialectOfFolder(segment) !== undefined) ?? '';
    const group = groups.get(key);
    if (group) group.push(path);
    else groups.set(key, [path]);
  }
  return [...groups.values()];
}

function commonDirectory(files: readonly string[]): string {
  const [first = '', ...others] = files;
  let common = directoryOf(first);
  while (common !== '.' && !others.every((path) => isWithin(path, common))) common = directoryOf(common);
  return common;
}
