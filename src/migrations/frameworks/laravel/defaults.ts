import type { ColumnDefault, Dialect } from '../../../model/migration.js';
import { jsonOf } from '../../../syntax/php/functions.js';
import type { HostObject, Value } from '../../../syntax/imperative/values.js';
import { volatilityOf } from '../../sql/volatility.js';
import { literalDefault } from '../../programs/literal-default.js';

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
  if (value?.kind === 'list') {
    const json = jsonOf(value, 0);
    return { expression: json === undefined ? '?' : `'${json}'`, volatility: 'constant' };
  }
  return value?.kind === 'object' && value.object instanceof RawExpression
    ? { expression: value.object.sql, volatility: volatilityOf(value.object.sql, dialect) }
    : literalDefault(value);
}
