import type { Call, Value } from '../../../syntax/imperative/values.js';
import { argumentOf, textOf, textsOf } from '../../../syntax/imperative/values.js';

/** `schema.table`, or the table alone. */
export function qualified(table: string, schema: string | undefined): string {
  return schema === undefined ? table : `${schema}.${table}`;
}

/** A text argument by its name, or by its place among the positional ones. */
export function given(call: Call, name: string, index = -1): string | undefined {
  return textOf(argumentOf(call, index, name));
}

/** The columns of `column:` or `columns:`. */
export function columnsGiven(
  call: Call,
  one: string,
  many: string,
  index = -1,
): readonly string[] | undefined {
  return textsOf(call.named.get(many) ?? argumentOf(call, index, one));
}

/** `ReferentialAction.Cascade` as SQL has it; undefined for none. */
export function actionOf(value: Value | undefined): string | undefined {
  const name = value?.kind === 'code' ? /ReferentialAction\.(\w+)/.exec(value.text)?.[1] : undefined;
  switch (name) {
    case 'Cascade':
      return 'CASCADE';
    case 'SetNull':
      return 'SET NULL';
    case 'SetDefault':
      return 'SET DEFAULT';
    case 'Restrict':
      return 'RESTRICT';
    default:
      return undefined;
  }
}
