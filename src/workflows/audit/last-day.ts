import { InputError } from '../../model/input-error.js';

/**
 * The last day of a waiver: in the future, and not farther than the configuration allows.
 * @param wanted `until`: an ISO date, or a number of days from today.
 * @throws InputError when it is no day, over already, or too far.
 */
export function lastDay(
  { until, today }: { readonly until: string | number; readonly today: string },
  most: number,
): string {
  const expires = typeof until === 'number' ? addDays(today, until) : until;
  if (!/^\d{4}-\d{2}-\d{2}$/.test(expires) || addDays(expires, 0) !== expires)
    throw new InputError(`there is no day "${expires}"`, 'Write it as YYYY-MM-DD, or give --days 30.');
  if (expires < today) throw new InputError(`${expires} is over already`, 'A waiver ends in the future.');
  const latest = addDays(today, most);
  if (expires > latest)
    throw new InputError(
      `a waiver may hold ${most} days at most, to ${latest}, not to ${expires}`,
      'Give an earlier day, or change `gate.waiverDays` in .lintel.yaml.',
    );
  return expires;
}

function addDays(day: string, days: number): string {
  const time = Date.parse(`${day}T00:00:00Z`) + days * 86_400_000;
  return Number.isFinite(time) ? new Date(time).toISOString().slice(0, 10) : '';
}
