import type { Probe, ProbeKind } from '../../../model/probe.js';
import type { InService } from '../../../model/service.js';
import type { SignalExample } from '../../../model/evidence.js';
import type { EvidenceSignal, LocatedMatch } from '../../signal.js';
import { deployedService } from './manifest-examples.js';

function ofProbe(probe: InService<Probe>): LocatedMatch {
  const asks =
    probe.path ??
    probe.command?.slice(0, 4).join(' ') ??
    (probe.port === undefined ? '' : `port ${probe.port}`);
  return {
    span: probe.span,
    text: `${probe.target.kind} ${probe.target.name}: ${probe.kind === 'healthcheck' ? 'health check' : `${probe.kind} probe`} over ${probe.transport}${asks === '' ? '' : ` (${asks})`}`,
    confidence: probe.confidence,
    service: probe.service,
  };
}

function probePresent(
  id: string,
  kinds: readonly ProbeKind[],
  meaning: string,
  examples: { readonly seen: readonly SignalExample[]; readonly unseen: readonly SignalExample[] },
): EvidenceSignal {
  return {
    id,
    question: 'partial-failure',
    stance: 'supports',
    meaning,
    recognition: `A probe of kind ${kinds.join(' or ')} in a manifest, not commented out, not empty.`,
    guards: [
      'A probe that is commented out, empty or switched off by the values of its chart is none.',
      'Probes of databases and other programs from elsewhere say nothing of the repository’s own services.',
      'Whether the probe asks something that can fail is judged by the health rules.',
    ],
    ...examples,
    detect: ({ probes }) =>
      probes.filter((probe) => probe.service !== '' && kinds.includes(probe.kind)).map(ofProbe),
  };
}

/** A Deployment whose container has a probe of that name; the last container stands at the end of the manifest. */
function withProbe(name: string): Readonly<Record<string, string>> {
  const files = deployedService('');
  return {
    ...files,
    'k8s/deployment.yaml': `${files['k8s/deployment.yaml'] ?? ''}          ${name}: {httpGet: {path: /healthz, port: 8080}}\n`,
  };
}

function withComment(name: string): Readonly<Record<string, string>> {
  const files = deployedService('');
  return {
    ...files,
    'k8s/deployment.yaml': `${files['k8s/deployment.yaml'] ?? ''}          # ${name}: {httpGet: {path: /healthz, port: 8080}}\n`,
  };
}

export const probesPresent: readonly EvidenceSignal[] = [
  probePresent('liveness-probe-present', ['liveness'], 'A hung process is restarted.', {
    seen: [{ title: 'a liveness probe', files: withProbe('livenessProbe') }],
    unseen: [
      { title: 'a readiness probe', files: withProbe('readinessProbe') },
      { title: 'a comment', files: withComment('livenessProbe') },
    ],
  }),
  probePresent(
    'readiness-probe-present',
    ['readiness', 'healthcheck'],
    'Traffic waits until an instance can serve it.',
    {
      seen: [{ title: 'a readiness probe', files: withProbe('readinessProbe') }],
      unseen: [
        { title: 'a liveness probe', files: withProbe('livenessProbe') },
        { title: 'a comment', files: withComment('readinessProbe') },
        {
          title: 'a health check of a database',
          files: {
            'compose.yaml':
              'services:\n  redis:\n    image: redis:8\n    healthcheck: {test: ["CMD", "redis-cli", "ping"]}\n',
          },
        },
      ],
    },
  ),
  probePresent('startup-probe-present', ['startup'], 'A slow start is not mistaken for a hang.', {
    seen: [{ title: 'a startup probe', files: withProbe('startupProbe') }],
    unseen: [
      { title: 'a liveness probe', files: withProbe('livenessProbe') },
      { title: 'a comment', files: withComment('startupProbe') },
    ],
  }),
];
