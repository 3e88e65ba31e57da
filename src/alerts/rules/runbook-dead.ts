import type { Finding } from '../../model/finding.js';
import type { Rule } from '../../model/rule.js';
import { ruleFile } from './examples.js';
import { type AlertFacts, isOwn } from './facts.js';

const alert = (url: string): string =>
  ruleFile([
    'Down',
    'expr: probe_success == 0',
    'labels: {severity: page}',
    `annotations: {runbook_url: '${url}'}`,
  ]);

export const runbookDead: Rule<AlertFacts> = {
  id: 'alert-runbook-dead',
  severity: 'warning',
  question: 'slo-alerts',
  summary: 'The link to the runbook leads to a file or heading of this repository that is not there.',
  why: 'A link that leads nowhere is found out at the worst moment, by the person who needs it most. Pages are renamed and headings reworded, and nobody thinks of the alerts that point at them.',
  whenNotToUse:
    'When the pages are made by a build from other sources. Links that lead out of the repository are not asked; they are named as external.',
  sources: ['https://github.com/prometheus-operator/kube-prometheus/issues/1535'],
  bad: [
    {
      title: 'The page is not there',
      files: { 'rules.yml': alert('docs/runbooks/down.md'), 'docs/runbooks/up.md': '# Up\n' },
    },
    {
      title: 'The heading is not there',
      files: { 'rules.yml': alert('docs/runbooks.md#down'), 'docs/runbooks.md': '# Service is down\n' },
    },
    {
      title: 'The address of this repository',
      files: {
        'go.mod': 'module github.com/acme/shop\n',
        'rules.yml': alert('https://github.com/acme/shop/blob/main/docs/down.md'),
      },
    },
  ],
  good: [
    {
      title: 'Page and heading are there',
      files: {
        'rules.yml': alert('docs/runbooks.md#service-is-down'),
        'docs/runbooks.md': '# Service is down\n',
      },
    },
    {
      title: 'Outside of the repository',
      files: { 'rules.yml': alert('https://runbooks.example.org/down') },
    },
    {
      title: 'Known only when it fires',
      files: { 'rules.yml': alert('docs/runbooks/{{ $labels.alertname }}.md') },
    },
  ],
  check: ({ alerts }) =>
    alerts.filter(isOwn).flatMap(({ name, runbookLink, span }): Finding[] => {
      if (runbookLink?.state !== 'dead-file' && runbookLink?.state !== 'dead-anchor') return [];
      const { anchor = '', file = '', state } = runbookLink;
      return [
        {
          rule: 'alert-runbook-dead',
          severity: 'warning',
          message:
            state === 'dead-file'
              ? `The runbook of ${name} is ${file}, which is not in this repository.`
              : `The runbook of ${name} is the heading #${anchor} of ${file}, which has no such heading.`,
          advice:
            state === 'dead-file'
              ? 'Link to the page that took its place, or write it.'
              : 'Link to the heading as it is called now, or give it the old name as an id.',
          span,
        },
      ];
    }),
};
