import type { Dialect, DownForm, Migration } from '../../model/migration.js';
import type { Value } from '../../syntax/javascript/evaluate/value.js';
import { isNullish } from '../../syntax/javascript/evaluate/value.js';
import { MigrationHost, type ReadPackageCall } from './migration-host.js';
import type { MigrationProgram } from './migration-programs.js';
import { StepRecorder } from './recorder.js';
import type { ProgramStep } from './step.js';

/** How one way through a migration is to be run. */
export interface DirectionRun {
  readonly dialect: Dialect;
  /** What the runner passes. */
  readonly given: readonly Value[];
  readonly packages?: ReadPackageCall;
}

/** What one way through a migration does. */
export interface ProgramDirection {
  readonly steps: readonly ProgramStep[];
  /** What it is worth as a way back. */
  readonly form: DownForm;
  /** What stops a way back that the framework derives. */
  readonly problems?: Migration['downProblems'];
}

/** Steps of the evaluation that one way through a migration may take. */
const stepLimit = 300_000;

/**
 * Follows `up` or `down`. `entry` is the exported function or method; undefined when there is none (then the form is `none`), `false`
 * where the framework takes that as "there is no way back".
 */
export async function runDirection(
  program: MigrationProgram,
  entry: Value | undefined,
  { dialect, given, packages }: DirectionRun,
): Promise<ProgramDirection> {
  if (entry === undefined || isNullish(entry)) return { steps: [], form: 'none' };
  if (entry.kind === 'literal' && entry.value === false) return { steps: [], form: 'irreversible' };
  const { interpreter, module } = program;
  const recorder = new StepRecorder(module.path, program.span, dialect);
  if (entry.kind !== 'function') {
    recorder.unread('what is exported could not be followed to a function');
    return { steps: recorder.steps(), form: 'explicit' };
  }
  const host = new MigrationHost(recorder, packages);
  host.attach(interpreter);
  const result = await interpreter.withHost(host, () =>
    interpreter.within(stepLimit, () => interpreter.run(entry, given)),
  );
  if (result === undefined) recorder.unread('the migration does too much to be followed to its end');
  else host.markAwaited(result);
  if (recorder.isEmpty && host.callsOthers && !host.throws)
    recorder.unread('what it calls could not be followed');
  const steps = recorder.steps();
  return { steps, form: formOf(steps, host) };
}

function formOf(steps: readonly ProgramStep[], { throws }: MigrationHost): DownForm {
  if (steps.length > 0) return 'explicit';
  return throws ? 'irreversible' : 'noop';
}
