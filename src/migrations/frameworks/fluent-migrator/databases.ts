import type { Dialect } from '../../../model/migration.js';
import type { Call } from '../../../syntax/imperative/values.js';
import { text, textOf } from '../../../syntax/imperative/values.js';

/** Names that processors go by (src/FluentMigrator/ProcessorId.cs); those that one is asked for by name begin so, whatever the version. */
const databases: readonly (readonly [Dialect, RegExp, string])[] = [
  ['postgresql', /^(postgres|redshift)/i, 'Postgres'],
  ['sqlserver', /^(sqlserver|sqlazure)/i, 'SqlServer2016'],
  ['mysql', /^(mysql|mariadb)/i, 'MySql5'],
  ['sqlite', /^sqlite/i, 'SQLite'],
  ['oracle', /^(oracle|dotconnectoracle)/i, 'Oracle'],
];

/** The database that a name of a processor stands for. */
export function dialectOfProcessor(name: string): Dialect | undefined {
  return databases.find(([, pattern]) => pattern.test(name))?.[0];
}

/** Whether `IfDatabase("Postgres", …)` or `IfDatabase(name => …)` applies; undefined when that is not known. */
export function applies(call: Call, dialect: Dialect): boolean | undefined {
  const own = databases.find(([known]) => known === (dialect === 'mariadb' ? 'mysql' : dialect));
  if (!own) return undefined;
  const [first] = call.positional;
  if (first?.kind === 'function') {
    const answer = call.invoke(first, [text(own[2])]);
    return answer.kind === 'boolean' ? answer.value : undefined;
  }
  const names = call.positional
    .flatMap((value) => (value.kind === 'list' ? value.entries.map((entry) => entry.value) : [value]))
    .map(textOf);
  if (names.some((name) => name !== undefined && own[1].test(name))) return true;
  return names.includes(undefined) ? undefined : false;
}
