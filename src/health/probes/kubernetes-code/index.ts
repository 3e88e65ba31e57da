import type { ProbePlatform } from '../../probe-platform.js';
import { languageOf } from '../../../syntax/program-language.js';

/** Probes of Kubernetes that a program writes down: Pulumi and cdk8s. */
export const kubernetesCode: ProbePlatform = {
  name: 'kubernetes-code',
  title: 'Kubernetes written in code (Pulumi, cdk8s)',
  homepage: 'https://www.pulumi.com/registry/packages/kubernetes/api-docs/apps/v1/deployment/',
  recognition: [
    'Containers of `@pulumi/kubernetes`, `pulumi_kubernetes`, `pulumi-kubernetes` for Go and `Pulumi.Kubernetes`: `livenessProbe: { httpGet: { path, port } }`, `liveness_probe=ProbeArgs(http_get=HTTPGetActionArgs(…))`, `LivenessProbe: &corev1.ProbeArgs{…}`.',
    'Containers of cdk8s: `liveness: Probe.fromHttpGet("/livez", { port })` of cdk8s-plus, and `livenessProbe` in the objects that `cdk8s import` makes.',
    'Constants and settings of the program are followed within a file; a path that only run time knows is left out.',
    'Not taken: programs that make pods while they run, as operators do with `k8s.io/api`.',
  ],
  effects: [
    'As in a manifest: liveness and startup restart the container, readiness takes the pod out of the Service.',
  ],
  isCandidate: ({ path }) =>
    /\.(?:[cm]?[jt]s|py|go|cs|java|kt)$/.test(path) && languageOf(path) !== undefined,
  read: async (candidates, view) => (await import('./read.js')).readKubernetesCode(candidates, view),
};
