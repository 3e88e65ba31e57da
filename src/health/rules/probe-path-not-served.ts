import type { Route } from '../../model/endpoint.js';
import type { Finding } from '../../model/finding.js';
import type { Probe } from '../../model/probe.js';
import type { Rule } from '../../model/rule.js';
import type { InService } from '../../model/service.js';
import { answers, closedInventory, isOnOtherPort, isReadable, mayBeBuiltInto } from './answering-routes.js';
import { asksOwnService } from './asked-service.js';
import { deployment, expressApp } from './examples.js';
import type { HealthFacts } from './facts.js';
import { nearMisses } from './near-misses.js';
import { consequenceOf, listed, nameOfProbe } from './probe-words.js';

export const probePathNotServed: Rule<HealthFacts> = {
  id: 'health-probe-path-not-served',
  severity: 'error',
  question: 'partial-failure',
  summary: 'A probe asks for a path or a port that its service does not serve.',
  why: 'The platform takes the 404 for a sick instance: a liveness probe restarts the container again and again, a readiness probe keeps all traffic away, a health check holds up what waits for it. It shows only when the release is rolled out. The rule speaks only when the list of routes of the service is complete: all routers were followed, and no path lacks its beginning. Of a port it speaks when manifest or image declare others and the number stands nowhere else in the repository.',
  whenNotToUse:
    'When something in front of the program answers the path, such as a sidecar or a proxy inside the same container.',
  sources: [
    'https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/#define-a-liveness-http-request',
    'https://github.com/mdn/developer-portal/issues/329',
  ],
  bad: [
    {
      title: 'Kubernetes and Express: the prefix is missing',
      files: {
        ...expressApp(
          "const api = express.Router();\napi.get('/healthz', (req, res) => res.send('ok'));\napp.use('/api', api);",
        ),
        'k8s/app.yaml': deployment('livenessProbe: {httpGet: {path: /healthz, port: 8080}}'),
      },
    },
    {
      title: 'Kubernetes and Express: another port',
      files: {
        ...expressApp("app.get('/healthz', (req, res) => res.send('ok'));"),
        'k8s/app.yaml': deployment(
          'ports: [{containerPort: 8080}]',
          'livenessProbe: {httpGet: {path: /healthz, port: 8081}}',
        ),
      },
    },
    {
      title: 'Dockerfile and Express: another word',
      files: {
        ...expressApp("app.get('/health', (req, res) => res.send('ok'));"),
        Dockerfile:
          'FROM node:20\nCOPY . .\nHEALTHCHECK CMD wget -qO- http://localhost:8080/healthy || exit 1\n',
      },
    },
  ],
  good: [
    {
      title: 'Kubernetes and Express: the program takes its port from the environment',
      files: {
        ...expressApp("app.get('/healthz', (req, res) => res.send('ok'));"),
        'k8s/app.yaml': deployment(
          'ports: [{containerPort: 8080}]',
          'env: [{name: ADMIN_PORT, value: "8099"}]',
          'livenessProbe: {httpGet: {path: /healthz, port: 8099}}',
        ),
      },
    },
    {
      title: 'Kubernetes and Express',
      files: {
        ...expressApp("app.get('/healthz', (req, res) => res.send('ok'));"),
        'k8s/app.yaml': deployment('livenessProbe: {httpGet: {path: /healthz, port: 8080}}'),
      },
    },
    {
      title: 'No routes are known',
      files: { 'k8s/app.yaml': deployment('livenessProbe: {httpGet: {path: /healthz, port: 8080}}') },
    },
  ],
  check(facts) {
    return [...wrongPorts(facts), ...wrongPaths(facts)];
  },
};

function wrongPaths(facts: HealthFacts): readonly Finding[] {
  return facts.probes.flatMap((probe) => {
    const path = probe.path;
    if (path === undefined || !mayBeJudged(path) || !asksOwnService(probe, facts)) return [];
    const routes = closedInventory(probe.service, facts);
    if (!routes || servedByShared(probe.service, path, facts)) return [];
    const finding = judge(probe, path, routes, facts);
    return finding ? [finding] : [];
  });
}

/** Ports that nothing listens on, as far as manifest, image and program say. */
function wrongPorts(facts: HealthFacts): readonly Finding[] {
  return facts.unheardPorts.flatMap(({ probe, port, declared }): Finding[] => {
    if (!asksOwnService(probe, facts)) return [];
    const known = listed([...new Set(declared)].toSorted((a, b) => a - b).map(String));
    return [
      {
        rule: 'health-probe-path-not-served',
        severity: 'error',
        message:
          typeof port === 'string'
            ? `${nameOfProbe(probe)} asks the port ${port}, a name that the container gives to none of its ports: ${consequenceOf(probe)}.`
            : `${nameOfProbe(probe)} asks port ${port}, which stands nowhere else in the repository; ${known} is declared: ${consequenceOf(probe)}.`,
        advice: `Let the probe ask port ${known}, or let the program listen on the port that it asks.`,
        span: probe.span,
      },
    ];
  });
}

/** Pages and files are often served by what no reader lists: static files, a proxy. */
function mayBeJudged(path: string): boolean {
  return path !== '/' && !/\.\w{1,5}$/.test(path);
}

/** Whether shared code answers the path: then the service may well be built with it. */
function servedByShared(service: string, path: string, facts: HealthFacts): boolean {
  return facts.routes.some(
    (route) =>
      route.service !== service && mayBeBuiltInto(service, route.service, facts) && answers(route, path),
  );
}

function judge(
  probe: InService<Probe>,
  path: string,
  routes: readonly InService<Route>[],
  facts: HealthFacts,
): Finding | undefined {
  const answering = routes.filter((route) => answers(route, path));
  const onPort = answering.filter((route) => !isOnOtherPort(route, probe));
  const readable = onPort.filter(isReadable);
  // A command may well POST; a platform's own probe is always a GET.
  if (readable.length > 0 || (onPort.length > 0 && probe.transport === 'exec')) return undefined;
  const [sameOtherwise] = onPort.length > 0 ? onPort : answering;
  const near = sameOtherwise ? [] : nearMisses(path, routes);
  const meant = sameOtherwise ?? near[0]?.route;
  const health = facts.endpoints.filter(({ service }) => service === probe.service);
  return {
    rule: 'health-probe-path-not-served',
    severity: meant ? 'error' : 'warning',
    message: `${nameOfProbe(probe)} asks for ${path}, ${reasonOf(sameOtherwise, probe, near, routes.length)}: ${consequenceOf(probe)}.`,
    advice: adviceOf(meant, health[0]),
    span: probe.span,
    related: (meant ? [meant] : health.slice(0, 3)).map((route) => ({
      span: route.span,
      text: `serves ${route.path}`,
    })),
  };
}

function reasonOf(
  same: Route | undefined,
  probe: Probe,
  near: ReturnType<typeof nearMisses>,
  count: number,
): string {
  if (same && isOnOtherPort(same, probe))
    return `which the service serves on port ${same.port ?? ''}, not on ${probe.port ?? ''}`;
  if (same) return `which the service answers for ${same.method} only`;
  const [first] = near;
  if (first) return `which the service does not serve; it serves ${first.route.path} (${first.difference})`;
  return `which is none of the ${count} routes of the service`;
}

function adviceOf(meant: Route | undefined, health: Route | undefined): string {
  const path = meant?.path ?? health?.path;
  const port = meant?.port === undefined ? '' : ` on port ${meant.port}`;
  return path === undefined
    ? 'Serve that path, or let the probe ask for one that the service has.'
    : `Let the probe ask for ${path}${port}, or serve the path that it asks for.`;
}
