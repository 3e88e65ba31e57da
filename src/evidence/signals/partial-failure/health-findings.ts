import { selects } from '../../../model/platform-policy.js';
import { nodeService } from '../../examples.js';
import { signalOfRules } from '../../signal.js';
import type { EvidenceSignal } from '../../signal.js';
import { deployedService, foreignDeployment } from './manifest-examples.js';

const question = 'partial-failure';

/** A service on Express with a Deployment whose container has these lines. */
function probed(program: string, lines: string): Readonly<Record<string, string>> {
  const files = deployedService('');
  return {
    ...files,
    ...nodeService(
      `const express = require('express');\nconst { Pool } = require('pg');\nconst pool = new Pool();\nconst app = express();\n${program}\napp.listen(8080);\n`,
    ),
    'k8s/deployment.yaml': `${files['k8s/deployment.yaml'] ?? ''}          ports: [{containerPort: 8080}]\n          ${lines}\n`,
  };
}

const liveness = 'livenessProbe: {httpGet: {path: /livez, port: 8080}}';
const constant = "app.get('/livez', (req, res) => res.send('ok'));";
const asking =
  "app.get('/livez', async (req, res) => {\n  await pool.query('SELECT 1');\n  res.send('ok');\n});";

export const healthFindings: readonly EvidenceSignal[] = [
  {
    id: 'service-without-probe',
    question,
    stance: 'contradicts',
    meaning: 'Nobody notices when an instance hangs.',
    recognition:
      'A long-running Kubernetes workload of this repository that takes traffic through a Service, while no container of it has a probe.',
    guards: ['Third-party images, jobs and workloads without a Service do not count.'],
    seen: [{ title: 'no probe at all', files: deployedService('') }],
    unseen: [
      { title: 'one probe', files: probed(constant, liveness) },
      { title: 'no Service', files: deployedService('', { 'k8s/service.yaml': '' }) },
      {
        title: "someone else's image",
        files: { ...probed(constant, liveness), 'k8s/db.yaml': foreignDeployment('replicas: 1') },
      },
    ],
    detect: ({ workloads, policies, probes }) =>
      workloads
        .filter(
          (workload) =>
            workload.service !== '' &&
            workload.platform === 'kubernetes' &&
            ['Deployment', 'StatefulSet', 'DaemonSet', 'Rollout'].includes(workload.kind) &&
            policies.some(
              (policy) => policy.kind === 'traffic' && selects(policy.selector, workload.labels),
            ) &&
            !probes.some(
              (probe) => probe.target.name === workload.name && probe.target.kind === workload.kind,
            ),
        )
        .map((workload) => ({
          span: workload.span,
          text: `${workload.kind} ${workload.name} takes traffic and has no probe`,
          confidence: 'high',
          service: workload.service,
        })),
  },
  signalOfRules(
    {
      id: 'probe-path-missing',
      question,
      stance: 'contradicts',
      meaning: 'A probe asks for a path that the service does not serve.',
      guards: ['Only where all routes of the service were read.'],
      seen: [{ title: 'another path', files: probed(constant, liveness.replace('/livez', '/healthz')) }],
      unseen: [{ title: 'the path that is served', files: probed(constant, liveness) }],
    },
    ['health-probe-path-not-served'],
  ),
  signalOfRules(
    {
      id: 'probe-cannot-fail',
      question,
      stance: 'contradicts',
      meaning: 'A check says yes whatever happens.',
      guards: ['A liveness check that answers a constant is right: it fails with its process.'],
      seen: [
        {
          title: 'a command that is always true',
          files: probed(
            constant,
            'readinessProbe: {exec: {command: ["sh", "-c", "curl localhost:8080/livez || true"]}}',
          ),
        },
      ],
      unseen: [{ title: 'a request', files: probed(constant, liveness) }],
    },
    ['health-check-cannot-fail'],
  ),
  signalOfRules(
    {
      id: 'liveness-depends-on-others',
      question,
      stance: 'contradicts',
      meaning: 'A broken dependency restarts every instance.',
      guards: ['A readiness check may ask its dependencies.'],
      seen: [{ title: 'a liveness probe that asks the database', files: probed(asking, liveness) }],
      unseen: [
        { title: 'one that does not', files: probed(constant, liveness) },
        {
          title: 'a readiness probe that does',
          files: probed(asking, liveness.replace('liveness', 'readiness')),
        },
      ],
    },
    ['health-restart-on-dependency'],
  ),
];
