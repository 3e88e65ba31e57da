import type { ColumnDefault, Dialect } from '../../../model/migration.js';
import { jsonOf } from '../../../syntax/php/functions.js';
import type { HostObject, Value } from '../../../syntax/imperative/values.js';
import { volatilityOf } from '../../sql/volatility.js';

/** `DB::raw('…')`, `new Expression('…')`: SQL that is not quoted. */
export class RawExpression implements HostObject {
  readonly sql: string;

  constructor(sql: string) {
    this.sql = sql;
  }

  call(): Value {
    return { kind: 'code', text: this.sql };
  }
}

/** A default as SQL: literals quoted where they are texts, raw expressions as they are. Null is none. */
export function defaultOf(value: Value | undefined, dialect: Dialect): ColumnDefault | undefined {
  switch (value?.kind) {
    case undefined:
    case 'null':
      return undefined;
    case 'text':
      return { expression: `'${value.text.replaceAll("'", "''")}'`, volatility: 'constant' };
    case 'number':
      return { expression: value.text, volatility: 'constant' };
    case 'boolean':
      return { expression: String(value.value), volatility: 'constant' };
    case 'list': {
      const json = jsonOf(value, 0);
      return { expression: json === undefined ? '?' : `'${json}'`, volatility: 'constant' };
    }
    case 'object':
      return value.object instanceof RawExpression
        ? { expression: value.object.sql, volatility: volatilityOf(value.object.sql, dialect) }
        : { expression: '?', volatility: 'constant' };
    // PHP computes it once, when the migration runs: for the engine it is a constant.
    default:
      return {
        expression: value?.kind === 'code' && value.text !== '' ? value.text : '?',
        volatility: 'constant',
      };
  }
}
