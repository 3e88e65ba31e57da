import type { ProbeTimings } from '../../model/probe.js';
import { secondsOfDuration } from './durations.js';

/** Timings of which some are not written. */
export function timingsOf(written: {
  readonly [Name in keyof ProbeTimings]: ProbeTimings[Name] | undefined;
}): ProbeTimings {
  return Object.fromEntries(
    Object.entries(written).filter((entry): entry is [string, number] => entry[1] !== undefined),
  );
}

/** A count or a number of seconds as a number; undefined when it is written in another way, as a variable for example. */
export function numberOf(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,9}(\.\d{1,3})?$/.test(text.trim()) ? Number(text) : undefined;
}

/** Seconds of `10s`, `1m30s`, or of a bare number of seconds. */
export function secondsOf(text: string | undefined): number | undefined {
  return numberOf(text) ?? secondsOfDuration(text);
}
