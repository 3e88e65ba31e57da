import type { SourceText } from '../../../model/source-text.js';

/** TypeORM wants a JavaScript timestamp at the end of a migration's name (src/migration/MigrationExecutor.ts, `getMigrations`). */
const named =
  /\bclass\s+(\w*?)(\d{13,14})\b|(?:^|[\s;{])(?:public\s+|readonly\s+|static\s+)*name\s*(?::\s*string\s*)?=\s*["'`](\w*?)(\d{13,14})["'`]/;

const hasUp = /\bup\s*(?:\(|=)/;

/** Classes of other tools whose names end alike: MikroORM collects SQL with `addSql`. */
const foreign = /\baddSql\s*\(|@mikro-orm\//;

/** Whether a text defines a TypeORM migration: a class with a timestamp in its name that has a method `up`. */
export function definesMigration({ text }: SourceText): boolean {
  return /\bclass\b/.test(text) && named.test(text) && hasUp.test(text) && !foreign.test(text);
}

/** The timestamp by which TypeORM orders it; empty when there is none. */
export function timestampOf({ text }: SourceText): string {
  const match = named.exec(text);
  return match?.[2] ?? match?.[4] ?? '';
}

/** A class's name as the name of the migration and its timestamp: `AddOrders1700000000000` → AddOrders, 1700000000000. */
export function splitName(name: string): { readonly name: string; readonly version: string } {
  const [, own = name, version = ''] = /^(.*?)[-_]?(\d{13,14})$/.exec(name) ?? [];
  return { name: own, version };
}
