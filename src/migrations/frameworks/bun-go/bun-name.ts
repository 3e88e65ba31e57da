/** A file name as bun takes it apart (uptrace/bun, migrate/migrations.go, `fnameRE`). */
export interface BunName {
  readonly version: string;
  readonly name: string;
}

/** `20240131120000_add_orders.go`; tests are none. */
export function parseBunName(fileName: string): BunName | undefined {
  const match = /^(\d{1,14})_([0-9a-z_-]+)\.(?:.*\.)?go$/.exec(fileName);
  return match && !fileName.endsWith('_test.go')
    ? { version: match[1] ?? '', name: match[2] ?? '' }
    : undefined;
}
