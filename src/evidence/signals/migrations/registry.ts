import type { EvidenceSignal } from '../../signal.js';
import {
  migrationBlocksTraffic,
  migrationBreaksRunningCode,
  migrationMixesDdlAndBackfill,
  migrationSetsLockTimeout,
} from './running-code.js';
import { migrationHasDown, migrationWithoutDown } from './way-back.js';

/** Signals on whether migrations are safe and reversible. */
export const migrationSignals: readonly EvidenceSignal[] = [
  migrationHasDown,
  migrationWithoutDown,
  migrationSetsLockTimeout,
  migrationBlocksTraffic,
  migrationBreaksRunningCode,
  migrationMixesDdlAndBackfill,
];
