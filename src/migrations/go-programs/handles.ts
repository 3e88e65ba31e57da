import type { GoProgram } from '../../syntax/go/program.js';
import type { GoType } from '../../syntax/go/tree.js';
import { GoScope } from './values.js';
import type { GoLibraryName } from './values.js';

const libraries: readonly (readonly [RegExp, GoLibraryName])[] = [
  [/^database\/sql$|^github\.com\/(jmoiron\/sqlx|jackc\/pgx|jackc\/pgconn|go-pg\/)/, 'sql'],
  [/^gorm\.io\/gorm$|^github\.com\/jinzhu\/gorm$/, 'gorm'],
  [/^github\.com\/uptrace\/bun$/, 'bun'],
  [/^xorm\.io\/xorm$|^github\.com\/go-xorm\/xorm$/, 'xorm'],
];

/** Types of these libraries that send statements. */
const handleTypes =
  /^(DB|Tx|TX|Conn|IDB|IConn|Stmt|Engine|EngineInterface|EngineGroup|Session|Migrator|Pool|Ext|ExtContext|Execer|ExecerContext|Queryer)$/;

const deepest = 6;

/** The library whose connection, transaction or engine a type is; undefined for all other types. */
export async function libraryOfType(
  type: GoType | undefined,
  scope: GoScope,
  program: GoProgram,
  depth = 0,
): Promise<GoLibraryName | undefined> {
  if (type === undefined || depth > deepest) return undefined;
  if (type.kind === 'pointer') return libraryOfType(type.to, scope, program, depth + 1);
  if (type.kind === 'interface') {
    const names = new Set(type.methods.map(({ name }) => name));
    if (names.has('Sync') || names.has('SyncWithOptions')) return 'xorm';
    if (names.has('Exec') || names.has('ExecContext')) return 'sql';
    for (const embedded of type.embeds) {
      const library = await libraryOfType(embedded, scope, program, depth + 1);
      if (library) return library;
    }
    return undefined;
  }
  if (type.kind !== 'named') return undefined;
  if (type.qualifier === undefined) return libraryOfType(scope.type(type.name), scope, program, depth + 1);
  const imported = await program.importedAs(scope.file.path, type.qualifier);
  if (!imported) return undefined;
  const library = libraries.find(([path]) => path.test(imported.path))?.[1];
  if (library) return handleTypes.test(type.name) ? library : undefined;
  const pkg = imported.directory === undefined ? undefined : await program.package(imported.directory);
  const declared = pkg?.types.get(type.name);
  const file = declared && program.file(declared.file);
  return pkg && declared && file
    ? libraryOfType(declared.type, new GoScope(pkg, file), program, depth + 1)
    : undefined;
}
