import { nodeService } from '../../examples.js';

/** A Node service with a Deployment of it that has these lines under `spec`, and more manifests. */
export function deployedService(
  spec: string,
  more: Readonly<Record<string, string>> = {},
  pod = '',
): Readonly<Record<string, string>> {
  return nodeService('', {
    'k8s/deployment.yaml': `apiVersion: apps/v1
kind: Deployment
metadata: {name: app}
spec:
${indented(spec, 2)}  selector: {matchLabels: {app: app}}
  template:
    metadata: {labels: {app: app}}
    spec:
${indented(pod, 6)}      containers:
        - name: app
          image: app
`,
    'k8s/service.yaml':
      'apiVersion: v1\nkind: Service\nmetadata: {name: app}\nspec: {selector: {app: app}, ports: [{port: 80, targetPort: 8080}]}\n',
    ...more,
  });
}

function indented(text: string, by: number): string {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => `${' '.repeat(by)}${line}\n`)
    .join('');
}

/** A Deployment of someone else's image. */
export function foreignDeployment(spec: string): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata: {name: database}
spec:
${indented(spec, 2)}  selector: {matchLabels: {app: database}}
  template:
    metadata: {labels: {app: database}}
    spec:
      containers:
        - name: database
          image: postgres:17
---
apiVersion: v1
kind: Service
metadata: {name: database}
spec: {selector: {app: database}, ports: [{port: 5432}]}
`;
}
