import type { EvidenceSignal } from '../../signal.js';
import { autoscalerPresent } from './autoscaler-present.js';
import { ownDeployableUnit } from './own-deployable-unit.js';
import {
  autoscalerWithoutRequests,
  replicasAndAutoscaler,
  resourceRequestsSet,
} from './resource-requests.js';
import { sharedDatabase } from './shared-database.js';
import { realtimeBackplane, socketsInProcessMemory } from './sockets.js';
import { stickySessions } from './sticky-sessions.js';
import { hostPathVolume, sharedVolumeNotShareable } from './volumes.js';

/** Signals on whether services can be scaled independently. */
export const independentScalingSignals: readonly EvidenceSignal[] = [
  ownDeployableUnit,
  autoscalerPresent,
  resourceRequestsSet,
  autoscalerWithoutRequests,
  replicasAndAutoscaler,
  hostPathVolume,
  sharedVolumeNotShareable,
  stickySessions,
  realtimeBackplane,
  socketsInProcessMemory,
  sharedDatabase,
];
