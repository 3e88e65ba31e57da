/** File names of migrations: a date, a time, a name (`MigrationCreator::getDatePrefix`); packages publish theirs without the date. */
export const laravelName = /^(\d{4}_\d\d_\d\d_\d{4,6})_(\w+)\.php$/;

const extending = /\bextends\s+\\?(?:[A-Z]\w*\\)*(\w*Migration)\b/;
const imported = /\bIlluminate\\Database\\Migrations\\Migration\b/;
const building = /\b(?:Schema|DB|Capsule)::|\bBlueprint\b|\bIlluminate\\Database\\/;

/**
 * Whether a text defines a migration of Laravel: it imports the framework's class, or (with a house's own base class between) its name is
 * one of a migration and it works with the schema.
 */
export function definesMigration(text: string, name: string): boolean {
  if (!extending.test(text) || /\babstract\s+class\b/.test(text)) return false;
  if (imported.test(text)) return /\bfunction\s+(up|down)\b/.test(text);
  return laravelName.test(name) && building.test(text);
}
