import type { EvidenceSignal } from '../../signal.js';
import { changeDataCapture } from './change-data-capture.js';
import { commandsAndQueriesSeparated } from './commands-and-queries-separated.js';
import { materializedView } from './materialized-view.js';
import { readModelProjection } from './read-model-projection.js';
import { readOnlyTransactionMarked } from './read-only-transaction-marked.js';
import { readReplicaConfigured } from './read-replica-configured.js';
import { readReplicaProvisioned } from './read-replica-provisioned.js';
import { replicaUnused } from './replica-unused.js';
import { searchIndexProjection } from './search-index-projection.js';

/** Signals on whether reads and writes are kept apart. */
export const readWriteSignals: readonly EvidenceSignal[] = [
  readReplicaConfigured,
  readReplicaProvisioned,
  replicaUnused,
  readOnlyTransactionMarked,
  commandsAndQueriesSeparated,
  readModelProjection,
  searchIndexProjection,
  materializedView,
  changeDataCapture,
];
