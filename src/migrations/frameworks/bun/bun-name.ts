/** A file name as bun reads it. */
export interface BunName {
  readonly version: string;
  readonly name: string;
  readonly kind: 'up' | 'down';
  readonly inTransaction: boolean;
}

/** `<14 digits>_<name>[.tx].up.sql` or `.down.sql` (uptrace/bun, `migrate/migrations.go`, fnameRE). */
export function parseBunName(fileName: string): BunName | undefined {
  const match = /^(\d{1,14})_([0-9a-z_-]+)(\.tx)?\.(up|down)\.sql$/.exec(fileName);
  if (!match) return undefined;
  const kind = match[4] === 'up' ? 'up' : 'down';
  return { version: match[1] ?? '', name: match[2] ?? '', kind, inTransaction: match[3] !== undefined };
}
