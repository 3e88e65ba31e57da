import type { Effect } from '../../javascript/step.js';
import type { OperationBody } from '../../../model/migration.js';
import type { Value } from '../../../syntax/javascript/evaluate/value.js';
import { Execution } from '../../javascript/execution.js';
import type { ProgramCall } from '../../javascript/program-call.js';
import { hostValue, ProgramObject } from '../../javascript/program-object.js';

const executing = new Set(['execute', 'executeTakeFirst', 'executeTakeFirstOrThrow']);
const idle = new Set([
  '$call',
  '$if',
  'compile',
  'toOperationNode',
  'withPlugin',
  'withoutPlugins',
  'modifyFront',
  'modifyEnd',
]);

/** A statement of Kysely as it is put together; it runs by `.execute()`, and not at all without. */
export abstract class StatementBuilder extends ProgramObject {
  override async call(name: string, call: ProgramCall): Promise<Value | undefined> {
    if (executing.has(name)) {
      const execution = new Execution();
      call.record(execution, () => this.bodies().map((body): Effect => ({ body })));
      return hostValue(execution);
    }
    if (name === '$call' || name === '$if') {
      await call.enter(call.callback, [hostValue(this)]);
      return hostValue(this);
    }
    return (await this.set(name, call)) || idle.has(name) ? hostValue(this) : undefined;
  }

  /** A method of the chain; false when it is none that is known. */
  protected abstract set(name: string, call: ProgramCall): Promise<boolean> | boolean;

  /** What it does when it is executed. */
  protected abstract bodies(): readonly OperationBody[];
}

/** A statement that is known from the start, except for its switches (`ifExists()`, `cascade()` …). */
export class PlainStatement extends StatementBuilder {
  readonly #switches = new Set<string>();
  readonly #build: (isSet: (name: string) => boolean) => readonly OperationBody[];

  constructor(build: (isSet: (name: string) => boolean) => readonly OperationBody[]) {
    super();
    this.#build = build;
  }

  protected override set(name: string, _call: ProgramCall): boolean {
    this.#switches.add(name);
    return true;
  }

  protected override bodies(): readonly OperationBody[] {
    return this.#build((name) => this.#switches.has(name));
  }
}
