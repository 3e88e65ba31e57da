import type { FileMark } from './repository-view.js';
import type { SourceSpan } from './source-span.js';

/**
 * What an alert speaks of. slo-burn = how fast the budget of an objective is spent; symptom = what those feel who use the service (errors,
 * latency, availability, late results); cause = the state of a machine or a component; other = none of these for sure.
 */
export type AlertClass = 'slo-burn' | 'symptom' | 'cause' | 'other';

/** In which language the condition is written. */
export type AlertLanguage =
  | 'promql'
  | 'logql'
  | 'datadog'
  | 'cloudwatch'
  | 'google-filter'
  | 'mql'
  | 'sql'
  | 'nrql'
  | 'objective'
  | 'unknown';

/** What a burn-rate alert asks for, as far as it is written as numbers. */
export interface BurnRate {
  /** The windows over which the rate is taken, as written (`1h`, `5m`), the shortest first. */
  readonly windows: readonly string[];
  /** How many times faster than allowed the budget must burn, the largest first. */
  readonly factors: readonly number[];
  /** The share of good events that is promised, from 0 to 1. */
  readonly objective?: number;
  /** The thresholds on the share of bad events, from 0 to 1, in the order of the text; one of 1 or more is never reached. */
  readonly thresholds: readonly number[];
}

/** A metric that nothing exports, and one of its prefix that the code makes. */
export interface UnexportedMetric {
  readonly metric: string;
  readonly beside: string;
}

/** mean = of all requests; quantile = what most wait at most; share = of requests that are slow. */
export type WaitingMeasure = 'mean' | 'quantile' | 'share';

/**
 * Whether the runbook that an alert names is there. ok = a file of the repository (and its heading); dead-file and dead-anchor = the
 * repository should have it and has not; templated = known only when the alert fires; external = outside of the repository, not asked.
 */
export type RunbookState = 'ok' | 'dead-file' | 'dead-anchor' | 'templated' | 'external';

/** A link to a runbook, as an alert names it. */
export interface RunbookLink {
  /** As written. */
  readonly url: string;
  readonly state: RunbookState;
  /** The file of the repository that it leads to or should lead to. */
  readonly file?: string;
  readonly anchor?: string;
}

/** One alert rule as written. */
export interface Alert {
  readonly name: string;
  readonly format: string;
  readonly class: AlertClass;
  /** Why it is of its class, one sentence each. */
  readonly reasons: readonly string[];
  /** The link to its runbook as written. */
  readonly runbook?: string;
  /** The same link with what became of it. */
  readonly runbookLink?: RunbookLink;
  /** The group or folder of rules that it stands in. */
  readonly group?: string;
  /** The condition as written. */
  readonly expression?: string;
  readonly language: AlertLanguage;
  /** How long the condition must hold, in seconds. */
  readonly forSeconds?: number;
  /** How long it goes on firing after the condition has passed, in seconds. */
  readonly keepFiringSeconds?: number;
  readonly severity?: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  /** Whom it tells by itself, without a routing configuration: Datadog handles, alarm actions, notification channels. */
  readonly notifies: readonly string[];
  readonly burn?: BurnRate;
  /** How it measures how long users wait, when it does. */
  readonly waiting?: WaitingMeasure;
  /** Its condition looks at single samples: no part of it goes over a time. */
  readonly instant?: boolean;
  /** Metrics that it asks for and that nothing in the repository exports, although it exports others of their prefix. */
  readonly unexported?: readonly UnexportedMetric[];
  /** Name or id of the objective that it watches, when it says so. */
  readonly slo?: string;
  /** Parts of it are filled in by a template that could not be evaluated. */
  readonly templated: boolean;
  /** When it exists at all, in words: a chart's own values switch it off, a resource has a count. */
  readonly condition?: string;
  /** In what kind of tree its file lies; empty for the product's own. */
  readonly marks: readonly FileMark[];
  readonly span: SourceSpan;
}

/** One service level objective as written. */
export interface Slo {
  readonly name: string;
  readonly format: string;
  /** By which other files name it: the address of its resource, `google_monitoring_slo.checkout`. */
  readonly id?: string;
  /** The service as the objective names it. */
  readonly of?: string;
  /** The share of good events that is promised, from 0 to 1. */
  readonly objective?: number;
  /** The time over which it is promised, as written: `30d`. */
  readonly window?: string;
  readonly description?: string;
  /** What its generator makes alerts of (Sloth, Pyrra), or which alerts it names itself; empty = none. */
  readonly alerting: readonly string[];
  readonly marks: readonly FileMark[];
  readonly span: SourceSpan;
}

/** Where a configuration of Alertmanager (or of Grafana's notification policies) sends an alert. */
export interface AlertRoute {
  /** Matchers of this route and of those above it; all must hold. */
  readonly matchers: readonly AlertMatcher[];
  readonly receiver: string;
  /** The receiver tells nobody: it has no integration. */
  readonly silent: boolean;
  /** The next routes are asked too. */
  readonly continues: boolean;
  readonly span: SourceSpan;
}

export interface AlertMatcher {
  readonly label: string;
  readonly operator: '=' | '!=' | '=~' | '!~';
  readonly value: string;
}

/** One routing configuration: its routes in the order in which they are tried, children before their parent. */
export interface AlertRouting {
  readonly format: string;
  readonly routes: readonly AlertRoute[];
  readonly marks: readonly FileMark[];
  readonly span: SourceSpan;
}
