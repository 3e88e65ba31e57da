import { nodeService } from '../../examples.js';
import { sightedSignal } from '../../signal.js';
import { syntheticChecks } from '../hot-paths/synthetic-checks.js';

export const syntheticCheckPresent = sightedSignal({
  id: 'synthetic-check-present',
  question: 'slo-alerts',
  stance: 'supports',
  meaning: 'Somebody asks the service from outside, as its users do, and sees when it does not answer.',
  recognition:
    'A check in Terraform (Checkly, Pingdom, StatusCake, Route 53, CloudWatch Synthetics, Google Cloud, Datadog, UptimeRobot, Grafana, New Relic, Better Stack, Azure, Dynatrace and others), a check of Checkly in code, a `Probe` of the Prometheus operator, or a job of the blackbox exporter.',
  guards: ['A health check of Route 53 that only follows an alarm is none.'],
  languages: ['JavaScript'],
  recognisers: syntheticChecks,
  seen: [
    {
      title: 'a check of Pingdom',
      files: nodeService('', {
        'main.tf':
          'resource "pingdom_check" "shop" {\n  type = "http"\n  name = "shop"\n  host = "shop.example"\n}\n',
      }),
    },
    {
      title: 'a check of Grafana’s synthetic monitoring',
      files: nodeService('', {
        'main.tf':
          'resource "grafana_synthetic_monitoring_check" "shop" {\n  job    = "shop"\n  target = "https://shop.example"\n  probes = [1]\n  settings {\n    http {}\n  }\n}\n',
      }),
    },
  ],
  unseen: [
    {
      title: 'a contact of Pingdom',
      files: nodeService('', { 'main.tf': 'resource "pingdom_contact" "team" {\n  name = "team"\n}\n' }),
    },
  ],
});
