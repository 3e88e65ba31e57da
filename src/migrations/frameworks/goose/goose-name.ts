/** A file name as goose reads it. */
export interface GooseName {
  readonly version: string;
  readonly number: bigint;
  readonly name: string;
  readonly kind: 'sql' | 'go';
}

/** `NUMBER_name.sql` or `.go` with a number above zero (pressly/goose, `migration.go`, NumericComponent); tests are none. */
export function parseGooseName(fileName: string): GooseName | undefined {
  const match = /^(\d{1,19})_(.*)\.(sql|go)$/.exec(fileName);
  if (!match || fileName.endsWith('_test.go')) return undefined;
  const number = BigInt(match[1] ?? '0');
  if (number < 1n) return undefined;
  return { version: match[1] ?? '', number, name: match[2] ?? '', kind: match[3] === 'go' ? 'go' : 'sql' };
}

/** Cheap test for the registration of a migration written in Go: `goose.AddMigrationContext(up, down)`. */
export const goMigrationCall = /\bgoose\.Add(Named)?Migration(NoTx)?(Context)?\(/;
