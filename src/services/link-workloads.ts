import type { ServiceWorkload } from '../model/service.js';
import type { Workload } from '../model/workload.js';
import type { DeployableUnit, DeployableUnits } from './deployable-unit.js';
import type { ImageBuild } from './images/image-build.js';
import { imageName } from './images/image-name.js';
import { baseImageKind, isThirdPartyImage } from './images/third-party-images.js';
import { WorkloadLinker } from './workload-links.js';
import type { WorkloadLink } from './workload-links.js';
import type { ChartImage } from './workloads/helm.js';
import type { FoundWorkload } from './workloads/read-workloads.js';

/** Kinds that run once or now and then: what they are called says little about the service. */
const shortLived = new Set(['Job', 'CronJob', 'Pod', 'PodTemplate']);

/** Links workloads and charts to the units that they run, and notes their names and images at the units. */
export function linkWorkloads(
  units: DeployableUnits,
  workloads: readonly FoundWorkload[],
  built: ReadonlyMap<ImageBuild, DeployableUnit>,
  charts: readonly ChartImage[],
): ReadonlyMap<DeployableUnit, readonly ServiceWorkload[]> {
  const linker = new WorkloadLinker(units);
  const links = new Map<DeployableUnit, ServiceWorkload[]>();
  const add = (unit: DeployableUnit, workload: ServiceWorkload) => {
    const known = links.get(unit);
    if (known) known.push(workload);
    else links.set(unit, [workload]);
  };
  const sole = soleProgram(units, workloads);
  for (const found of workloads) {
    const link =
      linkOf(found, linker, units, built) ?? (ownImages(found.workload).length > 0 ? sole : undefined);
    if (!link) continue;
    const { platform, kind, name, span } = found.workload;
    add(link.unit, { platform, kind, name, span, reason: link.reason });
    noteNames(link.unit, found);
  }
  for (const { chart, key, image, span } of charts) {
    const link = linker.byImage(image) ?? linker.ofChart(chart, image, span.file);
    if (!link) continue;
    add(link.unit, {
      platform: 'helm',
      kind: 'Chart',
      name: chart,
      span,
      reason: `${link.reason} in values (${key})`,
    });
    noteImage(link.unit, image);
  }
  return links;
}

function linkOf(
  found: FoundWorkload,
  linker: WorkloadLinker,
  units: DeployableUnits,
  built: ReadonlyMap<ImageBuild, DeployableUnit>,
): WorkloadLink | undefined {
  if (found.build) {
    const unit = built.get(found.build);
    if (unit) return { unit, reason: `builds ${found.build.context}` };
  }
  return linker.linkOf(found.workload) ?? mountedUnit(found, units);
}

/**
 * Where a repository holds one program with a Dockerfile, and all that its manifests run besides others' products is one image, that image
 * is the program, whatever it is called.
 */
function soleProgram(units: DeployableUnits, workloads: readonly FoundWorkload[]): WorkloadLink | undefined {
  const [unit, ...others] = units.all;
  const images = new Set(
    workloads.flatMap(({ workload }) => ownImages(workload).map((image) => imageName(image))),
  );
  const [image] = images;
  const isBuilt = unit?.reasons.some(({ text }) => text.startsWith('Dockerfile')) === true;
  return unit !== undefined && others.length === 0 && images.size === 1 && image !== undefined && isBuilt
    ? { unit, reason: `image ${image}, the only program here` }
    : undefined;
}

/** `image: node:20` with the service's directory mounted runs that service. */
function mountedUnit({ workload, mounts }: FoundWorkload, units: DeployableUnits): WorkloadLink | undefined {
  const image = workload.containers[0]?.image;
  if (image === undefined || !isThirdPartyImage(image) || baseImageKind(image) !== 'program')
    return undefined;
  const mount = mounts.find((directory) => units.has(directory));
  return mount === undefined ? undefined : { unit: units.at(mount), reason: `mounts ${mount}` };
}

function noteNames(unit: DeployableUnit, { workload, build }: FoundWorkload): void {
  const images = ownImages(workload);
  if (images.length === 1) noteImage(unit, images[0] ?? '');
  const isNamed = workload.platform === 'kubernetes' ? !shortLived.has(workload.kind) : build === undefined;
  if (isNamed && workload.name !== '' && images.length > 0) unit.platformNames.add(workload.name);
}

function ownImages(workload: Workload): readonly string[] {
  return workload.containers.flatMap(({ image, init }) =>
    init || image === undefined || isThirdPartyImage(image) ? [] : [image],
  );
}

function noteImage(unit: DeployableUnit, image: string): void {
  const name = imageName(image);
  if (name !== undefined) unit.images.add(name);
}
