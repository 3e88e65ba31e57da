import type { ServiceReason } from '../model/service.js';
import { compareSpans, compareText } from '../model/source-span.js';
import { ancestors, isWithin } from './repository-paths.js';
import type { UnitSign } from './unit-sign.js';

/** What was found out about one directory: all signs of it merged. */
export interface DeployableUnit {
  readonly directory: string;
  readonly reasons: ServiceReason[];
  /** What manifests call it, the most telling first. */
  readonly manifestNames: Set<string>;
  /** What platforms call it: compose services, skaffold artifacts, workloads. */
  readonly platformNames: Set<string>;
  /** Names of its images, without registry and tag. */
  readonly images: Set<string>;
  readonly languages: Set<string>;
  /** Directories in which its programs begin. */
  readonly entries: Set<string>;
  /** Directories elsewhere whose code only its programs are built from. */
  readonly packages: Set<string>;
}

/** The units of a repository by directory. */
export class DeployableUnits {
  readonly #byDirectory = new Map<string, DeployableUnit>();
  #sorted: readonly DeployableUnit[] | undefined;

  /** Sorted by directory, the root first. */
  get all(): readonly DeployableUnit[] {
    this.#sorted ??= [...this.#byDirectory.values()].toSorted((a, b) =>
      compareText(a.directory, b.directory),
    );
    return this.#sorted;
  }

  /** The unit of a directory; made when there is none yet. */
  at(directory: string): DeployableUnit {
    const known = this.#byDirectory.get(directory);
    if (known) return known;
    const unit: DeployableUnit = {
      directory,
      reasons: [],
      manifestNames: new Set(),
      platformNames: new Set(),
      images: new Set(),
      languages: new Set(),
      entries: new Set(),
      packages: new Set(),
    };
    this.#byDirectory.set(directory, unit);
    this.#sorted = undefined;
    return unit;
  }

  has(directory: string): boolean {
    return this.#byDirectory.has(directory);
  }

  addSign(sign: UnitSign): void {
    const unit = this.at(sign.directory);
    this.addReason(unit, sign.reason);
    if (sign.name !== undefined) unit.manifestNames.add(sign.name);
    for (const language of sign.languages) unit.languages.add(language);
    for (const directory of sign.packages ?? []) unit.packages.add(directory);
    if (sign.entry !== undefined && sign.entry !== sign.directory) unit.entries.add(sign.entry);
  }

  addReason(unit: DeployableUnit, reason: ServiceReason): void {
    const isKnown = unit.reasons.some(
      (other) => other.text === reason.text && compareSpans(other.span, reason.span) === 0,
    );
    if (!isKnown) unit.reasons.push(reason);
  }

  /** The unit in whose directory (or program's directory) a path lies; the deepest one. */
  containing(path: string): DeployableUnit | undefined {
    let best: DeployableUnit | undefined;
    let length = -1;
    for (const unit of this.#byDirectory.values())
      for (const place of [unit.directory, ...unit.entries])
        if (isWithin(place, path) && place.length > length) {
          best = unit;
          length = place === '.' ? 0 : place.length;
        }
    return best;
  }

  /** The unit of the nearest directory above, or of the directory itself. */
  owning(directory: string): DeployableUnit | undefined {
    const owner = ancestors(directory).find((above) => this.#byDirectory.has(above));
    return owner === undefined ? undefined : this.#byDirectory.get(owner);
  }

  /** The units whose directory (or program's directory) lies in a directory. */
  within(directory: string): readonly DeployableUnit[] {
    return this.all.filter((unit) =>
      [unit.directory, ...unit.entries].some((place) => isWithin(directory, place)),
    );
  }
}
