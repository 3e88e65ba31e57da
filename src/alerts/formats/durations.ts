import { secondsOfPromDuration } from '../../syntax/promql/parse.js';

/** Seconds of `5m`, of `PT5M`, or of a bare number of seconds (`300`, `300s`). */
export function secondsOfText(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const iso = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/.exec(text);
  if (iso && text.length > 1) {
    const [days = 0, hours = 0, minutes = 0, seconds = 0] = iso.slice(1).map((part) => Number(part ?? 0));
    return ((days * 24 + hours) * 60 + minutes) * 60 + seconds;
  }
  return /^\d+(\.\d+)?$/.test(text) ? Number(text) : secondsOfPromDuration(text);
}

/** A share that is written as percent (`99.9`) or as a fraction (`0.999`), from 0 to 1; undefined when it is neither. */
export function shareOf(value: number | undefined): number | undefined {
  if (value === undefined || value <= 0 || value > 100) return undefined;
  return Number((value > 1 ? value / 100 : value).toPrecision(10));
}
