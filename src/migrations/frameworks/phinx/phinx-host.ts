import type { Host } from '../../../syntax/imperative/evaluation.js';
import type { Call, Unit, Value } from '../../../syntax/imperative/values.js';
import { argumentOf, textOf } from '../../../syntax/imperative/values.js';
import { lastPart } from '../../programs/class-library.js';
import { writtenName } from '../../programs/written-name.js';
import { Adapter } from './adapter.js';
import { ColumnObject, optionsOf } from './columns.js';
import { constantOf } from './constants.js';
import { Literal } from './literal.js';
import { CakeQuery } from './query-builder.js';
import { PhinxTable } from './table.js';
import type { TableContext } from './table.js';

/** What the base class of migrations of Phinx and CakePHP does (Migration/AbstractMigration.php, BaseMigration.php). */
export class PhinxHost implements Host {
  readonly #unit: Unit;
  readonly #context: TableContext;
  readonly #adapter: Adapter;

  constructor(unit: Unit, context: TableContext) {
    this.#unit = unit;
    this.#context = context;
    this.#adapter = new Adapter(context.journal, context.dialect);
  }

  member(object: Value, name: string): Value | undefined {
    if (object.kind === 'self')
      return name === 'adapter' ? { kind: 'object', object: this.#adapter } : undefined;
    if (
      object.kind !== 'class' ||
      !/(Adapter|AdapterInterface|Column|Index|ForeignKey|TableSchema\w*)$/.test(this.#imported(object.name))
    )
      return undefined;
    return constantOf(name);
  }

  create(call: Call): Value | undefined {
    const name = lastPart(this.#imported(call.name));
    if (name === 'Column') return { kind: 'object', object: new ColumnObject() };
    if (/^(Literal|Expression)$/.test(name)) return literal(call);
    return undefined;
  }

  call(receiver: Value | undefined, call: Call): Value | undefined {
    if (!receiver) return undefined;
    switch (receiver.kind) {
      case 'self':
        return this.#own(call);
      case 'class': {
        if (/^(parent|self|static)$/.test(receiver.name)) return this.#own(call);
        const name = lastPart(this.#imported(receiver.name));
        if (name === 'Literal' && call.name === 'from') return literal(call);
        return name === 'ConnectionManager' && call.name === 'get'
          ? { kind: 'object', object: this.#adapter }
          : undefined;
      }
      case 'code':
        return this.#onUnknown(call);
      default:
        return undefined;
    }
  }

  #imported(name: string): string {
    return this.#unit.program.imports.get(name) ?? name;
  }

  #own(call: Call): Value | undefined {
    const { name } = call;
    const { journal } = this.#context;
    const record = (statementKind: string): Value => {
      journal.recorder.record(call, [{ kind: 'executeSql', statementKind }]);
      return { kind: 'null' };
    };
    switch (name) {
      case 'table': {
        const table = writtenName(argumentOf(call, 0, 'tableName'));
        if (!table) return { kind: 'code', text: 'a table whose name is not known' };
        const options = optionsOf(argumentOf(call, 1, 'options'));
        return { kind: 'object', object: new PhinxTable(table, options, call, this.#context) };
      }
      case 'execute':
      case 'query':
      case 'insert':
        return this.#adapter.call(call);
      case 'dropTable': {
        const table = writtenName(call.positional[0]);
        if (!table) break;
        journal.command({
          place: call,
          bodies: [{ kind: 'dropTable', table: table.name }],
          inverse: undefined,
          method: name,
          unsure: table.unsure,
        });
        return { kind: 'null' };
      }
      case 'hasTable':
        return { kind: 'guard' };
      case 'isMigratingUp':
        return { kind: 'boolean', value: journal.isMigratingUp };
      case 'getAdapter':
      case 'getConnection':
        return { kind: 'object', object: this.#adapter };
      case 'getQueryBuilder': {
        const kind = textOf(call.positional[0]);
        return builder(
          this.#context,
          kind === 'insert' || kind === 'update' || kind === 'delete' ? kind : undefined,
        );
      }
      case 'getInsertBuilder':
        return builder(this.#context, 'insert');
      case 'getUpdateBuilder':
        return builder(this.#context, 'update');
      case 'getDeleteBuilder':
        return builder(this.#context, 'delete');
      case 'getSelectBuilder':
        return builder(this.#context, undefined);
      case 'createDatabase':
        return record('create database');
      case 'dropDatabase':
        return record('drop database');
      case 'createSchema':
        return record('create schema');
      case 'dropSchema':
        return record('drop schema');
      case 'fetchRow':
      case 'fetchAll':
      case 'up':
      case 'down':
      case 'change':
      case 'init':
      case 'getName':
      case 'getInput':
      case 'getOutput':
      case 'getEnvironment':
      case 'getVersion':
        return { kind: 'code', text: name };
      default:
    }
    if (call.discarded && !call.name.startsWith('__'))
      journal.recorder.opaque(call, `$this->${name} is not in the repository`);
    return { kind: 'code', text: name };
  }

  /** A call on something that is not known: SQL is still SQL, and a table is still changed. */
  #onUnknown(call: Call): Value | undefined {
    const first = call.positional[0];
    const { journal } = this.#context;
    if (/^(execute|exec|query)$/.test(call.name) && first?.kind === 'text') {
      this.#adapter.send(call);
      return { kind: 'code', text: call.name };
    }
    if (
      /^(addColumn|removeColumn|changeColumn|renameColumn|addIndex|removeIndex|addForeignKey|dropForeignKey)$/.test(
        call.name,
      )
    )
      journal.recorder.opaque(
        call,
        `->${call.name}() is called on a table whose name is made while the migration runs`,
      );
    return undefined;
  }
}

function builder({ journal }: TableContext, change: 'insert' | 'update' | 'delete' | undefined): Value {
  return { kind: 'object', object: new CakeQuery(journal, change) };
}

function literal(call: Call): Value {
  const [first] = call.positional;
  return { kind: 'object', object: new Literal(first?.kind === 'text' ? first.text : '?') };
}
