import type { RepositoryView } from '../../model/repository-view.js';
import type { Host } from '../../syntax/imperative/evaluation.js';
import { Machine } from '../../syntax/imperative/machine.js';
import { Frame } from '../../syntax/imperative/values.js';
import type { Value } from '../../syntax/imperative/values.js';
import { phpFunction } from '../../syntax/php/functions.js';
import { phpProgram } from '../../syntax/php/program.js';
import { ParseTimeout } from '../../syntax/tree-sitter.js';

/** What a PHP file of settings returns, as far as its text tells; undefined when it is not there or takes too long to parse. */
export async function returnedBy(path: string, view: RepositoryView, host: Host): Promise<Value | undefined> {
  const source = view.file(path) ? await view.read(path) : undefined;
  if (!source) return undefined;
  try {
    const unit = { source, program: await phpProgram(source) };
    const library = { hierarchyOf: () => undefined, builtin: phpFunction, implicitSelf: false };
    const machine = new Machine([], unit, host, library);
    const value = machine.runStatements(unit.program.statements, new Frame());
    // A file of settings may return a function that is handed what it sets up.
    return value.kind === 'function' ? machine.invoke(value, [{ kind: 'code', text: 'container' }]) : value;
  } catch (error) {
    if (!(error instanceof ParseTimeout)) throw error;
    return undefined;
  }
}
