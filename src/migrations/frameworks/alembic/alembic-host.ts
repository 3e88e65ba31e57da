import type { Dialect } from '../../../model/migration.js';
import type { SourceText } from '../../../model/source-text.js';
import type { PyExpression } from '../../../syntax/python/tree.js';
import type { HostObject, PyArguments, PyPlace, PyValue } from '../../../syntax/python/values.js';
import { optionsOf } from '../../../syntax/python/values.js';
import { MigrationHost, onlyReads, statementIn } from '../../python/migration-host.js';
import type { StepRecorder } from '../../python/recorder.js';
import { opaqueBody } from '../../python/step.js';
import { CallValue, asHost, callOf, noArguments, templateIn, textIn, unknown } from '../../python/values.js';
import { queriedTable, queryChange, statementOf } from './data-changes.js';
import { invokedOp } from './invoked-op.js';
import { OpCall, opValues, readOp, tableIn } from './operations.js';
import { enumValues } from './sql-types.js';

const names: Partial<Record<Dialect, string>> = {
  postgresql: 'postgresql',
  mysql: 'mysql',
  mariadb: 'mysql',
  sqlite: 'sqlite',
  sqlserver: 'mssql',
  oracle: 'oracle',
};

/** The object that `op.batch_alter_table('t')` gives. */
class BatchTable implements HostObject {
  readonly attributes = new Map<string, PyValue>();
  readonly table: string;

  constructor(table: string) {
    this.table = table;
  }
}

/** A row that a loop over `session.query(Model)` gives; what is assigned to it is saved when the session commits. */
class SessionRow implements HostObject {
  readonly attributes = new Map<string, PyValue>();
  readonly table: string;
  readonly site: PyPlace;

  constructor(table: string, site: PyPlace) {
    this.table = table;
    this.site = site;
  }
}

/** What Alembic and SQLAlchemy answer to the evaluator. Effects are taken down while a way runs. */
export class AlembicHost extends MigrationHost {
  recorder: StepRecorder | undefined;
  dialect: Dialect = 'unknown';
  /** Stretches of files inside `autocommit_block()`. */
  autocommit: readonly PyPlace[] = [];
  readonly sources = new Map<string, SourceText>();
  readonly #rows = new Set<SessionRow>();

  /** Begins a way through a migration. */
  open(recorder: StepRecorder): void {
    this.recorder = recorder;
    this.#rows.clear();
  }

  /** Ends it: rows that were changed in a session are written by then. */
  close(): void {
    for (const row of this.#rows)
      if (row.attributes.size > 0)
        this.#record(row.site, [
          { kind: 'changeData', table: row.table, change: 'update', scope: 'batched' },
        ]);
    this.#rows.clear();
    this.recorder = undefined;
  }

  override external(name: string): PyValue | undefined {
    if (/(?:^|\.)get_bind\(\)\.dialect\.name$/.test(name)) return this.#dialectName();
    return super.external(name);
  }

  #dialectName(): PyValue | undefined {
    const name = names[this.dialect];
    return name === undefined ? undefined : { kind: 'text', text: [name], adjustable: false };
  }

  override async callExternal(name: string, args: PyArguments, site: PyPlace): Promise<PyValue | undefined> {
    const operation = /^alembic\.op\.(\w+)$/.exec(name)?.[1];
    if (operation !== undefined) return this.#callOp(operation, args, site);
    if (name === 'alembic.context.is_offline_mode') return { kind: 'boolean', value: false };
    if (/^alembic\.context\.get_(?:bind|context)$/.test(name)) return this.#connection(name, args, site);
    return super.callExternal(name, args, site);
  }

  async #callOp(operation: string, args: PyArguments, site: PyPlace, table?: string): Promise<PyValue> {
    const [first] = args.positional;
    if (operation === 'batch_alter_table') {
      const name = textIn(first ?? args.named.get('table_name'));
      const schema = textIn(args.named.get('schema'));
      if (name !== undefined)
        return asHost(new BatchTable(schema === undefined ? name : `${schema}.${name}`));
      this.#record(site, [opaqueBody('batch_alter_table is called with what only run time knows')]);
      return unknown;
    }
    if (operation === 'execute') {
      this.#execute(first ?? args.named.get('sqltext'), site);
      return unknown;
    }
    if (operation === 'f' || operation === 'inline_literal') return first ?? unknown;
    if (operation === 'get_bind' || operation === 'get_context')
      return this.#connection(operation, args, site);
    const invoked = operation === 'invoke' ? invokedOp(first) : undefined;
    if (invoked) return this.#callOp(invoked.operation, invoked.args, site);
    if (operation === 'run_async' || operation === 'invoke') {
      this.#record(site, [opaqueBody(`what ${operation} runs is not followed`)]);
      return unknown;
    }
    if (!opValues.has(operation)) {
      const bodies = readOp(new OpCall(operation, args, this.dialect, table));
      if (bodies.length > 0) this.#record(site, bodies);
      if (operation === 'create_table') return asHost(new CallValue('sqlalchemy.Table', args, site));
    }
    return unknown;
  }

  #connection(name: string, args: PyArguments, site: PyPlace): PyValue {
    const connection = new CallValue(name, args, site);
    const named = this.#dialectName();
    const dialect = new CallValue('dialect', noArguments, site);
    if (named) for (const holder of [dialect, connection]) holder.attributes.set('name', named);
    for (const attribute of ['engine', 'bind', 'connection'])
      connection.attributes.set(attribute, asHost(connection));
    connection.attributes.set('dialect', asHost(dialect));
    return asHost(connection);
  }

  override async callMethod(
    object: HostObject,
    name: string,
    args: PyArguments,
    site: PyPlace,
  ): Promise<PyValue> {
    const [first] = args.positional;
    if (object instanceof BatchTable) return this.#callOp(name, args, site, object.table);
    if (object instanceof CallValue && this.recorder) {
      if (/^(?:execute|exec_driver_sql|executemany|scalar|scalars)$/.test(name)) this.#execute(first, site);
      const change = queryChange(object, name, (call) => this.#excerpt(call));
      if (change) this.#record(site, [change]);
      if (/^(?:create|drop)$/.test(name)) this.#changeObject(object, name, site);
      if (/^(?:add|merge|add_all|bulk_save_objects|bulk_insert_mappings|bulk_update_mappings)$/.test(name))
        this.#addRows(first, name, site);
    }
    return super.callMethod(object, name, args, site);
  }

  partOf(object: HostObject, how: 'loop' | 'item' | 'slice'): PyValue | undefined {
    if (!(object instanceof CallValue) || how === 'slice')
      return how === 'slice' ? asHost(object) : undefined;
    const table = queriedTable(object);
    if (table === undefined) return undefined;
    const row = new SessionRow(table, object.site);
    this.#rows.add(row);
    return asHost(row);
  }

  override callUnknown(
    receiver: PyExpression,
    name: string,
    args: PyArguments,
    site: PyPlace,
  ): Promise<void> {
    void receiver;
    if (this.recorder && /^(?:execute|exec_driver_sql)$/.test(name))
      this.#execute(args.positional[0], site, true);
    return Promise.resolve();
  }

  /** `postgresql.ENUM(…).create(bind)`, `table.drop(bind)`, `sa.Index(…).create(bind)`. */
  #changeObject(object: CallValue, name: string, site: PyPlace): void {
    if (/^(?:Enum|ENUM)$/.test(object.called)) {
      const type = textIn(object.argument('name'));
      if (type === undefined) this.#record(site, [opaqueBody('an enum that only run time names is changed')]);
      else
        this.#record(site, [
          name === 'create'
            ? { kind: 'createEnum', type, values: enumValues(object) }
            : { kind: 'executeSql', statementKind: 'DROP TYPE' },
        ]);
      return;
    }
    if (/^(?:Table|Index|Sequence|MetaData)$/.test(object.called)) {
      const table = tableIn(asHost(object));
      if (name === 'drop' && table !== undefined) this.#record(site, [{ kind: 'dropTable', table }]);
      else if (name === 'create' && table !== undefined)
        this.#record(site, readOp(new OpCall('create_table', withoutMetadata(object.args), this.dialect)));
      else if (object.called === 'Sequence')
        this.#record(site, [{ kind: 'executeSql', statementKind: `${name.toUpperCase()} SEQUENCE` }]);
      else
        this.#record(site, [opaqueBody(`${object.called}.${name} is called with what only run time knows`)]);
    }
  }

  #addRows(value: PyValue | undefined, name: string, site: PyPlace): void {
    const items = value?.kind === 'list' ? value.items : [value];
    const table = items.map((item) => tableIn(item)).find((one) => one !== undefined);
    if (table === undefined) return;
    const change = name === 'bulk_update_mappings' ? 'update' : 'insert';
    this.#record(site, [{ kind: 'changeData', table, change, scope: 'by-key' }]);
  }

  /** Reads what is executed: SQL, or a statement of SQLAlchemy. */
  #execute(value: PyValue | undefined, site: PyPlace, onlySql = false): void {
    for (const option of value ? optionsOf(value) : [unknown]) {
      const sql = sqlIn(option);
      const template = sql && templateIn(sql);
      if (template) {
        if (onlySql && !statementIn(sql)) continue;
        if (!onlyReads(template.text)) this.#record(site, [{ sql: template.text }], !template.whole);
        continue;
      }
      const statement = statementOf(option, (call) => this.#excerpt(call));
      if (statement === 'reads' || onlySql) continue;
      if (statement) this.#record(site, [statement.change]);
      else this.#executeObject(option, site);
    }
  }

  /** `CreateSequence(…)`, `DropEnumType(…)` and other objects of DDL. */
  #executeObject(value: PyValue, site: PyPlace): void {
    const called = callOf(value)?.called ?? '';
    const ddl = /^(Create|Drop|Alter)([A-Z]\w*)$/.exec(called);
    if (ddl && ddl[2] !== 'Table')
      this.#record(site, [
        {
          kind: 'executeSql',
          statementKind:
            `${ddl[1] ?? ''} ${(ddl[2] ?? '').replaceAll(/(?<=[a-z])(?=[A-Z])/g, ' ')}`.toUpperCase(),
        },
      ]);
    else this.#record(site, [opaqueBody('the SQL is made while the migration runs')]);
  }

  #excerpt(call: CallValue): string {
    return this.sources.get(call.site.file)?.text.slice(call.site.start, call.site.end) ?? '';
  }

  #record(site: PyPlace, contents: Parameters<StepRecorder['record']>[1], unsure = false): void {
    const outside = this.autocommit.some(
      ({ file, start, end }) => file === site.file && site.start >= start && site.end <= end,
    );
    this.recorder?.record(site, contents, { unsure, transaction: outside ? 'none' : undefined });
  }
}

function withoutMetadata(args: PyArguments): PyArguments {
  return { ...args, positional: args.positional.filter((_, at) => at !== 1) };
}

/** The text of `'…'`, `sa.text('…')`, `sa.text('…').bindparams(…)`, `sa.DDL('…')`. */
function sqlIn(value: PyValue): PyValue | undefined {
  if (value.kind === 'text') return value;
  const call = callOf(value);
  if (!call) return undefined;
  if (/^(?:text|DDL|dedent|SQL|literal_column)$/.test(call.called)) {
    const [first] = call.args.positional;
    return first?.kind === 'text' ? first : undefined;
  }
  return call.receiver && /^(?:bindparams|execution_options|columns|params)$/.test(call.called)
    ? sqlIn(asHost(call.receiver))
    : undefined;
}
