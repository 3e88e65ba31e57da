import type { Dialect } from '../../../model/migration.js';
import type { RepositoryView } from '../../../model/repository-view.js';
import type { Host } from '../../../syntax/imperative/evaluation.js';
import type { ClassNode } from '../../../syntax/imperative/tree.js';
import { rustMethod } from '../../../syntax/rust/standard-library.js';
import type { Call, HostObject, Value } from '../../../syntax/imperative/values.js';
import { text, textOf } from '../../../syntax/imperative/values.js';
import { directoryOf, resolveFrom } from '../../finding/paths.js';
import { snakeCase } from '../../inflection.js';
import type { Recorder } from '../../programs/recorder.js';
import { locoFunctions } from './loco.js';
import { managerMethods } from './schema-statements.js';
import { builderOf, nameOf, StatementBuilder } from './statement-builder.js';

/** What the host is to know of the migration around it. */
export interface SeaOrmPlace {
  readonly recorder: Recorder;
  readonly dialect: Dialect;
  readonly path: string;
  readonly view: RepositoryView;
  /** The enumerations and structures that the migration can name. */
  readonly classes: ReadonlyMap<string, ClassNode>;
  /** The file imports from `loco_rs`. */
  readonly usesLoco: boolean;
}

const backends: Partial<Readonly<Record<Dialect, string>>> = {
  postgresql: 'Postgres',
  mysql: 'MySql',
  mariadb: 'MySql',
  sqlite: 'Sqlite',
};

const unknown = (name: string): Value => ({ kind: 'code', text: name });

/** SchemaManager and the connection that it gives (https://docs.rs/sea-orm-migration/latest/sea_orm_migration/manager/struct.SchemaManager.html). */
export class SchemaManager implements HostObject {
  readonly #place: SeaOrmPlace;

  constructor(place: SeaOrmPlace) {
    this.#place = place;
  }

  is(type: string): boolean {
    return type === 'SchemaManager';
  }

  call(call: Call): Value | undefined {
    const { recorder, dialect } = this.#place;
    const { name, positional } = call;
    const [first] = positional;
    const statement = builderOf(first);
    const make = managerMethods[name];
    if (make) {
      const bodies = statement && make(statement, dialect);
      if (bodies) recorder.record(call, bodies);
      else recorder.opaque(call, `a name in ${name} is known only when the migration runs`);
      return unknown(name);
    }
    switch (name) {
      case 'get_connection':
      case 'begin':
      case 'clone':
      case 'into_schema_manager_connection':
        return { kind: 'object', object: this };
      case 'get_database_backend':
      case 'get_db_backend': {
        const backend = backends[dialect];
        return backend === undefined ? undefined : text(backend);
      }
      case 'has_table':
      case 'has_column':
      case 'has_index':
        return { kind: 'guard' };
      case 'execute_unprepared':
        recorder.sql(call, first);
        return unknown(name);
      case 'execute':
      case 'execute_raw':
      case 'exec_stmt':
        this.#execute(call, statement);
        return unknown(name);
      case 'query_one':
      case 'query_all':
      case 'query_one_raw':
      case 'query_all_raw':
      case 'commit':
      case 'build':
        return unknown(name);
      default:
        return undefined;
    }
  }

  /** A statement of sea-query, or SQL. */
  #execute(call: Call, statement: StatementBuilder | undefined): void {
    const { recorder } = this.#place;
    const origin = statement?.origin ?? '';
    if (statement && origin.startsWith('Statement::')) {
      recorder.sql(call, statement.given[1]);
      return;
    }
    const change = /^Query::(insert|update|delete)$/.exec(origin)?.[1];
    const table = statement?.text('into_table', 'from_table', 'table');
    if (
      statement &&
      table !== undefined &&
      (change === 'insert' || change === 'update' || change === 'delete')
    ) {
      const isFiltered = statement.has('and_where', 'cond_where', 'and_where_option');
      const scope =
        change === 'insert' || statement.has('limit') ? 'by-key' : isFiltered ? 'filtered' : 'all';
      recorder.record(call, [{ kind: 'changeData', table, change, scope }]);
    } else recorder.opaque(call, 'the statement is made while the migration runs');
  }
}

/** Types of sea-query whose functions begin a statement. */
const builders =
  /^(Table|TableCreateStatement|TableAlterStatement|TableDropStatement|TableForeignKey|ColumnDef|ColumnType|ForeignKey|ForeignKeyCreateStatement|Index|IndexCreateStatement|Type|Alias|Expr|Func|PgFunc|SimpleExpr|Statement|Query|Keyword|Value|Cond|Condition|SeaRc)$/;

/** Methods that give what they are called on. */
const same =
  /^(to_owned|to_string|into|clone|as_str|as_ref|into_iter|iter|unwrap|expect|into_iden|borrow|map_err|await|ok|collect|take|as_sql|into_boxed_str|into_table_ref|into_column_ref|unquoted|box_clone|leak|as_mut|as_slice|to_vec)$/;

/** Functions of `sea_orm_migration::schema`. */
const helpers =
  /^(pk_auto|big_pk_auto|pk_uuid|table_auto|((char|string|text|(tiny|small|big)?_?(integer|unsigned)|float|double|decimal|date_time|interval|timestamp|timestamp_with_time_zone|time|date|year|binary|var_binary|bit|varbit|blob|boolean|money|json|json_binary|uuid|custom|enumeration|array)(_len)?(_null|_uniq)?))$/;

/** Methods of entities that change rows. */
const changing = /^(insert|insert_many|update|update_many|delete|delete_many|save|exec|exec_with_returning)$/;

/** What a migration of sea-orm calls. */
export class SeaOrmHost implements Host {
  readonly #place: SeaOrmPlace;

  constructor(place: SeaOrmPlace) {
    this.#place = place;
  }

  /** `Post::Title` of an enumeration that stands elsewhere: names are made of variants in snake case (`Iden`). */
  member(object: Value, name: string): Value | undefined {
    if (object.kind !== 'class' || !/^[A-Z]/.test(name)) return undefined;
    if (/^(DbBackend|DatabaseBackend|ForeignKeyAction|IndexType|ColumnType)$/.test(object.name))
      return text(name);
    return text(name === 'Table' ? snakeCase(object.name) : snakeCase(name));
  }

  /** A structure that stands for a name (`#[derive(DeriveIden)] struct StatusEnum;`). */
  name(name: string): Value | undefined {
    const [only, ...others] = this.#place.classes.get(name)?.fields ?? [];
    return only?.name === '' && only.value?.kind === 'text' && others.length === 0
      ? text(only.value.text)
      : undefined;
  }

  /** `Variants::iter()` of an enumeration that derives `EnumIter`. */
  #variantsOf(enumeration: string): Value | undefined {
    const fields = this.#place.classes.get(enumeration)?.fields ?? [];
    const entries = fields.flatMap(({ name, value }) =>
      value?.kind === 'text' && name !== '' && name !== 'Table' ? [{ value: text(value.text) }] : [],
    );
    return entries.length > 0 ? { kind: 'list', entries } : undefined;
  }

  call(receiver: Value | undefined, call: Call): Value | undefined {
    const { name, positional } = call;
    const { recorder, path, view } = this.#place;
    if (name === 'include_str_') {
      const file = textOf(positional[0]);
      const found = file === undefined ? undefined : resolveFrom(directoryOf(path), file);
      return { kind: 'file', path: found !== undefined && view.file(found) ? found : (file ?? '') };
    }
    if (receiver === undefined || (receiver.kind === 'self' && !/^[A-Z]/.test(name))) {
      if (name === 'timestamps' && builderOf(positional[0])) {
        builderOf(positional[0])?.said.push({ name: 'timestamps', given: [] });
        return positional[0];
      }
      if (helpers.test(name)) return { kind: 'object', object: new StatementBuilder(name, positional) };
      if (name === 'name' && positional.length === 1) return positional[0];
    }
    if (receiver?.kind === 'class' && builders.test(receiver.name)) {
      if (receiver.name === 'Alias')
        return nameOf(positional[0]) === undefined ? positional[0] : text(nameOf(positional[0]) ?? '');
      return { kind: 'object', object: new StatementBuilder(`${receiver.name}::${name}`, positional) };
    }
    if (receiver?.kind === 'class' && receiver.name === 'SchemaManager' && name === 'new')
      return positional[0];
    if (receiver?.kind === 'class' && /^(String|Cow)$/.test(receiver.name) && name === 'from')
      return positional[0];
    const variants =
      receiver?.kind === 'class' && name === 'iter' ? this.#variantsOf(receiver.name) : undefined;
    const standard = variants ?? rustMethod(receiver, call);
    if (standard) return standard;
    if (receiver && same.test(name)) return receiver;
    const ofLoco = this.#place.usesLoco ? locoFunctions[name] : undefined;
    const [manager, ...rest] = positional;
    if (ofLoco && manager?.kind === 'object' && manager.object instanceof SchemaManager) {
      const bodies = ofLoco(rest, this.#place.dialect);
      if (bodies) recorder.record(call, bodies);
      else recorder.opaque(call, `a name in ${name} is known only when the migration runs`);
      return unknown(name);
    }
    if (receiver?.kind === 'class' && receiver.name === 'ColType')
      return { kind: 'object', object: new StatementBuilder(`ColType::${name}`, positional) };
    const handed = positional.some(
      (value) => value.kind === 'object' && value.object instanceof SchemaManager,
    );
    if (
      handed &&
      (receiver === undefined ||
        receiver.kind === 'self' ||
        receiver.kind === 'class' ||
        changing.test(name)) &&
      !/^(one|all|count|stream|paginate)$/.test(name)
    )
      recorder.opaque(
        call,
        changing.test(name)
          ? `${name} changes rows of an entity`
          : `${name} gets the connection and is not in the file`,
      );
    return undefined;
  }
}
