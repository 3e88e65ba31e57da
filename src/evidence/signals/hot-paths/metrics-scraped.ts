import { podTemplateOf } from '../../../syntax/manifests/kubernetes.js';
import { parseYaml } from '../../../syntax/yaml.js';
import type { YamlValue } from '../../../syntax/yaml.js';
import { nodeService } from '../../examples.js';
import type { Recogniser, Seen } from '../../recogniser.js';
import { sightedSignal } from '../../signal.js';
import type { EvidenceSignal, LocatedMatch } from '../../signal.js';
import { inOwnWorkload } from './own-workload.js';

const sighting = 'metrics-collected';

/** https://docs.datadoghq.com/containers/kubernetes/integrations/: checks of the agent by annotations of the pod. */
const datadog: Recogniser = {
  in: 'kubernetes',
  sighting,
  words: /ad\.datadoghq\.com\//,
  *see(object) {
    for (const [key, value] of podTemplateOf(object)?.at('metadata', 'annotations').entries ?? [])
      if (/^ad\.datadoghq\.com\/[^/]+\.(?:checks|check_names)$/.test(key))
        yield {
          span: value.span,
          text: `the agent of Datadog collects metrics of ${object.name}`,
          confidence: 'high',
        };
  },
};

/** Exporters that only print. */
const printing = /^(?:debug|logging|file)(?:\/|$)/;

/** https://opentelemetry.io/docs/collector/configuration/#pipelines */
function* pipelines(root: YamlValue): Generator<Seen> {
  for (const [name, pipeline] of root.at('service', 'pipelines').entries) {
    const [signal] = name.split('/', 1);
    const receivers = pipeline.get('receivers').items.flatMap((item) => item.text ?? []);
    const exporters = pipeline.get('exporters').items.flatMap((item) => item.text ?? []);
    const lasting = exporters.filter((exporter) => !printing.test(exporter));
    if (signal === 'metrics' && receivers.length > 0 && lasting.length > 0)
      yield {
        span: pipeline.span,
        text: `a collector takes metrics in (${receivers.join(', ')}) and hands them to ${lasting.join(', ')}`,
        confidence: 'high',
      };
  }
}

const collector: Recogniser = {
  in: 'text',
  sighting,
  files: /\.ya?ml$/,
  words: /^\s*pipelines:/m,
  *see(source) {
    if (/^apiVersion\s*:/m.test(source.text)) return;
    for (const { root } of parseYaml(source).documents)
      if (root.get('receivers').isMap) yield* pipelines(root);
  },
};

const inCluster: Recogniser = {
  in: 'kubernetes',
  sighting,
  words: /\bpipelines:/,
  *see({ kind, root }) {
    const texts =
      kind === 'ConfigMap' ? root.get('data').entries.map(([, value]) => value) : [root.at('spec', 'config')];
    if (kind !== 'ConfigMap' && kind !== 'OpenTelemetryCollector') return;
    for (const value of texts) {
      if (value.isMap) yield* pipelines(value);
      const { embedded } = value;
      if (embedded && /^\s*pipelines:/m.test(embedded.text))
        for (const document of parseYaml(embedded).documents)
          if (document.root.get('receivers').isMap) yield* pipelines(document.root);
    }
  },
};

const collected = sightedSignal(
  {
    id: 'metrics-scraped',
    question: 'hot-paths',
    stance: 'supports',
    meaning: 'The numbers that the service gives are collected.',
    recognition:
      'A ServiceMonitor, a PodMonitor, an annotation or a job of Prometheus leads to a workload of this repository; the agent of Datadog is told to look at one; a pipeline of a collector takes metrics and hands them on.',
    guards: [
      'What leads to a third party, or to nothing that is here, is none.',
      'A pipeline that only prints is none.',
    ],
    recognisers: [datadog, collector, inCluster],
    seen: [
      {
        title: 'an annotation',
        files: nodeService('', {
          'k8s/app.yaml':
            'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: app}\nspec:\n  template:\n    metadata:\n      annotations: {prometheus.io/scrape: "true"}\n    spec:\n      containers: [{name: app, image: app}]\n',
        }),
      },
      {
        title: 'a job of Prometheus for a service of compose',
        files: nodeService('', {
          'compose.yaml': 'services:\n  app:\n    build: .\n',
          'prometheus.yml':
            'scrape_configs:\n  - job_name: app\n    static_configs:\n      - targets: ["app:3000"]\n',
        }),
      },
      {
        title: 'a collector',
        files: nodeService('', {
          'otel/config.yaml':
            'receivers: {otlp: {protocols: {grpc: {}}}}\nexporters: {prometheusremotewrite: {endpoint: "http://mimir"}}\nservice:\n  pipelines:\n    metrics:\n      receivers: [otlp]\n      exporters: [prometheusremotewrite]\n',
        }),
      },
    ],
    unseen: [
      {
        title: 'a job for something else',
        files: nodeService('', {
          'compose.yaml': 'services:\n  app:\n    build: .\n  node: {image: "prom/node-exporter:v1.9.0"}\n',
          'prometheus.yml':
            'scrape_configs:\n  - job_name: node\n    static_configs:\n      - targets: ["node:9100"]\n',
        }),
      },
      {
        title: 'a collector that only prints',
        files: nodeService('', {
          'otel/config.yaml':
            'receivers: {otlp: {protocols: {grpc: {}}}}\nexporters: {debug: {}}\nservice:\n  pipelines:\n    metrics: {receivers: [otlp], exporters: [debug]}\n',
        }),
      },
    ],
  },
  inOwnWorkload,
);

export const metricsScraped: EvidenceSignal = {
  ...collected,
  detect: (facts) => [
    ...facts.scrapes
      .filter(({ service }) => service !== '')
      .map(({ by, target, path, span, service }): LocatedMatch => ({
        span,
        text: `metrics of ${target} are collected at ${path} (${by})`,
        confidence: 'high',
        service,
      })),
    ...collected.detect(facts),
  ],
};
