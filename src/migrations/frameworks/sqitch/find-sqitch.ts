import type { RepositoryView } from '../../../model/repository-view.js';
import type { FoundFolder } from '../../claim-folders.js';
import { claimFolders } from '../../claim-folders.js';
import type { DialectEvidence } from '../../dialect/dialect-evidence.js';
import { dialectOfName } from '../../dialect/dialect-names.js';
import { oncePerView } from '../../finding/once-per-view.js';
import { ancestorsOf, baseName, directoryOf, resolveFrom } from '../../finding/paths.js';
import { productFiles } from '../../finding/product-files.js';
import type { MigrationClaim } from '../../framework.js';
import type { PlannedChange } from './plan.js';
import { readPlan } from './plan.js';

/** A plan with the paths of its changes. */
export interface SqitchProject {
  readonly plan: string;
  readonly changes: readonly (PlannedChange & { readonly path: string; readonly revert: string })[];
}

/** Projects by the folder of their deploy scripts. */
export const sqitchProjects = oncePerView(
  async (view: RepositoryView): Promise<ReadonlyMap<string, SqitchProject>> => {
    const projects = new Map<string, SqitchProject>();
    for (const { path } of productFiles(view)) {
      if (!/^sqitch[\w-]*\.plan$/.test(baseName(path))) continue;
      const source = await view.read(path);
      if (!source || !/^%syntax-version|^%project/m.test(source.text)) continue;
      const top = directoryOf(path);
      const changes = readPlan(source).map((change) => ({
        ...change,
        path: resolveFrom(top, `deploy/${change.script}.sql`) ?? '',
        revert: resolveFrom(top, `revert/${change.script}.sql`) ?? '',
      }));
      projects.set(resolveFrom(top, 'deploy') ?? top, { plan: path, changes });
    }
    return projects;
  },
);

/** Finds the deploy scripts that plans name. */
export async function findSqitch(view: RepositoryView): Promise<readonly MigrationClaim[]> {
  const folders: FoundFolder[] = [];
  for (const [directory, { plan, changes }] of await sqitchProjects(view)) {
    folders.push({
      directory,
      files: [...new Set(changes.map(({ path }) => path))].filter((path) => view.file(path) !== undefined),
      strength: 'configured',
      reason: `${plan} names them`,
      settings: await engineOf(view, directoryOf(plan)),
    });
  }
  return claimFolders('sqitch', folders, view);
}

/** `engine = pg` in the nearest `sqitch.conf` above (https://sqitch.org/docs/manual/sqitch-config/). */
async function engineOf(view: RepositoryView, directory: string): Promise<readonly DialectEvidence[]> {
  for (const above of ancestorsOf(directory)) {
    const file = resolveFrom(above, 'sqitch.conf') ?? '';
    const text = view.file(file) && (await view.read(file))?.text;
    const word = /^\s*engine\s*=\s*(\w+)/m.exec(text ?? '')?.[1];
    const dialect = word === undefined ? undefined : dialectOfName(word);
    if (dialect) return [{ file, dialect, reason: `the engine in ${file} is ${word ?? ''}` }];
  }
  return [];
}
