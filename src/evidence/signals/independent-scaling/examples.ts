import { nodeService } from '../../examples.js';

/** What an example's Deployment has beyond its image. */
interface DeploymentExample {
  readonly replicas?: number;
  /** Lines of the container. */
  readonly container?: string;
  /** Lines of the pod. */
  readonly pod?: string;
}

/** A Deployment of the example service. */
export function deployment({ replicas, container = '', pod = '' }: DeploymentExample = {}): string {
  const count = replicas === undefined ? '' : `  replicas: ${replicas}\n`;
  return `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: app}\nspec:\n${count}  selector: {matchLabels: {app: app}}\n  template:\n    metadata: {labels: {app: app}}\n    spec:\n${indented(pod, 6)}      containers:\n        - name: app\n          image: app\n${indented(container, 10)}`;
}

function indented(text: string, spaces: number): string {
  return text.replace(/^(?=.)/gm, ' '.repeat(spaces));
}

/** A container that asks for processor and memory. */
export const asking = 'resources: {requests: {cpu: 100m, memory: 128Mi}}\n';

/** An autoscaler of the example's Deployment. */
export function autoscaler(
  metric = '{type: Resource, resource: {name: cpu, target: {type: Utilization, averageUtilization: 70}}}',
): string {
  return `apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata: {name: app}\nspec:\n  scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: app}\n  minReplicas: 2\n  maxReplicas: 6\n  metrics:\n    - ${metric}\n`;
}

/** Files of Kubernetes beside the example service, the documents in one file each. */
export function onKubernetes(...documents: readonly string[]): Readonly<Record<string, string>> {
  return nodeService(
    '',
    Object.fromEntries(documents.map((document, index) => [`k8s/${index + 1}.yaml`, document])),
  );
}
