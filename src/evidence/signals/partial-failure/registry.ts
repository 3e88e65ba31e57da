import type { EvidenceSignal } from '../../signal.js';
import { bulkheadOrPoolBounded } from './bulkhead-or-pool-bounded.js';
import { chaosExperimentPresent } from './chaos-experiment-present.js';
import { circuitBreakerPresent } from './circuit-breaker-present.js';
import { disruptionBudgetBlocks } from './disruption-budget-blocks.js';
import { disruptionBudgetPresent } from './disruption-budget-present.js';
import { errorSwallowed } from './error-swallowed.js';
import { fallbackPresent } from './fallback-present.js';
import { gracefulShutdownCode } from './graceful-shutdown-code.js';
import { gracefulShutdownHook } from './graceful-shutdown-hook.js';
import { healthEndpoints } from './health-endpoints.js';
import { healthFindings } from './health-findings.js';
import { httpClientWithoutTimeout } from './http-client-without-timeout.js';
import { meshResilience } from './mesh-resilience.js';
import { multiZone } from './multi-zone.js';
import { requestTimeoutSet } from './request-timeout-set.js';
import { retryBounded } from './retry-bounded.js';
import { retryUnbounded } from './retry-unbounded.js';
import { readinessOnShutdown } from './readiness-on-shutdown.js';
import { probesPresent } from './probes-present.js';
import { severalReplicas, singleReplicaWorkload } from './replicas.js';
import { recreateStrategy, rollingUpdateSafe } from './rollout-strategy.js';
import { serverWithoutTimeout } from './server-without-timeout.js';
import { spreadAcrossNodes } from './spread-across-nodes.js';
import { uncaughtExceptionSwallowed } from './uncaught-exception-swallowed.js';

/** Signals on whether the system survives partial failures. */
export const partialFailureSignals: readonly EvidenceSignal[] = [
  ...probesPresent,
  ...healthEndpoints,
  ...healthFindings,
  severalReplicas,
  singleReplicaWorkload,
  disruptionBudgetPresent,
  gracefulShutdownHook,
  circuitBreakerPresent,
  requestTimeoutSet,
  httpClientWithoutTimeout,
  serverWithoutTimeout,
  retryBounded,
  retryUnbounded,
  errorSwallowed,
  uncaughtExceptionSwallowed,
  gracefulShutdownCode,
  readinessOnShutdown,
  fallbackPresent,
  bulkheadOrPoolBounded,
  meshResilience,
  spreadAcrossNodes,
  multiZone,
  rollingUpdateSafe,
  recreateStrategy,
  disruptionBudgetBlocks,
  chaosExperimentPresent,
];
