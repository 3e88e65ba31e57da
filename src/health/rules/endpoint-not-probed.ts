import type { Endpoint } from '../../model/endpoint.js';
import type { Finding } from '../../model/finding.js';
import type { Rule } from '../../model/rule.js';
import type { InService } from '../../model/service.js';
import type { Workload } from '../../model/workload.js';
import { isDevelopmentOnly } from './answering-routes.js';
import { deployment, expressApp, exposed } from './examples.js';
import type { HealthFacts } from './facts.js';
import { isReadWhole, probesOf, servingWorkloads, trafficTo } from './own-workloads.js';
import { listed } from './probe-words.js';

const both = expressApp(
  "app.get('/livez', (req, res) => res.send('ok'));\napp.get('/readyz', (req, res) => res.send('ok'));",
);

export const endpointNotProbed: Rule<HealthFacts> = {
  id: 'health-endpoint-not-probed',
  severity: 'warning',
  question: 'partial-failure',
  summary: 'The service answers for its health, and the workload that runs it does not ask.',
  why: 'Without a readiness probe a pod gets traffic from its first second, and keeps it when it can no longer serve. Without a liveness probe a process that hangs stays until somebody sees it. The endpoint that would tell is there already.',
  whenNotToUse:
    'When something else watches the pods and takes the sick ones out, such as a mesh or an operator.',
  sources: ['https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/'],
  bad: [
    { title: 'Kubernetes: no probe at all', files: { ...both, 'k8s/app.yaml': deployment() } },
    {
      title: 'Kubernetes: no readiness probe, though traffic comes',
      files: {
        ...both,
        'k8s/app.yaml': `${deployment('livenessProbe: {httpGet: {path: /livez, port: 8080}}')}---\n${exposed}`,
      },
    },
  ],
  good: [
    {
      title: 'Kubernetes: both are asked',
      files: {
        ...both,
        'k8s/app.yaml': deployment(
          'livenessProbe: {httpGet: {path: /livez, port: 8080}}',
          'readinessProbe: {httpGet: {path: /readyz, port: 8080}}',
        ),
      },
    },
    {
      title: 'Kubernetes: a job ends by itself',
      files: {
        ...both,
        'k8s/app.yaml': deployment().replace('kind: Deployment', 'kind: Job').replace('apps/v1', 'batch/v1'),
      },
    },
    {
      title: 'Kubernetes: the command runs migrations and answers no request',
      files: {
        ...both,
        'k8s/app.yaml': deployment(
          'command: [sh, -c]',
          "args: ['npx prisma migrate deploy && sleep infinity']",
        ),
      },
    },
    {
      title: 'Kubernetes runs no HEALTHCHECK: the image needs none',
      files: {
        ...both,
        Dockerfile: 'FROM node:20\nCOPY . .\nCMD ["node", "src/server.js"]\n',
        'k8s/app.yaml': deployment(
          'livenessProbe: {httpGet: {path: /livez, port: 8080}}',
          'readinessProbe: {httpGet: {path: /readyz, port: 8080}}',
        ),
      },
    },
  ],
  check: (facts) =>
    servingWorkloads(facts).flatMap((workload): Finding[] => {
      if (!isReadWhole(workload, facts)) return [];
      const endpoints = facts.endpoints.filter(
        (endpoint) => endpoint.service === workload.service && !isDevelopmentOnly(endpoint),
      );
      if (endpoints.length === 0) return [];
      const probes = probesOf(workload, facts);
      if (probes.length === 0) return [withoutProbes(workload, endpoints)];
      const ready = endpoints.find(({ role }) => role === 'readiness');
      const isAsked = probes.some(({ effect }) => effect === 'de-route');
      return ready === undefined || isAsked || trafficTo(workload, facts) === undefined
        ? []
        : [withoutReadiness(workload, ready)];
    }),
};

function withoutProbes(workload: Workload, endpoints: readonly InService<Endpoint>[]): Finding {
  const paths = [...new Set(endpoints.map(({ path }) => path))];
  return {
    ...finding(workload, endpoints),
    message: `${workload.kind} ${workload.name} has no probe, though its service answers for its health at ${listed(paths.slice(0, 3))}: a pod gets traffic before it can serve, and one that hangs stays.`,
    advice: `Add a readinessProbe and a livenessProbe that ask for ${listed(paths.slice(0, 2))}.`,
  };
}

function withoutReadiness(workload: Workload, ready: InService<Endpoint>): Finding {
  return {
    ...finding(workload, [ready]),
    message: `${workload.kind} ${workload.name} has no readiness probe, though its service says at ${ready.path} whether it can serve: a pod that cannot keeps its traffic.`,
    advice: `Add a readinessProbe that asks for ${ready.path}.`,
  };
}

function finding(workload: Workload, endpoints: readonly Endpoint[]): Omit<Finding, 'message' | 'advice'> {
  const { span } = workload;
  return {
    rule: 'health-endpoint-not-probed',
    severity: 'warning',
    span: { ...span, endLine: Math.min(span.endLine, span.line + 3), endColumn: 1 },
    related: endpoints
      .slice(0, 3)
      .map((endpoint) => ({ span: endpoint.span, text: `serves ${endpoint.path}` })),
  };
}
