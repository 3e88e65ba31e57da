import type { JavaScriptModule } from '../module.js';
import type { Statement } from '../tree.js';
import { Scope } from './scope.js';
import { objectValue, type ObjectValue, type Value } from './value.js';
import { namesOfDeclaration } from '../links.js';

/** Where an exported name leads. */
export type ExportTarget =
  | { readonly kind: 'local'; readonly name: string }
  | { readonly kind: 'from'; readonly specifier: string; readonly imported: string };

/** The name under which a module's scope holds its default export; no program can write it. */
export const defaultBinding = '*default*';

/** A module while it is evaluated and afterwards: its scope and its exports. */
export class ModuleInstance {
  readonly module: JavaScriptModule;
  readonly scope: Scope;
  /** Names that `export` statements give. */
  readonly exports = new Map<string, ExportTarget>();
  /** Specifiers of `export * from`. */
  readonly starExports: string[] = [];
  /** The `module` of CommonJS, with its `exports`. */
  readonly moduleObject: ObjectValue = objectValue([['exports', objectValue()]]);
  /** Whether it has `import` or `export` statements. */
  readonly isEsModule: boolean;

  constructor(module: JavaScriptModule) {
    this.module = module;
    this.scope = new Scope(this, undefined, 0);
    this.isEsModule = module.body.some(({ kind }) => kind === 'import' || kind === 'export');
    for (const statement of module.body) this.#declare(statement);
  }

  /** The present value of `module.exports`. */
  get commonJsExports(): Value | undefined {
    return this.moduleObject.members.get('exports');
  }

  #declare(statement: Statement): void {
    if (statement.kind === 'import')
      for (const { imported, local } of statement.names)
        this.scope.bindings.set(local, {
          kind: 'imported',
          specifier: statement.specifier,
          imported: statement.equals ? '=' : imported,
        });
    if (statement.kind !== 'export') return;
    const { form } = statement;
    if (form.kind === 'default') this.exports.set('default', { kind: 'local', name: defaultBinding });
    else if (form.kind === 'declaration')
      for (const name of namesOfDeclaration(form.declaration))
        this.exports.set(name, { kind: 'local', name });
    else if (form.kind === 'names') this.#declareNames(form.names, form.specifier);
    else if (form.kind === 'all') {
      if (form.exported === undefined) this.starExports.push(form.specifier);
      else this.exports.set(form.exported, { kind: 'from', specifier: form.specifier, imported: '*' });
    }
  }

  #declareNames(
    names: readonly { readonly local: string; readonly exported: string }[],
    specifier: string | undefined,
  ): void {
    for (const { local, exported } of names)
      this.exports.set(
        exported,
        specifier === undefined
          ? { kind: 'local', name: local }
          : { kind: 'from', specifier, imported: local },
      );
  }
}
