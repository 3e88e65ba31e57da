import type { Dialect } from '../../../model/migration.js';

const databases: readonly (readonly [RegExp, readonly Dialect[]])[] = [
  [/postgres/i, ['postgresql']],
  [/mysql|maria/i, ['mysql', 'mariadb']],
  [/sqlite/i, ['sqlite']],
  [/mssql|sqlserver/i, ['sqlserver']],
  [/oracle/i, ['oracle']],
];

/** Whether `database_type == :postgres`, `adapter_scheme != :sqlite` or `mysql?` holds; undefined when the condition says nothing of the database. */
export function databaseHolds(condition: string, dialect: Dialect): boolean | undefined {
  if (dialect === 'unknown' || condition.length > 300 || /&&|\|\|/.test(condition)) return undefined;
  if (!/database_type|adapter_scheme|\badapter\b|\b(postgres|mysql|sqlite|mssql)\w*\?/i.test(condition))
    return undefined;
  const named = databases.filter(([word]) => word.test(condition));
  const [only] = named;
  if (named.length !== 1 || !only) return undefined;
  const same = only[1].includes(dialect);
  return /!=|^\s*!|\bnot\b/.test(condition) ? !same : same;
}
