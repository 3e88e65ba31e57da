import type { EvidenceSignal } from '../../signal.js';
import { idempotentWrite } from './idempotent-write.js';
import { kafkaIdempotentProducer } from './kafka-idempotent-producer.js';
import { messageDeduplication } from './message-deduplication.js';
import { optimisticLocking } from './optimistic-locking.js';
import { uniqueNaturalKey } from './unique-natural-key.js';

/** Signals on whether what runs twice has its effect once. */
export const idempotencySignals: readonly EvidenceSignal[] = [
  idempotentWrite,
  kafkaIdempotentProducer,
  messageDeduplication,
  optimisticLocking,
  uniqueNaturalKey,
];
