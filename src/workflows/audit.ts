import { judge } from '../audit/gate.js';
import { signals } from '../evidence/registry.js';
import type { FailOn, IdentifiedFinding } from '../model/finding.js';
import type { Confirmation, QuestionReport, Report } from '../model/report.js';
import { compareSpans, compareText } from '../model/source-span.js';
import { confirmations, violations } from './adr/confirm.js';
import { excerptsOf } from './excerpts.js';
import type { Progress } from './gather-facts.js';
import { identifyFindings } from './identify-findings.js';
import { openScanned } from './open-scanned.js';
import type { Scanned } from './open-scanned.js';
import { packOf } from './packs.js';
import { AnswersStore } from './review/answers-store.js';
import { assessService } from './review/question-reports.js';
import { reviewedServices } from './review/reviewed-services.js';
import { listRules } from './rules.js';
import { scan } from './scan.js';

export interface AuditOptions {
  readonly path: string;
  /** Judge only what came since this revision. */
  readonly base?: string;
  readonly service?: string;
  /** The lowest severity that fails; that of the configuration when absent. */
  readonly failOn?: FailOn;
  /** ISO date on which due dates are judged; without it none is overdue, so that a commit always gives the same result. */
  readonly asOf?: string;
  readonly progress?: Progress;
  readonly notice?: (text: string) => void;
}

/**
 * The gate: the scan, the kept answers held against it, and a verdict.
 * @throws InputError when the path, a revision, the service, the configuration or an answers file is wrong.
 */
export async function audit(options: AuditOptions): Promise<Report> {
  const report = await scan(options);
  const scanned = await openScanned(options.path);
  try {
    const { configuration, view, root } = scanned;
    const pack = packOf(configuration.pack);
    const questions: QuestionReport[] = [];
    const reviewed = new Set<string>();
    for (const service of reviewedServices(report)) {
      const store = await AnswersStore.open(root, view, configuration.reviews.path, service.name, pack);
      if (store.exists) reviewed.add(service.name);
      const assessed = await assessService(report, view, pack, service, store.answers, options.asOf);
      questions.push(...assessed.questions);
    }
    const confirmed = await confirmations(scanned, {
      report,
      ruleIds: new Set(listRules().map(({ id }) => id)),
      signals: new Map(signals.map(({ id, stance }) => [id, stance])),
    });
    const findings = await withViolations(report, confirmed, options, scanned);
    const verdict = judge({
      findings,
      questions,
      reviewedServices: reviewed,
      failOn: options.failOn ?? configuration.gate.failOn,
    });
    const excerpts = await excerptsOf(
      findings.map(({ span }) => span).filter(({ file }) => !report.excerpts.has(file)),
      view,
    );
    return {
      ...report,
      findings,
      confirmations: confirmed,
      questions,
      verdict,
      excerpts: new Map([...report.excerpts, ...excerpts]),
    };
  } finally {
    await scanned.close();
  }
}

/** The findings of the scan with those of violated confirmations, which belong to no service; what was violated at the base already does not count. */
async function withViolations(
  report: Report,
  confirmed: readonly Confirmation[],
  { base, path, service }: AuditOptions,
  { view }: Scanned,
): Promise<readonly IdentifiedFinding[]> {
  if (service !== undefined) return report.findings;
  const found = violations(confirmed).map((finding) => ({ ...finding, question: '', service: '' }));
  if (found.length === 0) return report.findings;
  const identified = await identifyFindings(found, view);
  const known = base === undefined ? new Set<string>() : await violatedAt(path, base);
  return [
    ...report.findings,
    ...identified.map((finding): IdentifiedFinding =>
      known.has(finding.fingerprint) ? { ...finding, status: 'baselined' } : finding,
    ),
  ].toSorted((a, b) => compareSpans(a.span, b.span) || compareText(a.rule, b.rule));
}

/** Fingerprints of the lines that were violated at a revision by the paths that they name; rules and signals are not asked again. */
async function violatedAt(path: string, revision: string): Promise<ReadonlySet<string>> {
  const scanned = await openScanned(path, revision);
  try {
    const nothing = { findings: [], evidence: [], endpoints: [], routes: [] };
    const list = await confirmations(scanned, { report: nothing, ruleIds: new Set(), signals: new Map() });
    const found = violations(list).map((finding) => ({ ...finding, question: '', service: '' }));
    return new Set((await identifyFindings(found, scanned.view)).map(({ fingerprint }) => fingerprint));
  } finally {
    await scanned.close();
  }
}
