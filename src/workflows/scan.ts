import { findEvidence } from '../evidence/registry.js';
import type { IdentifiedFinding } from '../model/finding.js';
import { migrationIdentity } from '../model/migration.js';
import type { Report } from '../model/report.js';
import type { RepositoryView } from '../model/repository-view.js';
import { compareSpans } from '../model/source-span.js';
import { nearestService } from '../services/find-services.js';
import { excerptsOf } from './excerpts.js';
import { findFindings } from './find-findings.js';
import { cachedFacts } from './facts-cache.js';
import { everything, gatherFacts } from './gather-facts.js';
import type { Progress } from './gather-facts.js';
import { identifyFindings } from './identify-findings.js';
import { reportedSets } from './migrations/reported-sets.js';
import { checkService } from './of-service.js';
import { openScanned } from './open-scanned.js';
import { packageVersion } from './package-version.js';

/** What a scan is asked for. */
export interface ScanOptions {
  /** Directory to scan; also a bare repository. */
  readonly path: string;
  /** Scan this commit instead of the working tree. */
  readonly revision?: string;
  /** Findings that stood at this revision already are marked as baselined; migrations that did not exist there are new. */
  readonly base?: string;
  /** Keep only what belongs to this service. */
  readonly service?: string;
  readonly progress?: Progress;
  /** Told what the user should know of how the files were found, e.g. that git does not trust the folder. */
  readonly notice?: (text: string) => void;
}

/**
 * Everything that the repository shows.
 * @throws InputError when the path, a revision or the configuration is wrong, or the service is not there.
 */
export async function scan(options: ScanOptions): Promise<Report> {
  return (await scanAgainstBase(options)).report;
}

/** A scan with that of its base revision, where there is one; both only of the wanted service. */
export interface ComparedScan {
  readonly report: Report;
  /** Without the service, when the base did not have it yet. */
  readonly base?: Report;
}

/** Like `scan`, with the report of the base revision too. */
export async function scanAgainstBase(options: ScanOptions): Promise<ComparedScan> {
  const scanned = await openScanned(options.path, options.revision);
  try {
    const base =
      options.base === undefined ? undefined : await reportAt(options.path, options.base, options.progress);
    const report = await reportOf(scanned.view, scanned.name, {
      ...(options.revision === undefined && { root: scanned.root }),
      ...(options.progress && { progress: options.progress }),
      ...(base && { base }),
    });
    for (const notice of scanned.notices) options.notice?.(notice);
    return {
      report: reportOfService(report, options.service),
      ...(base && { base: options.service === undefined ? base : onlyService(base, options.service) }),
    };
  } finally {
    await scanned.close();
  }
}

async function reportAt(path: string, revision: string, progress: Progress | undefined): Promise<Report> {
  const scanned = await openScanned(path, revision);
  try {
    const told = progress && { progress: (part: string): void => progress(`${part} at ${revision}`) };
    return await reportOf(scanned.view, scanned.name, told ?? {});
  } finally {
    await scanned.close();
  }
}

/**
 * The report of one view; `name` is how the scanned tree is called in it.
 * @param options `base`: the report of an earlier revision, against which findings and migrations are new or not; `root`: where the view is
 * a working tree, its absolute path, so that what an earlier run read of it is used again.
 */
export async function reportOf(
  view: RepositoryView,
  name: string,
  options: { readonly progress?: Progress; readonly base?: Report; readonly root?: string },
): Promise<Report> {
  const { base, root } = options;
  const facts =
    root === undefined
      ? await gatherFacts(view, options.progress)
      : await cachedFacts(view, root, options.progress, everything);
  const before = base && new Set(base.migrations.map(migrationIdentity));
  const fresh = new Set(
    facts.migrations.map(migrationIdentity).filter((identity) => before?.has(identity) !== true),
  );
  const serviceAt = (file: string): string => nearestService(facts.services, file);
  const located = findFindings(facts, serviceAt, base && fresh);
  const known = new Set(base?.findings.map((finding) => finding.fingerprint));
  const findings = (await identifyFindings(located, view)).map((finding): IdentifiedFinding =>
    known.has(finding.fingerprint) ? { ...finding, status: 'baselined' } : finding,
  );
  const evidence = findEvidence({ ...facts, findings: located });
  const operations = facts.migrations.flatMap((migration) => migration.operations);
  const migrations = facts.migrations.map((migration) => ({
    ...migration,
    new: fresh.has(migrationIdentity(migration)),
  }));
  return {
    tool: { name: 'lintel', version: packageVersion() },
    root: name,
    commit: view.commit ?? null,
    services: facts.services,
    migrationSets: reportedSets(facts.migrationSets, migrations, serviceAt),
    migrations,
    routes: facts.routes,
    routeGaps: facts.routeGaps,
    endpoints: facts.endpoints,
    probes: facts.probes,
    alerts: facts.alerts,
    slos: facts.slos,
    alertRoutings: facts.alertRoutings,
    evidence,
    findings,
    skipped: facts.skipped,
    coverage: {
      files: { total: view.files.length, skipped: new Set(facts.skipped.map((skip) => skip.file)).size },
      migrations: {
        migrations: facts.migrations.length,
        operations: operations.length,
        opaque: operations.filter((operation) => operation.kind === 'opaque').length,
      },
    },
    failures: facts.failures,
    excerpts: await excerptsOf(
      [...findings, ...evidence].map((item) => item.span).toSorted(compareSpans),
      view,
    ),
  };
}

/** Only what belongs to one service; the whole report when none is named. */
function reportOfService(report: Report, service: string | undefined): Report {
  checkService(report.services, service);
  return service === undefined ? report : onlyService(report, service);
}

function onlyService(report: Report, service: string): Report {
  const belongs = (fact: { readonly service: string }): boolean => fact.service === service;
  return {
    ...report,
    services: report.services.filter((candidate) => candidate.name === service),
    migrationSets: report.migrationSets.filter(belongs),
    migrations: report.migrations.filter(belongs),
    routes: report.routes.filter(belongs),
    routeGaps: report.routeGaps.filter(belongs),
    endpoints: report.endpoints.filter(belongs),
    probes: report.probes.filter(belongs),
    alerts: report.alerts.filter(belongs),
    slos: report.slos.filter(belongs),
    alertRoutings: (report.alertRoutings ?? []).filter(belongs),
    evidence: report.evidence.filter(belongs),
    findings: report.findings.filter(belongs),
  };
}
