import type { Workload } from '../model/workload.js';
import type { DeployableUnit, DeployableUnits } from './deployable-unit.js';
import { imageName, lastSegment, squashedName } from './images/image-name.js';
import { isThirdPartyImage } from './images/third-party-images.js';
import { baseName } from './repository-paths.js';

/** The unit that a workload runs, and why. */
export interface WorkloadLink {
  readonly unit: DeployableUnit;
  readonly reason: string;
}

/** Labels that name the program, as charts and teams write them. */
const nameLabels = ['app.kubernetes.io/name', 'app', 'k8s-app'];

/** Finds the unit of a workload by image, label, name, or by where its manifest lies. What names two units links to none. */
export class WorkloadLinker {
  readonly #units: DeployableUnits;
  readonly #builtImages = new Map<string, Set<DeployableUnit>>();
  readonly #names = new Map<string, Set<DeployableUnit>>();

  constructor(units: DeployableUnits) {
    this.#units = units;
    for (const unit of units.all) {
      for (const image of unit.images) note(this.#builtImages, lastSegment(image), unit);
      const names = [...unit.manifestNames, ...unit.platformNames, baseName(unit.directory)];
      for (const name of [...names, ...[...unit.entries].map(baseName)])
        note(this.#names, squashedName(name), unit);
    }
  }

  /** The unit that an image was built from. */
  byImage(image: string): WorkloadLink | undefined {
    const name = imageName(image);
    if (name === undefined) return undefined;
    const last = lastSegment(name);
    const built = only(this.#builtImages.get(last));
    if (built) return { unit: built, reason: `image ${name}` };
    const named = isThirdPartyImage(image) ? undefined : only(this.#names.get(squashedName(last)));
    return named && { unit: named, reason: `image ${name}` };
  }

  /** The unit of a chart whose image names none: by the chart's name, or by where the chart lies. */
  ofChart(chart: string, image: string, file: string): WorkloadLink | undefined {
    if (isThirdPartyImage(image)) return undefined;
    const named = only(this.#names.get(squashedName(chart)));
    if (named) return { unit: named, reason: `chart ${chart}` };
    const near = this.#units.containing(file);
    return near && near.directory !== '.'
      ? { unit: near, reason: `chart lies in ${near.directory}` }
      : undefined;
  }

  /** The unit that a workload runs; undefined when all its images are others' products, or nothing speaks of one unit. */
  linkOf(workload: Workload): WorkloadLink | undefined {
    const containers = workload.containers.filter((container) => !container.init);
    const images = containers.flatMap(({ image }) => (image === undefined ? [] : [image]));
    const byImage = images.map((image) => this.byImage(image)).find((link) => link !== undefined);
    if (byImage) return byImage;
    if (images.length > 0 && images.every(isThirdPartyImage)) return undefined;
    for (const label of nameLabels) {
      const value = workload.labels[label];
      const unit = value === undefined ? undefined : only(this.#names.get(squashedName(value)));
      if (unit) return { unit, reason: `label ${label}: ${value ?? ''}` };
    }
    const named = only(this.#names.get(squashedName(workload.name)));
    if (named) return { unit: named, reason: `name ${workload.name}` };
    const near = this.#units.containing(workload.span.file);
    if (workload.platform !== 'kubernetes' || !near || near.directory === '.') return undefined;
    return { unit: near, reason: `manifest lies in ${near.directory}` };
  }
}

function note(index: Map<string, Set<DeployableUnit>>, name: string, unit: DeployableUnit): void {
  if (name === '') return;
  const units = index.get(name);
  if (units) units.add(unit);
  else index.set(name, new Set([unit]));
}

function only(units: ReadonlySet<DeployableUnit> | undefined): DeployableUnit | undefined {
  const [unit, ...others] = units ?? [];
  return others.length === 0 ? unit : undefined;
}
