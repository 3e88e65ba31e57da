import type { Finding } from '../../model/finding.js';
import type { Rule } from '../../model/rule.js';
import { answeringRoutes, closedInventory, isDevelopmentOnly } from './answering-routes.js';
import { asksOwnService } from './asked-service.js';
import { deployment, expressApp } from './examples.js';
import type { HealthFacts } from './facts.js';
import { consequenceOf, nameOfProbe } from './probe-words.js';

export const devOnlyEndpoint: Rule<HealthFacts> = {
  id: 'health-dev-only-endpoint',
  severity: 'error',
  question: 'partial-failure',
  summary: 'A probe asks for an endpoint that only development serves.',
  why: 'The endpoint is registered behind a test for the development environment, as some templates do for safety. In production the probe gets a 404, which the platform takes for a sick instance.',
  whenNotToUse: 'When the probed deployment really runs in development mode.',
  sources: [
    'https://learn.microsoft.com/en-us/dotnet/aspire/fundamentals/health-checks#non-development-environments',
  ],
  bad: [
    {
      title: 'Kubernetes and Express',
      files: {
        ...expressApp(
          "if (process.env.NODE_ENV === 'development') {\n  app.get('/healthz', (req, res) => res.send('ok'));\n}\napp.get('/orders', (req, res) => res.json([]));",
        ),
        'k8s/app.yaml': deployment('livenessProbe: {httpGet: {path: /healthz, port: 8080}}'),
      },
    },
  ],
  good: [
    {
      title: 'Kubernetes and Express',
      files: {
        ...expressApp(
          "if (process.env.NODE_ENV === 'development') {\n  app.get('/debug', (req, res) => res.send('ok'));\n}\napp.get('/healthz', (req, res) => res.send('ok'));",
        ),
        'k8s/app.yaml': deployment('livenessProbe: {httpGet: {path: /healthz, port: 8080}}'),
      },
    },
  ],
  check: (facts) =>
    facts.probes.flatMap((probe): Finding[] => {
      // What a compose file runs is often just the development environment.
      if (probe.platform === 'compose' || !asksOwnService(probe, facts)) return [];
      const routes = answeringRoutes(probe, facts);
      const [route] = routes;
      if (route === undefined || !routes.every(isDevelopmentOnly)) return [];
      return [
        {
          rule: 'health-dev-only-endpoint',
          severity: closedInventory(probe.service, facts) === undefined ? 'warning' : 'error',
          message: `${nameOfProbe(probe)} asks for ${route.path}, which is served in development only: elsewhere ${consequenceOf(probe)}.`,
          advice:
            'Serve the endpoint everywhere, and keep it from the outside by its port or by the ingress instead.',
          span: probe.span,
          related: [{ span: route.span, text: `serves ${route.path} in development only` }],
        },
      ];
    }),
};
