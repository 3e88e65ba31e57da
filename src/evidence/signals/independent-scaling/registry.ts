import type { EvidenceSignal } from '../../signal.js';
import { autoscalerPresent } from './autoscaler-present.js';
import { ownDeployableUnit } from './own-deployable-unit.js';
import {
  autoscalerWithoutRequests,
  replicasAndAutoscaler,
  resourceRequestsSet,
} from './resource-requests.js';
import { scheduledWorkHasOneRunner, schedulerInEveryInstance } from './schedulers.js';
import { sessionInProcessMemory, sessionStoreExternal } from './sessions.js';
import { sharedDatabase } from './shared-database.js';
import { realtimeBackplane, socketsInProcessMemory } from './sockets.js';
import { sqliteWithReplicas } from './sqlite-with-replicas.js';
import { stickySessions } from './sticky-sessions.js';
import { uploadsInObjectStorage } from './uploads-in-object-storage.js';
import { uploadsOnLocalDisk } from './uploads.js';
import { hostPathVolume, sharedVolumeNotShareable } from './volumes.js';
import { webAndWorkerSplit } from './web-and-worker-split.js';

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
  sessionStoreExternal,
  sessionInProcessMemory,
  uploadsInObjectStorage,
  uploadsOnLocalDisk,
  scheduledWorkHasOneRunner,
  schedulerInEveryInstance,
  sqliteWithReplicas,
  webAndWorkerSplit,
  sharedDatabase,
];
