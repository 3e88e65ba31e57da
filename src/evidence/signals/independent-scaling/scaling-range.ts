import type { SourceSpan } from '../../../model/source-span.js';
import type { Seen } from '../../recogniser.js';

/** The kind of all sightings of a platform that chooses the number of instances. */
export const platformScalingSighting = 'platform-scaling';

/** A range in which a platform chooses; nothing when it can never be more than one, or is fixed. */
export function* scales(
  span: SourceSpan,
  what: string,
  minimum: string | undefined,
  maximum: string | undefined,
): Iterable<Seen> {
  if (maximum !== undefined && (Number(maximum) <= 1 || maximum === minimum)) return;
  const from = minimum === undefined ? '' : ` from ${minimum}`;
  const to = maximum === undefined ? '' : ` to ${maximum}`;
  yield { span, text: `${what} scales by itself${from}${to}`, confidence: 'high' };
}
