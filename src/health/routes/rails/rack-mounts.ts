import type { RouteGuard } from '../../../model/endpoint.js';
import type { RepositoryFile, RepositoryView } from '../../../model/repository-view.js';
import { RubyProject } from '../ruby/project.js';
import { joinedPattern } from '../ruby/route-path.js';
import { applicationsOf } from './applications.js';

/** Something that routes of Rails mount. */
export interface RailsMount {
  readonly name: string;
  readonly prefix: string;
  readonly complete: boolean;
  readonly condition?: string;
  readonly guards: readonly RouteGuard[];
}

/** All constants that the routes files of a repository mount, for the readers of what is mounted; engines at the place where they stand. */
export async function railsMounts(
  candidates: readonly RepositoryFile[],
  view: RepositoryView,
): Promise<readonly RailsMount[]> {
  if (!candidates.some(({ path }) => /(^|\/)config\/routes\.rb$/.test(path))) return [];
  const project = new RubyProject(
    view,
    candidates.map(({ path }) => path),
  );
  const drawings = (await applicationsOf(candidates, view, [], project)).flatMap(
    ({ drawings: all, prefix }) => all.map((drawing) => ({ drawing, prefix })),
  );
  const mounts = drawings.flatMap(({ drawing, prefix }) =>
    drawing.mounts.map((mount) => ({ mount, prefix, owner: drawing.owner })),
  );
  const placeOf = (owner: string): string =>
    mounts.find(({ mount }) => mount.name === owner)?.mount.pattern ?? '';
  return mounts.map(({ mount, prefix, owner }) => ({
    name: mount.name,
    prefix: joinedPattern(joinedPattern(prefix, placeOf(owner)), mount.pattern),
    complete: mount.complete,
    ...(mount.condition !== undefined && { condition: mount.condition }),
    guards: mount.guards,
  }));
}
