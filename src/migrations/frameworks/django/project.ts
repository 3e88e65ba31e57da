import type { Dialect } from '../../../model/migration.js';
import type { RepositoryView } from '../../../model/repository-view.js';
import type { SourceText } from '../../../model/source-text.js';
import { pythonMachine } from '../../../syntax/python/interpreter.js';
import type { PythonMachine } from '../../../syntax/python/machine.js';
import type { PythonProgram } from '../../../syntax/python/program.js';
import type { PyClass } from '../../../syntax/python/tree.js';
import { optionsOf } from '../../../syntax/python/values.js';
import type { PyValue } from '../../../syntax/python/values.js';
import { oncePerView } from '../../finding/once-per-view.js';
import { pythonProgram } from '../../python/program.js';
import { booleanIn, callOf, itemsIn, textIn } from '../../python/values.js';
import type { CallValue } from '../../python/values.js';
import { DjangoHost } from './django-host.js';
import { djangoSettings } from './django-settings.js';
import type { DjangoSettings } from './django-settings.js';
import { fieldOf } from './fields.js';
import { djangoApps } from './find-django.js';
import { modelKey } from './state.js';

/** A migration module after it was run symbolically. */
export interface LoadedMigration {
  readonly path: string;
  readonly source: SourceText;
  readonly migrationClass: PyClass | undefined;
  /** Undefined when the list is made while the migration runs. */
  readonly operations: readonly PyValue[] | undefined;
  readonly atomic: boolean;
  /** Names of the migrations of the same app that it squashes. */
  readonly replaces: readonly string[];
}

/** What the whole repository knows of a model: enough for a foreign key to it. */
interface KnownModel {
  readonly app: string;
  readonly name: string;
  readonly call: CallValue;
}

interface Target {
  readonly table: string;
  readonly key: string;
  readonly type: string;
}

/** Models of Django's own apps. */
const ownModels: ReadonlyMap<string, Target> = new Map(
  (
    [
      ['auth.user', 'auth_user', 'integer'],
      ['auth.group', 'auth_group', 'integer'],
      ['auth.permission', 'auth_permission', 'integer'],
      ['contenttypes.contenttype', 'django_content_type', 'integer'],
      ['sites.site', 'django_site', 'integer'],
      ['admin.logentry', 'django_admin_log', 'integer'],
    ] as const
  ).map(([key, table, type]) => [key, { table, key: 'id', type }]),
);

const deepest = 6;

/** The Django migrations of a repository, with what they know of each other. */
export class DjangoProject {
  readonly program: PythonProgram;
  readonly host = new DjangoHost();
  readonly machine: PythonMachine;
  readonly settings: DjangoSettings;
  readonly #migrations = new Map<string, LoadedMigration>();
  readonly #models = new Map<string, KnownModel>();
  /** Models whose key was changed after they were made: its type depends on when one looks. */
  readonly #rekeyed = new Set<string>();

  constructor(program: PythonProgram, settings: DjangoSettings) {
    this.program = program;
    this.settings = settings;
    this.host.numbers = settings.numbers;
    this.host.userModel = settings.userModel ?? 'auth.user';
    this.machine = pythonMachine(program, this.host);
  }

  migration(path: string): LoadedMigration | undefined {
    return this.#migrations.get(path);
  }

  /** Runs a migration module, so that its operations are known. */
  async load(path: string, app: string, dialect: Dialect): Promise<void> {
    this.machine.steps = 0;
    this.host.dialect = dialect;
    const source = await this.program.view.read(path);
    const scope = await this.machine.operations.moduleScope(this.machine, path);
    if (!source || !scope) return;
    const value = scope.cells.get('Migration')?.value;
    const own = value && optionsOf(value).find((option) => option.kind === 'class');
    const member = async (name: string): Promise<PyValue | undefined> =>
      own && this.machine.operations.attribute(this.machine, own, name);
    const operations = await member('operations');
    const lists = operations ? optionsOf(operations).filter((option) => option.kind === 'list') : [];
    const found = lists.flatMap((list) => itemsIn(list));
    // A migration without operations merges others, or only depends on them.
    const isEmpty = operations === undefined || operations.kind === 'unknown';
    const isWritten = isEmpty && /^[ \t]+operations\b/m.test(source.text);
    this.#migrations.set(path, {
      path,
      source,
      migrationClass: own?.kind === 'class' ? own.of.cls : undefined,
      operations: lists.length === 0 && isWritten ? undefined : found,
      atomic: booleanIn(await member('atomic')) !== false,
      replaces: itemsIn(await member('replaces')).flatMap((pair) => {
        const [label, name] = itemsIn(pair).map(textIn);
        return label === app && name !== undefined ? [name] : [];
      }),
    });
    for (const operation of found) this.#note(operation, app, 0);
  }

  /** Takes down the models that operations create, also those inside SeparateDatabaseAndState. */
  #note(operation: PyValue, app: string, depth: number): void {
    const call = callOf(operation);
    if (!call || depth > 3) return;
    if (call.called === 'SeparateDatabaseAndState')
      for (const [name, at] of [
        ['database_operations', 0],
        ['state_operations', 1],
      ] as const)
        for (const inner of itemsIn(call.argument(name, at))) this.#note(inner, app, depth + 1);
    if (call.called === 'CreateModel') {
      const name = textIn(call.argument('name', 0));
      const key = name === undefined ? '' : modelKey(app, name);
      if (name !== undefined && !this.#models.has(key)) this.#models.set(key, { app, name, call });
    }
    if (call.called === 'AddField' || call.called === 'AlterField') {
      const args = callOf(call.argument('field', 2))?.args;
      const model = textIn(call.argument('model_name', 0));
      if (model !== undefined && booleanIn(args?.named.get('primary_key')) === true)
        this.#rekeyed.add(modelKey(app, model));
    }
    if (call.called === 'RenameModel') {
      const [old, fresh] = [textIn(call.argument('old_name', 0)), textIn(call.argument('new_name', 1))];
      const known = old === undefined ? undefined : this.#models.get(modelKey(app, old));
      if (known && fresh !== undefined && !this.#models.has(modelKey(app, fresh)))
        this.#models.set(modelKey(app, fresh), { ...known, name: fresh });
    }
  }

  /** The table and key of a model; undefined when it is neither Django's own nor in the repository. */
  target(key: string, dialect: Dialect, toField?: string, depth = 0): Target | undefined {
    const known = this.#models.get(key);
    if (!known || depth > deepest) return ownModels.get(key);
    const { app, name, call } = known;
    const options = call.argument('options', 2);
    const written = options?.kind === 'dict' ? textIn(options.entries.get('db_table')) : undefined;
    const table = written ?? `${app}_${name}`.toLowerCase();
    for (const pair of itemsIn(call.argument('fields', 1))) {
      const [field, value] = itemsIn(pair);
      const args = callOf(value)?.args ?? (value?.kind === 'instance' ? value.made?.args : undefined);
      if (
        toField === undefined ? booleanIn(args?.named.get('primary_key')) !== true : textIn(field) !== toField
      )
        continue;
      const read = fieldOf(textIn(field) ?? 'id', value, {
        dialect,
        app,
        model: name,
        userModel: this.host.userModel,
        target: (other, otherField) => this.target(other, dialect, otherField, depth + 1),
      });
      if (!read) continue;
      const type = this.#rekeyed.has(key) && toField === undefined ? '' : read.definition.type;
      return { table, key: read.definition.name, type };
    }
    if (toField !== undefined) return { table, key: toField, type: '' };
    return { table, key: 'id', type: this.settings.autoField.startsWith('Big') ? 'bigint' : 'integer' };
  }
}

/** The project of a repository, all migrations loaded. */
export const djangoProject = oncePerView(async (view: RepositoryView): Promise<DjangoProject> => {
  const project = new DjangoProject(pythonProgram(view), await djangoSettings(view));
  for (const { label, claim } of await djangoApps(view))
    for (const path of claim.files) await project.load(path, label, claim.dialect);
  return project;
});
