import type { Call, Value } from '../../../syntax/imperative/values.js';
import { writtenName, writtenNames } from '../../programs/written-name.js';

/** `schema.table`, or the table alone. */
export function qualified(table: string, schema: string | undefined): string {
  return schema === undefined ? table : `${schema}.${table}`;
}

/** The name that the first call of a method in a chain is given. */
export function nameIn(calls: readonly Call[], ...methods: readonly string[]): string | undefined {
  return writtenName(callIn(calls, ...methods)?.positional[0])?.name;
}

/** The first call of one of several methods. */
export function callIn(calls: readonly Call[], ...methods: readonly string[]): Call | undefined {
  return calls.find(({ name }) => methods.includes(name));
}

/** All names that calls of a method are given: `OnColumn("a").OnColumn("b")`, `Columns("a", "b")`. */
export function namesIn(
  calls: readonly Call[],
  ...methods: readonly string[]
): readonly string[] | undefined {
  const given = calls.filter(({ name }) => methods.includes(name)).flatMap(({ positional }) => positional);
  const names = given.flatMap((value): readonly (readonly string[] | undefined)[] => [writtenNames(value)]);
  return names.length > 0 && names.every((name) => name !== undefined) ? names.flat() : undefined;
}

/** The table that a chain is about. */
export function tableIn(calls: readonly Call[], ...methods: readonly string[]): string | undefined {
  const table = nameIn(calls, ...methods);
  const at = calls.findIndex(({ name }) => methods.includes(name));
  const rest = calls.slice(at + 1);
  const next = rest.findIndex(({ name }) => /^(OnTable|FromTable|ToTable|IntoTable)$/.test(name));
  const own = next === -1 ? rest : rest.slice(0, next);
  const behind = own.find(({ name }) => name === 'InSchema' || name === 'WithSchema');
  return table === undefined ? undefined : qualified(table, writtenName(behind?.positional[0])?.name);
}

/** `Rule.Cascade`, `System.Data.Rule.SetNull` as SQL has it; undefined for none. */
export function actionOf(value: Value | undefined): string | undefined {
  const rule = value?.kind === 'code' ? /\bRule\.(\w+)$/.exec(value.text)?.[1] : undefined;
  switch (rule) {
    case 'Cascade':
      return 'CASCADE';
    case 'SetNull':
      return 'SET NULL';
    case 'SetDefault':
      return 'SET DEFAULT';
    default:
      return undefined;
  }
}
