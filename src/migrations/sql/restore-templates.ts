import type { OperationBody } from '../../model/migration.js';
import { opaque } from './statement-reading.js';
import type { Effect, StatementReading } from './statement-reading.js';
import type { MaskedText } from './templates.js';

/**
 * The reading of a masked statement with its placeholders put back. What they stand for is not known, so what was understood is less
 * sure, and what was not is put down to the template. `original` is the text before it was masked.
 */
export function restoreReading(
  reading: StatementReading,
  masked: MaskedText,
  original: string,
): StatementReading {
  const effects = reading.effects.map((effect): Effect => ({
    ...effect,
    body: restoreBody(effect.body, masked, original.slice(reading.start, reading.end)),
    confidence: effect.confidence === 'high' ? 'medium' : effect.confidence,
  }));
  const problems = reading.problems.map(({ offset, reason, detail }) => ({
    offset,
    reason: reason === 'parse-error' ? ('templated' as const) : reason,
    detail: masked.restore(detail),
  }));
  return { ...reading, effects, problems };
}

function restoreBody(body: OperationBody, masked: MaskedText, original: string): OperationBody {
  if (body.kind === 'opaque') return opaque(masked.restore(body.reason), original).body;
  const text = JSON.stringify(body, (_key, value: unknown) =>
    typeof value === 'string' ? masked.restore(value) : value,
  );
  const restored: OperationBody = JSON.parse(text);
  return restored;
}
