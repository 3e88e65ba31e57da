import type { Probe } from '../../../model/probe.js';
import type { Reading } from '../../../model/reading.js';
import type { RepositoryFile, RepositoryView } from '../../../model/repository-view.js';
import type { Skipped } from '../../../model/skipped.js';
import type { SourceText } from '../../../model/source-text.js';
import { renderCharts } from '../../../syntax/helm/render.js';
import { isKustomizationPath } from '../../../syntax/kustomize/kustomization.js';
import { isHelmTemplated, parseKubernetes } from '../../../syntax/manifests/kubernetes.js';
import { readChartEnvironments } from './chart-environments.js';
import { readContainerProbes } from './container-probes.js';
import { objectsOfTemplates } from './openshift-template.js';
import { readOverlays } from './overlays.js';
import { jsonPatches } from './patches.js';
import { probedContainers } from './probed-containers.js';
import { readRemoteChartProbes } from './remote-charts.js';
import { relevantDocuments } from '../../../syntax/manifests/relevant-documents.js';

const probeWord = /\b(liveness|readiness|startup)Probe\b/;

/** Manifests in JSON are looked for only where folder or name says so: most JSON files are something else. */
const jsonManifest =
  /(^|\/)((k8s|kube\w*|manifests?|deploy\w*|openshift|okd|helm|charts?)\/.*|[^/]*(deploy|pod|statefulset|daemonset|replicaset|cronjob|rollout|knative|k8s|kube|manifest|workload|openshift)[^/]*)\.json$/i;

/** May the file be a manifest, by its path? */
export function isManifestCandidate(path: string): boolean {
  return /\.(ya?ml|tpl)$/i.test(path) || isKustomizationPath(path) || jsonManifest.test(path);
}

/** The probes of all manifests among the candidates; a text without the word is not parsed. */
export async function readKubernetesProbes(
  candidates: readonly RepositoryFile[],
  view: RepositoryView,
): Promise<Reading<Probe>> {
  const overlays = await readOverlays(candidates, view, probeWord);
  const environments = await readChartEnvironments(candidates, view, probeWord);
  const facts: Probe[] = [...overlays.facts, ...environments.facts, ...(await readRemoteChartProbes(view))];
  const skipped: Skipped[] = [...overlays.skipped];
  for (const file of candidates) {
    if (overlays.patchFiles.has(file.path) || isKustomizationPath(file.path)) continue;
    const source = await view.read(file.path);
    if (source === undefined) continue;
    const isTemplate = isChartTemplate(file.path, view);
    // A partial is read where a template includes it.
    if (isTemplate && /(^|\/)_[^/]*$|\.tpl$/.test(file.path)) continue;
    if (environments.written.has(file.path)) continue;
    // What a template writes may have the word when the template has not: a chart's partials hold it, or its values.
    const rendering = isTemplate ? (await renderCharts(view)).get(file.path) : undefined;
    const text = rendering && 'text' in rendering ? rendering.text : source;
    if (!probeWord.test(text.text)) continue;
    const isPartial = rendering !== undefined && 'lacks' in rendering;
    const reading = await readManifest(
      text,
      isTemplate,
      rendering && 'problem' in rendering ? rendering.problem : undefined,
    );
    facts.push(
      ...reading.facts.map((probe): Probe => (isPartial ? { ...probe, confidence: 'medium' } : probe)),
    );
    skipped.push(...reading.skipped);
  }
  return { facts, skipped };
}

/** `templates/` beside a `Chart.yaml`, at any depth below it. */
function isChartTemplate(path: string, view: RepositoryView): boolean {
  const folders = path.split('/').slice(0, -1);
  return folders.some(
    (folder, at) =>
      folder === 'templates' && view.file([...folders.slice(0, at), 'Chart.yaml'].join('/')) !== undefined,
  );
}

const looksLikeObject = /(^|[\s{,"])apiVersion"?\s*:/;

async function readManifest(
  source: SourceText,
  isTemplate: boolean,
  problem: string | undefined,
): Promise<Reading<Probe>> {
  const { text, path } = source;
  const detail = problem === undefined ? 'probes in a template' : `probes in a template: ${problem}`;
  const templated: Skipped = { file: path, reason: 'templated', detail };
  const isTemplated = isHelmTemplated(text);
  if (isTemplated && (isTemplate || path.endsWith('.tpl'))) return { facts: [], skipped: [templated] };
  if (!looksLikeObject.test(text))
    return { facts: [], skipped: isTemplated ? [] : jsonPatches(source, probeWord) };
  const manifest = parseKubernetes(relevantDocuments(source, probeWord));
  if (isTemplated && manifest.skipped.length > 0) return { facts: [], skipped: [templated] };

  const facts: Probe[] = [];
  const skipped: Skipped[] = [...manifest.skipped];
  for (const object of objectsOfTemplates(manifest.objects)) {
    const span = object.root.span;
    const lines = isTemplated ? linesOf(source, span.line, span.endLine) : '';
    if (isHelmTemplated(withoutQuotedValues(lines))) {
      if (probeWord.test(lines) && !skipped.some(({ reason }) => reason === 'templated'))
        skipped.push({ ...templated, line: span.line });
      continue;
    }
    for (const probed of probedContainers(object)) {
      const reading = await readContainerProbes(probed);
      facts.push(...reading.facts);
      skipped.push(...reading.skipped);
    }
  }
  return { facts, skipped };
}

/**
 * Lines without `{{…}}` that stand in a quoted value of a namespace or label: to YAML that is a text, whoever fills it in later
 * (Replicated, Ansible). What a probe or an image says must be known.
 */
function withoutQuotedValues(lines: string): string {
  return lines.replaceAll(
    /^(\s*(?:namespace|storage|size|[\w.-]+\/[\w.-]+):\s*)(?:'[^'\n]*'|"[^"\n]*")\s*$/gm,
    '$1""',
  );
}

function linesOf(source: SourceText, first: number, last: number): string {
  return source.text.slice(source.lineStarts[first - 1] ?? 0, source.lineStarts[last] ?? source.text.length);
}
