import type { Handler, HttpMethod, Touch } from '../../../model/endpoint.js';
import type { RepositoryView } from '../../../model/repository-view.js';
import type { Host } from '../../../syntax/javascript/evaluate/evaluator.js';
import { Interpreter } from '../../../syntax/javascript/evaluate/interpreter.js';
import type { Value } from '../../../syntax/javascript/evaluate/value.js';
import { JavaScriptProject } from '../../../syntax/javascript/project.js';
import type { Calling } from '../javascript/dialect.js';
import { HandlerReader } from '../javascript/handler-facts.js';

/** How a framework whose routes are files finds the function that answers. */
export interface FileHandling {
  readonly calling: Calling;
  /** The exports that may answer a method, in order. */
  readonly exports: readonly string[];
}

/** Steps for the top level of one module; a handler's module imports a whole application, of which little matters. */
const moduleSteps = 60_000;
const handlerSteps = 200_000;
const nestingLimit = 6;

/** Reads the handlers of files. The programs are evaluated when the first is asked for. */
export class FileHandlers {
  readonly #interpreter: Interpreter;
  readonly #handlers: HandlerReader;

  constructor(view: RepositoryView) {
    const host: Host = {
      mayEnter: (): boolean => this.#interpreter.state.functions.length < nestingLimit,
    };
    this.#interpreter = new Interpreter(new JavaScriptProject(view), host, moduleSteps);
    this.#handlers = new HandlerReader(this.#interpreter);
  }

  /** What is known of the function with which a file answers a method; undefined when there is none to be followed. */
  async of(path: string, method: HttpMethod, handling: FileHandling): Promise<Handler | undefined> {
    for (const name of handling.exports) {
      const exported = await this.value(path, name === '' ? method : name);
      if (exported === undefined) continue;
      return this.#handlers.read([exported], handling.calling);
    }
    return undefined;
  }

  /** An export of a file, as far as it can be known. */
  value(path: string, name: string): Promise<Value | undefined> {
    return this.#interpreter.within(handlerSteps, () => this.#interpreter.exported(path, name));
  }

  /** What a function that stands before handlers touches at every request that passes it. */
  middleware(value: Value, calling: Calling): Promise<readonly Touch[]> {
    return this.#handlers.middleware(value, calling);
  }

  /** What a function of the program gives for arguments; undefined when it takes too long or is none. */
  run(value: Value, given: readonly Value[]): Promise<Value | undefined> {
    if (value.kind !== 'function') return Promise.resolve(undefined);
    return this.#interpreter.within(handlerSteps, () => this.#interpreter.run(value, given));
  }
}
