/** A type taken apart: `varchar(20)` = name `varchar`, one argument 20. */
interface TypeParts {
  readonly name: string;
  readonly arguments: readonly number[];
  readonly array: boolean;
}

/**
 * Whether ALTER COLUMN … TYPE rewrites a PostgreSQL table. Measured on PostgreSQL 18 (test/migrations/rules/engine.test.ts runs the
 * matrix): free are varchar(n) → varchar(m ≥ n), varchar, text; text → varchar; a numeric of the same scale and greater or no precision;
 * timestamp(p), timestamptz(p), time(p) → greater or no p; cidr → inet; bit varying(n) → greater. timestamp ↔ timestamptz depends on
 * the session's time zone. All else rewrites.
 * @param from the present type; undefined or empty when the history does not tell it.
 */
export function rewritesOnTypeChange(from: string | undefined, to: string): 'yes' | 'no' | 'unknown' {
  if (from === undefined || from === '' || to === '') return 'unknown';
  if (from === to) return 'no';
  const before = partsOf(from);
  const after = partsOf(to);
  if (before.array !== after.array) return 'yes';
  const text = (parts: TypeParts): boolean => parts.name === 'varchar' || parts.name === 'text';
  if (text(before) && text(after))
    return before.array ? 'unknown' : widens(before.arguments[0], after.arguments[0]);
  if (before.name === after.name) {
    if (before.array) return 'unknown';
    if (before.name === 'numeric') {
      if (after.arguments.length === 0) return 'no';
      if (before.arguments.length === 0) return 'yes';
      return (before.arguments[1] ?? 0) === (after.arguments[1] ?? 0)
        ? widens(before.arguments[0], after.arguments[0])
        : 'yes';
    }
    if (/^(timestamp|timestamptz|time|timetz|interval|varbit)$/.test(before.name))
      return widens(before.arguments[0], after.arguments[0]);
  }
  if (before.name === 'cidr' && after.name === 'inet') return 'no';
  if (/^timestamp(tz)?$/.test(before.name) && /^timestamp(tz)?$/.test(after.name)) return 'unknown';
  const known =
    /^(smallint|integer|bigint|numeric|real|double precision|boolean|varchar|text|char|date|time|timestamp|timestamptz|uuid|json|jsonb|bytea|inet|cidr)$/;
  return known.test(before.name) && known.test(after.name) ? 'yes' : 'unknown';
}

/**
 * Whether MODIFY COLUMN copies a table of MySQL or MariaDB while writes wait. Measured on MariaDB 10.11: a longer varchar and values at
 * the end of an enum are instant, every other change of type copies. MySQL, and MariaDB before 10.4.3, also copy when a varchar crosses
 * 255 bytes, which its character set decides (https://dev.mysql.com/doc/refman/8.4/en/innodb-online-ddl-operations.html;
 * https://mariadb.com/docs/server/server-usage/storage-engines/innodb/innodb-online-ddl/innodb-online-ddl-operations-with-the-instant-alter-algorithm):
 * unknown from 64 characters on.
 * @param extendsAny whether the server makes a varchar longer at any length.
 */
export function copiesOnTypeChange(
  from: string | undefined,
  to: string,
  extendsAny: boolean,
): 'yes' | 'no' | 'unknown' {
  if (from === undefined || from === '' || to === '') return 'unknown';
  if (from.toLowerCase() === to.toLowerCase()) return 'no';
  const before = partsOf(from);
  const after = partsOf(to);
  if (before.name === 'varchar' && after.name === 'varchar') {
    const [short = 0] = before.arguments;
    const [long = 0] = after.arguments;
    if (long < short) return 'yes';
    return extendsAny || long < 64 || short > 255 ? 'no' : 'unknown';
  }
  if (before.name === after.name && /^(enum|set)$/.test(before.name)) return 'unknown';
  // The display width of whole numbers changes nothing.
  if (before.name === after.name && /^(tinyint|smallint|mediumint|integer|bigint)$/.test(before.name))
    return 'no';
  const known =
    /^(tinyint|smallint|mediumint|integer|bigint|numeric|decimal|real|double precision|boolean|varchar|text|tinytext|mediumtext|longtext|char|date|time|timestamp|datetime|json|blob|longblob)$/;
  return known.test(before.name) && known.test(after.name) ? 'yes' : 'unknown';
}

function widens(from: number | undefined, to: number | undefined): 'yes' | 'no' {
  if (to === undefined) return 'no';
  return from !== undefined && from <= to ? 'no' : 'yes';
}

function partsOf(type: string): TypeParts {
  const array = type.endsWith('[]');
  const match = /^([^(]+?)\s*(?:\(([^)]*)\))?$/.exec(type.replaceAll('[]', '').trim());
  return {
    name: match?.[1] ?? type,
    arguments: [...(match?.[2] ?? '').matchAll(/\d+/g)].map(([digits]) => Number(digits)),
    array,
  };
}
