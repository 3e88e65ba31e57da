import type { Touch } from '../../../model/endpoint.js';
import type { PythonMachine } from '../../../syntax/python/machine.js';
import type { FunctionValue, PyValue } from '../../../syntax/python/values.js';
import { optionsOf } from '../../../syntax/python/values.js';
import { codeOfMiddleware } from './answering-middleware.js';
import { sureTouches } from './handlers.js';
import type { PythonRouterFramework } from './router.js';

/** Methods that run for a request: of middleware of Starlette, and of pure ASGI. */
const ofAsgi = ['dispatch', '__call__'];
/** Of the middleware of Falcon (falcon/app.py), and of a handler of Tornado before its `get` (tornado/web.py). */
const ofFramework: Partial<Record<PythonRouterFramework, readonly string[]>> = {
  falcon: ['process_request', 'process_resource'],
  tornado: ['prepare'],
  // `ASGIMiddleware` has `handle`, `AbstractMiddleware` and `MiddlewareProtocol` have `__call__` (litestar/middleware/base.py).
  litestar: ['handle', '__call__'],
};

/** What middleware and hooks surely touch; each is looked at once. */
export class TouchedBefore {
  readonly #machine: PythonMachine;
  readonly #known = new Map<FunctionValue['fn'], Promise<readonly Touch[]>>();

  constructor(machine: PythonMachine) {
    this.#machine = machine;
  }

  /** The touches of functions and classes that a request passes, each place once. */
  async of(values: readonly PyValue[], framework: PythonRouterFramework): Promise<readonly Touch[]> {
    const found = new Map<string, Touch>();
    for (const value of values.slice(0, 60)) {
      const [only, ...others] = optionsOf(value);
      if (!only || others.length > 0) continue;
      for (const code of await codeOfMiddleware(this.#machine, only, ofFramework[framework] ?? ofAsgi))
        for (const touch of await this.#touchesOf(code))
          found.set(`${touch.dependency} ${touch.span.file}:${touch.span.line}:${touch.span.column}`, touch);
    }
    return [...found.values()];
  }

  async #touchesOf(code: FunctionValue): Promise<readonly Touch[]> {
    let touches = this.#known.get(code.fn);
    if (touches === undefined) {
      touches = sureTouches(this.#machine, code);
      this.#known.set(code.fn, touches);
    }
    return touches;
  }
}
