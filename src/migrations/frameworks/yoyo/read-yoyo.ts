import type { DownForm, Migration, MigrationSet, TransactionPlacement } from '../../../model/migration.js';
import type { Reading } from '../../../model/reading.js';
import type { RepositoryView } from '../../../model/repository-view.js';
import type { Skipped } from '../../../model/skipped.js';
import { pythonMachine } from '../../../syntax/python/interpreter.js';
import type { PythonMachine } from '../../../syntax/python/machine.js';
import type { PyPlace, PyValue } from '../../../syntax/python/values.js';
import { optionsOf } from '../../../syntax/python/values.js';
import { downFormOf } from '../../down-form.js';
import { operationsOf } from '../../python/operations-of-steps.js';
import { pythonProgram } from '../../python/program.js';
import { StepRecorder } from '../../python/recorder.js';
import { opaqueBody } from '../../python/step.js';
import type { PythonStep } from '../../python/step.js';
import { booleanIn, isAbsent, templateIn } from '../../python/values.js';
import type { FileReading } from '../../read-each.js';
import { readEach } from '../../read-each.js';
import { readSqlMigration, wholeText } from '../../sql-migration.js';
import { placementOn } from '../../transaction-placement.js';
import { idOf, isHook } from './find-yoyo.js';
import { YoyoHost, type YoyoStep } from './yoyo-host.js';
import { directivesOf, yoyoRunner } from './yoyo-runner.js';

/** Reads the migrations of a folder of yoyo. */
export async function readYoyo(set: MigrationSet, view: RepositoryView): Promise<Reading<Migration>> {
  const host = new YoyoHost();
  const machine = pythonMachine(pythonProgram(view), host);
  const reading = await readEach(set.files, async (path) =>
    path.endsWith('.sql') ? readSqlFile(path, set, view) : readProgram(path, { set, view, host, machine }),
  );
  const files = new Set(set.files);
  const broken = pythonProgram(view).skipped.filter(({ file }) => files.has(file));
  return { facts: reading.facts, skipped: [...reading.skipped, ...broken] };
}

/** `20240131_01_abcde-add-orders`: the date, the number of the day, letters that keep branches apart, the name. */
function nameOf(path: string): Pick<Migration, 'name' | 'version' | 'phase'> {
  const id = idOf(path);
  const [, version, name] =
    /^(\d{8}_\d+_[A-Za-z\d]{5})(?:-(.+))?$/.exec(id) ?? /^(\d+)[._-]+(.+)$/.exec(id) ?? [];
  return { version: version ?? '', name: name ?? id, ...(isHook(path) && { phase: 'repeatable' }) };
}

async function readSqlFile(path: string, set: MigrationSet, view: RepositoryView): Promise<FileReading> {
  const source = await view.read(path);
  const isBare =
    directivesOf(source?.text ?? '')
      .get('transactional')
      ?.toLowerCase() === 'false';
  const transaction = isBare ? 'none' : placementOn(set.dialect, 'per-migration');
  const downPath = path.replace(/\.sql$/, '.rollback.sql');
  const back = view.file(downPath) && (await view.read(downPath));
  return readSqlMigration({
    set,
    path,
    ...(back && { downPath }),
    ...nameOf(path),
    runner: { ...yoyoRunner, transaction },
    up: source && wholeText(source, transaction),
    down: back && wholeText(back, transaction),
    downWhenMissing: 'none',
  });
}

interface Scene {
  readonly set: MigrationSet;
  readonly view: RepositoryView;
  readonly host: YoyoHost;
  readonly machine: PythonMachine;
}

async function readProgram(path: string, { set, view, host, machine }: Scene): Promise<FileReading> {
  machine.steps = 0;
  const file = await machine.program.file(path);
  const scope = file && (await machine.operations.moduleScope(machine, path));
  if (!file || !scope)
    return {
      migration: undefined,
      skipped: [{ file: path, line: 1, reason: 'parse-error', detail: 'the migration could not be read' }],
    };
  const isBare = booleanIn(scope.cells.get('__transactional__')?.value) === false;
  const transaction: TransactionPlacement = isBare ? 'none' : placementOn(set.dialect, 'per-migration');
  const steps = host.stepsOf(path);
  const up = await followed(steps, 'apply', host, machine);
  const down = await followed(steps.toReversed(), 'rollback', host, machine);
  const skipped: Skipped[] = [];
  const shared = {
    dialect: set.dialect,
    transaction,
    sources: async (other: string) => view.read(other),
    source: file.source,
  };
  const [first] = steps;
  const migration: Migration = {
    framework: set.framework,
    path,
    ...nameOf(path),
    dialect: set.dialect,
    dialectReason: set.dialectReason,
    down: formOf(steps, down),
    downProblems: [],
    runner: { ...yoyoRunner, transaction },
    operations: [
      ...(await operationsOf(up, { ...shared, direction: 'up' }, skipped)),
      ...(await operationsOf(down, { ...shared, direction: 'down' }, skipped)),
    ],
    set: set.directory,
    span: first
      ? file.source.span(first.site.start, first.site.end)
      : file.source.span(0, file.source.line(1).length),
  };
  return { migration, skipped };
}

/** What the steps do in one direction: SQL as it is, functions by what they send. */
async function followed(
  steps: readonly YoyoStep[],
  way: 'apply' | 'rollback',
  host: YoyoHost,
  machine: PythonMachine,
): Promise<readonly PythonStep[]> {
  const recorder = new StepRecorder(machine);
  host.recorder = recorder;
  for (const step of steps) {
    const value = step[way];
    if (value === undefined || isAbsent(value)) continue;
    for (const option of optionsOf(value)) await follow(option, step.site, { recorder, host, machine });
  }
  host.recorder = undefined;
  return recorder.steps;
}

interface Following {
  readonly recorder: StepRecorder;
  readonly host: YoyoHost;
  readonly machine: PythonMachine;
}

async function follow(value: PyValue, site: PyPlace, { recorder, host, machine }: Following): Promise<void> {
  if (value.kind === 'text' && value.text.length === 0) return;
  const template = templateIn(value);
  if (template) {
    if (template.text.trim() !== '')
      recorder.record(site, [{ sql: template.text }], { unsure: !template.whole });
    return;
  }
  if (value.kind !== 'function') {
    recorder.record(site, [opaqueBody('what the step runs is made while the migration runs')]);
    return;
  }
  const given = { positional: [host.connection], named: new Map<string, PyValue>(), complete: true };
  machine.steps = 0;
  const before = recorder.steps.length;
  await machine.operations.apply(machine, value, given, site);
  if (machine.exhausted) recorder.record(site, [opaqueBody('the function does too much to be followed')]);
  else if (
    recorder.steps.length === before &&
    value.fn.body.some(({ kind }) => kind === 'expression' || kind === 'for')
  )
    recorder.record(site, [opaqueBody('what the function does could not be followed')]);
}

function formOf(steps: readonly YoyoStep[], down: readonly PythonStep[]): DownForm {
  if (steps.every(({ rollback }) => isAbsent(rollback))) return 'none';
  return downFormOf(down.map((step) => ('sql' in step ? step.sql : 'opaque')).join(';\n'));
}
