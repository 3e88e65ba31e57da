/** Labels and annotations by which teams say how urgent an alert is and where its runbook stands. */

const severityLabels = ['severity', 'priority', 'urgency', 'level', 'sloth_severity', 'grafana_slo_severity'];

/** How urgent an alert is, as its labels say it. */
export function severityOf(labels: Readonly<Record<string, string>>): string | undefined {
  for (const name of severityLabels) {
    const value = labels[name];
    if (value !== undefined && value !== '') return value;
  }
  return undefined;
}

const paging =
  /^(?:page|paging|critical|crit|emergency|sev[-_ ]?[012]|p[-_ ]?[012]|urgent|high|disaster|blocker|fatal|page[-_].*|.*[-_]page)$/i;
const notPaging = /^(?:warning|warn|info|informational|none|notice|ticket|low|medium|minor|debug|notify)$/i;

/**
 * Whether an alert of this severity wakes somebody: yes, no, or not known. `critical` pages by the convention of the Prometheus community
 * (https://monitoring.mixins.dev/#guidelines-for-alert-names-labels-and-annotations).
 */
export function pages(severity: string | undefined): boolean | undefined {
  if (severity === undefined) return undefined;
  return paging.test(severity) ? true : notPaging.test(severity) ? false : undefined;
}

const runbookKey =
  /^(?:runbook|run_book|runbook_?(?:url|link|uri)|playbook|playbook_?(?:url|link)|runbookurl|runbook-url|sop|sop_url|opsrecipe|procedure)$/i;

/** The link to the runbook; of several keys the one that ends in `url`. Giant Swarm's `opsrecipe` and OpenShift's `sop_url` are among them. */
export function runbookOfAnnotations(
  annotations: Readonly<Record<string, string>>,
  labels: Readonly<Record<string, string>> = {},
): string | undefined {
  const found = [...Object.entries(annotations), ...Object.entries(labels)].filter(
    ([key, value]) => runbookKey.test(key) && value !== '',
  );
  const link = found.find(([key]) => /url|link/i.test(key)) ?? found[0];
  return link?.[1];
}

const address = /https?:\/\/[^\s"'<>)\]}|\\]+/g;

/**
 * The link to a runbook in a message that people get: the first one that says so, by its own words or by those before it; else the first that
 * is no dashboard or chart.
 */
export function runbookOfMessage(message: string): string | undefined {
  const links = [...message.matchAll(address)].map((match) => ({
    url: match[0].replace(/[.,;:]+$/, ''),
    before: message.slice(Math.max(0, match.index - 60), match.index),
  }));
  const named = links.find(
    ({ before, url }) =>
      /run-?book|play-?book|\bsop\b|wiki|confluence|notion/i.test(url) ||
      /run-?book|play-?book/i.test(before),
  );
  const other = links.find(
    ({ url }) => !/dashboard|datadoghq|grafana|kibana|cloudwatch|\.png|console\./i.test(url),
  );
  return (named ?? other)?.url;
}
