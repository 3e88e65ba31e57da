/** A file name as bun reads it. */
export interface BunName {
  readonly version: string;
  readonly name: string;
  readonly kind: 'up' | 'down' | 'go';
  readonly inTransaction: boolean;
}

/** `<14 digits>_<name>[.tx].up.sql`, `.down.sql` or `.go` (uptrace/bun, `migrate/migrations.go`, fnameRE). */
export function parseBunName(fileName: string): BunName | undefined {
  const match = /^(\d{1,14})_([0-9a-z_-]+)(?:(\.tx)?\.(up|down)\.sql|\.go)$/.exec(fileName);
  if (!match || fileName.endsWith('_test.go')) return undefined;
  const kind = match[4] === 'up' || match[4] === 'down' ? match[4] : 'go';
  return { version: match[1] ?? '', name: match[2] ?? '', kind, inTransaction: match[3] !== undefined };
}

/** The registration of a migration written in Go. */
export const bunRegistration = /\.(?:Must)?Register\(\s*(?:func\b|\w+\s*,|\w+\()/;
