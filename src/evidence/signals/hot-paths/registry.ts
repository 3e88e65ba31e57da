import type { EvidenceSignal } from '../../signal.js';
import { consoleOnlyLogging } from './console-only-logging.js';
import { dashboardPresent } from './dashboard-present.js';
import { metricsExposed } from './metrics-exposed.js';
import { metricsRouteUnscraped } from './metrics-route-unscraped.js';
import { metricsScraped } from './metrics-scraped.js';
import {
  businessCounter,
  highCardinalityLabel,
  latencyHistogram,
  poolMetric,
  queueDepthMetric,
} from './metric-signals.js';
import { requestIdPropagated } from './request-id-propagated.js';
import { samplerOff } from './sampler-off.js';
import { scrapePathNotServed } from './scrape-path-not-served.js';
import { structuredLogs } from './structured-logs.js';
import { telemetryNotStarted } from './telemetry-not-started.js';
import { tracingInitialised } from './tracing-initialised.js';
import { outsideWatchdog } from './watchdog.js';

/** Signals on whether hot paths are instrumented and monitored. */
export const hotPathSignals: readonly EvidenceSignal[] = [
  tracingInitialised,
  metricsExposed,
  metricsScraped,
  latencyHistogram,
  businessCounter,
  queueDepthMetric,
  poolMetric,
  dashboardPresent,
  structuredLogs,
  requestIdPropagated,
  outsideWatchdog,
  samplerOff,
  highCardinalityLabel,
  telemetryNotStarted,
  scrapePathNotServed,
  metricsRouteUnscraped,
  consoleOnlyLogging,
];
