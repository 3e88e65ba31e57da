import type { Confidence } from './confidence.js';
import type { SourceSpan } from './source-span.js';

export type Dialect =
  | 'postgresql'
  | 'mysql'
  | 'mariadb'
  | 'sqlite'
  | 'sqlserver'
  | 'oracle'
  | 'clickhouse'
  | 'cassandra'
  | 'mongodb'
  | 'unknown';

/** In which transaction the runner puts a statement. none = autocommit. */
export type TransactionPlacement = 'per-migration' | 'all-migrations' | 'none' | 'unknown';

/** How a framework runs migrations; what a rule must know before it says "not inside a transaction". */
export interface RunnerModel {
  /** The default of the framework for the dialect at hand. */
  readonly transaction: TransactionPlacement;
  /** How a migration switches it off, as the user writes it; undefined = it cannot. */
  readonly transactionSwitch?: string;
  /** Whether the runner holds a lock of its own while a migration runs (advisory lock, lock table). */
  readonly holdsLock: boolean;
}

/** What a default, CHECK or generated expression is worth to the engine. */
export type Volatility = 'constant' | 'stable' | 'volatile' | 'unknown';

export interface ColumnDefault {
  /** As SQL text, e.g. `0`, `'new'`, `now()`. */
  readonly expression: string;
  readonly volatility: Volatility;
}

/** A reference from a column or constraint to another table. */
export interface ForeignKeyTarget {
  readonly table: string;
  /** Empty = the primary key of the table. */
  readonly columns: readonly string[];
  readonly onDelete?: string;
  readonly onUpdate?: string;
}

/**
 * A column as its definition gives it. `type` is in lower case with the common short names of SQL (`integer`, `bigint`, `smallint`,
 * `varchar(20)`, `text`, `boolean`, `timestamp`, `timestamptz`, `numeric(10,2)`, `jsonb`, `uuid`, `text[]`), so that the same
 * column read from SQL or from a framework's own language compares equal; empty when the text does not give it.
 */
export interface ColumnDefinition {
  readonly name: string;
  readonly type: string;
  readonly nullable: boolean;
  readonly default?: ColumnDefault;
  /** stored/virtual = GENERATED ALWAYS AS; identity, serial, auto-increment = numbered by the engine. */
  readonly generated?: 'stored' | 'virtual' | 'identity' | 'serial' | 'auto-increment';
  readonly primaryKey?: boolean;
  readonly unique?: boolean;
  readonly references?: ForeignKeyTarget;
  /** SQL text of an inline CHECK. */
  readonly check?: string;
  readonly collation?: string;
}

interface OperationCommon {
  readonly span: SourceSpan;
  readonly direction: 'up' | 'down';
  /** Zero-based index of the statement (SQL) or call (DSL) within its direction; several operations may share one. */
  readonly statement: number;
  readonly transaction: TransactionPlacement;
  readonly confidence: Confidence;
  /** JavaScript: the call is neither awaited nor returned, so the runner goes on before it is done. */
  readonly unawaited?: true;
}

/**
 * Names of tables, columns, indexes and constraints are as the engine would see them: without quotes, folded to lower case when
 * they were unquoted PostgreSQL names, `schema.table` when a schema is written.
 */
interface OnTable {
  readonly table: string;
}
interface OnColumn extends OnTable {
  readonly column: string;
}
interface Guarded {
  /** IF NOT EXISTS / IF EXISTS was written. */
  readonly guarded?: boolean;
}

export interface AddConstraint extends OnTable, Guarded {
  readonly constraint?: string;
  readonly columns: readonly string[];
}

/** What an operation does; SchemaOperation adds where and when. Named after SQL's own terms. */
export type OperationBody =
  | ({
      readonly kind: 'createTable';
      readonly columns: readonly ColumnDefinition[];
      readonly temporary?: boolean;
      readonly asSelect?: boolean;
      readonly partitionOf?: string;
    } & OnTable &
      Guarded)
  | ({ readonly kind: 'dropTable'; readonly cascade?: boolean } & OnTable & Guarded)
  | ({ readonly kind: 'renameTable'; readonly newName: string } & OnTable)
  | ({
      readonly kind: 'addColumn';
      readonly definition: ColumnDefinition;
      /** MySQL and MariaDB: FIRST or AFTER another one was written; absent = at the end. */
      readonly position?: 'first' | 'after';
    } & OnColumn &
      Guarded)
  | ({
      readonly kind: 'dropColumn';
      readonly cascade?: boolean;
      /** The definition, where the text gives it so that a down can restore it. */ readonly definition?: ColumnDefinition;
    } & OnColumn &
      Guarded)
  | ({ readonly kind: 'renameColumn'; readonly newName: string } & OnColumn)
  | ({
      readonly kind: 'changeColumnType';
      readonly type: string;
      /** The type before, where the text says it (EF Core `oldType`, Alembic `existing_type`, Ecto `from:`). */ readonly from?: string;
      readonly using?: string;
      readonly collation?: string;
    } & OnColumn)
  | ({ readonly kind: 'setDefault'; readonly default: ColumnDefault } & OnColumn)
  | ({ readonly kind: 'dropDefault' } & OnColumn)
  | ({
      readonly kind: 'setNotNull';
      readonly notValid?: boolean;
      /** Written again by the framework with another change, whether or not it holds already (Laravel's `change()`). */ readonly restated?: boolean;
    } & OnColumn)
  | ({ readonly kind: 'dropNotNull' } & OnColumn)
  | ({ readonly kind: 'addCheck'; readonly expression: string; readonly notValid?: boolean } & AddConstraint)
  | ({
      readonly kind: 'addForeignKey';
      readonly references: ForeignKeyTarget;
      readonly notValid?: boolean;
    } & AddConstraint)
  | ({ readonly kind: 'addUnique'; readonly usingIndex?: string } & AddConstraint)
  | ({ readonly kind: 'addPrimaryKey'; readonly usingIndex?: string } & AddConstraint)
  | ({ readonly kind: 'addExclusion' } & AddConstraint)
  | ({
      readonly kind: 'dropConstraint';
      readonly constraint: string;
      readonly constraintKind?: 'check' | 'foreign-key' | 'unique' | 'primary-key';
      readonly cascade?: boolean;
    } & OnTable &
      Guarded)
  | ({ readonly kind: 'validateConstraint'; readonly constraint: string } & OnTable)
  | ({
      readonly kind: 'createIndex';
      readonly index?: string;
      readonly columns: readonly string[];
      readonly unique: boolean;
      readonly concurrently: boolean;
      readonly method?: string;
      readonly where?: string;
      readonly onlyParent?: boolean;
    } & OnTable &
      Guarded)
  | ({
      readonly kind: 'dropIndex';
      readonly index?: string;
      readonly columns?: readonly string[];
      readonly concurrently: boolean;
      readonly cascade?: boolean;
      readonly table?: string;
    } & Guarded)
  | {
      readonly kind: 'renameIndex';
      readonly index: string;
      readonly newName: string;
      readonly table?: string;
    }
  | { readonly kind: 'reindex'; readonly target: string; readonly concurrently: boolean }
  | { readonly kind: 'createEnum'; readonly type: string; readonly values: readonly string[] }
  | {
      readonly kind: 'addEnumValue';
      readonly type: string;
      readonly value: string;
      readonly guarded?: boolean;
    }
  | {
      readonly kind: 'renameEnumValue';
      readonly type: string;
      readonly value: string;
      readonly newName: string;
    }
  | {
      readonly kind: 'createView';
      readonly view: string;
      readonly materialized: boolean;
      readonly orReplace?: boolean;
    }
  | {
      readonly kind: 'dropView';
      readonly view: string;
      readonly materialized: boolean;
      readonly guarded?: boolean;
    }
  | ({ readonly kind: 'createTrigger'; readonly trigger: string } & OnTable)
  | ({ readonly kind: 'attachPartition'; readonly partition: string } & OnTable)
  | ({
      readonly kind: 'detachPartition';
      readonly partition: string;
      readonly concurrently: boolean;
    } & OnTable)
  | { readonly kind: 'setSetting'; readonly setting: string; readonly value: string; readonly local: boolean }
  | { readonly kind: 'beginTransaction' }
  | { readonly kind: 'commitTransaction'; readonly rollback?: boolean }
  | ({
      readonly kind: 'changeData';
      readonly change: 'insert' | 'update' | 'delete';
      /** all = no condition; filtered = a condition that may still match most rows; by-key = a key or LIMIT; batched = in a loop of batches. */ readonly scope:
        'all' | 'filtered' | 'by-key' | 'batched';
    } & OnTable)
  | ({ readonly kind: 'truncate'; readonly cascade?: boolean } & OnTable)
  | { readonly kind: 'vacuum'; readonly full: boolean; readonly table?: string }
  | ({ readonly kind: 'lockTable'; readonly mode?: string } & OnTable)
  /** A statement that is understood as SQL and has no kind of its own above (CREATE FUNCTION, GRANT, COMMENT, CREATE EXTENSION …). */
  | { readonly kind: 'executeSql'; readonly statementKind: string; readonly table?: string }
  /** Something that could not be understood, with why. */
  | { readonly kind: 'opaque'; readonly reason: string; readonly text?: string };

export type SchemaOperation = OperationBody & OperationCommon;
export type SchemaOperationKind = OperationBody['kind'];

/**
 * How the way back is expressed. explicit = written; inferred = the framework derives it; none = the framework has one and it is missing
 * here; noop = written, does nothing; irreversible = says that there is none; unsupported = the framework has no way back.
 */
export type DownForm = 'explicit' | 'inferred' | 'none' | 'noop' | 'irreversible' | 'unsupported';

/** One migration; an up/down pair of files is one. */
export interface Migration {
  readonly framework: string;
  /** The up file. */
  readonly path: string;
  /** The file of the way back, when it is another one. */
  readonly downPath?: string;
  /** Name without version and suffix, e.g. `add_orders`. */
  readonly name: string;
  /** As the framework orders it, e.g. `20240131120000`, `1.2`, `000007`. Repeatable ones have an empty version. */
  readonly version: string;
  readonly dialect: Dialect;
  readonly dialectReason: string;
  /** e.g. `post_migrate`, `repeatable`, `baseline`. */
  readonly phase?: string;
  readonly down: DownForm;
  /** What stops an inferred down, with its place: "remove_column without a type". */
  readonly downProblems: readonly { readonly span: SourceSpan; readonly text: string }[];
  readonly runner: RunnerModel;
  readonly operations: readonly SchemaOperation[];
  /** Directory of the set that it belongs to. */
  readonly set: string;
  /** The statement that begins it, or its first line. */
  readonly span: SourceSpan;
}

/**
 * What tells a migration from all others, between revisions too: its path, version and name. The path alone does not where one file holds
 * several (change sets of Liquibase, lists in Go): those that were appended to an old file are new.
 */
export function migrationIdentity({ path, version, name }: Migration): string {
  return [path, version, name].join('\u0000');
}

/** Migrations that one runner applies in one order. */
export interface MigrationSet {
  readonly framework: string;
  readonly directory: string;
  readonly dialect: Dialect;
  readonly dialectReason: string;
  /** Why the folder was taken for this framework's. */
  readonly reason: string;
  /** Paths of the up files (or single files), in the order in which the framework runs them. */
  readonly files: readonly string[];
}
