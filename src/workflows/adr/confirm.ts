import { confirmationLines } from '../../documents/adr/confirmations.js';
import type { ConfirmationName } from '../../documents/adr/confirmations.js';
import { findLogs } from '../../documents/adr/find-logs.js';
import { confirmationViolated } from '../../documents/adr/rules/confirmation-violated.js';
import { foldersOf } from '../../documents/adr/rules/gather.js';
import { candidates } from '../../documents/adr/written-targets.js';
import type { Finding } from '../../model/finding.js';
import type { Confirmation, Report } from '../../model/report.js';
import { compareSpans } from '../../model/source-span.js';
import type { Scanned } from '../open-scanned.js';

type Verdict = { readonly state: Confirmation['state']; readonly reason: string };

/** What a scan knows of rules and signals. */
export interface ConfirmationFacts {
  readonly report: Pick<Report, 'findings' | 'evidence' | 'endpoints' | 'routes'>;
  readonly ruleIds: ReadonlySet<string>;
  readonly signals: ReadonlyMap<string, 'supports' | 'contradicts'>;
}

/**
 * Holds the lines under `## Confirmation` of the records in force against the repository. A line is violated when something that it names is
 * not as it says, confirmed when all that it names is, and unverified when it names nothing that lintel can look at.
 */
export async function confirmations(
  { view, configuration }: Pick<Scanned, 'view' | 'configuration'>,
  facts: ConfirmationFacts,
): Promise<readonly Confirmation[]> {
  const { logs } = await findLogs(view, configuration.adr.path);
  const files = new Set(view.files.map(({ path }) => path));
  const folders = foldersOf(files);
  const found: Confirmation[] = [];
  for (const read of logs.flatMap((log) => log.read)) {
    const { status, path } = read.record;
    if (status !== null && ['proposed', 'draft', 'rejected', 'deprecated', 'superseded'].includes(status))
      continue;
    const lines = confirmationLines(read);
    const source = lines.length === 0 ? undefined : await view.read(path);
    if (source === undefined) continue;
    for (const line of lines) {
      const verdicts = line.names.flatMap((name) => verdictOn(name, path, facts, files, folders) ?? []);
      const state = verdicts.some((verdict) => verdict.state === 'violated')
        ? 'violated'
        : verdicts.length > 0 && verdicts.every((verdict) => verdict.state === 'confirmed')
          ? 'confirmed'
          : 'unverified';
      found.push({
        record: read.record.id,
        span: source.span(line.start, line.end),
        text: line.text,
        state,
        reasons: verdicts.map(({ reason }) => reason),
      });
    }
  }
  return found.toSorted((a, b) => compareSpans(a.span, b.span));
}

function verdictOn(
  name: ConfirmationName,
  record: string,
  { report, ruleIds, signals }: ConfirmationFacts,
  files: ReadonlySet<string>,
  folders: ReadonlySet<string>,
): Verdict | undefined {
  if (name.kind === 'path') {
    const there = candidates(record, name.path).find((path) => files.has(path) || folders.has(path));
    if (name.absent)
      return there === undefined
        ? { state: 'confirmed', reason: `${name.path} is not there` }
        : { state: 'violated', reason: `${there} is there` };
    return there === undefined
      ? { state: 'violated', reason: `${name.path} is not there` }
      : { state: 'confirmed', reason: `${there} is there` };
  }
  if (name.kind === 'endpoint') {
    const served = report.routes.find(
      ({ method, path }) => path === name.path && (method === name.method || method === 'ANY'),
    );
    return served
      ? { state: 'confirmed', reason: `${name.method} ${name.path} is served in ${served.span.file}` }
      : { state: 'unverified', reason: `no route ${name.method} ${name.path} was read` };
  }
  if (ruleIds.has(name.id)) {
    const broken = report.findings.filter(({ rule, status }) => rule === name.id && status !== 'waived');
    const [first] = broken;
    return first === undefined
      ? { state: 'confirmed', reason: `${name.id} has no findings` }
      : {
          state: 'violated',
          reason: `${name.id} has ${broken.length === 1 ? 'a finding' : `${broken.length} findings`}: ${first.span.file}:${first.span.line}`,
        };
  }
  const stance = signals.get(name.id);
  if (stance === undefined) return undefined;
  const seen = report.evidence.find(({ signal }) => signal === name.id);
  // That nothing was found proves nothing.
  if (seen === undefined) return { state: 'unverified', reason: `no ${name.id} was found` };
  return {
    state: stance === 'supports' ? 'confirmed' : 'violated',
    reason: `${name.id} in ${seen.span.file}:${seen.span.line}`,
  };
}

/** A violated line as a finding, so that the gate sees it. */
export function violations(list: readonly Confirmation[]): readonly Finding[] {
  return list
    .filter(({ state }) => state === 'violated')
    .map(({ record, span, text, reasons }) => ({
      rule: confirmationViolated.id,
      severity: confirmationViolated.severity,
      message: `${record} is confirmed by "${text.length > 100 ? `${text.slice(0, 99)}…` : text}", which is not so: ${reasons.join('; ')}.`,
      advice: 'Bring the code back to the decision, or decide anew: supersede or amend the record.',
      span,
    }));
}
