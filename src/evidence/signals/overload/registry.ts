import type { EvidenceSignal } from '../../signal.js';
import { boundedQueue } from './bounded-queue.js';
import { consumerPrefetchBounded } from './consumer-prefetch-bounded.js';
import { consumerWithoutDeadLetter } from './consumer-without-dead-letter.js';
import { deadLetterQueuePresent } from './dead-letter-queue-present.js';
import { kedaQueueTrigger } from './keda-queue-trigger.js';
import { loadShedding } from './load-shedding.js';
import { prefetchUnbounded } from './prefetch-unbounded.js';
import { queueLagMeasured } from './queue-lag-measured.js';
import { unboundedQueue } from './unbounded-queue.js';

/** Signals on what happens when more comes in than can be done. */
export const overloadSignals: readonly EvidenceSignal[] = [
  boundedQueue,
  consumerPrefetchBounded,
  consumerWithoutDeadLetter,
  deadLetterQueuePresent,
  kedaQueueTrigger,
  loadShedding,
  prefetchUnbounded,
  queueLagMeasured,
  unboundedQueue,
];
