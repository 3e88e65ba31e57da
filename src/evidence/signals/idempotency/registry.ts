import type { EvidenceSignal } from '../../signal.js';
import { durableWorkflow } from './durable-workflow.js';
import { idempotencyKeyStored } from './idempotency-key-stored.js';
import { idempotentWrite } from './idempotent-write.js';
import { inboxPresent } from './inbox-present.js';
import { kafkaIdempotentProducer } from './kafka-idempotent-producer.js';
import { messageDeduplication } from './message-deduplication.js';
import { optimisticLocking } from './optimistic-locking.js';
import { outboxPresent } from './outbox-present.js';
import { stripeIdempotencyKeySent } from './stripe-idempotency-key-sent.js';
import { uniqueNaturalKey } from './unique-natural-key.js';
import { webhookEventIdKept } from './webhook-event-id-kept.js';
import { retriedPostWithoutKey } from './retried-post-without-key.js';
import { idempotencyInProcessMemory } from './idempotency-in-process-memory.js';
import { acknowledgedBeforeWork } from './acknowledged-before-work.js';
import { acknowledgedAfterWork } from './acknowledged-after-work.js';
import { findOrCreateWithoutUniqueIndex } from './find-or-create-without-unique-index.js';
import { dualWrite } from './dual-write.js';
import { writeWithoutIdempotency } from './write-without-idempotency.js';

/** Signals on whether what runs twice has its effect once. */
export const idempotencySignals: readonly EvidenceSignal[] = [
  writeWithoutIdempotency,
  dualWrite,
  findOrCreateWithoutUniqueIndex,
  acknowledgedAfterWork,
  acknowledgedBeforeWork,
  idempotencyInProcessMemory,
  retriedPostWithoutKey,
  durableWorkflow,
  idempotencyKeyStored,
  idempotentWrite,
  inboxPresent,
  kafkaIdempotentProducer,
  messageDeduplication,
  optimisticLocking,
  outboxPresent,
  stripeIdempotencyKeySent,
  uniqueNaturalKey,
  webhookEventIdKept,
];
