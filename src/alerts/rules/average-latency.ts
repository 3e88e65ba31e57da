import { grouped } from '../../model/grouped.js';
import type { Finding } from '../../model/finding.js';
import type { Rule } from '../../model/rule.js';
import { ruleFile } from './examples.js';
import { type AlertFacts, isOwn } from './facts.js';

const mean: readonly string[] = [
  'Slow',
  'expr: rate(http_request_duration_seconds_sum[5m]) / rate(http_request_duration_seconds_count[5m]) > 1',
];

const quantile: readonly string[] = [
  'SlowForSome',
  'expr: histogram_quantile(0.99, sum by (le) (rate(http_request_duration_seconds_bucket[5m]))) > 1',
];

const alarm = (statistic: string): string =>
  `resource "aws_cloudwatch_metric_alarm" "slow" {\n  alarm_name          = "slow"\n  namespace           = "AWS/ApplicationELB"\n  metric_name         = "TargetResponseTime"\n  ${statistic}\n  comparison_operator = "GreaterThanThreshold"\n  threshold           = 1\n  period              = 60\n  evaluation_periods  = 5\n}\n`;

export const averageLatency: Rule<AlertFacts> = {
  id: 'alert-average-latency',
  severity: 'note',
  question: 'slo-alerts',
  summary: 'How long users wait is watched by its mean alone.',
  why: 'A mean hides those who suffer: when one request of a hundred takes ten seconds and the others ten milliseconds, the mean is a tenth of a second and looks well. A quantile, or the share of requests that take too long, says how many wait.',
  whenNotToUse: 'When the work is one batch whose total time matters, not that of each request.',
  sources: [
    'https://sre.google/sre-book/monitoring-distributed-systems/#worrying-about-your-tail-or-instrumentation-and-performance-yms8u9',
  ],
  bad: [
    { title: 'Prometheus', files: { 'rules.yml': ruleFile(mean) } },
    { title: 'CloudWatch in Terraform', files: { 'alarms.tf': alarm('statistic           = "Average"') } },
  ],
  good: [
    { title: 'A quantile', files: { 'rules.yml': ruleFile(quantile) } },
    { title: 'A quantile beside it', files: { 'rules.yml': ruleFile(mean, quantile) } },
    { title: 'CloudWatch in Terraform', files: { 'alarms.tf': alarm('extended_statistic  = "p99"') } },
    {
      title: 'The mean of what a component does inside',
      files: {
        'rules.yml': ruleFile([
          'SlowDisk',
          'expr: rate(node_disk_read_time_seconds_total[5m]) / rate(node_disk_reads_completed_total[5m]) > 0.1',
        ]),
      },
    },
  ],
  check: ({ alerts }) =>
    [...grouped(alerts.filter(isOwn), ({ service }) => service).values()].flatMap((group): Finding[] => {
      const means = group.filter(({ waiting }) => waiting === 'mean');
      const [first] = means;
      const isSeen = group.some(
        (alert) => alert.waiting === 'quantile' || alert.waiting === 'share' || alert.class === 'slo-burn',
      );
      if (!first || isSeen) return [];
      return [
        {
          rule: 'alert-average-latency',
          severity: 'note',
          message: `${first.name} watches the mean of how long users wait${means.length > 1 ? `, as ${means.length - 1} others do` : ''}, and no alert a quantile or the share of slow requests: a few who wait very long are not seen.`,
          advice:
            'Compare a quantile (`histogram_quantile(0.99, …)`, `p99`) or the share of requests above a limit instead.',
          span: first.span,
        },
      ];
    }),
};
