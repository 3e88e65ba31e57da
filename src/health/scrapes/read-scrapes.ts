import { isProductFile } from '../../model/repository-view.js';
import type { RepositoryView } from '../../model/repository-view.js';
import { selects } from '../../model/platform-policy.js';
import type { InService } from '../../model/service.js';
import type { SourceText } from '../../model/source-text.js';
import type { Workload } from '../../model/workload.js';
import type { Scrape } from '../../model/health-map.js';
import { manifestText } from '../../syntax/helm/render.js';
import { looksLikeKubernetes, parseKubernetes, podTemplateOf } from '../../syntax/manifests/kubernetes.js';
import type { KubernetesObject } from '../../syntax/manifests/kubernetes.js';
import { parseYaml } from '../../syntax/yaml.js';
import type { YamlValue } from '../../syntax/yaml.js';

const interesting = /prometheus\.io\/scrape|\b(ServiceMonitor|PodMonitor|scrape_configs)\b/;

/**
 * What collects metrics of the workloads: annotations `prometheus.io/scrape`, ServiceMonitors and PodMonitors of the Prometheus operator, and
 * `scrape_configs` with targets written out.
 * Sources: https://github.com/prometheus-operator/prometheus-operator/blob/main/Documentation/api-reference/api.md,
 * https://prometheus.io/docs/prometheus/latest/configuration/configuration/#scrape_config
 */
export async function readScrapes(
  view: RepositoryView,
  workloads: readonly InService<Workload>[],
): Promise<readonly InService<Scrape>[]> {
  const objects: KubernetesObject[] = [];
  const jobs: YamlValue[] = [];
  for (const file of view.files) {
    if (!/\.ya?ml$/i.test(file.path) || !isProductFile(file)) continue;
    const written = await view.read(file.path);
    if (written === undefined || !mayHold(written)) continue;
    const source = await manifestText(written, view);
    if (!source) continue;
    if (looksLikeKubernetes(source.text)) objects.push(...parseKubernetes(source).objects);
    else jobs.push(...parseYaml(source).documents.flatMap(({ root }) => root.get('scrape_configs').items));
  }
  const services = objects.filter(({ kind, apiVersion }) => kind === 'Service' && apiVersion === 'v1');
  return [
    ...objects.flatMap((object) => byAnnotations(object, workloads)),
    ...objects.flatMap((object) => byMonitor(object, services, workloads)),
    ...jobs.flatMap((job) => byTargets(job, workloads)),
  ];
}

/** Services are needed to follow a ServiceMonitor's selector. */
function mayHold({ text }: SourceText): boolean {
  return interesting.test(text) || /^kind:\s*["']?Service\b/m.test(text);
}

function byAnnotations(
  object: KubernetesObject,
  workloads: readonly InService<Workload>[],
): readonly InService<Scrape>[] {
  const template = podTemplateOf(object);
  const annotations = (template ?? object.root).at('metadata', 'annotations');
  const mark = annotations.get('prometheus.io/scrape');
  if (mark.text !== 'true') return [];
  const path = annotations.get('prometheus.io/path').text ?? '/metrics';
  const owners = template
    ? workloads.filter(
        ({ name, kind, span }) =>
          name === object.name && kind === object.kind && span.file === object.root.span.file,
      )
    : selected(textsOf(object.root.at('spec', 'selector')), workloads);
  return owners.map(({ service }) => ({
    by: 'annotations',
    target: object.name,
    path,
    span: mark.span,
    service,
  }));
}

function byMonitor(
  object: KubernetesObject,
  services: readonly KubernetesObject[],
  workloads: readonly InService<Workload>[],
): readonly InService<Scrape>[] {
  if (object.kind !== 'ServiceMonitor' && object.kind !== 'PodMonitor') return [];
  const wanted = textsOf(object.root.at('spec', 'selector', 'matchLabels'));
  const found =
    object.kind === 'PodMonitor'
      ? selected(wanted, workloads)
      : services
          .filter((service) => selects(wanted, textsOf(service.root.at('metadata', 'labels'))))
          .flatMap((service) => selected(textsOf(service.root.at('spec', 'selector')), workloads));
  const key = object.kind === 'PodMonitor' ? 'podMetricsEndpoints' : 'endpoints';
  const path = object.root.at('spec', key).items[0]?.get('path').text ?? '/metrics';
  const owners = new Set(found.map(({ service }) => service));
  return [...owners].map((service) => ({
    by: object.kind,
    target: object.name,
    path,
    span: object.root.span,
    service,
  }));
}

function byTargets(job: YamlValue, workloads: readonly InService<Workload>[]): readonly InService<Scrape>[] {
  const path = job.get('metrics_path').text ?? '/metrics';
  const targets = job.get('static_configs').items.flatMap((config) => config.get('targets').items);
  return targets.flatMap((target) => {
    const host = (target.text ?? '').replace(/^https?:\/\//, '').split(/[:/.]/, 1)[0] ?? '';
    const owner = workloads.find(({ name, service }) => name === host && service !== '');
    return owner === undefined
      ? []
      : [
          {
            by: 'scrape_configs',
            target: target.text ?? host,
            path,
            span: target.span,
            service: owner.service,
          },
        ];
  });
}

function selected(
  labels: Readonly<Record<string, string>>,
  workloads: readonly InService<Workload>[],
): readonly InService<Workload>[] {
  return workloads.filter((workload) => workload.service !== '' && selects(labels, workload.labels));
}

function textsOf(map: YamlValue): Readonly<Record<string, string>> {
  return Object.fromEntries(
    map.entries.flatMap(([key, value]) => (value.text === undefined ? [] : [[key, value.text]])),
  );
}
