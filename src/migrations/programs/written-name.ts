import type { Value } from '../../syntax/imperative/values.js';

/** A name of a table or column that may hold parts that only run time knows, as `${…}`. */
export interface WrittenName {
  readonly name: string;
  /** It has such parts. */
  readonly unsure: boolean;
}

/** A name without the quotes that it is written in; undefined when nothing of it is known. */
export function writtenName(value: Value | undefined): WrittenName | undefined {
  if (value?.kind !== 'text') return undefined;
  const name = value.text.trim().replaceAll(/[`"[\]]/g, '');
  return name === '' || (!value.whole && /^\$\{[^{}]*\}$/.test(name))
    ? undefined
    : { name, unsure: !value.whole };
}

/** The names of a list, or of a single text; undefined when nothing is known of one of them. */
export function writtenNames(value: Value | undefined): readonly string[] | undefined {
  const values = value?.kind === 'list' ? value.entries.map((entry) => entry.value) : [value];
  const names = values.map((one) => writtenName(one)?.name);
  return names.length > 0 && names.every((name) => name !== undefined) ? names : undefined;
}
