import type { RepositoryView } from '../../model/repository-view.js';
import type { SourceSpan } from '../../model/source-span.js';
import { Interpreter } from '../../syntax/javascript/evaluate/interpreter.js';
import type { ClassValue, Value } from '../../syntax/javascript/evaluate/value.js';
import { isNullish, optionsOf } from '../../syntax/javascript/evaluate/value.js';
import type { JavaScriptModule } from '../../syntax/javascript/module.js';
import { JavaScriptProject } from '../../syntax/javascript/project.js';
import type { Statement } from '../../syntax/javascript/tree.js';
import { oncePerView } from '../finding/once-per-view.js';

/** A migration's module, with its top level evaluated. */
export class MigrationProgram {
  readonly module: JavaScriptModule;
  /** What `export`, `exports.…` or `module.exports = {…}` gives, by name; those of a default export that is an object included. */
  readonly exports: ReadonlyMap<string, Value>;
  readonly interpreter: Interpreter;

  constructor(module: JavaScriptModule, exports: ReadonlyMap<string, Value>, interpreter: Interpreter) {
    this.module = module;
    this.exports = exports;
    this.interpreter = interpreter;
  }

  /** The classes that it exports. */
  get classes(): readonly ClassValue[] {
    const found = [...this.exports.values()].filter((value) => value.kind === 'class');
    return [...new Set(found)];
  }

  /**
   * An object of a class, as a runner makes it, and its members. `base` stands for the part that a superclass outside of the repository
   * makes.
   */
  async instance(of: ClassValue, base?: Value): Promise<(name: string) => Promise<Value>> {
    const { interpreter } = this;
    const made = await interpreter.within(classSteps, () => interpreter.construct(of, []));
    const object: Value = made ?? { kind: 'instance', class: of, properties: new Map() };
    if (base && object.kind === 'instance') object.base = base;
    return async (name) =>
      (await interpreter.within(classSteps, () => interpreter.member(object, name))) ?? object;
  }

  /** The statement that exports, or the first line: where a migration is that is made elsewhere. */
  get span(): SourceSpan {
    const { body, source } = this.module;
    const exporting = body.find(isExport);
    return exporting ? source.span(exporting.start, exporting.end) : source.span(0, source.line(1).length);
  }
}

const classSteps = 20_000;

function isExport(statement: Statement): boolean {
  if (statement.kind === 'export') return true;
  if (statement.kind !== 'expression' || statement.expression.kind !== 'assign') return false;
  const { target } = statement.expression;
  if (target.kind !== 'place' || target.expression.kind !== 'member') return false;
  const { object, property } = target.expression;
  if (object.kind === 'identifier') return object.name === 'exports' || property === 'exports';
  return object.kind === 'member' && object.property === 'exports';
}

/** The programs of a repository's migrations. Modules that several of them import are evaluated once. */
export class MigrationPrograms {
  readonly #interpreter: Interpreter;

  constructor(view: RepositoryView) {
    this.#interpreter = new Interpreter(new JavaScriptProject(view));
  }

  /** The module at a path; undefined when it could not be read (the view has named why). */
  async open(path: string): Promise<MigrationProgram | undefined> {
    const interpreter = this.#interpreter;
    const instance = await interpreter.within(1, () => interpreter.module(path));
    if (instance === undefined) return undefined;
    const names = new Set(await interpreter.exportNames(path));
    const exports = new Map<string, Value>();
    const main = await interpreter.exported(path, 'default');
    const whole = instance.commonJsExports;
    for (const value of [whole, main])
      if (value) for (const [name, member] of membersOf(value)) exports.set(name, member);
    for (const name of [...names, 'default']) {
      const value = await interpreter.exported(path, name);
      if (value !== undefined) exports.set(name, value);
    }
    return new MigrationProgram(instance.module, exports, interpreter);
  }
}

function membersOf(value: Value): readonly (readonly [string, Value])[] {
  const found = optionsOf(value).find(({ kind }) => kind === 'object' || kind === 'function');
  const members =
    found?.kind === 'object'
      ? found.members
      : found?.kind === 'function'
        ? found.properties
        : new Map<string, Value>();
  return [...members].filter(([, member]) => !isNullish(member));
}

/** The programs of the migrations in a view. */
export const migrationPrograms = oncePerView((view: RepositoryView) => new MigrationPrograms(view));
