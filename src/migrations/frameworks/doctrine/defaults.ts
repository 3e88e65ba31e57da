import type { ColumnDefault, Dialect } from '../../../model/migration.js';
import type { Value } from '../../../syntax/imperative/values.js';
import { volatilityOf } from '../../sql/volatility.js';
import { literalDefault } from '../../programs/literal-default.js';

/**
 * A default as SQL: texts are quoted, except those by which DBAL means the time of the database (getDefaultValueDeclarationSQL of
 * src/Platforms/AbstractPlatform.php). Null is none.
 */
export function defaultOf(value: Value | undefined, dialect: Dialect): ColumnDefault | undefined {
  return value?.kind === 'text' && /^(CURRENT_TIMESTAMP|CURRENT_DATE|CURRENT_TIME)(\(\))?$/i.test(value.text)
    ? { expression: value.text, volatility: volatilityOf(value.text, dialect) }
    : literalDefault(value);
}
