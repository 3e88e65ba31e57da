import type { EvidenceSignal } from '../../signal.js';
import { readReplicaConfigured } from './read-replica-configured.js';

/** Signals on whether reads and writes are kept apart. */
export const readWriteSignals: readonly EvidenceSignal[] = [readReplicaConfigured];
