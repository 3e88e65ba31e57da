import type { Probe } from '../../../model/probe.js';
import type { RepositoryFile, RepositoryView } from '../../../model/repository-view.js';
import type { Skipped } from '../../../model/skipped.js';
import { KustomizeBuilds, type BuiltObject } from '../../../syntax/kustomize/build.js';
import {
  isKustomizationPath,
  type Kustomization,
  type Patch,
} from '../../../syntax/kustomize/kustomization.js';
import type { PlacedValue } from '../../../syntax/manifests/placed-value.js';
import { askedBy } from './asked.js';
import { readContainerProbes } from './container-probes.js';
import { deployedKustomizations } from './deployed-kustomizations.js';
import { probedContainers, type ProbedContainer } from './probed-containers.js';

/** What the overlays of a repository make of the probes of their bases. */
export interface OverlayReading {
  readonly facts: readonly Probe[];
  readonly skipped: readonly Skipped[];
  /** Files that hold patches: they are read here, and are no manifests by themselves. */
  readonly patchFiles: ReadonlySet<string>;
}

/** A patch without one of these changes no probe: a port's name may lead a probe to another port, a variable a command. */
const mention = /\b(liveness|readiness|startup)Probe\b|containerPort|\$patch|\/containers\/\d+$/m;

/**
 * The probes that overlays change. A base's probes are read where they stand, once; what the patches of an overlay or of its components
 * make of them is a probe of its own, at its place in the patch, if it differs. An overlay that changes nothing gives nothing.
 */
export async function readOverlays(
  candidates: readonly RepositoryFile[],
  view: RepositoryView,
  probeWord: RegExp,
): Promise<OverlayReading> {
  const builds = new KustomizeBuilds(view);
  const kustomizations: Kustomization[] = [...(await deployedKustomizations(candidates, view, probeWord))];
  for (const { path } of candidates) {
    // One without patches and components changes nothing by itself.
    const source = isKustomizationPath(path) ? await view.read(path) : undefined;
    const found =
      source && /patch|components/.test(source.text) ? await builds.kustomization(path) : undefined;
    if (found) kustomizations.push(found);
  }
  const patches = kustomizations.flatMap((one) => one.patches);
  if (!patches.some(({ text }) => mention.test(text)))
    return { facts: [], skipped: [], patchFiles: new Set(patches.flatMap(({ file }) => file ?? [])) };

  const facts = new Map<string, Probe>();
  const skipped: Skipped[] = [];
  const add = (probe: Probe): void => {
    const { container, kind, name, origin } = probe.target;
    const key = JSON.stringify([askedBy(probe), probe.span, kind, origin?.name ?? name, container]);
    if (!facts.has(key)) facts.set(key, probe);
  };
  for (const kustomization of kustomizations) {
    if (kustomization.isComponent || !(await isRelevant(kustomization, builds))) continue;
    for (const { before, after } of await builds.changesOf(kustomization)) {
      const reading = await changedProbes(before, after);
      for (const probe of reading.facts) add({ ...probe, renderedWith: [kustomization.path] });
      skipped.push(...reading.skipped);
    }
  }
  for (const patch of patches) {
    if (builds.applied.has(patch) || !probeWord.test(patch.text)) continue;
    const reading = await readAlone(patch);
    reading.facts.forEach(add);
    skipped.push(...reading.skipped);
  }
  return {
    facts: [...facts.values()],
    skipped,
    patchFiles: new Set(patches.flatMap(({ file }) => file ?? [])),
  };
}

async function isRelevant(
  kustomization: Kustomization,
  builds: KustomizeBuilds,
  depth = 0,
): Promise<boolean> {
  if (kustomization.patches.some(({ text }) => mention.test(text))) return true;
  for (const path of depth > 4 ? [] : kustomization.components) {
    const component = await builds.kustomizationOf(path);
    if (component && (await isRelevant(component, builds, depth + 1))) return true;
  }
  return false;
}

type Changed = Pick<OverlayReading, 'facts' | 'skipped'>;

/** The probes of a workload that are not what they were before. */
async function changedProbes(before: BuiltObject | undefined, after: BuiltObject): Promise<Changed> {
  if (before?.root === after.root) return { facts: [], skipped: [] };
  const known = new Map<string, string>();
  const knownSkips = new Set<string>();
  for (const container of before ? containersOf(before) : []) {
    const reading = await readContainerProbes(container);
    for (const probe of reading.facts)
      known.set(`${container.target.container}\0${probe.kind}`, askedBy(probe));
    for (const skip of reading.skipped) knownSkips.add(JSON.stringify(skip));
  }
  const facts: Probe[] = [];
  const skipped: Skipped[] = [];
  for (const container of containersOf(after)) {
    const reading = await readContainerProbes(container);
    for (const probe of reading.facts) {
      if (known.get(`${container.target.container}\0${probe.kind}`) === askedBy(probe)) continue;
      facts.push(placed(probe, container.container, after));
    }
    skipped.push(...reading.skipped.filter((skip) => !knownSkips.has(JSON.stringify(skip))));
  }
  return { facts, skipped };
}

/** Where the probe itself was not touched, something else of its container was: its port's number, its variables. */
function placed(probe: Probe, container: ProbedContainer['container'], { origin }: BuiltObject): Probe {
  const key = `${probe.kind}Probe`;
  const span = container.get(key).touched ?? container.touched ?? probe.span;
  if (span.file === origin.span.file) return { ...probe, span };
  return {
    ...probe,
    span,
    target: { ...probe.target, origin: { file: origin.span.file, name: origin.name } },
  };
}

function containersOf(object: BuiltObject): readonly ProbedContainer[] {
  return probedContainers({ ...object, name: object.names.at(-1) ?? '' });
}

/** A patch of something that is not in the repository: whole probes in it can be told all the same. */
async function readAlone(patch: Patch): Promise<Changed> {
  const facts: Probe[] = [];
  const skipped: Skipped[] = [];
  for (const root of patch.objects) {
    const object = objectOf(root, patch);
    for (const container of probedContainers(object)) {
      const reading = await readContainerProbes(container);
      facts.push(...reading.facts);
      skipped.push(...reading.skipped);
    }
  }
  for (const operation of patch.operations) {
    const path = operation.get('path').text ?? '';
    if (!/Probe/.test(path)) continue;
    const { file, line } = operation.span;
    skipped.push({ file, line, reason: 'unsupported-syntax', detail: `JSON patch of ${path}` });
  }
  return { facts, skipped };
}

function objectOf(root: PlacedValue, { target }: Patch): Parameters<typeof probedContainers>[0] {
  return {
    apiVersion: root.get('apiVersion').text ?? '',
    kind: target?.get('kind').text ?? root.get('kind').text ?? '',
    name: target?.get('name').text ?? root.at('metadata', 'name').text ?? '',
    root,
  };
}
