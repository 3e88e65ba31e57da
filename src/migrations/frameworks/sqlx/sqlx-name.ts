/** A file name as SQLx reads it. */
export interface SqlxName {
  readonly version: string;
  readonly number: bigint;
  readonly name: string;
  readonly direction: 'simple' | 'up' | 'down';
}

/** `<VERSION>_<DESCRIPTION>.sql`, `.up.sql` or `.down.sql` (launchbadge/sqlx, `sqlx-core/src/migrate/source.rs`, migration_type.rs). */
export function parseSqlxName(fileName: string): SqlxName | undefined {
  const match = /^(\d{1,19})_(.*?)(\.up|\.down)?\.sql$/.exec(fileName);
  if (!match) return undefined;
  return {
    version: match[1] ?? '',
    number: BigInt(match[1] ?? '0'),
    name: match[2] ?? '',
    direction: match[3] === undefined ? 'simple' : match[3] === '.up' ? 'up' : 'down',
  };
}
