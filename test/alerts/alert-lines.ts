import { readAlerts } from '../../src/alerts/read.js';
import type { Alert } from '../../src/model/alert.js';
import { inMemoryRepository } from '../in-memory-repository.js';

/** What is read of a small repository: path → content. */
export function alertsOf(files: Readonly<Record<string, string>>): ReturnType<typeof readAlerts> {
  return readAlerts(inMemoryRepository(files));
}

/** One line for each alert: place, name, class, and what else is said of it. */
export async function alertLines(files: Readonly<Record<string, string>>): Promise<readonly string[]> {
  return (await alertsOf(files)).alerts.map(alertLine);
}

/** `rules.yml:4 Name class [severity] [5m] [burn …] [→ runbook (state)] [if …]` */
export function alertLine(alert: Alert): string {
  const { burn, runbookLink } = alert;
  return [
    `${alert.span.file}:${alert.span.line}`,
    alert.name,
    alert.class,
    ...(alert.severity === undefined ? [] : [alert.severity]),
    ...(alert.forSeconds === undefined ? [] : [`for ${alert.forSeconds} s`]),
    ...(burn
      ? [`burn ${burn.factors.join('/')} over ${burn.windows.join('/')} of ${burn.objective ?? '?'}`]
      : []),
    ...(runbookLink ? [`→ ${runbookLink.url} (${runbookLink.state})`] : []),
    ...(alert.condition === undefined ? [] : [`if ${alert.condition}`]),
    ...(alert.templated ? ['templated'] : []),
  ].join(' ');
}
