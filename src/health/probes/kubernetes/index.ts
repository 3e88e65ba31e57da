import type { ProbePlatform } from '../../probe-platform.js';
import { isManifestCandidate, readKubernetesProbes } from './read.js';

/** Probes of the kubelet. Source: https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#Probe */
export const kubernetes: ProbePlatform = {
  name: 'kubernetes',
  title: 'Kubernetes',
  homepage: 'https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/',
  recognition: [
    '`livenessProbe`, `readinessProbe` and `startupProbe` of the containers in every pod template (Deployment, StatefulSet, DaemonSet, Job, CronJob, Pod, Argo Rollout, Knative Service, OpenShift DeploymentConfig …), in YAML with several documents, JSON, a `List` or an OpenShift `Template`.',
    'A kind that lintel does not know counts when it has a pod template at `spec.template`; then the confidence is medium.',
    'Init containers count only as sidecars (`restartPolicy: Always`): the API takes no probes for others.',
    'Bases of Kustomize are read where they stand, once. Patches (strategic merge and JSON 6902, inline and in files, of overlays, components, Flux and Argo CD) are applied by lintel itself: what they change is a probe of its own, at its place in the patch. An overlay that changes nothing gives nothing.',
    'A patch of what is not in the repository counts where it holds a whole probe; patches of its single fields are skipped with their line.',
    'Charts of Helm are evaluated with their own default values, by lintel itself; a template that uses what a text cannot tell (keys, charts from elsewhere) is skipped with the reason. Values that only the command line gives are left empty; then the confidence is medium.',
    'Values of environments (`values-prod.yaml`, `environments/*.yaml`, helmfile, applications of Argo CD, releases of Flux) are laid over those of their chart: a probe that they change is one of its own, at its place in the values.',
    'Not taken: commented-out and empty probes, what the values of a chart switch off, and `helm.sh/hook: test` pods.',
  ],
  effects: [
    'A failing liveness probe makes the kubelet restart the container.',
    'A failing startup probe makes the kubelet restart the container, too; until it succeeds the other probes wait.',
    'A failing readiness probe takes the pod out of its Services, and nothing is restarted.',
  ],
  isCandidate: ({ path }) => isManifestCandidate(path),
  read: readKubernetesProbes,
};
