import { applyWaivers } from '../audit/apply-waivers.js';
import { baselineFile, markBaselined, readBaseline } from '../audit/baseline-file.js';
import { judge } from '../audit/gate.js';
import { waiverFindings } from '../audit/waiver-rules.js';
import { readWaivers, waiversFile } from '../audit/waivers-file.js';
import type { PlacedWaiver } from '../audit/waivers-file.js';
import { signals } from '../evidence/registry.js';
import type { ReportedBaseline } from '../model/baseline.js';
import type { FailOn, IdentifiedFinding } from '../model/finding.js';
import { InputError } from '../model/input-error.js';
import type { Report } from '../model/report.js';
import type { RepositoryView } from '../model/repository-view.js';
import { compareSpans, compareText } from '../model/source-span.js';
import { commitDay } from '../repository/revisions.js';
import { confirmations } from './adr/confirm.js';
import { againstBase } from './audit/against-base.js';
import { withViolations } from './audit/confirmed.js';
import { followRenames } from './audit/follow-renames.js';
import { excerptsOf } from './excerpts.js';
import type { Progress } from './gather-facts.js';
import { identifyFindings } from './identify-findings.js';
import { openScanned } from './open-scanned.js';
import type { Scanned } from './open-scanned.js';
import { configuredPack } from './packs.js';
import { assessAll } from './review/assess-all.js';
import { listRules } from './rules.js';
import { scanAgainstBase } from './scan.js';

export interface AuditOptions {
  readonly path: string;
  /** Judge this commit, read from git's objects, instead of the work tree. */
  readonly revision?: string;
  /** Judge only what came since this revision. */
  readonly base?: string;
  readonly service?: string;
  /** The lowest severity that fails; that of the configuration when absent. */
  readonly failOn?: FailOn;
  /** ISO date on which due dates and waivers are judged; the day of the commit when absent, so that a commit always gives the same result. */
  readonly asOf?: string;
  /** The baseline, relative to the root; `.lintel/baseline.json` when absent, which need not exist. */
  readonly baseline?: string;
  readonly progress?: Progress;
  readonly notice?: (text: string) => void;
}

/**
 * The gate: the scan, the kept answers held against it, what was waived and what stood before, and a verdict.
 * @throws InputError when the path, a revision, the service, the configuration, an answers file, the waivers or the baseline are wrong.
 */
export async function audit(options: AuditOptions): Promise<Report> {
  const { report, base } = await scanAgainstBase(options);
  const scanned = await openScanned(options.path, options.revision);
  try {
    const { configuration, view, root } = scanned;
    const pack = await configuredPack(scanned);
    const asOf = options.asOf ?? (await commitDay(root));
    const assessed = await assessAll(report, scanned, pack, asOf);
    const compared =
      options.base === undefined || base === undefined
        ? undefined
        : await againstBase(
            { path: options.path, scanned, report, questions: assessed.questions, pack, asOf },
            options.base,
            base,
          );
    const confirmed = await confirmations(scanned, {
      report,
      ruleIds: new Set(listRules().map(({ id }) => id)),
      signals: new Map(signals.map(({ id, stance }) => [id, stance])),
    });
    const found = await withViolations(report, confirmed, options, scanned);
    const known = await againstBaseline(found, options, scanned, report.failures.length === 0);
    const waived = applyWaivers(await waiversOf(view), {
      findings: known.findings,
      questions: compared?.questions ?? assessed.questions,
      ...(asOf !== undefined && { asOf }),
      ...(options.service !== undefined && { service: options.service }),
    });
    const own = waiverFindings(waived.waivers).map((finding) => ({ ...finding, question: '', service: '' }));
    const findings = [...waived.findings, ...(await identifyFindings(own, view))].toSorted(
      (a, b) => compareSpans(a.span, b.span) || compareText(a.rule, b.rule),
    );
    const verdict = judge({
      findings,
      questions: waived.questions,
      reviewedServices: assessed.reviewed,
      settings: { ...configuration.gate, ...(options.failOn !== undefined && { failOn: options.failOn }) },
      waivers: waived.waivers,
      ...(known.baseline && { baseline: known.baseline }),
    });
    const excerpts = await excerptsOf(
      findings.map(({ span }) => span).filter(({ file }) => !report.excerpts.has(file)),
      view,
    );
    return {
      ...report,
      findings,
      confirmations: confirmed,
      questions: waived.questions,
      verdict,
      waivers: waived.waivers,
      ...(known.baseline && { baseline: known.baseline }),
      ...(compared && {
        change: { ...compared.change, newFindings: findings.filter(({ status }) => status === 'new').length },
      }),
      asOf: asOf ?? null,
      excerpts: new Map([...report.excerpts, ...excerpts]),
    };
  } finally {
    await scanned.close();
  }
}

/** The waivers of a repository, none where there is no file. */
async function waiversOf(view: RepositoryView): Promise<readonly PlacedWaiver[]> {
  const source = view.file(waiversFile) && (await view.read(waiversFile));
  return source === undefined ? [] : readWaivers(source.text);
}

/** The findings with those marked that the baseline lists, and what it lists for nothing: that is only known after a whole scan. */
async function againstBaseline(
  findings: readonly IdentifiedFinding[],
  { baseline, service }: AuditOptions,
  { view }: Scanned,
  isWhole: boolean,
): Promise<{ readonly findings: readonly IdentifiedFinding[]; readonly baseline?: ReportedBaseline }> {
  const file = baseline ?? baselineFile;
  const source = view.file(file) && (await view.read(file));
  if (source === undefined) {
    if (baseline === undefined) return { findings };
    throw new InputError(
      `there is no baseline ${baseline}`,
      `Write one with: lintel audit baseline --baseline ${baseline}`,
    );
  }
  const { entries, moved } = await followRenames(
    readBaseline(source.text, file).filter((entry) => service === undefined || entry.service === service),
    findings,
    view,
  );
  const present = new Set(findings.map(({ fingerprint }) => fingerprint));
  return {
    findings: markBaselined(findings, entries),
    baseline: {
      file,
      listed: entries.length,
      moved,
      fixed: isWhole ? entries.filter(({ fingerprint }) => !present.has(fingerprint)) : [],
    },
  };
}
