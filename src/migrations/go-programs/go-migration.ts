import type {
  DownForm,
  Migration,
  MigrationSet,
  RunnerModel,
  TransactionPlacement,
} from '../../model/migration.js';
import type { RepositoryView } from '../../model/repository-view.js';
import type { Skipped } from '../../model/skipped.js';
import type { SourceSpan } from '../../model/source-span.js';
import { GoProgram } from '../../syntax/go/program.js';
import { oncePerView } from '../finding/once-per-view.js';
import { operationsOf } from '../programs/operations.js';
import type { ProgramStep } from '../programs/step.js';
import type { ReadMigration } from '../sql-migration.js';
import { GoInterpreter } from './interpreter.js';
import { GoLibraries } from './libraries.js';
import type { TableMemory } from './table-memory.js';
import type { GoValue } from './values.js';

/** The Go code of a repository; packages are read when asked for. */
export const goProgramOf = oncePerView(async (view: RepositoryView) => GoProgram.open(view));

/** A migration whose ways forth and back are functions of a Go program. */
export interface GoMigration {
  readonly set: MigrationSet;
  readonly path: string;
  readonly name: string;
  readonly version: string;
  readonly runner: RunnerModel;
  readonly transaction: TransactionPlacement;
  readonly up: GoValue | undefined;
  readonly down: GoValue | undefined;
  /** What it means that there is no way back. */
  readonly downWhenMissing?: DownForm;
  /** Where the migration begins, e.g. its registration. */
  readonly span: SourceSpan;
}

/** What the migrations of a set share while they are read, in the order in which they run. */
export interface GoMigrationReading {
  readonly program: GoProgram;
  readonly view: RepositoryView;
  readonly memory: TableMemory;
}

/** Reads both functions into operations. */
export async function readGoMigration(
  migration: GoMigration,
  { program, view, memory }: GoMigrationReading,
): Promise<ReadMigration> {
  const { set, transaction, span } = migration;
  const { dialect } = set;
  const skipped: Skipped[] = [];
  const reading = { dialect, transaction, view };
  const way = async (
    value: GoValue | undefined,
    tables?: TableMemory,
  ): Promise<readonly ProgramStep[] | undefined> => {
    if (value === undefined || value.kind === 'nil') return undefined;
    if (value.kind !== 'function') {
      const body = { kind: 'opaque', reason: 'the function of the migration is not found' } as const;
      return [{ span, call: 1, body }];
    }
    const interpreter = new GoInterpreter(program, dialect, new GoLibraries(program, dialect, tables));
    await interpreter.run(value.literal, value.scope);
    if (interpreter.gaveUp)
      skipped.push({
        file: migration.path,
        line: span.line,
        reason: 'dynamic',
        detail: 'too many statements; the rest was not read',
      });
    return interpreter.steps;
  };
  const up = await way(migration.up, memory);
  const down = await way(migration.down);
  return {
    migration: {
      framework: set.framework,
      path: migration.path,
      name: migration.name,
      version: migration.version,
      dialect,
      dialectReason: set.dialectReason,
      down: down ? formOf(down, migration.down) : (migration.downWhenMissing ?? 'none'),
      downProblems: [],
      runner: migration.runner,
      operations: [
        ...(await operationsOf(up ?? [], { ...reading, direction: 'up' }, skipped)),
        ...(await operationsOf(down ?? [], { ...reading, direction: 'down' }, skipped)),
      ],
      set: set.directory,
      span,
    } satisfies Migration,
    skipped,
  };
}

/** A way back that changes nothing either does nothing or returns an error of its own. */
function formOf(steps: readonly ProgramStep[], down: GoValue | undefined): DownForm {
  if (steps.length > 0) return 'explicit';
  const last = down?.kind === 'function' ? down.literal.body.at(-1) : undefined;
  const value = last?.kind === 'return' ? last.values.at(-1) : undefined;
  const isError =
    value?.kind === 'call' &&
    value.callee.kind === 'selector' &&
    /^(New|Errorf|Error)$/.test(value.callee.field);
  const panics =
    last?.kind === 'expression' &&
    last.expression.kind === 'call' &&
    last.expression.callee.kind === 'name' &&
    last.expression.callee.name === 'panic';
  return isError || panics ? 'irreversible' : 'noop';
}
