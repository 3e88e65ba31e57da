import type { Alert, AlertRouting, Slo } from './alert.js';
import type { QuestionState } from './answer.js';
import type { ReportedBaseline } from './baseline.js';
import type { ReportedChange } from './change.js';
import type { Risk } from './checklist.js';
import type { Endpoint, Route, RouteGap } from './endpoint.js';
import type { Evidence } from './evidence.js';
import type { FailOn, IdentifiedFinding, Severity } from './finding.js';
import type { GateReport } from './gate.js';
import type { Migration, MigrationSet } from './migration.js';
import type { Probe } from './probe.js';
import type { InService, Service } from './service.js';
import type { Skipped } from './skipped.js';
import type { SourceSpan } from './source-span.js';
import type { Acceptance, ReportedWaiver } from './waiver.js';

/** A migration in a report: with its service and whether it came since the base revision. */
export type ReportedMigration = InService<Migration> & { readonly new: boolean };

/** A set of migrations in a report, with what it holds. */
export type ReportedMigrationSet = InService<MigrationSet> & {
  readonly migrations: number;
  /** How many came since the base revision; all of them without one. */
  readonly new: number;
  readonly operations: number;
  readonly opaque: number;
};

/** All migrations of a repository: what `lintel migrations list` shows. */
export type MigrationInventory = Pick<
  Report,
  'tool' | 'root' | 'commit' | 'migrationSets' | 'migrations' | 'skipped'
>;

/** All alerts, objectives and routes of a repository: what `lintel alerts list` shows. */
export type AlertInventory = Pick<
  Report,
  'tool' | 'root' | 'commit' | 'alerts' | 'slos' | 'alertRoutings' | 'skipped'
>;

/** What `lintel alerts check` found. */
export interface AlertCheck extends Pick<
  Report,
  'tool' | 'root' | 'commit' | 'alerts' | 'slos' | 'findings' | 'skipped' | 'excerpts'
> {
  readonly verdict: Verdict;
}

/** What `lintel migrations lint` found. */
export interface MigrationLint extends Pick<
  Report,
  'tool' | 'findings' | 'migrations' | 'skipped' | 'excerpts'
> {
  /** Base name of the scanned directory; empty for standard input. */
  readonly root: string;
  readonly commit: string | null;
  readonly verdict: Verdict;
  /** Whether a file that was named could be read in part only, so that no findings in it means nothing. */
  readonly incomplete: boolean;
}

/** What a page shows of a sub-question besides its state. */
export interface QuestionDetails {
  readonly why: string;
  /** The kept answer in words. */
  readonly answer?: {
    readonly text: string;
    readonly note?: string;
    readonly by?: string;
    readonly at: string;
    readonly owner?: string;
    readonly due?: string;
    /** The lines that it rests on. */
    readonly cites: readonly { readonly file: string; readonly lines: string }[];
  };
  /** All that speaks to it, best first; the stance is that of the sub-question. */
  readonly evidence: readonly Evidence[];
}

/** What a review or audit says of one (sub-)question for one service. */
export interface QuestionReport {
  readonly id: string;
  readonly service: string;
  readonly text: string;
  readonly state: QuestionState;
  /** Choice id of the kept answer. */
  readonly answer: string | null;
  readonly risk: Risk | null;
  readonly required: boolean;
  readonly reasons: readonly string[];
  /** Where the kept answer stands: its file and line; absent without one. */
  readonly place?: { readonly file: string; readonly line: number };
  /** Who accepted it until when, and the state that it would have otherwise. Only when `state` is waived. */
  readonly waiver?: Acceptance & { readonly instead: QuestionState };
  /** With a base revision: whether it was in this state there already, so that it does not count. */
  readonly before?: boolean;
  /** Of sub-questions only. */
  readonly details?: QuestionDetails;
}

/** How a commit of the history stands to the gate of today. */
export interface TrendPoint {
  readonly commit: string;
  /** Day of the commit (committer, UTC). */
  readonly date: string;
  readonly subject: string;
  readonly passed: boolean;
  readonly failedOn: readonly string[];
  readonly findings: Readonly<Record<Severity, number>>;
  /** How many sub-questions of all services are in each state. */
  readonly questions: Readonly<Record<QuestionState, number>>;
}

/** How the answers and findings became what they are. */
export interface Trend {
  /** The oldest first; the last is the newest commit. */
  readonly points: readonly TrendPoint[];
  /** Commits on the first-parent line, of which the points are a sample. */
  readonly commits: number;
  /** Whether the clone is shallow, so that older commits are not here. */
  readonly shallow: boolean;
}

export interface Verdict {
  readonly passed: boolean;
  /** Each thing that failed the gate, in words. */
  readonly failedOn: readonly string[];
  /** The lowest severity of a finding that fails. */
  readonly failOn: FailOn;
  /** Each gate by its name, in a fixed order; one failure fails the verdict. */
  readonly gates?: readonly GateReport[];
}

/** How a line under "Confirmation" of a decision record stands to the repository. */
export interface Confirmation {
  /** Id of the record. */
  readonly record: string;
  readonly span: SourceSpan;
  readonly text: string;
  /** unverified = it names nothing that can be looked at, or what it names proves nothing. */
  readonly state: 'confirmed' | 'violated' | 'unverified';
  readonly reasons: readonly string[];
}

/** What every reporter of findings renders: an audit, or a lint of one kind of files. */
export interface FindingsReport extends Pick<
  Report,
  'tool' | 'root' | 'commit' | 'findings' | 'skipped' | 'excerpts'
> {
  readonly failures?: Report['failures'];
  readonly waivers?: Report['waivers'];
  readonly baseline?: Report['baseline'];
  readonly change?: Report['change'];
  readonly questions?: readonly QuestionReport[];
  readonly verdict?: Verdict;
  readonly services?: Report['services'];
  readonly migrations?: Report['migrations'];
  readonly endpoints?: Report['endpoints'];
  readonly probes?: Report['probes'];
  readonly trend?: Trend;
}

/** How much of what was found could be read. */
export interface Coverage {
  readonly migrations: { readonly migrations: number; readonly operations: number; readonly opaque: number };
  readonly files: { readonly total: number; readonly skipped: number };
}

/** Everything that a scan or an audit found: what reporters render. No clock, no absolute path, sorted. */
export interface Report {
  readonly tool: { readonly name: string; readonly version: string };
  /** Base name of the scanned directory. */
  readonly root: string;
  readonly commit: string | null;
  readonly services: readonly Service[];
  /** Sorted by directory. */
  readonly migrationSets: readonly ReportedMigrationSet[];
  readonly migrations: readonly ReportedMigration[];
  readonly routes: readonly InService<Route>[];
  readonly routeGaps: readonly InService<RouteGap>[];
  readonly endpoints: readonly InService<Endpoint>[];
  readonly probes: readonly InService<Probe>[];
  readonly alerts: readonly InService<Alert>[];
  readonly slos: readonly InService<Slo>[];
  /** Configurations that send alerts to people. */
  readonly alertRoutings?: readonly InService<AlertRouting>[];
  readonly evidence: readonly Evidence[];
  readonly findings: readonly IdentifiedFinding[];
  readonly skipped: readonly Skipped[];
  readonly coverage: Coverage;
  /** Parts that broke down by a defect of lintel; the report lacks their facts. Empty when all is well. */
  readonly failures: readonly { readonly part: string; readonly message: string }[];
  /** Audit only: lines under "Confirmation" of the decision records in force. */
  readonly confirmations?: readonly Confirmation[];
  /** Audit and review only. */
  readonly questions?: readonly QuestionReport[];
  readonly verdict?: Verdict;
  /** Audit only: every waiver with how it stands, in the order of the file. */
  readonly waivers?: readonly ReportedWaiver[];
  /** Audit only, where there is a baseline. */
  readonly baseline?: ReportedBaseline;
  /** Audit with a base revision only. */
  readonly change?: ReportedChange;
  /** Audit only: the day on which dates were judged, that of the commit unless another was given; null = none was. */
  readonly asOf?: string | null;
  /** Only when it was asked for. */
  readonly trend?: Trend;
  /** Text of the lines around findings and evidence, by file and line (from 1), for code frames. */
  readonly excerpts: ReadonlyMap<string, ReadonlyMap<number, string>>;
}
