import type { DownForm } from '../../model/migration.js';
import type { SourceSpan } from '../../model/source-span.js';
import type { Machine } from '../../syntax/imperative/machine.js';
import type { Value } from '../../syntax/imperative/values.js';
import type { Recorder } from './recorder.js';
import type { ProgramStep } from './step.js';

/** One way through a migration. */
export interface Way {
  readonly steps: readonly ProgramStep[];
  /** It throws an error whatever happens. */
  readonly raises: boolean;
  /** Where reading was given up, because there was too much of it. */
  readonly cutAt?: SourceSpan;
}

/** Runs one or several methods of a migration, those that are there; undefined when none is. */
export function runWay(
  machine: Machine,
  recorder: Recorder,
  methods: readonly string[],
  given: readonly Value[] = [],
): Way | undefined {
  const present = methods.filter((method) => machine.has(method));
  if (present.length === 0) return undefined;
  for (const method of present) machine.run(method, given);
  return {
    steps: recorder.steps,
    raises: machine.raises,
    ...(machine.cutAt && { cutAt: machine.cutAt }),
  };
}

/** What a written way back is worth, by what its steps do. */
export function formOfWay(down: Way | undefined): DownForm {
  if (!down) return 'none';
  if (down.steps.length > 0) return 'explicit';
  return down.raises ? 'irreversible' : 'noop';
}
