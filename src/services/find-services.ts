import type { RepositoryFile, RepositoryView } from '../model/repository-view.js';
import { isProductFile } from '../model/repository-view.js';
import type { Service } from '../model/service.js';
import type { Skipped } from '../model/skipped.js';
import { compareSpans, compareText } from '../model/source-span.js';
import type { Workload } from '../model/workload.js';
import { CandidateFiles } from './candidate-files.js';
import { DeployableUnits } from './deployable-unit.js';
import type { DeployableUnit } from './deployable-unit.js';
import { serviceDetectors } from './detectors/index.js';
import { addImageSigns } from './images/image-signs.js';
import { languageOf, rankLanguages } from './languages.js';
import { directoryOf } from './repository-paths.js';
import { nameUnits } from './service-names.js';
import { linkWorkloads } from './link-workloads.js';
import { readChartImages } from './workloads/helm.js';
import { readWorkloads } from './workloads/read-workloads.js';

export { nearestService } from './nearest-service.js';

/** The deployable units of a repository and what runs them. */
export interface ServiceReading {
  /** Sorted by path, the root first. */
  readonly services: readonly Service[];
  /** Sorted by place. */
  readonly workloads: readonly Workload[];
  readonly skipped: readonly Skipped[];
}

/**
 * Finds the deployable units: directories that manifests, programs, Dockerfiles, compose files or skaffold files speak for, one service per
 * directory with every reason for it, and the Kubernetes workloads, Helm charts and compose services that run them. Files of tests, examples,
 * documentation, vendored or generated trees make no services. Only when the product's own files hold no program at all (a repository of examples) are
 * examples, tests and documentation looked at, and each reason then says so.
 */
export async function findServices(view: RepositoryView): Promise<ServiceReading> {
  const product = new CandidateFiles(view, isProductFile);
  if (product.paths.some((path) => languageOf(path) !== undefined)) return read(product, '');
  const own = await read(product, '');
  if (own.services.length > 0) return own;
  const marked = new CandidateFiles(view, isOwnWriting);
  if (marked.paths.length === product.paths.length) return own;
  return read(
    marked,
    ' (in a tree of examples, tests or documentation; the repository holds no other program)',
  );
}

function isOwnWriting(file: RepositoryFile): boolean {
  return !file.marks.includes('vendored') && !file.marks.includes('generated');
}

async function read(files: CandidateFiles, remark: string): Promise<ServiceReading> {
  const units = new DeployableUnits();
  for (const detector of serviceDetectors)
    for (const sign of await detector.detect(files)) units.addSign(sign);
  const found = await readWorkloads(files);
  const images = await addImageSigns(found.builds, units, files);
  const skipped = [...found.skipped, ...images.skipped];
  const workloads = linkWorkloads(units, found.workloads, images.built, await readChartImages(files));
  const names = nameUnits(units.all);
  const languages = countLanguages(units, files);
  const services = units.all.map((unit): Service => ({
    name: names.get(unit) ?? unit.directory,
    path: unit.directory,
    ...(unit.packages.size > 0 && { packages: [...unit.packages].toSorted(compareText) }),
    languages: rankLanguages(languages.get(unit) ?? new Map(), [...unit.languages]),
    reasons: unit.reasons
      .map(({ text, span }) => ({ text: `${text}${remark}`, span }))
      .toSorted((a, b) => compareSpans(a.span, b.span)),
    images: [...unit.images].toSorted(compareText),
    workloads: (workloads.get(unit) ?? []).toSorted((a, b) => compareSpans(a.span, b.span)),
  }));
  return {
    services,
    workloads: found.workloads
      .map(({ workload }) => workload)
      .toSorted((a, b) => compareSpans(a.span, b.span)),
    skipped: skipped.toSorted((a, b) => compareText(a.file, b.file) || (a.line ?? 0) - (b.line ?? 0)),
  };
}

/** Counts the files of each language in each unit's directory, those of deeper units left out. */
function countLanguages(
  units: DeployableUnits,
  files: CandidateFiles,
): ReadonlyMap<DeployableUnit, ReadonlyMap<string, number>> {
  const counts = new Map<DeployableUnit, Map<string, number>>();
  const owners = new Map<string, DeployableUnit | undefined>();
  for (const path of files.paths) {
    const language = languageOf(path);
    if (language === undefined) continue;
    const directory = directoryOf(path);
    const owner = owners.has(directory) ? owners.get(directory) : units.owning(directory);
    owners.set(directory, owner);
    if (!owner) continue;
    const count = counts.get(owner) ?? new Map<string, number>();
    count.set(language, (count.get(language) ?? 0) + 1);
    counts.set(owner, count);
  }
  return counts;
}
