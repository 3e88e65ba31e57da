import type { Finding } from '../../model/finding.js';
import type { Probe } from '../../model/probe.js';
import type { Rule } from '../../model/rule.js';
import { deployment, expressApp } from './examples.js';
import type { HealthFacts } from './facts.js';
import { nameOfProbe } from './probe-words.js';

const app = expressApp("app.get('/health', (req, res) => res.send('ok'));");
const http = 'httpGet: {path: /health, port: 8080}';

export const identicalProbes: Rule<HealthFacts> = {
  id: 'health-identical-probes',
  severity: 'warning',
  question: 'partial-failure',
  summary: 'Liveness asks the same as readiness and gives up no later.',
  why: 'An instance that is overloaded or waits for a dependency should lose its traffic first and get the time to recover. With the same question and the same patience it is killed in the moment in which it should only rest, its load falls on the others, and they are next.',
  whenNotToUse: 'When an instance that is not ready can only be mended by a restart.',
  sources: [
    'https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/',
    'https://github.com/zegl/kube-score/blob/master/README_PROBES.md',
  ],
  bad: [
    {
      title: 'Kubernetes',
      files: { ...app, 'k8s/app.yaml': deployment(`livenessProbe: {${http}}`, `readinessProbe: {${http}}`) },
    },
    {
      title: 'Kubernetes: gRPC, a named port, and less patience',
      files: {
        ...app,
        'k8s/app.yaml': deployment(
          'ports: [{name: grpc, containerPort: 9000}]',
          'livenessProbe: {grpc: {port: 9000}, periodSeconds: 5}',
          'readinessProbe: {grpc: {port: 9000}, periodSeconds: 10}',
        ),
      },
    },
  ],
  good: [
    {
      title: 'Kubernetes: liveness asks another path',
      files: {
        ...app,
        'k8s/app.yaml': deployment(
          'livenessProbe: {httpGet: {path: /livez, port: 8080}}',
          'readinessProbe: {httpGet: {path: /readyz, port: 8080}}',
        ),
      },
    },
    {
      title: 'Kubernetes: liveness has more patience',
      files: {
        ...app,
        'k8s/app.yaml': deployment(
          `livenessProbe: {${http}, failureThreshold: 10}`,
          `readinessProbe: {${http}, failureThreshold: 3}`,
        ),
      },
    },
  ],
  check: ({ probes }) => {
    const readiness = new Map(
      probes.filter(({ effect }) => effect === 'de-route').map((probe) => [placeKey(probe), probe] as const),
    );
    const found: Finding[] = [];
    const said = new Set<string>();
    // A workload of no service runs somebody else's image, whose probes its makers chose.
    const own = probes.filter(
      ({ kind, effect, service }) => kind === 'liveness' && effect === 'restart' && service !== '',
    );
    // What a template says is said where it stands, before what environments make of it.
    const inOrder = [
      ...own.filter(({ target }) => !target.origin),
      ...own.filter(({ target }) => target.origin),
    ];
    for (const liveness of inOrder) {
      const other = readiness.get(placeKey(liveness));
      if (!other || questionKey(liveness) !== questionKey(other)) continue;
      const [patience, rest] = [secondsToFail(liveness), secondsToFail(other)];
      const [key = '', ...more] = writtenKeys(liveness);
      if (patience > rest || said.has(key)) continue;
      for (const one of [key, ...more]) said.add(one);
      found.push(findingOf(liveness, other, patience, rest));
    }
    return found;
  },
};

/**
 * Where the probe's text is written, one way or the other: a template that is rendered for several environments is one text, whatever its
 * workload is called in each.
 */
function writtenKeys(probe: Probe): readonly string[] {
  const { span, target } = probe;
  const ofTemplate = JSON.stringify([target.origin?.file ?? span.file, target.container, questionKey(probe)]);
  return target.origin ? [ofTemplate] : [JSON.stringify([span.file, span.line, span.column]), ofTemplate];
}

/** Where the probe stands: both must be on the same container of the same workload, written in the same place. */
function placeKey({ platform, span, target }: Probe & { readonly service: string }): string {
  return JSON.stringify([platform, span.file, target.kind, target.name, target.container, target.image]);
}

/** What the probe asks. */
function questionKey(probe: Probe): string {
  const { transport, path, port, scheme, host, grpcService, command } = probe;
  return JSON.stringify([transport, path, port, scheme, host, grpcService, command]);
}

/** Seconds from the first failure until the platform acts; Kubernetes' defaults are 10 and 3. */
function secondsToFail({ timings }: Probe): number {
  return (timings.periodSeconds ?? 10) * (timings.failureThreshold ?? 3);
}

function findingOf(liveness: Probe, readiness: Probe, patience: number, rest: number): Finding {
  const than = patience === rest ? `both after ${rest} s` : `${patience} s against ${rest} s`;
  return {
    rule: 'health-identical-probes',
    severity: 'warning',
    message: `${nameOfProbe(liveness)} asks the same as its readiness probe and gives up no later (${than}): an instance that only needs a rest is killed, and its load falls on the others.`,
    advice:
      'Let liveness ask a path that looks at nothing but the process, or give it a clearly longer failureThreshold × periodSeconds.',
    span: liveness.span,
    related: [{ span: readiness.span, text: 'the readiness probe' }],
  };
}
