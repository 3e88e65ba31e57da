import type { Dialect } from '../../model/migration.js';
import type { TextValue, Value } from '../../syntax/javascript/evaluate/value.js';
import { isNullish } from '../../syntax/javascript/evaluate/value.js';
import { defaultOf, recordOf, textOf } from './values.js';

const quotes: Partial<Record<Dialect, string>> = { mysql: '`', mariadb: '`' };

/**
 * SQL with its bindings (Knex) or replacements (Sequelize) filled in: `??` and `:name:` are names, `?` and `:name` values; those that are
 * not known become parameters. Without bindings the text is taken as it is.
 */
export function boundSql(sql: Value, bindings: Value | undefined, dialect: Dialect): Value {
  if (sql.kind !== 'text' || bindings === undefined || isNullish(bindings)) return sql;
  const record = recordOf(bindings);
  const queue = bindings.kind === 'list' ? [...bindings.items] : record ? [] : [bindings];
  const fill = (text: string): string =>
    text.replaceAll(
      /\\\?|\?\??|(?<![:\w]):([A-Za-z_]\w*)(:?)/g,
      (written: string, name?: string, colon?: string) => {
        if (written === '\\?') return '?';
        if (name === undefined) return filled(queue.shift(), written === '??', dialect);
        const value = record?.members.get(name);
        return value === undefined ? written : filled(value, colon === ':', dialect);
      },
    );
  const parts = sql.parts.map((part) => (typeof part === 'string' ? fill(part) : part));
  const changed = parts.some((part, index) => part !== sql.parts[index]);
  return changed ? ({ kind: 'text', parts, origins: [] } satisfies TextValue) : sql;
}

function filled(value: Value | undefined, isName: boolean, dialect: Dialect): string {
  if (!isName) return (value && knownValue(value, dialect)) ?? parameterOf(dialect);
  const name = textOf(value);
  if (name === undefined) return '${name}';
  const quote = quotes[dialect] ?? '"';
  return name.includes('${')
    ? name
    : name
        .split('.')
        .map((part) => `${quote}${part}${quote}`)
        .join('.');
}

function knownValue(value: Value, dialect: Dialect): string | undefined {
  if (isNullish(value)) return 'NULL';
  if (value.kind !== 'text' && value.kind !== 'literal' && value.kind !== 'host') return undefined;
  return defaultOf(value, dialect)?.expression;
}

function parameterOf(dialect: Dialect): string {
  return dialect === 'postgresql' ? '$1' : '?';
}
