import type { EvidenceSignal } from '../../signal.js';
import { metricsExposed } from './metrics-exposed.js';
import { tracingInitialised } from './tracing-initialised.js';

/** Signals on whether hot paths are instrumented and monitored. */
export const hotPathSignals: readonly EvidenceSignal[] = [tracingInitialised, metricsExposed];
