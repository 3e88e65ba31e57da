import type { Dependency, Touch } from '../../model/endpoint.js';
import type { Finding } from '../../model/finding.js';
import type { Probe } from '../../model/probe.js';
import type { Rule } from '../../model/rule.js';
import type { InService } from '../../model/service.js';
import { answeringRoutes } from './answering-routes.js';
import { asksOwnService } from './asked-service.js';
import { deployment, expressApp } from './examples.js';
import type { HealthFacts } from './facts.js';
import { listed, nameOfProbe } from './probe-words.js';

const pool = "const { Pool } = require('pg');\nconst pool = new Pool();\n";
const ready = `${pool}app.get('/ready', async (req, res) => {\n  await pool.query('SELECT 1');\n  res.send('ok');\n});\n`;

export const restartOnDependency: Rule<HealthFacts> = {
  id: 'health-restart-on-dependency',
  severity: 'warning',
  question: 'partial-failure',
  summary:
    'A check whose failure restarts the container asks a database, a cache, a queue or another service.',
  why: 'When the dependency is down or slow, every instance fails the check at the same time and is restarted, again and again. A restart mends no database: the outage of one part becomes the outage of all, and when the dependency comes back the instances start with cold caches and connect all at once.',
  whenNotToUse:
    'When a restart is what mends the instance: a connection pool that never recovers is better mended in the pool, or by a check that is about the pool and has a generous limit. Write the decision down as an ADR.',
  sources: [
    'https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/',
    'https://github.com/mozmeao/infra/issues/660',
    'https://github.com/n8n-io/n8n-hosting/issues/124',
  ],
  bad: [
    {
      title: 'Kubernetes and Express',
      files: {
        ...expressApp(ready),
        'k8s/app.yaml': deployment('livenessProbe: {httpGet: {path: /ready, port: 8080}}'),
      },
    },
    {
      title: 'Kubernetes: the command asks another host',
      files: {
        'k8s/app.yaml': deployment('livenessProbe:', '  exec:', '    command: [pg_isready, -h, orders-db]'),
      },
    },
  ],
  good: [
    {
      title: 'Kubernetes and Express: readiness looks at the database, liveness does not',
      files: {
        ...expressApp(`${ready}app.get('/live', (req, res) => res.send('ok'));`),
        'k8s/app.yaml': deployment(
          'livenessProbe: {httpGet: {path: /live, port: 8080}}',
          'readinessProbe: {httpGet: {path: /ready, port: 8080}}',
        ),
      },
    },
    {
      title: 'Kubernetes: the database asks itself',
      files: {
        'k8s/app.yaml': deployment('livenessProbe:', '  exec:', '    command: [pg_isready, -h, localhost]'),
      },
    },
  ],
  check: (facts) =>
    facts.probes
      .filter(({ effect }) => effect === 'restart')
      .flatMap((probe) => byHandler(probe, facts) ?? byCommand(probe) ?? []),
};

/** Dependencies whose state a restart does not mend. Disk and memory are the container's own. */
const remote: ReadonlySet<Dependency> = new Set(['db', 'cache', 'queue', 'http']);

function byHandler(probe: InService<Probe>, facts: HealthFacts): Finding | undefined {
  const { path, transport, tool } = probe;
  const isGrpc = transport === 'grpc' || tool === 'grpc_health_probe';
  if ((path === undefined && !isGrpc) || !asksOwnService(probe, facts)) return undefined;
  const [route] = isGrpc
    ? facts.routes.filter(({ service, method }) => service === probe.service && method === 'GRPC')
    : answeringRoutes(probe, facts);
  const isRemote = ({ dependency }: Touch): boolean => remote.has(dependency);
  const inHandler = route?.handler?.touches.filter(isRemote) ?? [];
  const before = route?.touchedBefore?.filter(isRemote) ?? [];
  const touches = [...inHandler, ...before];
  if (!route || touches.length === 0) return undefined;
  const looksAt = listed([...new Set(touches.map(({ dependency }) => words[dependency]))].toSorted());
  const who =
    before.length === 0
      ? 'whose handler reaches'
      : inHandler.length === 0
        ? 'before whose handler middleware reaches'
        : 'whose handler and middleware reach';
  return {
    ...findingOf(probe, `asks for ${path ?? "gRPC's health service"}, ${who} for ${looksAt}`),
    related: [
      { span: route.span, text: `serves ${route.path}` },
      ...touches.slice(0, 3).map(({ span, text }) => ({ span, text })),
    ],
  };
}

/** A command or probe that asks another host is not about this container. */
function byCommand(probe: InService<Probe>): Finding | undefined {
  const { host, target, service } = probe;
  const isOwn =
    host === undefined || host.includes('?') || [target.name, service].includes(host.split('.')[0] ?? '');
  return isOwn ? undefined : findingOf(probe, `asks ${host}, not the container itself`);
}

const words: Readonly<Record<Dependency, string>> = {
  db: 'the database',
  cache: 'the cache',
  queue: 'the queue',
  http: 'another service',
  disk: 'the disk',
  memory: 'the memory',
};

function findingOf(probe: Probe, what: string): Finding {
  const isStartup = probe.kind === 'startup';
  return {
    rule: 'health-restart-on-dependency',
    severity: isStartup ? 'note' : 'warning',
    message: isStartup
      ? `${nameOfProbe(probe)} ${what}: while that is down, new instances are restarted and none comes up.`
      : `${nameOfProbe(probe)} ${what}: when that is down, all instances are restarted at once, and a restart does not mend it.`,
    advice: isStartup
      ? 'Let the startup probe ask whether the process has started, and leave dependencies to the readiness probe.'
      : 'Let liveness ask only whether the process works, and leave dependencies to the readiness probe.',
    span: probe.span,
  };
}
