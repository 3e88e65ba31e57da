import type { RepositoryView } from '../../../model/repository-view.js';
import { findDependency, type BuildModule } from '../jvm/build-module.js';
import { moduleOf, usesModule } from '../jvm/builds.js';
import { readPropertyFiles } from '../jvm/property-files.js';
import { settled } from '../jvm/settings.js';
import type { HealthServer } from './read-microprofile.js';

const kinds = [
  { artifact: /^helidon-microprofile(-health)?$/, root: '/health' },
  { artifact: /^helidon-webserver-observe-health$/, root: '/observe/health' },
] as const;

/** Settings that move the endpoints: those of Helidon 4, and those before it. */
const moving = ['health.endpoint', 'health.web-context', 'server.features.observe.endpoint'];

/**
 * The applications of Helidon that have health among their dependencies.
 * Source: https://helidon.io/docs/latest/mp/health, https://helidon.io/docs/latest/se/observability.html
 */
export async function helidonHealth(
  builds: readonly BuildModule[],
  view: RepositoryView,
): Promise<readonly HealthServer[]> {
  const found: HealthServer[] = [];
  for (const module of builds) {
    const isLibrary = builds.some(
      (other) => other !== module && module.name !== '' && usesModule(other, module, builds),
    );
    if (!module.isApplicationBuild || isLibrary) continue;
    for (const { artifact, root } of kinds) {
      const dependency = findDependency(module, artifact, builds);
      if (!dependency) continue;
      const settings = await readPropertyFiles(settingsOf(module, builds, view), view);
      const written = moving.map((name) => settled(settings, name)).find((text) => text !== undefined);
      const isMicroprofile = root === '/health';
      found.push({
        module,
        root: isMicroprofile ? (written ?? root) : root,
        isKnown: isMicroprofile || written === undefined,
        span: dependency.span,
        parts: ['live', 'ready', 'started'],
      });
      break;
    }
  }
  return found;
}

function settingsOf(
  module: BuildModule,
  builds: readonly BuildModule[],
  view: RepositoryView,
): readonly string[] {
  return view.files
    .map(({ path }) => path)
    .filter(
      (path) =>
        /(^|\/)src\/main\/resources\/(META-INF\/microprofile-config\.properties|application\.(ya?ml|properties))$/.test(
          path,
        ) && moduleOf(path, builds) === module,
    );
}
