/** A file name as golang-migrate reads it. */
export interface MigrateName {
  readonly version: string;
  readonly number: bigint;
  readonly name: string;
  readonly direction: 'up' | 'down';
  /** What stands behind `.up.`/`.down.`; golang-migrate does not regard it. */
  readonly extension: string;
}

/** Extensions that people give to SQL; `json` holds commands for MongoDB. */
const extensions: ReadonlySet<string> = new Set(['sql', 'pgsql', 'psql', 'mysql', 'ddl', 'cql', 'json']);

/**
 * `VERSION_title.up.EXTENSION` (golang-migrate/migrate, `source/parse.go`). A title that ends with `.tx` is bun's
 * (https://bun.uptrace.dev/guide/migrations.html), so it is none here.
 */
export function parseMigrateName(fileName: string): MigrateName | undefined {
  const match = /^(\d{1,20})_(.*)\.(down|up)\.([^.]*)$/.exec(fileName);
  const extension = match?.[4] ?? '';
  if (!match || !extensions.has(extension) || match[2]?.endsWith('.tx') === true) return undefined;
  return {
    version: match[1] ?? '',
    number: BigInt(match[1] ?? '0'),
    name: match[2] ?? '',
    direction: match[3] === 'up' ? 'up' : 'down',
    extension,
  };
}
