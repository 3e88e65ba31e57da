import type { ColumnDefault } from '../../model/migration.js';
import type { Value } from '../../syntax/imperative/values.js';

/** A text as a literal of SQL. */
export function sqlLiteral(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/**
 * A value of the program as the default of a column: texts are quoted, numbers and booleans written as they are; null and nothing are none.
 * What the program computes it computes once, when the migration runs: for the engine it is a constant.
 */
export function literalDefault(value: Value | undefined): ColumnDefault | undefined {
  switch (value?.kind) {
    case undefined:
    case 'null':
      return undefined;
    case 'text':
      return { expression: sqlLiteral(value.text), volatility: 'constant' };
    case 'number':
      return { expression: value.text, volatility: 'constant' };
    case 'boolean':
      return { expression: String(value.value), volatility: 'constant' };
    default:
      return {
        expression: value?.kind === 'code' && value.text !== '' ? value.text : '?',
        volatility: 'constant',
      };
  }
}
