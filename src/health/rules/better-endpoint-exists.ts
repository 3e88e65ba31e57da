import { touchesOf, type Endpoint } from '../../model/endpoint.js';
import type { Finding } from '../../model/finding.js';
import type { Probe } from '../../model/probe.js';
import type { Rule } from '../../model/rule.js';
import type { InService } from '../../model/service.js';
import { isDevelopmentOnly, isOnOtherPort } from './answering-routes.js';
import { asksOwnService } from './asked-service.js';
import { deployment, expressApp } from './examples.js';
import type { HealthFacts } from './facts.js';
import { nameOfProbe } from './probe-words.js';

const healthz = expressApp("app.get('/healthz', (req, res) => res.send('ok'));");

export const betterEndpointExists: Rule<HealthFacts> = {
  id: 'health-better-endpoint-exists',
  severity: 'warning',
  question: 'partial-failure',
  summary:
    'A probe only looks whether a port is open or a process is there, while the service answers for its health.',
  why: 'A program that hangs keeps its port open: the kernel takes the connection, and the process is still in the table. The service has an endpoint that answers only when the program works, and nobody asks it.',
  whenNotToUse:
    'When the endpoint is on purpose left to people and dashboards, because it looks at more than a probe should.',
  sources: [
    'https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/#define-a-tcp-liveness-probe',
    'https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/#define-a-grpc-liveness-probe',
  ],
  bad: [
    {
      title: 'Kubernetes and Express: the port is open',
      files: { ...healthz, 'k8s/app.yaml': deployment('livenessProbe: {tcpSocket: {port: 8080}}') },
    },
    {
      title: 'Kubernetes and Express: the process is there',
      files: {
        ...healthz,
        'k8s/app.yaml': deployment('readinessProbe:', '  exec:', '    command: [pgrep, node]'),
      },
    },
  ],
  good: [
    {
      title: 'Kubernetes and Express',
      files: {
        ...healthz,
        'k8s/app.yaml': deployment('livenessProbe: {httpGet: {path: /healthz, port: 8080}}'),
      },
    },
    {
      title: 'Kubernetes: liveness looks at the port, readiness asks the endpoint',
      files: {
        ...healthz,
        'k8s/app.yaml': deployment(
          'livenessProbe: {tcpSocket: {port: 8080}}',
          'readinessProbe: {httpGet: {path: /healthz, port: 8080}}',
        ),
      },
    },
    {
      title: 'Kubernetes: a restart should not depend on the database',
      files: {
        ...expressApp(
          "const { Pool } = require('pg');\nconst pool = new Pool();\napp.get('/ready', async (req, res) => {\n  await pool.query('SELECT 1');\n  res.send('ok');\n});",
        ),
        'k8s/app.yaml': deployment('livenessProbe: {tcpSocket: {port: 8080}}'),
      },
    },
  ],
  check(facts) {
    const seen = new Set<string>();
    return facts.probes.flatMap((probe): Finding[] => {
      const shallow = shallowness(probe);
      if (shallow === undefined || !asksOwnService(probe, facts)) return [];
      if (facts.probes.some((other) => isOfSameTarget(other, probe) && asksEndpoint(other))) return [];
      const endpoint = facts.endpoints.find(
        (candidate) => candidate.service === probe.service && isBetter(candidate, probe),
      );
      // Kubernetes runs no HEALTHCHECK: where it runs the service, what an image says does not matter.
      if (endpoint === undefined || (probe.platform === 'dockerfile' && isRunByKubernetes(probe, facts)))
        return [];
      const key = JSON.stringify([
        probe.span.file,
        probe.target.kind,
        probe.target.name,
        probe.target.container,
      ]);
      if (seen.has(key)) return [];
      seen.add(key);
      return [findingOf(probe, shallow, endpoint)];
    });
  },
};

/** What a probe looks at when that says nothing of whether the program works; undefined for others. */
function shallowness({ transport, tool, command = [], cannotFail }: Probe): string | undefined {
  if (cannotFail !== undefined) return undefined;
  if (transport === 'tcp') return 'only looks whether the port is open';
  if (transport !== 'exec') return undefined;
  const text = command.join(' ');
  if (tool === 'nc' || (tool === '/dev/tcp' && !/\b(GET|HEAD) \//.test(text)))
    return 'only looks whether the port is open';
  const isProcess =
    /^(?:(?:\S*\/)?(?:sh|bash) -c )?(?:\S*\/)?(?:pgrep|pidof|killall -0|kill -0|ps)\b[^|&;]*(?:\|\s*grep\b[^|&;]*)*$/;
  return isProcess.test(text) ? 'only looks whether the process is there' : undefined;
}

function isOfSameTarget(one: Probe, other: Probe): boolean {
  return one.target.kind === other.target.kind && one.target.name === other.target.name;
}

function asksEndpoint({ transport, path }: Probe): boolean {
  return transport === 'grpc' || (path !== undefined && path !== '/');
}

function isBetter(endpoint: InService<Endpoint>, probe: Probe): boolean {
  if (isDevelopmentOnly(endpoint) || isOnOtherPort(endpoint, probe)) return false;
  const reachesOut = touchesOf(endpoint).some(({ dependency }) => !['disk', 'memory'].includes(dependency));
  return probe.effect !== 'restart' || (!reachesOut && endpoint.role !== 'readiness');
}

function isRunByKubernetes(probe: InService<Probe>, { workloads }: HealthFacts): boolean {
  return workloads.some(({ platform, service }) => platform === 'kubernetes' && service === probe.service);
}

function findingOf(probe: Probe, shallow: string, endpoint: Endpoint): Finding {
  const isGrpc = endpoint.method === 'GRPC';
  const serves = isGrpc ? "gRPC's health service" : endpoint.path;
  return {
    rule: 'health-better-endpoint-exists',
    severity: 'warning',
    message: `${nameOfProbe(probe)} ${shallow}, while the service serves ${serves}: a program that hangs passes for a sound one.`,
    advice: isGrpc
      ? 'Let the probe ask the health service: `grpc: {port: …}` in Kubernetes, else grpc_health_probe.'
      : `Let the probe ask for ${endpoint.path}.`,
    span: probe.span,
    related: [{ span: endpoint.span, text: `serves ${endpoint.path}` }],
  };
}
