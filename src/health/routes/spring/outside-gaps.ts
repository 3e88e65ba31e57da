import { posix } from 'node:path';
import type { RouteGap } from '../../../model/endpoint.js';
import type { RepositoryView } from '../../../model/repository-view.js';
import { canonicalName } from '../jvm/settings.js';
import type { SpringModule } from './modules.js';
import { outsideSettings } from './outside-settings.js';
import type { OutsideSetting } from './outside-settings.js';

/**
 * A gap for each application whose routes a manifest, image or script may have moved. Which application a manifest runs is not known
 * here, so a setting opens all of them, unless its file lies in one's folder. The gap stands in the application, where it belongs.
 */
export async function outsideGaps(
  applications: readonly SpringModule[],
  view: RepositoryView,
): Promise<readonly RouteGap[]> {
  const outside = await outsideSettings(view);
  if (outside.length === 0) return [];
  return applications.flatMap((module): RouteGap[] => {
    const change = outside.find(
      (setting) => mayConcern(setting, module, applications) && changes(setting, module),
    );
    const span = module.actuator?.span ?? module.build.dependencies[0]?.span;
    if (!change || !span) return [];
    return [
      {
        framework: 'spring',
        span,
        reason: `${change.file}:${String(change.line)} sets ${change.name} from outside`,
      },
    ];
  });
}

function mayConcern(
  { file }: OutsideSetting,
  module: SpringModule,
  applications: readonly SpringModule[],
): boolean {
  const owner = applications.find(
    ({ build }) => build.directory !== '.' && file.startsWith(`${build.directory}/`),
  );
  return (
    owner === undefined || owner.build.directory === module.build.directory || posix.dirname(file) === '.'
  );
}

/** Whether a setting says something else than the application's own settings. */
function changes({ name, value }: OutsideSetting, { settings }: SpringModule): boolean {
  const plain = (written: string): string => canonicalName(written).replaceAll('.', '');
  // On Kubernetes the groups are on by themselves; a plain port moves nothing as long as all is served on it.
  const isApart = settings.has('management.server.port');
  if (plain(name) === 'serverport') return isApart;
  const own = [...settings].find(([key]) => plain(key) === plain(name))?.[1].value;
  return value === undefined || own !== value;
}
