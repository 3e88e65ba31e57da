import type { RouteGuard } from '../../model/endpoint.js';
import type { Finding } from '../../model/finding.js';
import type { Probe } from '../../model/probe.js';
import type { Rule } from '../../model/rule.js';
import type { InService } from '../../model/service.js';
import { answeringRoutes } from './answering-routes.js';
import { asksOwnService } from './asked-service.js';
import { deployment, expressApp } from './examples.js';
import type { HealthFacts } from './facts.js';
import { consequenceOf, nameOfProbe } from './probe-words.js';

export const probeBlocked: Rule<HealthFacts> = {
  id: 'health-probe-blocked',
  severity: 'warning',
  question: 'partial-failure',
  summary:
    'Something before the handler answers the probe in its stead: authentication, a check of the host, a redirect, a limit.',
  why: 'A probe comes from the node: without credentials, with the address of the pod as its host, over plain HTTP, every few seconds. What guards the application against strangers turns it away, and the platform takes the refusal for a sick instance, or the redirect for a sound one.',
  whenNotToUse:
    'When the guard lets the probe pass by something that the repository does not show, such as the address it comes from.',
  sources: [
    'https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/#http-probes',
    'https://github.com/gethomepage/homepage/issues/6775',
    'https://github.com/mdn/developer-portal/issues/329',
  ],
  bad: [
    {
      title: 'Kubernetes and Express: authentication comes first',
      files: {
        ...expressApp(
          "const { expressjwt } = require('express-jwt');\napp.use(expressjwt({ secret: process.env.SECRET, algorithms: ['HS256'] }));\napp.get('/healthz', (req, res) => res.send('ok'));",
        ),
        'k8s/app.yaml': deployment('livenessProbe: {httpGet: {path: /healthz, port: 8080}}'),
      },
    },
  ],
  good: [
    {
      title: 'Kubernetes and Express: the endpoint stands before it',
      files: {
        ...expressApp(
          "const { expressjwt } = require('express-jwt');\napp.get('/healthz', (req, res) => res.send('ok'));\napp.use(expressjwt({ secret: process.env.SECRET, algorithms: ['HS256'] }));\napp.get('/orders', (req, res) => res.json([]));",
        ),
        'k8s/app.yaml': deployment('livenessProbe: {httpGet: {path: /healthz, port: 8080}}'),
      },
    },
    {
      title: 'Kubernetes and Express',
      files: {
        ...expressApp("app.get('/healthz', (req, res) => res.send('ok'));"),
        'k8s/app.yaml': deployment('livenessProbe: {httpGet: {path: /healthz, port: 8080}}'),
      },
    },
  ],
  check(facts) {
    const seen = new Set<string>();
    return facts.probes.flatMap((probe): Finding[] => {
      if (!asksOwnService(probe, facts)) return [];
      const [route, ...others] = answeringRoutes(probe, facts);
      // Which of several routes answers is not known.
      if (route === undefined || others.some(({ guards = [] }) => guards.length === 0)) return [];
      const guard = (route.guards ?? []).find((candidate) => stops(candidate, probe));
      if (guard === undefined) return [];
      // What only sometimes turns a probe away is said once of a service, not of each place that asks.
      const key = JSON.stringify([probe.service, route.path, guard.span]);
      if (severities[guard.kind] === 'note' && seen.has(key)) return [];
      seen.add(key);
      return [findingOf(probe, route.path, guard)];
    });
  },
};

/** Whether a guard stops this very request. */
function stops({ kind }: RouteGuard, { transport, scheme, headers = {} }: InService<Probe>): boolean {
  const names = new Set(Object.keys(headers));
  switch (kind) {
    case 'authentication':
      // A header of one's own may well be the key.
      return ![...names].some((name) => !['host', 'user-agent', 'accept'].includes(name));
    case 'host-check':
      return transport === 'http' && !names.has('host');
    case 'https-redirect':
      return scheme !== 'https' && !names.has('x-forwarded-proto');
    default:
      return true;
  }
}

const severities: Readonly<Record<RouteGuard['kind'], Finding['severity']>> = {
  authentication: 'error',
  'host-check': 'error',
  'https-redirect': 'warning',
  'rate-limit': 'note',
  maintenance: 'note',
};

function findingOf(probe: Probe, path: string, guard: RouteGuard): Finding {
  return {
    rule: 'health-probe-blocked',
    severity: severities[guard.kind],
    message: `${nameOfProbe(probe)} asks for ${path}, but ${effects[guard.kind](probe)}`,
    advice: advice[guard.kind],
    span: probe.span,
    related: [{ span: guard.span, text: guard.text }],
  };
}

const effects: Readonly<Record<RouteGuard['kind'], (probe: Probe) => string>> = {
  authentication: (probe) =>
    `the request must be authenticated and the probe brings nothing: ${consequenceOf(probe)}.`,
  'host-check': (probe) =>
    `only certain hosts are answered, and the probe comes with the address of the instance as its host: ${consequenceOf(probe)}.`,
  'https-redirect': ({ transport }) =>
    transport === 'exec'
      ? 'plain HTTP is redirected: a client that does not follow takes the redirect for success, one that does may find no HTTPS on that port.'
      : 'plain HTTP is redirected: the platform takes the redirect itself for success, or follows it to a port that does not answer.',
  'rate-limit': () =>
    'requests are limited before it: under load the probe is refused like everybody else, and a busy instance passes for a sick one.',
  maintenance: () =>
    'maintenance is answered before it: while it is on, the platform takes all instances for sick.',
};

const advice: Readonly<Record<RouteGuard['kind'], string>> = {
  authentication:
    'Exempt the path from authentication, or register it before; keep it from the outside by its port or the ingress.',
  'host-check':
    'Exempt the path from the check, or send a Host header with the probe (httpHeaders in Kubernetes).',
  'https-redirect':
    'Exempt the path from the redirect, or send X-Forwarded-Proto: https with the probe if the application trusts it.',
  'rate-limit': 'Register the path before the limit, or exempt it.',
  maintenance: 'Exempt the path from maintenance.',
};
