/** File names of migrations (ActiveRecord::Migration::MIGRATION_FILENAME_REGEXP): a version, a name, perhaps the engine it was copied from. */
export const railsName = /^(\d+)_([_a-z0-9]*)(?:\.([_a-z0-9]+))?\.rb$/;

const classLine = /^[ \t]*class[ \t]+(?:::)?[A-Z][\w:]*[ \t]*<[ \t]*(?:::)?([A-Z][\w:]*(?:\[[\d.]+\])?)/gm;

/** Names of other libraries whose classes are called Migration, too. */
const others =
  /^(?:::)?(?:Mongoid|Elastic\w*|ClickHouse|Sequel|ROM|Neo4j|Cassandra\w*|Cequel|DataMapper|Redis\w*|Dynamoid|OpenSearch|Gitlab::BackgroundMigration|Sidekiq)\b/;

/** Whether a base class is ActiveRecord's Migration, or a house's own of that name (`Gitlab::Database::Migration[2.1]`, `BaseMigration`). */
export function isMigrationBase(base: string): boolean {
  return /^(?:::)?(?:[A-Z]\w*::)*\w*Migration(?:\[[\d.]+\])?$/.test(base) && !others.test(base);
}

/** Whether a Ruby text defines a class derived from a migration. */
export function definesMigration(text: string): boolean {
  for (const match of text.matchAll(classLine)) if (isMigrationBase(match[1] ?? '')) return true;
  return false;
}

/** The version of ActiveRecord that a base class asks for: 4.2 when ActiveRecord::Migration names none, infinite for a house's own class. */
export function versionOfBase(base: string): number {
  const match = /^(?:::)?ActiveRecord::Migration(?:\[(\d+\.\d+)\])?$/.exec(base);
  if (!match) return Number.POSITIVE_INFINITY;
  return match[1] === undefined ? 4.2 : Number(match[1]);
}
