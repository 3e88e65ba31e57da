import { expect, it } from 'vitest';
import { nais } from '../../../src/health/probes/nais/index.js';
import { probeLines } from './probe-lines.js';

it('reads the probes of applications and jobs, also where values come later', async () => {
  expect(
    await probeLines(nais, {
      '.nais/nais.yaml': `apiVersion: nais.io/v1alpha1
kind: Application
metadata:
  name: orders
spec:
  image: {{ image }}
  port: 9090
  ingresses:
    {{#each ingresses}}
    - {{this}}
    {{/each}}
  liveness:
    path: /internal/isalive
    initialDelay: 20
    timeout: 2
    periodSeconds: 5
    failureThreshold: 10
  readiness:
    path: internal/isready
    port: 9091
  startup:
    path: /{{ prefix }}/started
`,
      'job.yaml':
        'apiVersion: nais.io/v1\nkind: Naisjob\nmetadata: {name: sweep}\nspec:\n  image: sweep:1\n  liveness: {path: /alive}\n',
    }),
  ).toEqual([
    '.nais/nais.yaml:12 Nais Application orders | liveness → restart | http 9090 /internal/isalive | delay 20, every 5, timeout 2, failures 10',
    '.nais/nais.yaml:18 Nais Application orders | readiness → de-route | http 9091 /internal/isready',
    '.nais/nais.yaml:21 Nais Application orders | startup → restart | http 9090',
    'job.yaml:6 Nais Naisjob sweep | liveness → restart | http 8080 /alive',
  ]);
});

it('takes nothing of other kinds, and nothing without a path', async () => {
  expect(
    await probeLines(nais, {
      'topic.yaml': 'apiVersion: kafka.nais.io/v1\nkind: Topic\nspec: {liveness: {path: /x}}\n',
      'redis.yaml':
        'apiVersion: aiven.io/v1alpha1\nkind: Redis\nspec: {liveness: {path: /x}}\n# nais.io/v1\n',
      'empty.yaml': 'apiVersion: nais.io/v1alpha1\nkind: Application\nspec: {liveness: {}}\n',
    }),
  ).toEqual([]);
});
