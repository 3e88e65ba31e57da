import type { ColumnDefault, Dialect } from '../../../model/migration.js';
import type { Value } from '../../../syntax/imperative/values.js';
import { volatilityOf } from '../../sql/volatility.js';

/**
 * A default as SQL: texts are quoted, except those by which DBAL means the time of the database (getDefaultValueDeclarationSQL of
 * src/Platforms/AbstractPlatform.php). Null is none.
 */
export function defaultOf(value: Value | undefined, dialect: Dialect): ColumnDefault | undefined {
  switch (value?.kind) {
    case undefined:
    case 'null':
      return undefined;
    case 'text':
      return /^(CURRENT_TIMESTAMP|CURRENT_DATE|CURRENT_TIME)(\(\))?$/i.test(value.text)
        ? { expression: value.text, volatility: volatilityOf(value.text, dialect) }
        : { expression: `'${value.text.replaceAll("'", "''")}'`, volatility: 'constant' };
    case 'number':
      return { expression: value.text, volatility: 'constant' };
    case 'boolean':
      return { expression: String(value.value), volatility: 'constant' };
    // PHP computes it once, when the migration runs: for the engine it is a constant.
    default:
      return {
        expression: value?.kind === 'code' && value.text !== '' ? value.text : '?',
        volatility: 'constant',
      };
  }
}
