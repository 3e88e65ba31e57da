import type { Finding } from '../../model/finding.js';
import type { Probe } from '../../model/probe.js';
import type { Rule } from '../../model/rule.js';
import type { InService } from '../../model/service.js';
import type { SourceSpan } from '../../model/source-span.js';
import { asksOwnService } from './asked-service.js';
import { deployment, expressApp } from './examples.js';
import type { HealthFacts } from './facts.js';
import { nameOfProbe } from './probe-words.js';

const http = 'httpGet: {path: /healthz, port: 8080}';
const healthz = expressApp("app.get('/healthz', (req, res) => res.send('ok'));");

export const slowStartWithoutStartupProbe: Rule<HealthFacts> = {
  id: 'health-slow-start-without-startup-probe',
  severity: 'warning',
  question: 'partial-failure',
  summary:
    'A liveness probe gives up before the program can have started, and no startup probe holds it back.',
  why: 'Until the program serves, every liveness probe fails. When the start takes longer than the patience of the probe (a migration that waits for a lock, a JVM on half a core), the container is killed while it starts, again and again; it worked until the table was large or the node was busy.',
  whenNotToUse: 'When the start is known to be short and stays so.',
  sources: [
    'https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/#startup-probe',
    'https://docs.spring.io/spring-boot/reference/actuator/endpoints.html#actuator.endpoints.kubernetes-probes',
  ],
  bad: [
    {
      title: 'Kubernetes: the schema is migrated on every start',
      files: {
        ...healthz,
        Dockerfile: 'FROM node:20\nCOPY . .\nCMD npx prisma migrate deploy && node src/server.js\n',
        'k8s/app.yaml': deployment(`livenessProbe: {${http}}`),
      },
    },
    {
      title: 'Kubernetes: liveness kills before readiness begins to ask',
      files: {
        ...healthz,
        'k8s/app.yaml': deployment(
          `livenessProbe: {${http}, periodSeconds: 5}`,
          `readinessProbe: {${http}, initialDelaySeconds: 60}`,
        ),
      },
    },
  ],
  good: [
    {
      title: 'Kubernetes: a startup probe',
      files: {
        ...healthz,
        Dockerfile: 'FROM node:20\nCOPY . .\nCMD npx prisma migrate deploy && node src/server.js\n',
        'k8s/app.yaml': deployment(
          `startupProbe: {${http}, failureThreshold: 60, periodSeconds: 5}`,
          `livenessProbe: {${http}}`,
        ),
      },
    },
    {
      title: 'Kubernetes: much patience',
      files: {
        ...healthz,
        Dockerfile: 'FROM node:20\nCOPY . .\nCMD npx prisma migrate deploy && node src/server.js\n',
        'k8s/app.yaml': deployment(`livenessProbe: {${http}, initialDelaySeconds: 300}`),
      },
    },
  ],
  check: (facts) =>
    facts.probes.flatMap((probe): Finding[] => {
      if (probe.platform !== 'kubernetes' || probe.kind !== 'liveness' || probe.service === '') return [];
      const others = facts.probes.filter((other) => isOfSameContainer(other, probe));
      if (others.some(({ kind }) => kind === 'startup')) return [];
      const slow = slowStart(probe, others, facts);
      return slow === undefined ? [] : [findingOf(probe, slow)];
    }),
};

function isOfSameContainer(one: Probe, other: Probe): boolean {
  return (
    one.target.kind === other.target.kind &&
    one.target.name === other.target.name &&
    one.target.container === other.target.container
  );
}

/** Seconds from the start of the container until it is killed; Kubernetes' defaults are 0, 10 and 3. */
function patience({ timings }: Probe): number {
  return (timings.initialDelaySeconds ?? 0) + (timings.periodSeconds ?? 10) * (timings.failureThreshold ?? 3);
}

/** Seconds within which a migration on start, or a Spring application on the cores that a pod gets, must not be trusted to have started. */
const enoughForMigration = 120;
const enoughForSpring = 30;

interface SlowStart {
  readonly severity: Finding['severity'];
  readonly reason: string;
  readonly place?: { readonly span: SourceSpan; readonly text: string };
}

function slowStart(
  probe: InService<Probe>,
  others: readonly Probe[],
  facts: HealthFacts,
): SlowStart | undefined {
  const seconds = patience(probe);
  const readiness = others.find(({ kind }) => kind === 'readiness');
  const begins = readiness?.timings.initialDelaySeconds ?? 0;
  if (readiness && begins >= seconds)
    return {
      severity: 'warning',
      reason: `its readiness probe first asks after ${begins} s`,
      place: { span: readiness.span, text: `readiness waits ${begins} s` },
    };
  if (!asksOwnService(probe, facts)) return undefined;
  const migration = migrationBefore(probe, facts);
  if (migration !== undefined && seconds < enoughForMigration)
    return {
      severity: 'warning',
      reason: `the schema is migrated before it serves (${migration.text})`,
      place: { span: migration.span, text: 'migrates on every start' },
    };
  const isSpring = facts.routes.some(
    ({ service, framework }) => service === probe.service && framework === 'spring',
  );
  return isSpring && seconds <= enoughForSpring
    ? { severity: 'note', reason: 'a Spring application on part of a core takes tens of seconds to start' }
    : undefined;
}

/** The migration that the container runs before its program, unless the manifest starts something else. */
function migrationBefore(
  probe: InService<Probe>,
  facts: HealthFacts,
): { text: string; span: SourceSpan } | undefined {
  const workload = facts.workloads.find(
    ({ kind, name, span }) =>
      kind === probe.target.kind && name === probe.target.name && span.file === probe.span.file,
  );
  const container = workload?.containers.find(({ name }) => name === probe.target.container);
  if (container?.command !== undefined) return undefined;
  const service = facts.services.find(({ name }) => name === probe.service);
  const own = facts.images.filter(
    ({ dockerfile, last }) => last && service?.reasons.some(({ span }) => span.file === dockerfile) === true,
  );
  return own.every(({ migrates }) => migrates !== undefined) ? own[0]?.migrates : undefined;
}

function findingOf(probe: Probe, { severity, reason, place }: SlowStart): Finding {
  const seconds = patience(probe);
  return {
    rule: 'health-slow-start-without-startup-probe',
    severity,
    message: `${nameOfProbe(probe)} kills the container ${seconds} s after its start unless it answers, though ${reason}: a slow start is ended by a restart, again and again.`,
    advice:
      'Add a startupProbe with a generous failureThreshold × periodSeconds; the liveness probe then waits until it has succeeded.',
    span: probe.span,
    ...(place && { related: [place] }),
  };
}
