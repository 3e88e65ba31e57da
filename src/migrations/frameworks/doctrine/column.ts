import type { ColumnDefinition, Dialect, OperationBody } from '../../../model/migration.js';
import type { Call, HostObject, Value } from '../../../syntax/imperative/values.js';
import { booleanOf, textOf } from '../../../syntax/imperative/values.js';
import type { Recorder } from '../../programs/recorder.js';
import { sqlType } from './column-types.js';
import type { ColumnOptions } from './column-types.js';
import { defaultOf } from './defaults.js';

/** The option that a setter sets: `setNotnull` → `notnull`. */
function optionOf(setter: string): string | undefined {
  const name = /^set([A-Z]\w*)$/.exec(setter)?.[1];
  if (name === undefined) return undefined;
  const option = name.slice(0, 1).toLowerCase() + name.slice(1);
  return option === 'notNull' ? 'notnull' : option === 'autoIncrement' ? 'autoincrement' : option;
}

/** Options by their names, with DBAL's own spelling. */
export function optionsOf(value: Value | undefined): Map<string, Value> {
  const entries = value?.kind === 'list' ? value.entries : [];
  return new Map(
    entries.flatMap(({ key, value: option }) => (key === undefined ? [] : [[key, option] as const])),
  );
}

/** A column that is added; its setters say more of it (src/Schema/Column.php). */
export class NewColumn implements HostObject {
  readonly name: string;
  readonly #options: Map<string, Value>;
  readonly #dialect: Dialect;
  #type: string;
  /** Part of the primary key. */
  isKey = false;

  constructor(name: string, type: string, options: Map<string, Value>, dialect: Dialect) {
    this.name = name;
    this.#type = type;
    this.#options = options;
    this.#dialect = dialect;
  }

  call(call: Call): Value {
    const self: Value = { kind: 'object', object: this };
    this.change(call.name === 'setOptions' ? optionsOf(call.positional[0]) : set(call));
    return self;
  }

  /** Sets options; a key `type` is a name of a type. */
  change(options: ColumnOptions): void {
    for (const [name, value] of options) {
      const type = name === 'type' ? textOf(value) : undefined;
      if (type === undefined) this.#options.set(name, value);
      else this.#type = type;
    }
  }

  definition(): ColumnDefinition {
    const dialect = this.#dialect;
    const fallback = defaultOf(this.#options.get('default'), dialect);
    const numbered = booleanOf(this.#options.get('autoincrement')) === true;
    const collation =
      textOf(this.#options.get('collation')) ??
      textOf(optionsOf(this.#options.get('platformOptions')).get('collation'));
    return {
      name: this.name,
      type: sqlType(this.#type, this.#options, dialect),
      nullable: booleanOf(this.#options.get('notnull')) === false && !this.isKey,
      ...(fallback && { default: fallback }),
      ...(numbered && {
        generated:
          dialect === 'postgresql' || dialect === 'sqlserver'
            ? ('identity' as const)
            : ('auto-increment' as const),
      }),
      ...(this.isKey && { primaryKey: true }),
      ...(collation !== undefined && { collation }),
    };
  }
}

function set(call: Call): ColumnOptions {
  const option = optionOf(call.name);
  const [first] = call.positional;
  return option === undefined || !first ? new Map() : new Map([[option, first]]);
}

/** A column that is there already: what is set is what changes. */
export class OldColumn implements HostObject {
  readonly #table: string;
  readonly #column: string;
  readonly #recorder: Recorder;
  readonly #dialect: Dialect;
  readonly #unsure: boolean;
  readonly #options = new Map<string, Value>();

  constructor(
    table: string,
    column: string,
    {
      recorder,
      dialect,
      unsure,
    }: { readonly recorder: Recorder; readonly dialect: Dialect; readonly unsure: boolean },
  ) {
    this.#table = table;
    this.#column = column;
    this.#recorder = recorder;
    this.#dialect = dialect;
    this.#unsure = unsure;
  }

  call(call: Call): Value | undefined {
    const options = call.name === 'setOptions' ? optionsOf(call.positional[0]) : set(call);
    if (options.size === 0) return { kind: 'code', text: `column->${call.name}()` };
    this.alter(call, options);
    return { kind: 'object', object: this };
  }

  /** Takes options down; those of one chain are one change. */
  alter(call: Call, options: ColumnOptions): void {
    const isFirst = this.#options.size === 0;
    for (const [name, value] of options) this.#options.set(name, value);
    if (isFirst) this.#recorder.later(call, () => this.#changed());
  }

  /** What the options change. A length or precision alone changes a type that the text does not name. */
  #changed(): { readonly bodies: readonly OperationBody[]; readonly unsure: boolean } {
    const [table, column, options] = [this.#table, this.#column, this.#options];
    const bodies: OperationBody[] = [];
    const written = textOf(options.get('type')) ?? (options.has('columnDefinition') ? '' : undefined);
    const guessed = guessedType(options);
    const type = written ?? guessed;
    if (type !== undefined)
      bodies.push({ kind: 'changeColumnType', table, column, type: sqlType(type, options, this.#dialect) });
    const notnull = booleanOf(options.get('notnull'));
    if (notnull !== undefined) bodies.push({ kind: notnull ? 'setNotNull' : 'dropNotNull', table, column });
    if (options.has('default')) {
      const fallback = defaultOf(options.get('default'), this.#dialect);
      bodies.push(
        fallback
          ? { kind: 'setDefault', table, column, default: fallback }
          : { kind: 'dropDefault', table, column },
      );
    }
    // Comments, numbering, collations: the column is altered, but nothing that lintel tells apart.
    if (bodies.length === 0) bodies.push({ kind: 'executeSql', statementKind: 'alter column', table });
    return { bodies, unsure: this.#unsure || (written === undefined && guessed !== undefined) };
  }
}

function guessedType(options: ColumnOptions): string | undefined {
  if (options.has('length') || options.has('fixed')) return 'string';
  return options.has('precision') || options.has('scale') ? 'decimal' : undefined;
}
