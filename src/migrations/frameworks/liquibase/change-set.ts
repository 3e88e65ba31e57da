import type { Dialect, Migration, MigrationSet, RunnerModel } from '../../../model/migration.js';
import type { RepositoryView } from '../../../model/repository-view.js';
import { dialectOfName } from '../../dialect/dialect-names.js';
import { placementOn } from '../../transaction-placement.js';
import type { ChangelogParameters } from './changelog-parameters.js';
import type { MetChangeSet } from './changelog-tree.js';
import { liquibaseRunner } from './liquibase-runner.js';

/** What a change set is read in. */
export interface Scene {
  readonly set: MigrationSet;
  readonly view: RepositoryView;
  readonly parameters: ChangelogParameters;
  /** All of the set, for rollbacks that name another. */
  readonly changeSets: readonly MetChangeSet[];
}

/** What the attributes of a change set say, the same for all formats. */
export type ChangeSetHead = Pick<
  Migration,
  'framework' | 'path' | 'name' | 'version' | 'dialect' | 'dialectReason' | 'phase' | 'runner' | 'set'
>;

/** Reads the attributes of a change set. It is called as Liquibase's SQL format writes it: `author:id`. */
export function headOf(
  attribute: (name: string) => string | undefined,
  path: string,
  set: MigrationSet,
): ChangeSetHead {
  const id = attribute('id') ?? '';
  const repeats = ['runOnChange', 'runAlways'].some((name) => attribute(name)?.toLowerCase() === 'true');
  const { dialect, dialectReason } = dialectFor(attribute('dbms'), set);
  const inTransaction = attribute('runInTransaction')?.toLowerCase() !== 'false';
  const runner: RunnerModel = {
    ...liquibaseRunner,
    transaction: inTransaction ? placementOn(dialect, 'per-migration') : 'none',
  };
  return {
    framework: set.framework,
    path,
    name: `${attribute('author') ?? ''}:${id}`,
    version: id,
    dialect,
    dialectReason,
    ...phaseOf(repeats, attribute('contextFilter') ?? attribute('context') ?? ''),
    runner,
    set: set.directory,
  };
}

/** A change set that only runs in some contexts (`context="test"`) is another phase than the rest, unless it is repeated. */
function phaseOf(repeats: boolean, context: string): Pick<Migration, 'phase'> {
  if (repeats) return { phase: 'repeatable' };
  return context.trim() === '' ? {} : { phase: `context ${context.trim().slice(0, 100)}` };
}

/**
 * The dialect that a list of databases (`postgresql, h2`, `!oracle`, `all`) leaves: the set's where it is allowed, else the first that
 * the list names, because there alone it runs.
 */
export function dialectFor(
  databases: string | undefined,
  set: Pick<MigrationSet, 'dialect' | 'dialectReason'>,
): { readonly dialect: Dialect; readonly dialectReason: string } {
  const { dialect, dialectReason } = set;
  const named = namesOf(databases);
  if (runsOn(databases, dialect) && (dialect !== 'unknown' || named.length !== 1))
    return { dialect, dialectReason };
  const only = named.map(dialectOfName).find((name) => name !== undefined && name !== 'unknown');
  return only === undefined
    ? {
        dialect: named.length > 0 ? 'unknown' : dialect,
        dialectReason: named.length > 0 ? `it runs on ${named.join(', ')} only` : dialectReason,
      }
    : { dialect: only, dialectReason: `it runs on ${named.join(', ')} only` };
}

function namesOf(databases: string | undefined): readonly string[] {
  return (databases ?? '')
    .split(',')
    .map((name) => name.trim().toLowerCase())
    .filter((name) => name !== '' && name !== 'all' && !name.startsWith('!') && !name.includes('${'));
}

/** Whether something with a `dbms` list runs on a dialect; what is not known runs. */
export function runsOn(databases: string | undefined, dialect: Dialect): boolean {
  if (databases === undefined || dialect === 'unknown') return true;
  const names = databases.split(',').map((name) => name.trim().toLowerCase());
  if (names.some((name) => name === 'all' || name.includes('${'))) return true;
  const matches = (name: string): boolean => {
    const own = name === 'mssql' ? 'sqlserver' : dialectOfName(name);
    // MariaDB's changes are often written for mysql alone, which its driver then answers to.
    return own === dialect || (own === 'mysql' && dialect === 'mariadb');
  };
  if (names.some((name) => name.startsWith('!') && matches(name.slice(1)))) return false;
  const wanted = names.filter((name) => name !== '' && !name.startsWith('!'));
  return wanted.length === 0 || wanted.some(matches);
}
