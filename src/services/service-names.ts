import type { DeployableUnit } from './deployable-unit.js';
import { baseName } from './repository-paths.js';

/**
 * The name of each unit, in this order: what platforms call it (compose service, image, Kubernetes workload) when all of them agree on one
 * name; what its manifest calls it (package.json without scope, the Go command or module, artifactId, project file …); the directory's
 * name; `.` for the root. Where two units would have the same name, each gets its path behind it: `api (services/api)`.
 */
export function nameUnits(units: readonly DeployableUnit[]): ReadonlyMap<DeployableUnit, string> {
  const wanted = new Map(units.map((unit) => [unit, preferredName(unit)]));
  const counts = new Map<string, number>();
  for (const name of wanted.values()) counts.set(name, (counts.get(name) ?? 0) + 1);
  return new Map(
    units.map((unit) => {
      const name = wanted.get(unit) ?? unit.directory;
      return [unit, (counts.get(name) ?? 0) > 1 ? `${name} (${unit.directory})` : name];
    }),
  );
}

function preferredName(unit: DeployableUnit): string {
  const [platform, ...others] = unit.platformNames;
  if (platform !== undefined && others.length === 0) return platform;
  const [manifest] = unit.manifestNames;
  if (manifest !== undefined) return manifest;
  return unit.directory === '.' ? '.' : baseName(unit.directory);
}
