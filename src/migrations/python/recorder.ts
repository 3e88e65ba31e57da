import type { OperationBody, TransactionPlacement } from '../../model/migration.js';
import type { PythonMachine } from '../../syntax/python/machine.js';
import type { PyPlace } from '../../syntax/python/values.js';
import type { PythonStep } from './step.js';

/** More operations than any migration has; loops that nobody can bound stop here. */
const maxSteps = 5_000;

/** Takes down what the calls of one way through a migration do, in their order. */
export class StepRecorder {
  readonly steps: PythonStep[] = [];
  readonly #machine: PythonMachine;
  #calls = 0;

  constructor(machine: PythonMachine) {
    this.#machine = machine;
  }

  /** Takes down one call. What stands in a branch whose condition is not known is unsure. */
  record(
    place: PyPlace,
    contents: readonly (OperationBody | { readonly sql: string })[],
    {
      unsure = false,
      transaction,
    }: { unsure?: boolean; transaction?: TransactionPlacement | undefined } = {},
  ): void {
    if (this.steps.length > maxSteps) return;
    this.#calls += 1;
    const shared = {
      place,
      call: this.#calls,
      ...((unsure || this.#machine.branches > 0) && { unsure: true }),
      ...(transaction !== undefined && { transaction }),
    };
    for (const content of contents)
      this.steps.push('sql' in content ? { ...shared, sql: content.sql } : { ...shared, body: content });
  }
}
