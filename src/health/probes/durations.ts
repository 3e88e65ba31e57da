const secondsOf: ReadonlyMap<string, number> = new Map([
  ['h', 3_600],
  ['m', 60],
  ['s', 1],
  ['ms', 0.001],
  ['us', 0.000_001],
  ['µs', 0.000_001],
  ['ns', 0.000_000_001],
]);

/** Seconds of a duration as Docker and compose write it (`30s`, `1m30s`, `500ms`); undefined for anything else. */
export function secondsOfDuration(text: string | undefined): number | undefined {
  const written = text?.trim();
  if (written === '0') return 0;
  if (written === undefined || written.length > 64 || !/^(\d+(\.\d+)?(h|ms|m|s|us|µs|ns))+$/.test(written))
    return undefined;
  let seconds = 0;
  for (const [, number, unit] of written.matchAll(/(\d+(?:\.\d+)?)(h|ms|m|s|us|µs|ns)/g))
    seconds += Number(number) * (secondsOf.get(unit ?? '') ?? 0);
  return Math.round(seconds * 1_000) / 1_000;
}
