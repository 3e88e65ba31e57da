import type { Dialect } from '../../../model/migration.js';
import { dialectsNamedIn } from '../../dialect/dialects-in-code.js';

/** Whether `database_type == :postgres`, `adapter_scheme != :sqlite` or `mysql?` holds; undefined when the condition says nothing of the database. */
export function databaseHolds(condition: string, dialect: Dialect): boolean | undefined {
  if (dialect === 'unknown' || condition.length > 300 || /&&|\|\|/.test(condition)) return undefined;
  if (!/database_type|adapter_scheme|\badapter\b|\b(postgres|mysql|sqlite|mssql)\w*\?/i.test(condition))
    return undefined;
  const named = dialectsNamedIn(condition);
  if (!named) return undefined;
  const same = named.includes(dialect);
  return /!=|^\s*!|\bnot\b/.test(condition) ? !same : same;
}
