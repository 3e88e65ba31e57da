import { judgeFindings } from '../../audit/gate.js';
import type { FailOn, IdentifiedFinding } from '../../model/finding.js';
import type { AlertCheck } from '../../model/report.js';
import type { RepositoryView } from '../../model/repository-view.js';
import { compareSpans } from '../../model/source-span.js';
import { excerptsOf } from '../excerpts.js';
import { findAlertFindings } from '../find-findings.js';
import type { Progress } from '../gather-facts.js';
import { identifyFindings } from '../identify-findings.js';
import { openScanned } from '../open-scanned.js';
import { packageVersion } from '../package-version.js';
import { readTree } from './read-tree.js';
import type { OwnedReading } from './read-tree.js';

/** What a check of alerts is asked for. */
export interface AlertCheckOptions {
  readonly path: string;
  /** Findings that stood at this revision already do not count. */
  readonly base?: string;
  /** Only the alerts of this service. */
  readonly service?: string;
  /** The lowest severity that fails; that of the configuration when absent. */
  readonly failOn?: FailOn;
  readonly progress?: Progress;
  readonly notice?: (text: string) => void;
}

/**
 * The rules on alerts and objectives over a repository.
 * @throws InputError when the path, the revision or the configuration is wrong, or the service is not there.
 */
export async function checkAlerts(options: AlertCheckOptions): Promise<AlertCheck> {
  const scanned = await openScanned(options.path);
  try {
    options.progress?.('alerts');
    const known = options.base === undefined ? undefined : await fingerprintsAt(options, options.base);
    const { view } = scanned;
    const reading = await readTree(view, options.service);
    const findings = (await judged(reading, view)).map((finding): IdentifiedFinding =>
      known?.has(finding.fingerprint) === true ? { ...finding, status: 'baselined' } : finding,
    );
    for (const notice of scanned.notices) options.notice?.(notice);
    return {
      tool: { name: 'lintel', version: packageVersion() },
      root: scanned.name,
      commit: view.commit ?? null,
      alerts: reading.alerts,
      slos: reading.slos,
      findings,
      skipped: reading.skipped,
      excerpts: await excerptsOf(findings.map(({ span }) => span).toSorted(compareSpans), view),
      verdict: judgeFindings(findings, options.failOn ?? scanned.configuration.gate.failOn),
    };
  } finally {
    await scanned.close();
  }
}

async function fingerprintsAt(
  { path, progress }: AlertCheckOptions,
  base: string,
): Promise<ReadonlySet<string>> {
  const scanned = await openScanned(path, base);
  try {
    progress?.(`alerts at ${base}`);
    const findings = await judged(await readTree(scanned.view, undefined), scanned.view);
    return new Set(findings.map(({ fingerprint }) => fingerprint));
  } finally {
    await scanned.close();
  }
}

function judged(
  { alertRoutings, alerts, services, slos }: OwnedReading,
  view: RepositoryView,
): Promise<readonly IdentifiedFinding[]> {
  return identifyFindings(findAlertFindings({ services, alerts, slos, routings: alertRoutings }), view);
}
