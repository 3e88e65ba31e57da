/** Files of the rules' examples: small and whole. */

/** A file of Prometheus rules with one group; each alert is the lines below its name. */
export function ruleFile(...alerts: readonly (readonly string[])[]): string {
  return [
    'groups:',
    '  - name: app',
    '    rules:',
    ...alerts.flatMap(([name = '', ...lines]) => [
      `      - alert: ${name}`,
      ...lines.flatMap((line) => line.split('\n')).map((line) => `        ${line}`),
    ]),
    '',
  ].join('\n');
}

/** The share of failed requests over a window. */
export function errorShare(window: string): string {
  return `sum(rate(http_requests_total{code=~"5.."}[${window}])) / sum(rate(http_requests_total[${window}]))`;
}

/** An alert on the burn rate over two windows. */
export function burnAlert(
  name: string,
  factor: number,
  target: string,
  ...more: readonly string[]
): readonly string[] {
  return [
    name,
    'expr: |',
    `  ${errorShare('1h')} > ${factor} * (1 - ${target})`,
    '  and',
    `  ${errorShare('5m')} > ${factor} * (1 - ${target})`,
    ...more,
  ];
}
