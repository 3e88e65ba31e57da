import type {
  DownForm,
  Migration,
  MigrationSet,
  RunnerModel,
  TransactionPlacement,
} from '../../../model/migration.js';
import type { Reading } from '../../../model/reading.js';
import type { RepositoryView } from '../../../model/repository-view.js';
import type { Skipped } from '../../../model/skipped.js';
import type { SourceText } from '../../../model/source-text.js';
import { pythonMachine } from '../../../syntax/python/interpreter.js';
import type { PythonMachine } from '../../../syntax/python/machine.js';
import type { PyStatement } from '../../../syntax/python/tree.js';
import type { FunctionValue, PyPlace, Scope } from '../../../syntax/python/values.js';
import { optionsOf } from '../../../syntax/python/values.js';
import { baseName } from '../../finding/paths.js';
import { operationsOf } from '../../python/operations-of-steps.js';
import { pythonProgram } from '../../python/program.js';
import { StepRecorder } from '../../python/recorder.js';
import { opaqueBody } from '../../python/step.js';
import type { PythonStep } from '../../python/step.js';
import { noArguments, textIn } from '../../python/values.js';
import { placementOn } from '../../transaction-placement.js';
import { AlembicHost } from './alembic-host.js';
import { environmentOf } from './find-alembic.js';
import { alembicRunner } from './alembic-runner.js';

interface Way {
  readonly steps: readonly PythonStep[];
  readonly functions: readonly FunctionValue[];
}

/** Reads the scripts of one env.py. */
export async function readAlembic(set: MigrationSet, view: RepositoryView): Promise<Reading<Migration>> {
  const program = pythonProgram(view);
  const host = new AlembicHost();
  host.dialect = set.dialect;
  const machine = pythonMachine(program, host);
  const runner = await runnerOf(set, view);
  const facts: Migration[] = [];
  const skipped: Skipped[] = [];
  for (const path of set.files) {
    machine.steps = 0;
    const file = await program.file(path);
    const scope = file && (await machine.operations.moduleScope(machine, path));
    if (!file || !scope) {
      skipped.push({ file: path, line: 1, reason: 'parse-error', detail: 'the migration could not be read' });
      continue;
    }
    host.sources.set(path, file.source);
    host.autocommit = autocommitBlocks(file.body, path, file.source.text);
    const up = await runWay('upgrade', scope, machine, host);
    const down = await runWay('downgrade', scope, machine, host);
    const shared = {
      dialect: set.dialect,
      transaction: runner.transaction,
      sources: async (other: string) => view.read(other),
      source: file.source,
    };
    const revision = textIn(scope.cells.get('revision')?.value) ?? '';
    const span = spanOf(up, file.source);
    facts.push({
      framework: 'alembic',
      path,
      name: nameOf(path, revision),
      version: revision,
      dialect: set.dialect,
      dialectReason: set.dialectReason,
      down: formOf(down),
      downProblems: [],
      runner,
      operations: [
        ...(await operationsOf(up.steps, { ...shared, direction: 'up' }, skipped)),
        ...(await operationsOf(down.steps, { ...shared, direction: 'down' }, skipped)),
      ],
      set: set.directory,
      span,
    });
  }
  const files = new Set(set.files);
  skipped.push(...program.skipped.filter(({ file }) => files.has(file)));
  return { facts, skipped };
}

/** SQLite and MySQL are run without a transaction of Alembic's (`transactional_ddl` of alembic/ddl). */
async function runnerOf(set: MigrationSet, view: RepositoryView): Promise<RunnerModel> {
  const text = (await environmentOf(set.files, view))?.text ?? '';
  const code = text.replaceAll(/#.*$/gm, '');
  const each = /\btransaction_per_migration["']?\s*[=:\]]+\s*True\b/.test(code);
  const off = /\btransactional_ddl\s*=\s*False\b/.test(code) || set.dialect === 'sqlite';
  const wanted: TransactionPlacement = off ? 'none' : each ? 'per-migration' : 'all-migrations';
  const holdsLock = /pg_(?:try_)?advisory_(?:xact_)?lock|\bGET_LOCK\b/i.test(code);
  return { ...alembicRunner, transaction: placementOn(set.dialect, wanted), holdsLock };
}

/** Runs `upgrade` or `downgrade`; with several databases there is one function for each, `upgrade_engine1`. */
async function runWay(
  name: 'upgrade' | 'downgrade',
  scope: Scope,
  machine: PythonMachine,
  host: AlembicHost,
): Promise<Way> {
  const own = functionsNamed((key) => key === name, scope);
  const several = functionsNamed((key) => key.startsWith(`${name}_`), scope);
  const dispatches = own.some(({ fn }) => fn.parameters.length > 0) && several.length > 0;
  const functions = dispatches ? several : own;
  const recorder = new StepRecorder(machine);
  for (const callee of functions) {
    machine.steps = 0;
    host.open(recorder);
    const site: PyPlace = { file: callee.file, start: callee.fn.start, end: callee.fn.end };
    try {
      await machine.operations.apply(machine, callee, noArguments, site);
    } finally {
      host.close();
    }
    if (machine.exhausted) recorder.record(site, [opaqueBody('the function does too much to be followed')]);
  }
  return { steps: recorder.steps, functions };
}

function functionsNamed(fits: (name: string) => boolean, scope: Scope): readonly FunctionValue[] {
  return [...scope.cells].flatMap(([name, { value }]) =>
    fits(name) && value ? optionsOf(value).filter((option) => option.kind === 'function') : [],
  );
}

/** No function, one that does nothing, one that only says that there is no way back. */
function formOf({ steps, functions }: Way): DownForm {
  if (functions.length === 0) return 'none';
  if (steps.length > 0) return 'explicit';
  return functions.some(({ fn }) => fn.body.some(({ kind }) => kind === 'raise')) ? 'irreversible' : 'noop';
}

function spanOf(up: Way, source: SourceText): Migration['span'] {
  const fn = up.functions[0]?.fn;
  return fn ? source.span(fn.start, fn.start + `def ${fn.name}`.length) : source.span(0, 0);
}

/** `20240131_1200-1975ea83b712_add_orders.py` → add_orders. */
function nameOf(path: string, revision: string): string {
  const stem = baseName(path).replace(/\.py$/, '');
  const at = revision === '' ? -1 : stem.indexOf(revision);
  const rest = at === -1 ? stem : stem.slice(at + revision.length);
  return rest.replace(/^[-_.]+/, '') || stem;
}

/** The bodies of `with op.get_context().autocommit_block():`. */
function autocommitBlocks(
  body: readonly PyStatement[],
  file: string,
  text: string,
  depth = 0,
): readonly PyPlace[] {
  if (depth > 20) return [];
  return body.flatMap((statement): readonly PyPlace[] => {
    switch (statement.kind) {
      case 'with':
        return statement.items.some(({ value }) =>
          text.slice(value.start, value.end).includes('autocommit_block'),
        )
          ? [{ file, start: statement.start, end: statement.end }]
          : autocommitBlocks(statement.body, file, text, depth + 1);
      case 'if':
        return statement.branches.flatMap((branch) => autocommitBlocks(branch.body, file, text, depth + 1));
      case 'function':
      case 'class':
      case 'for':
      case 'while':
      case 'try':
      case 'other':
        return autocommitBlocks(statement.body, file, text, depth + 1);
      default:
        return [];
    }
  });
}
