import type {
  DownForm,
  Migration,
  MigrationSet,
  RunnerModel,
  TransactionPlacement,
} from '../../model/migration.js';
import type { Reading } from '../../model/reading.js';
import type { RepositoryView } from '../../model/repository-view.js';
import type { Skipped } from '../../model/skipped.js';
import type { ClassNode } from '../../syntax/imperative/tree.js';
import { ParseTimeout } from '../../syntax/tree-sitter.js';
import type { Unit } from '../../syntax/imperative/values.js';
import { operationsOf } from './operations.js';
import type { Way } from './way.js';

/** A migration whose ways were walked, before its SQL is read. */
export interface WalkedMigration {
  readonly set: MigrationSet;
  readonly view: RepositoryView;
  readonly unit: Unit;
  /** Undefined when the file has no class of a migration. */
  readonly class: ClassNode | undefined;
  readonly name: string;
  readonly version: string;
  readonly phase?: string;
  readonly up: Way | undefined;
  readonly down: Way | undefined;
  readonly form: DownForm;
  readonly problems?: Migration['downProblems'];
  readonly runner: RunnerModel;
  readonly transaction: TransactionPlacement;
}

/** Reads what the ways send and puts the migration together, with what could not be read in it. */
export async function programMigration(walked: WalkedMigration): Promise<Reading<Migration>> {
  const { set, view, unit, up, down, transaction } = walked;
  const { source, program } = unit;
  const skipped: Skipped[] = [];
  if (program.brokenAt !== undefined) {
    const { line } = source.position(program.brokenAt);
    skipped.push({
      file: source.path,
      line,
      reason: 'parse-error',
      detail: 'the program does not parse here; the rest was read',
    });
  } else if (!walked.class)
    skipped.push({
      file: source.path,
      line: 1,
      reason: 'unsupported-syntax',
      detail: 'no migration class was found',
    });
  const cut = up?.cutAt ?? down?.cutAt;
  if (cut)
    skipped.push({
      file: cut.file,
      line: cut.line,
      reason: 'dynamic',
      detail: 'too many or too deeply nested statements; the rest was not read',
    });
  const reading = { transaction, dialect: set.dialect, view };
  const operations = [
    ...(await operationsOf(up?.steps ?? [], { ...reading, direction: 'up' }, skipped)),
    ...(await operationsOf(down?.steps ?? [], { ...reading, direction: 'down' }, skipped)),
  ];
  const head = walked.class?.head;
  const migration: Migration = {
    framework: set.framework,
    path: source.path,
    name: walked.name,
    version: walked.version,
    dialect: set.dialect,
    dialectReason: set.dialectReason,
    ...(walked.phase !== undefined && { phase: walked.phase }),
    down: walked.form,
    downProblems: walked.problems ?? [],
    runner: walked.runner,
    operations,
    set: set.directory,
    span: head ? source.span(head.start, head.end) : source.span(0, source.line(1).length),
  };
  return { facts: [migration], skipped };
}

/** Reads the files of a set one after the other; one that takes too long to parse is skipped. */
export async function readEach(
  set: MigrationSet,
  read: (path: string) => Promise<Reading<Migration> | undefined>,
): Promise<Reading<Migration>> {
  const facts: Migration[] = [];
  const skipped: Skipped[] = [];
  for (const path of set.files)
    try {
      const reading = await read(path);
      facts.push(...(reading?.facts ?? []));
      skipped.push(...(reading?.skipped ?? []));
    } catch (error) {
      if (!(error instanceof ParseTimeout)) throw error;
      skipped.push({ file: path, line: 1, reason: 'parse-error', detail: error.message });
    }
  return { facts, skipped };
}
