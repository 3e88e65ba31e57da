import type { Skipped } from '../../model/skipped.js';
import type { SourceText } from '../../model/source-text.js';
import type { Workload, WorkloadContainer } from '../../model/workload.js';
import { isHelmTemplated, parseKubernetes, podTemplateOf } from '../../syntax/manifests/kubernetes.js';
import type { KubernetesManifest, KubernetesObject } from '../../syntax/manifests/kubernetes.js';
import type { YamlValue } from '../../syntax/yaml.js';

export interface KubernetesReading {
  readonly workloads: readonly Workload[];
  readonly skipped: readonly Skipped[];
}

const nothing: KubernetesReading = { workloads: [], skipped: [] };

/** Every workload's text holds these words; other files need not be parsed. */
const wordsOfWorkloads = ['apiVersion', 'kind', 'containers'];

/**
 * The workloads of a manifest: every object with a pod template. A file that only Helm can read is skipped as `templated`, an object whose own
 * text holds template actions likewise; actions elsewhere (dashboards, alert texts in a ConfigMap) do no harm.
 */
export function readKubernetes(source: SourceText, isChartTemplate: boolean): KubernetesReading {
  const { text, path } = source;
  if (!wordsOfWorkloads.every((word) => text.includes(word))) return nothing;
  const isTemplated = isHelmTemplated(text);
  const templated = (line?: number): Skipped => ({
    file: path,
    ...(line === undefined ? {} : { line }),
    reason: 'templated',
  });
  if (isTemplated && isChartTemplate) return { workloads: [], skipped: [templated()] };
  const { objects, skipped } = parseSafely(source);
  if (isTemplated && skipped.length > 0) return { workloads: [], skipped: [templated()] };
  const workloads: Workload[] = [];
  const problems: Skipped[] = [...skipped];
  for (const object of objects) {
    const template = podTemplateOf(object);
    if (!template) continue;
    const { span } = object.root;
    if (isTemplated && isHelmTemplated(linesOf(source, span.line, span.endLine)))
      problems.push(templated(span.line));
    else workloads.push(workloadOf(object, template));
  }
  return { workloads, skipped: problems };
}

/** A list that contains itself would be taken apart for ever. */
function parseSafely(source: SourceText): KubernetesManifest {
  try {
    return parseKubernetes(source);
  } catch (error) {
    const detail = error instanceof Error ? (error.message.split('\n', 1)[0] ?? '') : 'cannot be read';
    return { objects: [], skipped: [{ file: source.path, reason: 'parse-error', detail }] };
  }
}

function linesOf(source: SourceText, first: number, last: number): string {
  return source.text.slice(source.lineStarts[first - 1] ?? 0, source.lineStarts[last] ?? source.text.length);
}

function workloadOf(object: KubernetesObject, template: YamlValue): Workload {
  const spec = template.get('spec');
  const replicas = object.root.at('spec', 'replicas').number;
  return {
    platform: 'kubernetes',
    kind: object.kind,
    name: object.name,
    ...(object.namespace === undefined ? {} : { namespace: object.namespace }),
    labels: textsOf(template.at('metadata', 'labels')),
    ...(replicas === undefined ? {} : { replicas }),
    containers: [
      ...spec.get('initContainers').items.map((container) => containerOf(container, true)),
      ...spec.get('containers').items.map((container) => containerOf(container, false)),
    ],
    span: object.root.span,
  };
}

function containerOf(container: YamlValue, init: boolean): WorkloadContainer {
  const image = container.get('image').text;
  const command = [...container.get('command').items, ...container.get('args').items].map(
    (word) => word.text ?? '',
  );
  return {
    name: container.get('name').text ?? '',
    // A chart whose image comes from the command line writes `:`.
    ...(image === undefined || !/\w/.test(image) ? {} : { image }),
    init,
    ports: container.get('ports').items.flatMap((item) => {
      const port = item.get('containerPort').number;
      const name = item.get('name').text;
      return port === undefined ? [] : [{ ...(name === undefined ? {} : { name }), port }];
    }),
    environment: Object.fromEntries(
      container.get('env').items.flatMap((item) => {
        const name = item.get('name').text;
        const value = item.get('value').text;
        return name === undefined || value === undefined ? [] : [[name, value] as const];
      }),
    ),
    ...(command.length > 0 && { command }),
  };
}

function textsOf(map: YamlValue): Record<string, string> {
  return Object.fromEntries(
    map.entries.flatMap(([key, value]) => (value.text === undefined ? [] : [[key, value.text] as const])),
  );
}
