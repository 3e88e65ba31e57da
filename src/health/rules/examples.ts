/** Files of the rules' examples: small, whole, and all of one service named `app`. */

/** A Deployment of the service with the given lines for its container. */
export function deployment(...lines: readonly string[]): string {
  return [
    'apiVersion: apps/v1',
    'kind: Deployment',
    'metadata: {name: app}',
    'spec:',
    '  template:',
    '    metadata: {labels: {app: app}}',
    '    spec:',
    '      containers:',
    '        - name: app',
    '          image: app',
    ...lines.flatMap((line) => line.split('\n')).map((line) => `          ${line}`),
    '',
  ].join('\n');
}

/** A Service that sends traffic to that Deployment. */
export const exposed =
  'apiVersion: v1\nkind: Service\nmetadata: {name: app}\nspec: {selector: {app: app}, ports: [{port: 80, targetPort: 8080}]}\n';

/** An Express program with the given lines between its beginning and its end. */
export function expressApp(lines: string): Readonly<Record<string, string>> {
  return {
    'package.json': '{"name": "app", "dependencies": {"express": "^5.0.0", "pg": "^8.0.0"}}\n',
    'src/server.js': `const express = require('express');\nconst app = express();\n${lines}\napp.listen(8080);\n`,
  };
}
