import type { EvidenceSignal } from '../../signal.js';
import { rateLimitInMemory } from './rate-limit-in-memory.js';
import { rateLimitPresent } from './rate-limit-present.js';

/** Signals on whether what comes in is limited. */
export const rateLimitSignals: readonly EvidenceSignal[] = [rateLimitPresent, rateLimitInMemory];
