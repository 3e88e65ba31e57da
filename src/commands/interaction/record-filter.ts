import { Flags } from '@oclif/core';
import { InputError } from '../../model/input-error.js';
import type { RecordFilter } from '../../workflows/adr/list.js';

const several = { multiple: true, multipleNonGreedy: true } as const;

/** Flags that choose records, for every command that shows some. */
export const filterFlags = {
  status: Flags.string({ description: 'Only records with this status.', helpValue: 'STATUS', ...several }),
  tag: Flags.string({ description: 'Only records with this tag.', helpValue: 'TAG', ...several }),
  decider: Flags.string({
    description: 'Only records that somebody of this name decided (a part of the name is enough).',
    helpValue: 'NAME',
    ...several,
  }),
  since: Flags.string({ description: 'Only records of this day or later.', helpValue: 'DATE' }),
  until: Flags.string({ description: 'Only records of this day or earlier.', helpValue: 'DATE' }),
  supersedes: Flags.string({ description: 'Only records that supersede this one.', helpValue: 'ID' }),
  log: Flags.string({
    description: 'Only this log, where there are several: its folder or the end of it.',
    helpValue: 'DIR',
    ...several,
  }),
};

interface FilterFlags {
  readonly status: readonly string[] | undefined;
  readonly tag: readonly string[] | undefined;
  readonly decider: readonly string[] | undefined;
  readonly since: string | undefined;
  readonly until: string | undefined;
  readonly supersedes: string | undefined;
  readonly log: readonly string[] | undefined;
}

/**
 * What the flags ask for.
 * @throws InputError when a date is none.
 */
export function filterOf(flags: FilterFlags): RecordFilter {
  return {
    ...(flags.status && { status: flags.status }),
    ...(flags.tag && { tags: flags.tag }),
    ...(flags.decider && { deciders: flags.decider }),
    ...(flags.since !== undefined && { since: dateOf('--since', flags.since, '01-01') }),
    ...(flags.until !== undefined && { until: dateOf('--until', flags.until, '12-31') }),
    ...(flags.supersedes !== undefined && { supersedes: flags.supersedes }),
    ...(flags.log && { logs: flags.log }),
  };
}

/** `2024`, `2024-03` or `2024-03-01` as the first or last day that it means. */
function dateOf(flag: string, text: string, rest: '01-01' | '12-31'): string {
  const [, year, month, day] = /^(\d{4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?)?$/.exec(text) ?? [];
  if (year === undefined)
    throw new InputError(
      `${flag} ${text} is no date`,
      'Give a day, month or year: 2024-03-01, 2024-03 or 2024.',
    );
  if (month === undefined) return `${year}-${rest}`;
  return `${year}-${month}-${day ?? rest.slice(3)}`;
}
