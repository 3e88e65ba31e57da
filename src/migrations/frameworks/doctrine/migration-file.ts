/** Names that Doctrine's finders look for (Finder/GlobFinder.php, Finder/RecursiveRegexFinder.php). */
export const versionFile = /^Version\w*\.php$/;

const imported = /\bDoctrine\\(?:DBAL\\)?Migrations\\AbstractMigration\b/;
const extending = /\bclass\s+\w+\s+extends\s+\\?[\w\\]*Migration\b/;
const taking =
  /\bfunction\s+(?:up|down|preUp|postUp|preDown|postDown|\w+Up|\w+Down)\s*\(\s*\\?(?:[\w\\]*\\)?Schema\s+\$/;

/** Whether a text defines a migration of Doctrine: by its base class, or by a base class of the house and DBAL's schema as parameter. */
export function definesMigration(text: string): boolean {
  if (/^\s*abstract\s+class\b/m.test(text)) return false;
  return extending.test(text) && taking.test(text) && (imported.test(text) || isOfDbal(text));
}

function isOfDbal(text: string): boolean {
  return /\bDoctrine\\DBAL\\Schema\\Schema\b/.test(text);
}
