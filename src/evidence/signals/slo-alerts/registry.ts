import type { EvidenceSignal } from '../../signal.js';
import { alertMetricMissing, latencyByMean, pageOnOneSample } from './conditions.js';
import {
  alertCannotFire,
  burnRateAlertPresent,
  burnRateMultiWindow,
  sloDefined,
  sloWithoutAlert,
} from './objectives.js';
import { syntheticCheckPresent } from './outside.js';
import { alertRunbookLinked, alertsOnlyOnCauses, pageWithoutRunbook, symptomAlertPresent } from './pages.js';
import { alertRoutingPresent, pageReachesNobody } from './routes.js';

/** Signals on whether somebody is told when users suffer. */
export const sloAlertSignals: readonly EvidenceSignal[] = [
  sloDefined,
  burnRateAlertPresent,
  burnRateMultiWindow,
  symptomAlertPresent,
  syntheticCheckPresent,
  alertRunbookLinked,
  alertRoutingPresent,
  alertsOnlyOnCauses,
  alertCannotFire,
  alertMetricMissing,
  latencyByMean,
  pageOnOneSample,
  pageWithoutRunbook,
  pageReachesNobody,
  sloWithoutAlert,
];
