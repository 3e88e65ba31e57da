import type { SourceText } from '../../../model/source-text.js';

/** The package itself, or one that passes it on under its own name: `@medusajs/framework/mikro-orm/migrations`. */
const importsBase = /["'`][\w@./-]*mikro-orm\/migrations(?:-mongodb)?["'`]/;
const derives = /\bclass\s+\w*\s*extends\s+\w*Migration\w*\b/;
const hasUp = /\bup\s*(?:\(|=)/;

/** Whether a text defines a migration of MikroORM: a class that extends its base, or a project's own base that collects SQL. */
export function definesMigration({ text }: SourceText): boolean {
  return (
    derives.test(text) &&
    hasUp.test(text) &&
    (importsBase.test(text) || /\bthis\s*\.\s*addSql\s*\(/.test(text))
  );
}

/** Whether it is one for MongoDB. */
export function isForMongo({ text }: SourceText): boolean {
  return /mikro-orm\/migrations-mongodb["'`]/.test(text);
}

/** A file's name as the name of the migration and its version: `Migration20240101000000_add_note` → add_note, 20240101000000. */
export function splitName(fileName: string): { readonly name: string; readonly version: string } {
  const stem = fileName.replace(/\.[cm]?[jt]s$/, '');
  const [, before = '', version = '', after = ''] = /^(.*?)(\d{8,14})(.*)$/.exec(stem) ?? [];
  const own = `${before === 'Migration' ? '' : before}${after}`.replaceAll(/^[-_]+|[-_]+$/g, '');
  return { name: own === '' ? stem : own, version };
}
