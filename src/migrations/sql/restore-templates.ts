import type { OperationBody } from '../../model/migration.js';
import type { Effect, StatementReading } from './statement-reading.js';
import type { MaskedText } from './templates.js';

/** A reading of masked text with the placeholders put back; what they stand for is not known, so it is less sure. */
export function restoreReading(reading: StatementReading, masked: MaskedText): StatementReading {
  const effects = reading.effects.map((effect): Effect => ({
    ...effect,
    body: restoreBody(effect.body, masked),
    confidence: effect.confidence === 'high' ? 'medium' : effect.confidence,
  }));
  const problems = reading.problems.map((problem) => ({
    ...problem,
    detail: masked.restore(problem.detail),
  }));
  return { ...reading, effects, problems };
}

function restoreBody(body: OperationBody, masked: MaskedText): OperationBody {
  const text = JSON.stringify(body, (_key, value: unknown) =>
    typeof value === 'string' ? masked.restore(value) : value,
  );
  const restored: OperationBody = JSON.parse(text);
  return restored;
}
