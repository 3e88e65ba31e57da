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
