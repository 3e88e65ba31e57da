/** Names that Phinx looks for: a time, a name (Util/Util.php, MIGRATION_FILE_NAME_PATTERN), or a time alone. */
export const phinxName = /^(\d+)(?:_([a-z]\w*))?\.php$/i;

const extending =
  /\bclass\s+\w+\s+extends\s+\\?[\w\\]*Migration\b|\bnew\s+class\s+extends\s+\\?[\w\\]*Migration\b/;
const running = /\bfunction\s+(up|down|change)\s*\(\s*\)/;
const ofPhinx = /\bPhinx\\Migration\\AbstractMigration\b/;
const ofCake = /(?<![\w\\])\\?Migrations\\(AbstractMigration|BaseMigration|Migration)\b/;

/** Whose base class a text derives from: Phinx's, CakePHP's, or one of the house's own; undefined when it is no migration. */
export function baseOf(text: string): 'phinx' | 'cakephp' | 'house' | undefined {
  if (!extending.test(text) || !running.test(text) || /^\s*abstract\s+class\b/m.test(text)) return undefined;
  if (ofCake.test(text)) return 'cakephp';
  if (ofPhinx.test(text)) return 'phinx';
  return /\$this->(table|execute|query|fetchAll|fetchRow)\s*\(/.test(text) &&
    !/\bIlluminate\\|\bDoctrine\\/.test(text)
    ? 'house'
    : undefined;
}
