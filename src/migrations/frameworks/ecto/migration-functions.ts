import type { OperationBody } from '../../../model/migration.js';
import type { Call, Value } from '../../../syntax/imperative/values.js';
import { text, textOf } from '../../../syntax/imperative/values.js';
import { nearestTo } from '../../finding/nearest.js';
import { directoryOf } from '../../finding/paths.js';
import type { Recorder } from '../../programs/recorder.js';
import type { WrittenColumn } from './columns.js';
import type { Commands } from './commands.js';
import { effects } from './effects.js';
import { Constraint, Index, Table } from './objects.js';
import { Options } from './options.js';
import type { EctoPlace } from './place.js';
import type { MigrationSettings } from './repositories.js';
import { TableBlock } from './table-changes.js';

const none: Value = { kind: 'null' };

/** The functions of Ecto.Migration that change the database (https://hexdocs.pm/ecto_sql/Ecto.Migration.html#functions). */
export class MigrationFunctions {
  readonly #recorder: Recorder;
  readonly #commands: Commands;
  readonly #place: EctoPlace;
  #block: TableBlock | undefined;

  constructor(recorder: Recorder, commands: Commands, place: EctoPlace) {
    this.#recorder = recorder;
    this.#commands = commands;
    this.#place = place;
  }

  /** Undefined for other functions. */
  call(name: string, call: Call): Value | undefined {
    const [first, second] = call.positional;
    if (this.#block?.read(name, call) === true) return none;
    switch (name) {
      case 'create':
      case 'create_if_not_exists':
        return this.#create(first, name.endsWith('exists'), call);
      case 'drop':
      case 'drop_if_exists':
        this.#drop(first, new Options(second).text('mode') === 'cascade', name.endsWith('exists'), call);
        return first ?? none;
      case 'alter':
        this.#alter(first, call);
        return none;
      case 'rename':
        this.#rename(call);
        return none;
      case 'execute':
        this.#execute(call);
        return none;
      case 'execute_file':
        this.#executeFile(call);
        return none;
      case 'flush':
        if (this.#commands.inverts)
          this.#commands.problem(call, 'flush() cannot be called going back over change');
        else this.#commands.flush();
        return none;
      default:
        // What a library that is not in the repository adds to migrations.
        if (call.discarded && effects.test(name)) this.opaque(call, `${name} is not in the repository`);
        return undefined;
    }
  }

  #create(object: Value | undefined, guarded: boolean, call: Call): Value {
    const made = object?.kind === 'object' ? object.object : undefined;
    if (made instanceof Index) {
      const created = made.created(guarded);
      const dropped = made.dropped(guarded, false);
      this.#commands.addBodies(call, created && [created], dropped && [dropped]);
    } else if (made instanceof Constraint) {
      const created = made.created();
      const dropped = made.dropped(guarded, false);
      this.#commands.addBodies(call, created && [created], dropped && [dropped]);
    } else if (made instanceof Table) {
      const block = new TableBlock(made, this.#place);
      for (const key of keyOf(made, this.#place.settings)) block.addColumn(key);
      this.#within(block, call);
      const created = block.created(guarded);
      const opaque = block.changes.flatMap(({ forward }) => forward).filter(({ kind }) => kind === 'opaque');
      const dropped: OperationBody | undefined =
        made.name === undefined
          ? undefined
          : { kind: 'dropTable', table: made.name, ...(guarded && { guarded }) };
      this.#commands.addBodies(call, created && [created, ...opaque], dropped && [dropped]);
    } else this.opaque(call, 'what is created is known only when the migration runs');
    return object ?? none;
  }

  #drop(object: Value | undefined, cascade: boolean, guarded: boolean, call: Call): void {
    const made = object?.kind === 'object' ? object.object : undefined;
    if (made instanceof Index) {
      const dropped = made.dropped(guarded, cascade);
      const created = made.created(guarded);
      this.#commands.addBodies(call, dropped && [dropped], created && [created]);
    } else if (made instanceof Constraint) {
      const dropped = made.dropped(guarded, cascade);
      this.#commands.addBodies(call, dropped && [dropped], 'drop of a constraint is not turned round');
    } else if (made instanceof Table) {
      const { name } = made;
      const dropped: OperationBody | undefined =
        name === undefined
          ? undefined
          : { kind: 'dropTable', table: name, ...(cascade && { cascade }), ...(guarded && { guarded }) };
      this.#commands.addBodies(call, dropped && [dropped], 'drop of a table is not turned round');
    } else this.opaque(call, 'what is dropped is known only when the migration runs');
  }

  #alter(object: Value | undefined, call: Call): void {
    const table = object?.kind === 'object' && object.object instanceof Table ? object.object : undefined;
    if (!table) {
      this.opaque(call, 'the table of alter is known only when the migration runs');
      return;
    }
    const block = new TableBlock(table, this.#place);
    this.#within(block, call);
    const { changes } = block;
    if (changes.length === 0) return;
    const problem = changes.map(({ back }) => back).find((back) => typeof back === 'string');
    const back = changes
      .toReversed()
      .flatMap((change) => (typeof change.back === 'string' ? [] : change.back));
    const named = table.name !== undefined;
    this.#commands.addBodies(
      call,
      named ? changes.flatMap(({ forward }) => forward) : undefined,
      problem ?? (named ? back : undefined),
    );
  }

  #within(block: TableBlock, call: Call): void {
    const before = this.#block;
    this.#block = block;
    call.invoke(call.named.get('do'), []);
    this.#block = before;
  }

  #rename(call: Call): void {
    const [object, second, third] = call.positional;
    const made = object?.kind === 'object' ? object.object : undefined;
    const to = new Options(third ?? second).get('to');
    if (made instanceof Index) {
      const [index, newName] = [made.name, textOf(to)];
      const { table } = made;
      const renamed = (from: string, into: string): OperationBody => ({
        kind: 'renameIndex',
        index: from,
        newName: into,
        ...(table !== undefined && { table }),
      });
      const known = index !== undefined && newName !== undefined;
      this.#commands.addBodies(
        call,
        known ? [renamed(index, newName)] : undefined,
        known ? [renamed(newName, index)] : undefined,
      );
      return;
    }
    const table = made instanceof Table ? made.name : undefined;
    const [from, into] =
      third === undefined
        ? [table, to?.kind === 'object' && to.object instanceof Table ? to.object.name : undefined]
        : [textOf(second), textOf(to)];
    if (table === undefined || from === undefined || into === undefined) {
      this.#commands.addBodies(call, undefined, undefined);
      return;
    }
    const renamed = (old: string, newName: string): readonly OperationBody[] =>
      third === undefined
        ? [{ kind: 'renameTable', table: old, newName }]
        : [{ kind: 'renameColumn', table, column: old, newName }];
    this.#commands.addBodies(call, renamed(from, into), renamed(into, from));
  }

  /** `execute(sql)`, `execute(up, down)`, each of them SQL or a function. */
  #execute(call: Call): void {
    const [up, down] = call.positional;
    this.#commands.add(
      call,
      () => this.#send(call, up),
      down ? () => this.#send(call, down) : 'execute has no second argument for the way back',
    );
  }

  #send(call: Call, command: Value | undefined): void {
    if (command?.kind === 'function') call.invoke(command, []);
    else if (textOf(command)?.trim() === '') return;
    else if (command?.kind === 'list' && command.entries.some(({ key }) => key !== undefined))
      this.#recorder.opaque(call, 'a command of a database that speaks no SQL');
    else this.#recorder.sql(call, this.#file(command));
  }

  #executeFile(call: Call): void {
    const [up, down] = call.positional;
    const send = (path: Value | undefined) => (): void => {
      const known = textOf(path);
      this.#recorder.sql(call, known === undefined ? path : this.#file({ kind: 'file', path: known }));
    };
    this.#commands.add(
      call,
      send(up),
      down ? send(down) : 'execute_file has no second file for the way back',
    );
  }

  /** The file that a path means, which may begin with a folder that only run time knows. */
  #file(value: Value | undefined): Value | undefined {
    if (value?.kind !== 'file') return value;
    const path = value.path.replace(/^(\.{0,2}\/)+/, '');
    const fitting = this.#place.view.files
      .filter((file) => file.path === path || file.path.endsWith(`/${path}`))
      .map((file) => ({ file: file.path }));
    const [nearest] = nearestTo(fitting, directoryOf(this.#place.unit.source.path));
    return { kind: 'file', path: nearest?.file ?? path };
  }

  /** Something that cannot be understood stands where it runs among the commands. */
  opaque(call: Call, reason: string): void {
    const record = (): void => this.#recorder.opaque(call, reason);
    this.#commands.add(call, record, record);
  }
}

/** The key that a table gets when it says nothing of one (`__primary_key__` in Ecto.Migration). */
function keyOf(table: Table, settings: MigrationSettings): readonly WrittenColumn[] {
  const written = table.options.get('primary_key') ?? { kind: 'boolean', value: true };
  const configured = written.kind === 'boolean' && written.value ? settings.primaryKey : written;
  if (written.kind === 'boolean' && !written.value) return [];
  if (configured?.kind === 'boolean' && !configured.value) return [];
  const given = new Options(configured);
  const key = { key: 'primary_key', value: { kind: 'boolean', value: true } as const };
  const entries = configured?.kind === 'list' ? configured.entries : [];
  return [
    {
      name: given.text('name') ?? 'id',
      type: given.get('type') ?? text('bigserial'),
      options: new Options({ kind: 'list', entries: [key, ...entries] }),
    },
  ];
}
