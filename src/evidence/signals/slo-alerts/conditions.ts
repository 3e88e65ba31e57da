import { nodeService } from '../../examples.js';
import type { EvidenceSignal } from '../../signal.js';
import { signalOfRules } from '../../signal.js';
import { page, ruleFile } from './examples.js';

const question = 'slo-alerts';

const mean: readonly string[] = [
  'Slow',
  'expr: rate(http_request_duration_seconds_sum[5m]) / rate(http_request_duration_seconds_count[5m]) > 1',
];

export const latencyByMean = signalOfRules(
  {
    id: 'latency-by-mean',
    question,
    stance: 'contradicts',
    meaning: 'A few users wait very long and no alert sees it.',
    guards: ['An alert on a quantile, on the share of slow requests or on burn rate beside it is enough.'],
    seen: [{ title: 'Prometheus', files: { 'rules.yml': ruleFile(mean) } }],
    unseen: [
      {
        title: 'a quantile beside it',
        files: {
          'rules.yml': ruleFile(mean, [
            'SlowForSome',
            'expr: histogram_quantile(0.99, rate(http_request_duration_seconds_bucket[5m])) > 1',
          ]),
        },
      },
    ],
  },
  ['alert-average-latency'],
);

const code =
  "import { Counter, Histogram } from 'prom-client';\nnew Counter({ name: 'shop_orders_total', help: 'x' });\nnew Counter({ name: 'shop_refunds_total', help: 'x' });\nnew Histogram({ name: 'shop_checkout_seconds', help: 'x' });\n";

const alertsOn = (metric: string): Readonly<Record<string, string>> =>
  nodeService(code, {
    'rules.yml': ruleFile(
      ['NoOrders', 'expr: rate(shop_orders_total[10m]) == 0'],
      ['Declined', `expr: rate(${metric}[10m]) > 1`],
    ),
  });

export const alertMetricMissing = signalOfRules(
  {
    id: 'alert-metric-missing',
    question,
    stance: 'contradicts',
    meaning: 'An alert asks for what no longer exists, and can never fire.',
    guards: [
      'Only metrics of a prefix of which the code makes several count.',
      'Names that are put together are looked for by their last words.',
    ],
    seen: [{ title: 'a metric with another name', files: alertsOn('shop_payments_declined_total') }],
    unseen: [{ title: 'the name of the code', files: alertsOn('shop_refunds_total') }],
  },
  ['alert-metric-not-exported'],
);

export const pageOnOneSample: EvidenceSignal = signalOfRules(
  {
    id: 'page-on-one-sample',
    question,
    stance: 'contradicts',
    meaning: 'Somebody is woken by a single bad sample.',
    guards: ['A window in the condition, an age and a written `for: 0s` are no mistake.'],
    seen: [{ title: 'Prometheus', files: { 'rules.yml': ruleFile(page) } }],
    unseen: [{ title: 'it must hold', files: { 'rules.yml': ruleFile([...page, 'for: 5m']) } }],
  },
  ['alert-page-on-one-sample'],
);
