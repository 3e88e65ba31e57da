/** A file of Prometheus rules; each alert is its lines, the first its name. */
export function ruleFile(...alerts: readonly (readonly string[])[]): string {
  return [
    'groups:',
    '  - name: app',
    '    rules:',
    ...alerts.flatMap(([name = '', ...lines]) => [
      `      - alert: ${name}`,
      ...lines.map((line) => `        ${line}`),
    ]),
    '',
  ].join('\n');
}

/** The share of failed requests over a window. */
export function errorShare(window: string): string {
  return `sum(rate(http_requests_total{code=~"5.."}[${window}])) / sum(rate(http_requests_total[${window}]))`;
}

/** An alert on the burn rate of an objective of 99.9 %. */
export function burnAlert(factor: number, ...windows: readonly string[]): readonly string[] {
  const conditions = windows.map((window) => `${errorShare(window)} > ${factor} * (1 - 0.999)`);
  return ['Burn', `expr: ${conditions.join(' and ')}`];
}

/** An objective in the format of Sloth. */
export function sloth(alerting: string): string {
  return `version: prometheus/v1\nservice: app\nslos:\n  - name: requests\n    objective: 99.9\n    alerting: ${alerting}\n`;
}

/** Alerts on what may become bad. */
export const causes: readonly (readonly string[])[] = [
  ['HighCpu', 'expr: rate(container_cpu_usage_seconds_total{pod="app"}[5m]) > 0.9'],
  ['HighMemory', 'expr: container_memory_working_set_bytes{pod="app"} > 1e9'],
  ['Restarts', 'expr: increase(kube_pod_container_status_restarts_total{pod="app"}[1h]) > 3'],
];

/** An alert that wakes somebody. */
export const page: readonly string[] = ['Down', 'expr: probe_success == 0', 'labels: {severity: page}'];
