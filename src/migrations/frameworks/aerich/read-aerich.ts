import type { DownForm, Migration, MigrationSet } from '../../../model/migration.js';
import type { Reading } from '../../../model/reading.js';
import type { RepositoryView } from '../../../model/repository-view.js';
import type { Skipped } from '../../../model/skipped.js';
import { pythonMachine } from '../../../syntax/python/interpreter.js';
import type { PythonMachine } from '../../../syntax/python/machine.js';
import type { FunctionValue, PyPlace, Scope } from '../../../syntax/python/values.js';
import { optionsOf } from '../../../syntax/python/values.js';
import { downFormOf } from '../../down-form.js';
import { baseName } from '../../finding/paths.js';
import { MigrationHost } from '../../python/migration-host.js';
import { operationsOf } from '../../python/operations-of-steps.js';
import { pythonProgram } from '../../python/program.js';
import { opaqueBody } from '../../python/step.js';
import type { PythonStep } from '../../python/step.js';
import { booleanIn, noArguments, templateIn } from '../../python/values.js';
import { placementOn } from '../../transaction-placement.js';
import { aerichName } from './find-aerich.js';
import { aerichRunner } from './aerich-runner.js';

/** Reads the SQL that the functions of the files give back. */
export async function readAerich(set: MigrationSet, view: RepositoryView): Promise<Reading<Migration>> {
  const program = pythonProgram(view);
  const machine = pythonMachine(program, new MigrationHost());
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
    const runs = placementOn(set.dialect, 'per-migration');
    const isBare = booleanIn(scope.cells.get('RUN_IN_TRANSACTION')?.value) === false;
    const shared = {
      dialect: set.dialect,
      transaction: isBare ? ('none' as const) : runs,
      sources: async (other: string) => view.read(other),
      source: file.source,
    };
    const up = functionIn(scope, 'upgrade');
    const down = functionIn(scope, 'downgrade');
    const downSteps = await sqlOf(down, machine);
    const [, number = '', time, name = ''] = aerichName.exec(baseName(path)) ?? [];
    facts.push({
      framework: 'aerich',
      path,
      name,
      version: time === undefined ? number : `${number}_${time}`,
      dialect: set.dialect,
      dialectReason: set.dialectReason,
      down: formOf(down, downSteps),
      downProblems: [],
      runner: { ...aerichRunner, transaction: runs },
      operations: [
        ...(await operationsOf(await sqlOf(up, machine), { ...shared, direction: 'up' }, skipped)),
        ...(await operationsOf(downSteps, { ...shared, direction: 'down' }, skipped)),
      ],
      set: set.directory,
      span: up ? file.source.span(up.fn.start, up.fn.start + 'def upgrade'.length) : file.source.span(0, 0),
    });
  }
  const files = new Set(set.files);
  skipped.push(...program.skipped.filter(({ file }) => files.has(file)));
  return { facts, skipped };
}

function functionIn(scope: Scope, name: string): FunctionValue | undefined {
  const value = scope.cells.get(name)?.value;
  return value && optionsOf(value).find((option) => option.kind === 'function');
}

/** The text that a function gives back, as a step. */
async function sqlOf(
  callee: FunctionValue | undefined,
  machine: PythonMachine,
): Promise<readonly PythonStep[]> {
  if (!callee) return [];
  const { fn, file } = callee;
  const place: PyPlace = { file, start: fn.start, end: fn.end };
  const result = await machine.operations.apply(machine, callee, noArguments, place);
  return optionsOf(result).flatMap((option): readonly PythonStep[] => {
    const template = templateIn(option);
    if (template?.text.trim() === '' || option.kind === 'none') return [];
    if (!template) return [{ place, call: 1, body: opaqueBody('the SQL is made while the migration runs') }];
    return [{ place, call: 1, sql: template.text, ...(!template.whole && { unsure: true }) }];
  });
}

function formOf(down: FunctionValue | undefined, steps: readonly PythonStep[]): DownForm {
  if (!down) return 'none';
  return downFormOf(steps.map((step) => ('sql' in step ? step.sql : 'opaque')).join(';\n'));
}
