/** File names that `dotnet ef migrations add` makes: a time, a name. */
export const efName = /^(\d{14})_(\w+)\.cs$/;

const defining = /\bclass\s+\w+\s*(?:\([^)]*\)\s*)?:\s*(?:[\w.]+\.)?(\w*Migration)\b/;

/** Whether a text defines a migration of EF Core: a class of its own with a way up, not the model that is written beside it. */
export function definesMigration(text: string): boolean {
  return (
    /\bMigrationBuilder\b/.test(text) &&
    /\boverride\s+void\s+Up\s*\(\s*(?:\[[^\]]*\]\s*)?(?:[\w.]+\.)?MigrationBuilder\b/.test(text) &&
    defining.test(text) &&
    !/\babstract\s+(?:partial\s+)?class\b/.test(text)
  );
}

/** The model of a migration, and of the last one. */
export function isModel(name: string): boolean {
  return /\.Designer\.cs$|ModelSnapshot\.cs$/i.test(name);
}

/** `[Migration("20240131120000_AddOrders")]`: which is how EF Core orders them. */
export function migrationId(text: string): string | undefined {
  return /\[\s*Migration\s*\(\s*"([^"]{1,200})"\s*\)/.exec(text)?.[1];
}
