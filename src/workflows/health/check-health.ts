import { judgeFindings } from '../../audit/gate.js';
import type { FailOn, IdentifiedFinding } from '../../model/finding.js';
import type { HealthCheck } from '../../model/health-report.js';
import { compareSpans } from '../../model/source-span.js';
import { excerptsOf } from '../excerpts.js';
import { openScanned } from '../open-scanned.js';
import { checkService, ofService } from '../of-service.js';
import { packageVersion } from '../package-version.js';
import { healthFacts, healthFindings } from './health-facts.js';
import type { HealthOptions } from './health-facts.js';

/** What a check is asked for. */
export interface CheckOptions extends HealthOptions {
  /** Findings that stood at this revision already do not count. */
  readonly base?: string;
  /** The lowest severity that fails; that of the configuration when absent. */
  readonly failOn?: FailOn;
}

/**
 * The rules on health over a repository.
 * @throws InputError when the path, a revision, the configuration or the service is wrong.
 */
export async function checkHealth(options: CheckOptions): Promise<HealthCheck> {
  const scanned = await openScanned(options.path);
  try {
    const { view } = scanned;
    const before =
      options.base === undefined ? undefined : await fingerprintsAt(options.path, options.base, options);
    const facts = await healthFacts(view, options.progress, scanned.root);
    checkService(facts.services, options.service);
    const findings = ofService(await healthFindings(facts, view), options.service).map(
      (finding): IdentifiedFinding =>
        before?.has(finding.fingerprint) === true ? { ...finding, status: 'baselined' } : finding,
    );
    for (const notice of scanned.notices) options.notice?.(notice);
    return {
      tool: { name: 'lintel', version: packageVersion() },
      root: scanned.name,
      commit: view.commit ?? null,
      endpoints: ofService(facts.endpoints, options.service),
      probes: ofService(facts.probes, options.service),
      findings,
      skipped: facts.skipped,
      excerpts: await excerptsOf(findings.map(({ span }) => span).toSorted(compareSpans), view),
      verdict: judgeFindings(findings, options.failOn ?? scanned.configuration.gate.failOn),
    };
  } finally {
    await scanned.close();
  }
}

async function fingerprintsAt(
  path: string,
  revision: string,
  { progress }: CheckOptions,
): Promise<ReadonlySet<string>> {
  const scanned = await openScanned(path, revision);
  try {
    const facts = await healthFacts(scanned.view, progress && ((part) => progress(`${part} at ${revision}`)));
    return new Set((await healthFindings(facts, scanned.view)).map(({ fingerprint }) => fingerprint));
  } finally {
    await scanned.close();
  }
}
