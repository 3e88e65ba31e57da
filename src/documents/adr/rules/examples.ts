/** Texts for the rules' examples. */

/** A record in Nygard's form. */
export function nygard(title: string, status: string, more = ''): string {
  return `# ${title}\n\nDate: 2026-01-31\n\n## Status\n\n${status}\n\n## Context\n\nOrders need a home.\n\n## Decision\n\nWe will use it.\n\n## Consequences\n\nOne thing more to run.\n${more}`;
}

/** A record in MADR's form. */
export function madr(
  title: string,
  status: string,
  outcome = 'Chosen option: "one", because it is enough.',
): string {
  return `---\nstatus: ${status}\ndate: 2026-01-31\n---\n\n# ${title}\n\n## Context and Problem Statement\n\nWhere do orders live?\n\n## Considered Options\n\n* one\n* two\n\n## Decision Outcome\n\n${outcome}\n`;
}
