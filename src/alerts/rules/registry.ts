import type { Rule } from '../../model/rule.js';
import { averageLatency } from './average-latency.js';
import { burnFactorNeverFires } from './burn-factor-never-fires.js';
import { burnForTooLong } from './burn-for-too-long.js';
import { burnOneWindow } from './burn-one-window.js';
import type { AlertFacts } from './facts.js';
import { metricNotExported } from './metric-not-exported.js';
import { onlyCauses } from './only-causes.js';
import { pageOnOneSample } from './page-on-one-sample.js';
import { pageWithoutRunbook } from './page-without-runbook.js';
import { runbookDead } from './runbook-dead.js';
import { severityWithoutRoute } from './severity-without-route.js';
import { sloWithoutAlert } from './slo-without-alert.js';

/** Every rule on alerts, in the order of the reference. */
export const alertRules: readonly Rule<AlertFacts>[] = [
  burnFactorNeverFires,
  burnOneWindow,
  burnForTooLong,
  metricNotExported,
  averageLatency,
  pageOnOneSample,
  pageWithoutRunbook,
  runbookDead,
  severityWithoutRoute,
  sloWithoutAlert,
  onlyCauses,
];
