import type { Dialect, OperationBody } from '../../../model/migration.js';
import type { SourceSpan } from '../../../model/source-span.js';
import type { ClassObject, PyArguments, PyPlace, PyValue } from '../../../syntax/python/values.js';
import { optionsOf } from '../../../syntax/python/values.js';
import { StepRecorder } from '../../python/recorder.js';
import { opaqueBody } from '../../python/step.js';
import type { PythonStep } from '../../python/step.js';
import {
  CallValue,
  asHost,
  callOf,
  isAbsent,
  itemsIn,
  noArguments,
  templateIn,
  textIn,
} from '../../python/values.js';
import { withoutMarks } from './django-host.js';
import type { FieldContext } from './fields.js';
import { fieldOperations } from './field-operations.js';
import { modelOperations } from './model-operations.js';
import type { OperationContext } from './operation-reading.js';
import type { DjangoProject, LoadedMigration } from './project.js';
import { SchemaChanges } from './schema-changes.js';
import { keyOf, modelKey, tableOf } from './state.js';
import type { ProjectState } from './state.js';
import { modelOrBlank } from './operation-reading.js';

/** What the operations of a migration do. */
export interface ReadOperations {
  readonly up: readonly PythonStep[];
  readonly down: readonly PythonStep[];
  readonly problems: readonly { readonly span: SourceSpan; readonly text: string }[];
  /** What kinds of way back are there. */
  readonly ways: ReadonlySet<'derived' | 'written' | 'noop'>;
}

type Content = OperationBody | { readonly sql: string };

/** Reads the operations of one migration against the state of its app, which is moved on. */
export class OperationsReader {
  readonly #project: DjangoProject;
  readonly #migration: LoadedMigration;
  readonly #app: string;
  readonly #dialect: Dialect;
  #state: ProjectState;
  readonly #up: PythonStep[] = [];
  readonly #downs: (readonly PythonStep[])[] = [];
  readonly #problems: { span: SourceSpan; text: string }[] = [];
  readonly #ways = new Set<'derived' | 'written' | 'noop'>();
  readonly #changes: SchemaChanges;
  #calls = 0;
  #depth = 0;

  constructor(
    project: DjangoProject,
    migration: LoadedMigration,
    { app, dialect, state }: { app: string; dialect: Dialect; state: ProjectState },
  ) {
    this.#project = project;
    this.#migration = migration;
    this.#app = app;
    this.#dialect = dialect;
    this.#state = state;
    this.#changes = new SchemaChanges(
      dialect,
      (model) => this.#target(model)?.type ?? '',
      (model) => this.#target(model)?.table ?? model.replace('.', '_'),
    );
  }

  async read(): Promise<ReadOperations> {
    const { operations, migrationClass, path } = this.#migration;
    if (operations === undefined) {
      const place = { file: path, start: migrationClass?.start ?? 0, end: migrationClass?.start ?? 0 };
      this.#add(place, [opaqueBody('the list of operations is made while the migration runs')], []);
    } else await this.#readAll(operations);
    return {
      up: this.#up,
      down: this.#downs.toReversed().flat(),
      problems: this.#problems,
      ways: this.#ways,
    };
  }

  async #readAll(operations: readonly PyValue[]): Promise<void> {
    for (const operation of operations) {
      const options = optionsOf(operation);
      for (const option of options) await this.#readOne(option, options.length > 1);
    }
  }

  async #readOne(operation: PyValue, unsure: boolean): Promise<void> {
    if (operation.kind === 'instance') {
      await this.#readOwn(operation.of, operation, unsure);
      return;
    }
    const call = callOf(operation);
    if (call) await this.#readCall(call, unsure);
    else if (operation.kind === 'list') await this.#readAll(operation.items.slice(0, 200));
    else this.#add(this.#whole(), [opaqueBody('an operation is made while the migration runs')], []);
  }

  #whole(): PyPlace {
    const { migrationClass, path } = this.#migration;
    return { file: path, start: migrationClass?.start ?? 0, end: migrationClass?.end ?? 0 };
  }

  async #readCall(call: CallValue, unsure: boolean): Promise<void> {
    const reader = modelOperations.get(call.called) ?? fieldOperations.get(call.called);
    if (reader) {
      const { up, down, irreversible } = reader(call, this.#context());
      this.#ways.add('derived');
      this.#add(call.site, up, down, unsure);
      if (irreversible !== undefined) this.#problem(call.site, irreversible);
      return;
    }
    switch (call.called) {
      case 'RunSQL':
        this.#runSql(call, unsure);
        break;
      case 'RunPython':
        await this.#runPython(call);
        break;
      case 'SeparateDatabaseAndState':
        await this.#separate(call);
        break;
      default:
        this.#other(call, unsure);
    }
  }

  /** Operations of django.contrib.postgres and of packages that make no table or column. */
  #other(call: CallValue, unsure: boolean): void {
    const extension = call.called.endsWith('Extension');
    const sql = (verb: string): OperationBody => ({ kind: 'executeSql', statementKind: verb });
    this.#ways.add('derived');
    if (extension) this.#add(call.site, [sql('CREATE EXTENSION')], [sql('DROP EXTENSION')], unsure);
    else if (call.called === 'CreateCollation')
      this.#add(call.site, [sql('CREATE COLLATION')], [sql('DROP COLLATION')], unsure);
    else if (call.called === 'RemoveCollation')
      this.#add(call.site, [sql('DROP COLLATION')], [sql('CREATE COLLATION')], unsure);
    else if (call.called === 'AddTrigger' || call.called === 'RemoveTrigger') {
      const model = textIn(call.argument('model_name', 0)) ?? '';
      const table = tableOf(modelOrBlank(this.#app, model, this.#state));
      const given = callOf(call.argument('trigger', 1));
      const trigger = textIn(given?.argument('name')) ?? textIn(call.argument('name', 1)) ?? '';
      const create: OperationBody = { kind: 'createTrigger', table, trigger };
      const drop: OperationBody = { kind: 'executeSql', statementKind: 'DROP TRIGGER', table };
      const isAdded = call.called === 'AddTrigger';
      this.#add(call.site, [isAdded ? create : drop], [isAdded ? drop : create], unsure);
    } else if (call.called !== 'IgnoreMigration')
      this.#add(call.site, [opaqueBody(`an operation of another package: ${call.name}`)], [], unsure);
  }

  #runSql(call: CallValue, unsure: boolean): void {
    const contents = sqlContents(call.argument('sql', 0));
    const reverse = call.argument('reverse_sql', 1);
    const back = isAbsent(reverse) ? [] : sqlContents(reverse).contents;
    this.#add(call.site, contents.contents, back, unsure || !contents.whole);
    if (isAbsent(reverse)) this.#problem(call.site, 'RunSQL without reverse_sql');
    else this.#ways.add(back.length === 0 ? 'noop' : 'written');
    this.#stateOnly(itemsIn(call.argument('state_operations', 2)));
  }

  async #runPython(call: CallValue): Promise<void> {
    const up = await this.#runFunction(call.argument('code', 0), call.site);
    const reverse = call.argument('reverse_code', 1);
    const down = isAbsent(reverse) ? [] : await this.#runFunction(reverse, call.site);
    this.#push(up, down);
    if (isAbsent(reverse)) this.#problem(call.site, 'RunPython without reverse_code');
    else this.#ways.add(isNoop(reverse) ? 'noop' : 'written');
  }

  /** What a function changes, as far as its text shows it. */
  async #runFunction(code: PyValue | undefined, site: PyPlace): Promise<readonly PythonStep[]> {
    const steps: PythonStep[] = [];
    for (const option of code ? optionsOf(code) : []) {
      if (isNoop(option)) continue;
      if (option.kind !== 'function') {
        steps.push(this.#step(site, opaqueBody('the function of RunPython is not in the repository')));
        continue;
      }
      const apps = asHost(new CallValue('apps', noArguments, site));
      steps.push(...(await this.#run(option, [apps, this.#project.host.schemaEditor()], site)));
    }
    return steps;
  }

  async #run(callee: PyValue, given: readonly PyValue[], site: PyPlace): Promise<readonly PythonStep[]> {
    const { machine, host } = this.#project;
    machine.steps = 0;
    const recorder = new StepRecorder(machine);
    host.open({ recorder, tableOf: (app, model) => this.#tableFor(app, model) });
    try {
      const args: PyArguments = { positional: given, named: new Map(), complete: true };
      await machine.operations.apply(machine, callee, args, site);
    } finally {
      host.run = undefined;
    }
    const steps = recorder.steps.map((step) => ({ ...step, call: this.#calls + step.call }));
    this.#calls = steps.at(-1)?.call ?? this.#calls;
    return machine.exhausted
      ? [...steps, this.#step(site, opaqueBody('the function does too much to be followed'))]
      : steps;
  }

  #tableFor(app: string, model: string): string {
    const key = modelKey(app, model);
    const known = this.#state.model(key);
    return known
      ? tableOf(known)
      : (this.#project.target(key, this.#dialect)?.table ?? key.replace('.', '_'));
  }

  /** The database operations touch the schema, the state operations only what Django knows of it. */
  async #separate(call: CallValue): Promise<void> {
    const state = this.#state;
    const database = call.argument('database_operations', 0);
    const states = call.argument('state_operations', 1);
    this.#depth += 1;
    if (this.#depth < 5) {
      this.#state = state.copy();
      await this.#readAll(itemsIn(database));
      this.#state = state;
    }
    this.#depth -= 1;
    if (database && !isAbsent(database) && database.kind !== 'list')
      this.#add(call.site, [opaqueBody('database_operations are made while the migration runs')], []);
    this.#ways.add('derived');
    this.#stateOnly(itemsIn(states));
  }

  #stateOnly(operations: readonly PyValue[]): void {
    for (const operation of operations.flatMap(optionsOf)) {
      const call = callOf(operation);
      const reader = call && (modelOperations.get(call.called) ?? fieldOperations.get(call.called));
      if (call && reader) reader(call, this.#context());
    }
  }

  /** An operation of the house's own: its database_forwards is followed, or it is what its base is. */
  async #readOwn(
    of: ClassObject,
    value: Extract<PyValue, { kind: 'instance' }>,
    unsure: boolean,
  ): Promise<void> {
    const site = value.made?.site ?? this.#whole();
    const { machine } = this.#project;
    const base = baseOperation(of, 0);
    const call = base === undefined ? undefined : await this.#asBase(base, of, value);
    const forwards = await machine.operations.attribute(machine, value, 'database_forwards');
    const backwards = await machine.operations.attribute(machine, value, 'database_backwards');
    if (forwards.kind !== 'function') {
      if (call) await this.#readCall(call, unsure);
      else this.#add(site, [opaqueBody(`an operation of the house's own: ${of.cls.name}`)], []);
      return;
    }
    const given = [
      { kind: 'text' as const, text: [this.#app], adjustable: false },
      this.#project.host.schemaEditor(),
    ];
    const up = await this.#run(forwards, given, site);
    const down = backwards.kind === 'function' ? await this.#run(backwards, given, site) : [];
    const isEmpty = forwards.fn.body.every(
      (statement) => statement.kind === 'expression' && statement.value.kind === 'text',
    );
    if (up.length > 0 || isEmpty) {
      this.#push(up, down);
      this.#ways.add('derived');
      if (call) this.#stateOnly([asHost(call)]);
    } else if (call && (modelOperations.has(call.called) || fieldOperations.has(call.called)))
      await this.#readCall(call, true);
    else this.#add(site, [opaqueBody(`an operation of the house's own: ${of.cls.name}`)], []);
  }

  /** The operation of Django that an own one is made of, with the arguments that it hands on. */
  async #asBase(
    base: string,
    of: ClassObject,
    { made }: Extract<PyValue, { kind: 'instance' }>,
  ): Promise<CallValue | undefined> {
    if (!made) return undefined;
    const { machine, host } = this.#project;
    host.superCalls.length = 0;
    await machine.operations.apply(machine, { kind: 'class', of }, made.args, made.site);
    const handed = host.superCalls.at(-1);
    return new CallValue(base, handed ?? made.args, made.site);
  }

  #context(): OperationContext {
    return {
      app: this.#app,
      state: this.#state,
      changes: this.#changes,
      excerpt: (call) => this.#migration.source.text.slice(call.site.start, call.site.end),
      fieldContext: (model) => this.#fieldContext(model),
      userModel: this.#project.host.userModel,
      autoField: this.#project.settings.autoField,
    };
  }

  #fieldContext(model: string): FieldContext {
    return {
      dialect: this.#dialect,
      app: this.#app,
      model,
      target: (key, field) => this.#target(key, field),
      userModel: this.#project.host.userModel,
    };
  }

  #target(
    key: string,
    toField?: string,
  ): { readonly table: string; readonly key: string; readonly type: string } | undefined {
    const model = this.#state.model(key);
    const field = model && (toField === undefined ? keyOf(model) : model.fields.get(toField));
    return model && field
      ? { table: tableOf(model), key: field.definition.name, type: field.definition.type }
      : this.#project.target(key, this.#dialect, toField);
  }

  #problem(site: PyPlace, text: string): void {
    const source = this.#migration.source;
    this.#problems.push({
      span: site.file === source.path ? source.span(site.start, site.end) : source.span(0, 0),
      text,
    });
  }

  #add(site: PyPlace, up: readonly Content[], down: readonly Content[], unsure = false): void {
    this.#calls += 1;
    this.#push(
      up.map((content) => this.#step(site, content, unsure)),
      down.map((content) => this.#step(site, content, unsure)),
    );
  }

  #step(place: PyPlace, content: Content, unsure = false): PythonStep {
    const shared = { place, call: this.#calls, ...(unsure && { unsure }) };
    return 'sql' in content ? { ...shared, sql: content.sql } : { ...shared, body: content };
  }

  #push(up: readonly PythonStep[], down: readonly PythonStep[]): void {
    this.#up.push(...up);
    this.#downs.push(down);
  }
}

/** The statements of RunSQL: a text, a list of texts or of pairs of text and parameters; `noop` is none. */
function sqlContents(value: PyValue | undefined): {
  readonly contents: readonly Content[];
  readonly whole: boolean;
} {
  const contents: Content[] = [];
  let whole = true;
  const add = (item: PyValue | undefined, parameters?: PyValue): void => {
    if (isNoop(item)) return;
    const template = templateIn(item);
    if (!template) {
      const dedented = callOf(item);
      const inner =
        dedented && /^(?:SQL|text|dedent|cleandoc)$/.test(dedented.called)
          ? dedented.args.positional[0]
          : undefined;
      if (inner) add(inner);
      else contents.push(opaqueBody('the SQL is made while the migration runs'));
      return;
    }
    whole &&= template.whole;
    contents.push({ sql: isAbsent(parameters) ? template.text : withoutMarks(template.text) });
  };
  for (const option of value ? optionsOf(value) : [])
    if (option.kind === 'list')
      for (const item of option.items) {
        if (item.kind === 'list') add(item.items[0], item.items[1]);
        else add(item);
      }
    else add(option);
  return { contents, whole };
}

function isNoop(value: PyValue | undefined): boolean {
  if (value?.kind === 'external') return value.name.endsWith('.noop');
  return value?.kind === 'text' && textIn(value)?.trim() === '';
}

/** The operation of Django that a class derives from; undefined for none but the bare Operation. */
function baseOperation(of: ClassObject, depth: number): string | undefined {
  if (depth > 10) return undefined;
  for (const base of of.bases.flatMap(optionsOf)) {
    if (base.kind === 'class') {
      const found = baseOperation(base.of, depth + 1);
      if (found !== undefined) return found;
    } else if (base.kind === 'external') {
      const last = base.name.slice(base.name.lastIndexOf('.') + 1);
      if (
        modelOperations.has(last) ||
        fieldOperations.has(last) ||
        /^(?:RunSQL|RunPython|SeparateDatabaseAndState)$|Extension$/.test(last)
      )
        return base.name;
    }
  }
  return undefined;
}
