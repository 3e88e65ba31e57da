/** A platform's file that runs the service and asks a path on a port. */
export interface Platform {
  readonly name: string;
  /** @param declared the port that the container is said to listen on; the one that is asked is `port`. */
  readonly files: (path: string, port: number, declared: number) => Readonly<Record<string, string>>;
}

const dockerfile = (port: number, check = ''): string =>
  `FROM alpine:3.22\nWORKDIR /app\nCOPY . .\nEXPOSE ${port}\n${check}CMD ["/app/start"]\n`;

const workload = (probes: string, port: number): string =>
  `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: app}\nspec:\n  selector: {matchLabels: {app: app}}\n  template:\n    metadata: {labels: {app: app}}\n    spec:\n      containers:\n        - name: app\n          image: registry.example.org/team/app:1.0\n          ports: [{name: http, containerPort: ${port}}]\n${probes}`;

/** Platforms whose probes are held against the programs. */
export const platforms: readonly Platform[] = [
  {
    name: 'kubernetes',
    files: (path, port, declared) => ({
      Dockerfile: dockerfile(declared),
      'deploy/app.yaml': workload(
        `          livenessProbe:\n            httpGet: {path: ${path}, port: ${port}}\n            initialDelaySeconds: 90\n            failureThreshold: 6\n          readinessProbe:\n            httpGet: {path: ${path}, port: ${port}}\n`,
        declared,
      ),
    }),
  },
  {
    name: 'dockerfile',
    files: (path, port, declared) => ({
      Dockerfile: dockerfile(
        declared,
        `HEALTHCHECK --interval=10s CMD wget -q --spider http://localhost:${port}${path} || exit 1\n`,
      ),
    }),
  },
  {
    name: 'compose',
    files: (path, port, declared) => ({
      Dockerfile: dockerfile(declared),
      'compose.yaml': `services:\n  app:\n    build: .\n    ports: ['${declared}:${declared}']\n    healthcheck:\n      test: ['CMD', 'wget', '-q', '--spider', 'http://localhost:${port}${path}']\n`,
    }),
  },
];
