import type { Dialect } from '../../model/migration.js';
import type { Value } from '../../syntax/imperative/values.js';

/** The parts of SQL in which a question mark is no placeholder, and the placeholder. */
const parts = /'(?:[^']|'')*'|"(?:[^"]|"")*"|--[^\n]*|\/\*[\s\S]*?\*\/|\?/g;

/**
 * SQL that is sent with a list of values for its question marks, as PostgreSQL's own grammar has it: `$1`. There a question mark is an
 * operator; the other dialects know the placeholder.
 */
export function withNumberedPlaceholders(
  sql: Value | undefined,
  values: Value | undefined,
  dialect: Dialect,
): Value | undefined {
  if (sql?.kind !== 'text' || dialect !== 'postgresql' || values === undefined || values.kind === 'null')
    return sql;
  let count = 0;
  const numbered = sql.text.replaceAll(parts, (part) => {
    if (part !== '?') return part;
    count += 1;
    return `$${count}`;
  });
  return count === 0 ? sql : { kind: 'text', text: numbered, whole: sql.whole };
}
