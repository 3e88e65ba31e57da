import type { Finding } from '../../model/finding.js';
import type { Rule } from '../../model/rule.js';
import { closedInventory, isDevelopmentOnly } from './answering-routes.js';
import { deployment, expressApp, exposed } from './examples.js';
import type { HealthFacts } from './facts.js';
import { isReadWhole, probesOf, servingWorkloads, trafficTo } from './own-workloads.js';

const orders = expressApp("app.get('/orders', (req, res) => res.json([]));");

export const serviceWithoutHealth: Rule<HealthFacts> = {
  id: 'health-service-without-health',
  severity: 'warning',
  question: 'partial-failure',
  summary: 'A service that gets traffic neither answers for its health nor is asked.',
  why: 'The platform cannot know when an instance is ready or broken: traffic goes to pods that are starting, and stays with those that hang. People notice first.',
  whenNotToUse:
    'When a sidecar or a mesh answers for the service. The rule speaks only when the list of its routes is complete.',
  sources: ['https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/'],
  bad: [
    {
      title: 'Kubernetes and Express',
      files: { ...orders, 'k8s/app.yaml': `${deployment('ports: [{containerPort: 8080}]')}---\n${exposed}` },
    },
  ],
  good: [
    {
      title: 'Kubernetes and Express: a probe at least sees whether the port is open',
      files: {
        ...orders,
        'k8s/app.yaml': `${deployment('readinessProbe: {tcpSocket: {port: 8080}}')}---\n${exposed}`,
      },
    },
    {
      title: 'Kubernetes: a worker gets no traffic',
      files: { ...orders, 'k8s/app.yaml': deployment() },
    },
  ],
  check: (facts) =>
    servingWorkloads(facts).flatMap((workload): Finding[] => {
      const { service, span, kind, name } = workload;
      const traffic = trafficTo(workload, facts);
      const routes = closedInventory(service, facts);
      if (traffic === undefined || routes === undefined || !isReadWhole(workload, facts)) return [];
      const hasEndpoint = facts.endpoints.some(
        (endpoint) =>
          (endpoint.service === service || endpoint.service === '') && !isDevelopmentOnly(endpoint),
      );
      if (hasEndpoint || probesOf(workload, facts).length > 0) return [];
      return [
        {
          rule: 'health-service-without-health',
          severity: 'warning',
          message: `${kind} ${name} gets traffic and has no probe, and none of the ${routes.length === 1 ? 'one route' : `${routes.length} routes`} of its service tells of its health.`,
          advice:
            'Serve an endpoint that says whether the process can serve, and let a readinessProbe ask for it.',
          span: { ...span, endLine: Math.min(span.endLine, span.line + 3), endColumn: 1 },
          related: [{ span: traffic.span, text: 'sends it traffic' }],
        },
      ];
    }),
};
