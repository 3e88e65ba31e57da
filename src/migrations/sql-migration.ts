import type {
  DownForm,
  Migration,
  MigrationSet,
  RunnerModel,
  SchemaOperation,
  TransactionPlacement,
} from '../model/migration.js';
import type { Skipped } from '../model/skipped.js';
import type { SourceText } from '../model/source-text.js';
import { downFormOf } from './down-form.js';
import { readSql } from './sql/index.js';
import type { StatementCount } from './transaction-placement.js';

/** A range of a text that holds statements of one direction; offsets into the text. */
export interface SqlPart {
  readonly start: number;
  readonly end: number;
  readonly transaction: TransactionPlacement;
  /** For runners that send the part in one piece: what that is worth, given a first reading of it. */
  readonly placement?: (reading: StatementCount) => TransactionPlacement;
}

/** The statements of one direction, in the order in which they run. */
export interface SqlDirection {
  readonly source: SourceText;
  readonly parts: readonly SqlPart[];
  /** For runners whose placement depends on the statements: what it is, given a first reading of all parts. */
  readonly placement?: (reading: StatementCount) => TransactionPlacement;
}

/** A migration in SQL as a framework found it, before its statements are read. */
export interface SqlMigrationFiles {
  readonly set: MigrationSet;
  readonly path: string;
  readonly downPath?: string;
  readonly name: string;
  readonly version: string;
  readonly phase?: string;
  readonly runner: RunnerModel;
  /** Undefined when the file could not be read (binary, too large); the view has named why. */
  readonly up: SqlDirection | undefined;
  /** Undefined when there is no way back; then `downWhenMissing` says what that means. */
  readonly down?: SqlDirection | undefined;
  readonly downWhenMissing: DownForm;
}

/** A migration that was read, with the statements that could not be. */
export interface ReadMigration {
  readonly migration: Migration;
  readonly skipped: readonly Skipped[];
}

/** The whole text as one part. */
export function wholeText(source: SourceText, transaction: TransactionPlacement): SqlDirection {
  return { source, parts: [{ start: 0, end: source.text.length, transaction }] };
}

/** Reads the statements of both directions into operations. */
export async function readSqlMigration(files: SqlMigrationFiles): Promise<ReadMigration> {
  const { set, up, down } = files;
  const forth = up ? await readDirection(up, set, 'up') : unreadable(files.path);
  const back = down ? await readDirection(down, set, 'down') : undefined;
  const first = forth.operations[0]?.span;
  const migration: Migration = {
    framework: set.framework,
    path: files.path,
    ...(files.downPath === undefined ? {} : { downPath: files.downPath }),
    name: files.name,
    version: files.version,
    dialect: set.dialect,
    dialectReason: set.dialectReason,
    ...(files.phase === undefined ? {} : { phase: files.phase }),
    down: down ? formOf(down) : files.downWhenMissing,
    downProblems: [],
    runner: files.runner,
    operations: [...forth.operations, ...(back?.operations ?? [])],
    set: set.directory,
    span: first ?? firstLine(files.path, up?.source),
  };
  return { migration, skipped: [...forth.skipped, ...(back?.skipped ?? [])] };
}

interface DirectionReading extends StatementCount {
  readonly skipped: readonly Skipped[];
}

async function readDirection(
  direction: SqlDirection,
  set: MigrationSet,
  towards: 'up' | 'down',
): Promise<DirectionReading> {
  const reading = await readParts(direction, set, towards);
  const placement = direction.placement?.(reading);
  if (placement === undefined || direction.parts.every(({ transaction }) => transaction === placement))
    return reading;
  const parts = direction.parts.map((part) => ({ ...part, transaction: placement }));
  return readParts({ source: direction.source, parts }, set, towards);
}

async function readParts(
  { source, parts }: SqlDirection,
  set: MigrationSet,
  direction: 'up' | 'down',
): Promise<DirectionReading> {
  const operations: SchemaOperation[] = [];
  const skipped: Skipped[] = [];
  let statements = 0;
  for (const { start, end, transaction, placement } of parts) {
    const { dialect } = set;
    const range = { source, start, end, dialect, direction, firstStatement: statements };
    const first = await readSql({ ...range, transaction });
    const placed = placement?.(first) ?? transaction;
    const read = placed === transaction ? first : await readSql({ ...range, transaction: placed });
    operations.push(...read.operations);
    skipped.push(...read.skipped);
    statements += read.statements;
  }
  return { operations, skipped, statements };
}

function formOf({ source, parts }: SqlDirection): DownForm {
  return downFormOf(parts.map(({ start, end }) => source.text.slice(start, end)).join('\n;\n'));
}

/** The one operation of a file without text to be had, so that the migration is not lost from the list. */
function unreadable(path: string): DirectionReading {
  const span = { file: path, line: 1, column: 1, endLine: 1, endColumn: 1 };
  const operation: SchemaOperation = {
    kind: 'opaque',
    reason: 'the file could not be read',
    span,
    direction: 'up',
    statement: 0,
    transaction: 'unknown',
    confidence: 'high',
  };
  return { operations: [operation], skipped: [], statements: 0 };
}

function firstLine(path: string, source: SourceText | undefined): Migration['span'] {
  const endColumn = source ? source.line(1).length + 1 : 1;
  return { file: path, line: 1, column: 1, endLine: 1, endColumn };
}
