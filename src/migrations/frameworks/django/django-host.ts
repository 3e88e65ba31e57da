import type { Dialect } from '../../../model/migration.js';
import type { PyExpression } from '../../../syntax/python/tree.js';
import type { HostObject, PyArguments, PyPlace, PyValue } from '../../../syntax/python/values.js';
import { optionsOf } from '../../../syntax/python/values.js';
import { MigrationHost, onlyReads, statementIn } from '../../python/migration-host.js';
import type { StepRecorder } from '../../python/recorder.js';
import { opaqueBody } from '../../python/step.js';
import { CallValue, asHost, callOf, textIn, unknown } from '../../python/values.js';
import { Rows, callRows, partOfRows } from './rows.js';

/** What a function of RunPython, or an operation of the house's own, can see. */
export interface RunScope {
  readonly recorder: StepRecorder;
  readonly tableOf: (app: string, model: string) => string;
}

const vendors: Partial<Record<Dialect, string>> = {
  postgresql: 'postgresql',
  mysql: 'mysql',
  mariadb: 'mysql',
  sqlite: 'sqlite',
  oracle: 'oracle',
};

/** What Django answers to the evaluator. Only while something runs ({@link run} is set) are effects taken down. */
export class DjangoHost extends MigrationHost {
  run: RunScope | undefined;
  dialect: Dialect = 'unknown';
  userModel = 'auth.user';
  numbers: ReadonlyMap<string, number> = new Map();
  /** Calls of `super().__init__`, while an operation of the house's own is made. */
  readonly superCalls: PyArguments[] = [];
  /** Whether something was changed that the text does not name, since the last {@link open}. */
  #blind = false;

  /** Begins to take down what runs. */
  open(run: RunScope): void {
    this.run = run;
    this.#blind = false;
  }

  /** The schema editor that operations and functions get. */
  schemaEditor(): PyValue {
    const editor = new CallValue(
      'schema_editor',
      { positional: [], named: new Map(), complete: true },
      nowhere,
    );
    editor.attributes.set('connection', this.#connection());
    return asHost(editor);
  }

  #connection(): PyValue {
    const connection = new CallValue(
      'connection',
      { positional: [], named: new Map(), complete: true },
      nowhere,
    );
    const vendor = this.external('django.db.connection.vendor');
    if (vendor) connection.attributes.set('vendor', vendor);
    connection.attributes.set('alias', { kind: 'text', text: ['default'], adjustable: true });
    return asHost(connection);
  }

  override external(name: string): PyValue | undefined {
    if (name === 'django.db.connection.vendor') {
      const vendor = vendors[this.dialect];
      return vendor === undefined ? undefined : { kind: 'text', text: [vendor], adjustable: false };
    }
    const setting = /^django\.conf\.settings\.(\w+)$/.exec(name)?.[1];
    const value = setting === undefined ? undefined : this.numbers.get(setting);
    if (value !== undefined && !Number.isNaN(value)) return { kind: 'number', value };
    return super.external(name);
  }

  override async callExternal(name: string, args: PyArguments, site: PyPlace): Promise<PyValue | undefined> {
    if (/\.execute(?:many)?$/.test(name) && this.#sendSql(args, site)) return unknown;
    if (name === 'django.apps.apps.get_model' || name.endsWith('.django_apps.get_model'))
      return this.#model(args) ?? unknown;
    return super.callExternal(name, args, site);
  }

  override async callMethod(
    object: HostObject,
    name: string,
    args: PyArguments,
    site: PyPlace,
  ): Promise<PyValue> {
    if (object instanceof Rows) {
      const { change, value } = callRows(object, name, args);
      if (change) this.run?.recorder.record(site, [change]);
      return value ?? unknown;
    }
    if (object instanceof CallValue) {
      if (name === '__init__' && object.name === 'builtins.super') this.superCalls.push(args);
      if (name === 'get_model' && (object.name === 'apps' || object.name.endsWith('apps')))
        return this.#model(args) ?? unknown;
      if (object.name === 'schema_editor' && this.#editSchema(name, site)) return unknown;
      if (/^(?:execute|executemany|executescript)$/.test(name) && this.#sendSql(args, site)) return unknown;
      if (/^(?:quote_name|qn)$/.test(name)) return args.positional[0] ?? unknown;
    }
    return super.callMethod(object, name, args, site);
  }

  callObject(object: HostObject): Promise<PyValue | undefined> {
    return Promise.resolve(
      object instanceof Rows && !object.isRow ? asHost(new Rows(object.table, 'by-key', 'fresh')) : undefined,
    );
  }

  partOf(object: HostObject, how: 'loop' | 'item' | 'slice'): PyValue | undefined {
    return object instanceof Rows ? partOfRows(object, how) : undefined;
  }

  /** `row.save()` where nobody knows what `row` is. */
  override callUnknown(
    _receiver: PyExpression,
    name: string,
    args: PyArguments,
    site: PyPlace,
  ): Promise<void> {
    if (!this.run) return Promise.resolve();
    if (/^execute(?:many)?$/.test(name) && this.#sendSql(args, site)) return Promise.resolve();
    const changes = /^(?:save|bulk_create|bulk_update|get_or_create|update_or_create)$/.test(name);
    if (changes && !this.#blind) {
      this.#blind = true;
      this.run.recorder.record(site, [opaqueBody('rows of a model that the text does not name are changed')]);
    }
    return Promise.resolve();
  }

  override parameter(name: string): PyValue | undefined {
    return this.run && name === 'schema_editor' ? this.schemaEditor() : undefined;
  }

  #model({ positional, named }: PyArguments): PyValue | undefined {
    const first = textIn(positional[0] ?? named.get('app_label'));
    const second = textIn(positional[1] ?? named.get('model_name'));
    const [app, model] = second === undefined ? (first ?? '').split('.') : [first, second];
    if (app === undefined || app === '' || model === undefined || !this.run) return undefined;
    return asHost(new Rows(this.run.tableOf(app, model)));
  }

  /** True when the call was a statement. */
  #sendSql(args: PyArguments, site: PyPlace): boolean {
    const given = args.positional[0] ?? args.named.get('sql') ?? args.named.get('query');
    let found = false;
    for (const option of given ? optionsOf(given) : []) {
      const statement = statementIn(composed(option));
      if (!statement) continue;
      found = true;
      if (!onlyReads(statement.text))
        this.run?.recorder.record(site, [{ sql: withParameters(statement.text, args) }], {
          unsure: !statement.whole,
        });
    }
    if (!found && this.run && given && given.kind !== 'none') {
      this.run.recorder.record(site, [opaqueBody('the SQL is made while the migration runs')]);
      return true;
    }
    return found;
  }

  /** Methods of the schema editor; true when the call was one. */
  #editSchema(name: string, site: PyPlace): boolean {
    if (!this.run) return false;
    const changes =
      /^(?:create_model|delete_model|add_field|remove_field|alter_field|add_index|remove_index|rename_index|add_constraint|remove_constraint|alter_db_table|alter_unique_together|alter_index_together|alter_db_tablespace)$/;
    if (!changes.test(name)) return false;
    this.run.recorder.record(site, [
      opaqueBody(`the schema editor's ${name} is called with what only run time knows`),
    ]);
    return true;
  }
}

const nowhere: PyPlace = { file: '', start: 0, end: 0 };

/** `sql.SQL('…').format(…)` of psycopg, `text('…')`: the text. */
function composed(value: PyValue): PyValue {
  const call = callOf(value);
  if (!call) return value;
  if (/^(?:SQL|text|dedent)$/.test(call.called)) return call.args.positional[0] ?? unknown;
  return call.receiver && call.called === 'format' ? composed(asHost(call.receiver)) : value;
}

/** With parameters `%s` stands for a value and `%%` for a per cent sign; a value is as good as any other. */
export function withParameters(sql: string, { positional, named }: PyArguments): string {
  const given = positional[1] ?? named.get('params');
  return given === undefined || given.kind === 'none' ? sql : withoutMarks(sql);
}

/** SQL with its `%s` replaced by values of the same length. */
export function withoutMarks(sql: string): string {
  return sql
    .replaceAll('%s', "''")
    .replaceAll(/%\(\w{1,60}\)s/g, (mark) => `'${'x'.repeat(Math.max(0, mark.length - 2))}'`)
    .replaceAll('%%', '%');
}
