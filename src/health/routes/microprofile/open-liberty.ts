import type { RepositoryView } from '../../../model/repository-view.js';
import { childAt, childrenNamed, parseProjectXml } from '../../../syntax/manifests/project-xml.js';
import type { BuildModule } from '../jvm/build-module.js';
import { moduleOf } from '../jvm/builds.js';
import type { HealthServer } from './read-microprofile.js';

/**
 * The servers of Open Liberty whose `server.xml` switches health on, by `mpHealth` or by all of `microProfile`, which has it since 1.2. Liveness and
 * readiness have paths of their own since version 2.0 of the feature, startup since 3.1.
 * Source: https://openliberty.io/docs/latest/health-check-microservices.html
 */
export async function libertyHealth(
  paths: readonly string[],
  builds: readonly BuildModule[],
  view: RepositoryView,
): Promise<readonly HealthServer[]> {
  const found: HealthServer[] = [];
  for (const path of paths) {
    const source = /(^|\/)server\.xml$/.test(path) ? await view.read(path) : undefined;
    const root = source && /<featureManager\b/.test(source.text) ? parseProjectXml(source) : undefined;
    const features = childrenNamed(childAt(root, 'featureManager'), 'feature');
    for (const { span, text } of features) {
      const parts = partsOf(text);
      if (!parts) continue;
      found.push({ module: moduleOf(path, builds), root: '/health', isKnown: true, span, parts });
      break;
    }
  }
  return found;
}

/** Undefined when a feature has no health; features without a version take the newest. */
function partsOf(feature: string): HealthServer['parts'] | undefined {
  const [, name, written] = /^(mpHealth|microProfile)(?:-(\d+(?:\.\d+)?))?$/i.exec(feature) ?? [];
  if (name === undefined) return undefined;
  const version = written === undefined ? 99 : Number(written);
  // MicroProfile 3.0 brings health 2.0, 4.1 brings 3.1 (https://github.com/microprofile/microprofile/blob/main/spec/src/main/asciidoc/).
  const isWhole = name.toLowerCase() === 'microprofile';
  if (isWhole && version < 1.2) return undefined;
  const hasStarted = version >= (isWhole ? 4.1 : 3.1);
  const hasParts = version >= (isWhole ? 3 : 2);
  return [...(hasParts ? (['live', 'ready'] as const) : []), ...(hasStarted ? (['started'] as const) : [])];
}
