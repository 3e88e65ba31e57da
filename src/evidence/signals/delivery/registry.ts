import type { EvidenceSignal } from '../../signal.js';
import { decisionRecordsPresent, runbooksPresent } from './documents.js';
import { featureFlagsUsed } from './feature-flags-used.js';
import { loadTestHasThresholds, loadTestPresent } from './load-tests.js';
import { progressiveDelivery } from './progressive-delivery.js';

/** Signals on how changes reach users, and on what is written down and tried out before. They speak to several questions. */
export const deliverySignals: readonly EvidenceSignal[] = [
  featureFlagsUsed,
  progressiveDelivery,
  loadTestPresent,
  loadTestHasThresholds,
  decisionRecordsPresent,
  runbooksPresent,
];
