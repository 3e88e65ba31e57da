import { codeLanguages } from '../../../syntax/code/code-file.js';
import { option, positional } from '../../../syntax/code/arguments.js';
import type { CodeCall } from '../../../syntax/code/code-file.js';
import {
  csharpService,
  elixirService,
  goService,
  javaService,
  kotlinService,
  nodeService,
  phpService,
  pythonService,
  rubyService,
  rustService,
} from '../../examples.js';
import type { TerraformRecogniser } from '../../recogniser.js';
import { tableRecogniser } from '../../rows.js';
import type { CallRow } from '../../rows.js';
import { sightedSignal } from '../../signal.js';
import type { EvidenceSignal } from '../../signal.js';

const sighting = 'queue-lag-measured';

/** Names of metrics that tell how much waits in a queue, or for how long. */
const backlogName =
  /(?:queue|consumer|topic|subscription|stream|backlog|jobs?|tasks?|outbox|messages?)\w*[_.-](?:depth|size|length|lag|latency|age|backlog|waiting|pending|ready|visible|unacked|oldest\w*)\b|\b(?:consumer_?lag|queueDepth|queue_?size|queueLag)\b/i;

/** Metrics of brokers and of their exporters. */
const brokerMetric =
  /\b(?:kafka_consumergroup_lag\w*|kafka_consumer\w*_lag\w*|kafka_burrow\w*|rabbitmq_queue_messages(?:_ready|_unacked|_unacknowledged)?|rabbitmq_detailed_queue_messages\w*|aws_sqs_approximate_\w+|ApproximateAgeOfOldestMessage|ApproximateNumberOfMessages\w*|oldest_unacked_message_age|num_undelivered_messages|sidekiq_queue_(?:latency|size|backlog)\w*|celery_queue_length|bullmq_\w*(?:waiting|delayed)\w*|jetstream_consumer_num_pending|nats_consumer_num_pending|pulsar_(?:subscription_back_log|msg_backlog)|resque_jobs_in_queue|oban_queue_length|temporal_\w*schedule_to_start\w*)/;

const gauge =
  /(?:^|[.:])(?:\w*Gauge\w*|gauge|create(?:Observable)?Gauge|createGauge|CreateObservableGauge|NewGauge|NewGaugeVec|NewGaugeFunc|observable_gauge|create_observable_gauge|last_value|gauge!|register_\w*gauge\w*!)(?:\(\))?(?:(?:\.|::)(?:new|builder|build))?$/;

/** Texts that may be the name of a metric: some clients take a namespace before it. */
function* namesOf(call: CodeCall): Iterable<string> {
  for (const value of [option(call, 'name', 'Name'), positional(call, 0), positional(call, 1)]) {
    if (value?.kind === 'text') yield value.text;
    // Options of Go: `prometheus.GaugeOpts{Name: "…"}`.
    const inner = value?.kind === 'call' ? option(value, 'Name', 'name') : undefined;
    if (inner?.kind === 'text') yield inner.text;
  }
}

const calls: readonly CallRow[] = [
  {
    languages: codeLanguages,
    target: gauge,
    says: (call) => {
      // A help text has spaces.
      const name = [...namesOf(call)].find(
        (text) => !/\s/.test(text) && (backlogName.test(text) || brokerMetric.test(text)),
      );
      return name === undefined ? undefined : `${name} tells how much waits in a queue`;
    },
  },
  {
    // https://docs.bullmq.io/guide/metrics/prometheus
    languages: ['javascript'],
    target: /^bullmq\.Queue\(\)\.exportPrometheusMetrics$/,
    says: 'how many jobs wait in the queue is measured (exportPrometheusMetrics)',
  },
];

const inCode = tableRecogniser(sighting, /gauge|last_value|exportPrometheusMetrics/i, { calls });

const inTerraform: TerraformRecogniser = {
  in: 'terraform',
  sighting,
  words:
    /ApproximateAgeOfOldestMessage|ApproximateNumberOfMessages|oldest_unacked_message_age|num_undelivered_messages|IteratorAge|MaxOffsetLag|SumOffsetLag/,
  *see(block) {
    if (block.type !== 'resource' || !/alarm|alert|autoscaling|dashboard/.test(block.labels[0] ?? '')) return;
    const metric = block.attributes.get('metric_name');
    if (metric?.value.kind === 'text' && /Approximate|OffsetLag|IteratorAge/.test(metric.value.text))
      yield {
        span: metric.span,
        text: `${block.labels[1] ?? 'an alarm'} looks at how much waits in a queue (${metric.value.text})`,
        confidence: 'high',
      };
  },
};

const sighted = sightedSignal({
  id: 'queue-lag-measured',
  question: 'partial-failure',
  stance: 'supports',
  meaning: 'Somebody sees how much waits in a queue, or for how long.',
  recognition:
    'A gauge whose name tells the depth, lag or age of a queue, an alert or an alarm on such a metric of a broker.',
  guards: ['A number of jobs that is only logged or shown to a user is none.'],
  languages: ['JavaScript', 'Python', 'Go', 'Java', 'Kotlin', 'C#', 'Ruby', 'PHP', 'Rust', 'Elixir'],
  recognisers: [inCode, inTerraform],
  seen: [
    {
      title: 'prom-client',
      files: nodeService(
        "const client = require('prom-client');\nnew client.Gauge({ name: 'mail_queue_depth', help: 'mails that wait' });\n",
      ),
    },
    {
      title: 'prometheus_client',
      files: pythonService(
        'from prometheus_client import Gauge\n\nDEPTH = Gauge("orders_queue_size", "orders that wait")\n',
      ),
    },
    {
      title: 'an alert on Kafka',
      files: {
        ...nodeService(''),
        'alerts/kafka.yml':
          'groups:\n  - name: kafka\n    rules:\n      - alert: ConsumerLag\n        expr: sum by (consumergroup) (kafka_consumergroup_lag) > 1000\n        for: 5m\n',
      },
    },
    {
      title: 'an alarm on SQS',
      files: {
        ...nodeService(''),
        'infra/alarm.tf':
          'resource "aws_cloudwatch_metric_alarm" "orders" {\n  alarm_name  = "orders"\n  metric_name = "ApproximateAgeOfOldestMessage"\n  namespace   = "AWS/SQS"\n}\n',
      },
    },
    {
      title: 'Micrometer',
      files: javaService(
        'import io.micrometer.core.instrument.*;\n\nclass Metrics {\n  void register(MeterRegistry registry, Work work) {\n    Gauge.builder("orders.queue.size", work, Work::size).register(registry);\n  }\n}\n',
      ),
    },
    {
      title: 'client_golang',
      files: goService(
        'import "github.com/prometheus/client_golang/prometheus"\n\nvar depth = prometheus.NewGauge(prometheus.GaugeOpts{Name: "orders_queue_depth", Help: "orders that wait"})\n',
      ),
    },
    {
      title: 'Micrometer in Kotlin',
      files: kotlinService(
        'import io.micrometer.core.instrument.Gauge\nimport io.micrometer.core.instrument.MeterRegistry\n\nclass Metrics {\n  fun register(registry: MeterRegistry, work: Work) {\n    Gauge.builder("orders.queue.size", work, Work::size).register(registry)\n  }\n}\n',
      ),
    },
    {
      title: 'prometheus-net',
      files: csharpService(
        'using Prometheus;\n\npublic static class Depth\n{\n    private static readonly Gauge Orders = Metrics.CreateGauge("orders_queue_depth", "orders that wait");\n}\n',
      ),
    },
    {
      title: 'prometheus-client in Ruby',
      files: rubyService(
        "class App\n  DEPTH = Prometheus::Client::Gauge.new(:orders_queue_depth, docstring: 'orders that wait')\nend\n",
      ),
    },
    {
      title: 'promphp',
      files: phpService(
        "use Prometheus\\CollectorRegistry;\n\nclass App\n{\n    public function depth(CollectorRegistry $registry)\n    {\n        return $registry->registerGauge('app', 'orders_queue_depth', 'orders that wait');\n    }\n}\n",
      ),
    },
    {
      title: 'metrics',
      files: rustService('fn main() {\n    metrics::gauge!("orders_queue_depth").set(1.0);\n}\n'),
    },
    {
      title: 'Telemetry.Metrics',
      files: elixirService(
        'defmodule AppWeb.Telemetry do\n  import Telemetry.Metrics\n\n  def metrics do\n    [last_value("app.orders.queue_depth")]\n  end\nend\n',
      ),
    },
  ],
  unseen: [
    {
      title: 'a gauge of something else',
      files: nodeService(
        "const client = require('prom-client');\nnew client.Gauge({ name: 'open_sockets', help: 'sockets' });\n",
      ),
    },
  ],
});

export const queueLagMeasured: EvidenceSignal = {
  ...sighted,
  detect: (facts) => [
    ...sighted.detect(facts),
    ...facts.alerts
      .filter(
        ({ expression, name, marks }) =>
          marks.length === 0 &&
          (brokerMetric.test(expression ?? '') || /(?:consumer|queue)\w*(?:lag|backlog)/i.test(name)),
      )
      .map(({ span, name, service }) => ({
        span,
        text: `${name} is an alert on how much waits in a queue`,
        confidence: 'high' as const,
        service,
      })),
  ],
};
