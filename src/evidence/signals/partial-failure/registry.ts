import type { EvidenceSignal } from '../../signal.js';
import { circuitBreakerPresent } from './circuit-breaker-present.js';
import { healthSignals } from './health.js';
import { httpClientWithoutTimeout } from './http-client-without-timeout.js';
import { requestTimeoutSet } from './request-timeout-set.js';

/** Signals on whether the system survives partial failures. */
export const partialFailureSignals: readonly EvidenceSignal[] = [
  ...healthSignals,
  circuitBreakerPresent,
  requestTimeoutSet,
  httpClientWithoutTimeout,
];
