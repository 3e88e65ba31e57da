import type { Probe } from '../../model/probe.js';

/** "The liveness probe of Deployment checkout", for the beginning of a sentence. */
export function nameOfProbe({ kind, target }: Probe): string {
  const what = kind === 'healthcheck' ? 'health check' : `${kind} probe`;
  return `The ${what} of ${target.kind} ${target.name}`;
}

const consequences: Readonly<Record<Probe['effect'], string>> = {
  restart: 'the container is restarted again and again',
  'de-route': 'no instance gets any traffic',
  gate: 'the container never becomes healthy, and what waits for it does not start',
  none: 'the check says "unhealthy" for ever',
};

/** What a failing probe does, as the end of a sentence. */
export function consequenceOf({ effect }: Probe): string {
  return consequences[effect];
}

/** "liveness and readiness" of a list of words. */
export function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`;
}
