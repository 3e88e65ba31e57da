import type { Finding } from '../../model/finding.js';
import type { Rule } from '../../model/rule.js';
import { ruleFile } from './examples.js';
import { type AlertFacts, isOwn } from './facts.js';

const code =
  "import { Counter, Histogram } from 'prom-client';\nnew Counter({ name: 'shop_orders_total', help: 'x' });\nnew Counter({ name: 'shop_refunds_total', help: 'x' });\nnew Histogram({ name: 'shop_checkout_seconds', help: 'x' });\n";

const orders: readonly string[] = ['NoOrders', 'expr: rate(shop_orders_total[10m]) == 0'];

const alertOn = (metric: string): Readonly<Record<string, string>> => ({
  'rules.yml': ruleFile(orders, ['Declined', `expr: rate(${metric}[10m]) > 1`]),
});

export const metricNotExported: Rule<AlertFacts> = {
  id: 'alert-metric-not-exported',
  severity: 'warning',
  question: 'slo-alerts',
  summary: 'An alert asks for a metric that nothing in the repository exports any more.',
  why: 'A metric that is renamed in the code leaves its alerts behind. They look well, ask for what does not exist, and never fire.',
  whenNotToUse: 'When another repository exports metrics of the same prefix.',
  sources: ['https://prometheus.io/docs/prometheus/latest/querying/functions/#absent'],
  bad: [
    {
      title: 'A metric with another name',
      files: { 'src/metrics.js': code, ...alertOn('shop_payments_declined_total') },
    },
  ],
  good: [
    { title: 'The name of the code', files: { 'src/metrics.js': code, ...alertOn('shop_refunds_total') } },
    {
      title: 'A series of a histogram',
      files: { 'src/metrics.js': code, ...alertOn('shop_checkout_seconds_count') },
    },
    {
      title: 'A name that is put together',
      files: {
        'src/metrics.js': `${code}new Counter({ name: prefix + '_payments_declined', help: 'x' });\n`,
        ...alertOn('shop_payments_declined_total'),
      },
    },
    {
      title: 'Metrics of others',
      files: { 'src/metrics.js': code, ...alertOn('billing_payments_declined_total') },
    },
    { title: 'No code here makes metrics', files: alertOn('shop_payments_declined_total') },
  ],
  check: ({ alerts }) =>
    alerts.filter(isOwn).flatMap(({ name, span, unexported = [] }): readonly Finding[] => {
      const [first] = unexported;
      if (!first) return [];
      return [
        {
          rule: 'alert-metric-not-exported',
          severity: 'warning',
          message: `${name} asks for ${unexported.map(({ metric }) => metric).join(', ')}, which nothing here exports, although the code makes others of that prefix, such as ${first.beside}: it can never fire.`,
          advice: 'Use the name that the code exports today, or export the metric again.',
          span,
        },
      ];
    }),
};
