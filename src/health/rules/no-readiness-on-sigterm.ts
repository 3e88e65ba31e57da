import type { Finding } from '../../model/finding.js';
import type { Rule } from '../../model/rule.js';
import { deployment, expressApp, exposed } from './examples.js';
import type { HealthFacts } from './facts.js';
import { isReadWhole, probesOf, servingWorkloads, trafficTo } from './own-workloads.js';

const ready = 'readinessProbe: {httpGet: {path: /readyz, port: 8080}}';
const deaf = expressApp("app.get('/readyz', (req, res) => res.send('ok'));");
const hearing = expressApp(
  "let stopping = false;\nprocess.on('SIGTERM', () => { stopping = true; });\napp.get('/readyz', (req, res) => res.sendStatus(stopping ? 503 : 200));",
);

export const noReadinessOnSigterm: Rule<HealthFacts> = {
  id: 'health-no-readiness-on-sigterm',
  severity: 'note',
  question: 'partial-failure',
  summary: 'A pod that is stopped still gets traffic when its program has ended.',
  why: 'When a pod is to go, the signal and the news that it takes no more traffic set out at the same time, and the news takes seconds to reach every proxy. A program that ends at the signal drops the requests that it has and refuses those that still come: errors in every rollout. A program that first says "not ready" and serves on for a while, or a preStop hook that waits, loses none.',
  whenNotToUse: 'When clients repeat what fails, or a proxy in front does.',
  sources: [
    'https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-termination-flow',
    'https://kubernetes.io/docs/concepts/containers/container-lifecycle-hooks/',
  ],
  bad: [
    {
      title: 'Kubernetes and Express: the program does not hear the signal',
      files: { ...deaf, 'k8s/app.yaml': `${deployment(ready)}---\n${exposed}` },
    },
    {
      title: 'Kubernetes: the hook sleeps longer than the pod is given',
      files: {
        ...hearing,
        'k8s/app.yaml': `${deployment(ready, 'lifecycle: {preStop: {exec: {command: [sleep, "45"]}}}')}---\n${exposed}`,
      },
    },
  ],
  good: [
    {
      title: 'Kubernetes and Express: readiness follows the signal',
      files: { ...hearing, 'k8s/app.yaml': `${deployment(ready)}---\n${exposed}` },
    },
    {
      title: 'Kubernetes: a hook waits until the news has gone round',
      files: {
        ...deaf,
        'k8s/app.yaml': `${deployment(ready, 'lifecycle: {preStop: {exec: {command: [sleep, "10"]}}}')}---\n${exposed}`,
      },
    },
    { title: 'Kubernetes: no traffic comes', files: { ...deaf, 'k8s/app.yaml': deployment(ready) } },
  ],
  check: (facts) => [...endingAtOnce(facts), ...hooksThatAreCut(facts)],
};

function endingAtOnce(facts: HealthFacts): readonly Finding[] {
  const seen = new Set<string>();
  return servingWorkloads(facts).flatMap((workload): Finding[] => {
    const deafness = facts.deafServices.find(({ service }) => service === workload.service);
    const readiness = probesOf(workload, facts).find(({ effect }) => effect === 'de-route');
    const traffic = trafficTo(workload, facts);
    const hasHook = facts.policies.some(
      (policy) => policy.kind === 'pre-stop' && policy.workload === workload.name,
    );
    if (deafness === undefined || readiness === undefined || traffic === undefined || hasHook) return [];
    if (!isReadWhole(workload, facts)) return [];
    // One block may be that of the same workload in several environments.
    const place = `${readiness.span.file}:${readiness.span.line}`;
    if (seen.has(place)) return [];
    seen.add(place);
    return [
      {
        rule: 'health-no-readiness-on-sigterm',
        severity: 'note',
        message: `${workload.kind} ${workload.name} drops requests in every rollout: ${deafness.reason}, and no preStop hook waits until traffic has gone elsewhere.`,
        advice:
          'On SIGTERM answer 503 to the readiness probe, serve on for some seconds, then close; or add a preStop hook that sleeps about 10 s.',
        span: readiness.span,
        related: [{ span: traffic.span, text: 'sends it traffic' }],
      },
    ];
  });
}

/** Kubernetes gives a pod 30 seconds unless it says otherwise, and the hook's time is part of them. */
const defaultGrace = 30;

function hooksThatAreCut({ policies, workloads }: HealthFacts): readonly Finding[] {
  return policies.flatMap((policy): Finding[] => {
    if (policy.kind !== 'pre-stop' || policy.seconds === undefined) return [];
    const grace = policy.grace ?? defaultGrace;
    const isOwn = workloads.some(
      ({ name, service, span }) =>
        name === policy.workload && service !== '' && span.file === policy.span.file,
    );
    if (!isOwn || policy.seconds < grace) return [];
    return [
      {
        rule: 'health-no-readiness-on-sigterm',
        severity: 'warning',
        message: `The preStop hook of ${policy.workload} sleeps ${policy.seconds} s, but the pod is killed ${grace} s after it is told to go: the program never gets SIGTERM in time and cannot end in order.`,
        advice: `Set terminationGracePeriodSeconds to more than ${policy.seconds} s plus the time that the program takes to end, or let the hook sleep less.`,
        span: policy.span,
      },
    ];
  });
}
