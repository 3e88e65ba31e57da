import type { FunctionNode } from '../../../syntax/javascript/tree.js';
import { optionsOf, type FunctionValue, type Value } from '../../../syntax/javascript/evaluate/value.js';

/** After so many calls that gave nothing, the next will not either. */
const patience = 24;

/**
 * Remembers which functions have to do with routes: a program that logs, reads its configuration or builds its models thousands of times while
 * it starts is not followed through all of that.
 */
export class FruitlessCalls {
  readonly #fruitless = new Map<FunctionNode, number>();
  readonly #before: number[] = [];

  /** Whether to follow a call that passes no router: one more time, or because it passes something that may come to serve routes. */
  isWorthATry(callee: FunctionValue, given: readonly Value[]): boolean {
    return (this.#fruitless.get(callee.node) ?? 0) < patience || given.some(mayServe);
  }

  /** A function begins at a depth of nesting; `done` counts what was registered up to now. */
  begins(depth: number, done: number): void {
    this.#before[depth] = done;
  }

  /** It ends. What registered something, or gave a text (perhaps a path) or something that may serve, was worth it. */
  ends(callee: FunctionValue, result: Value, depth: number, done: number): void {
    const isFruitful =
      done !== this.#before[depth] ||
      optionsOf(result).some(({ kind }) => kind === 'text' || kind === 'host') ||
      mayServe(result);
    if (isFruitful) this.#fruitless.delete(callee.node);
    else this.#fruitless.set(callee.node, (this.#fruitless.get(callee.node) ?? 0) + 1);
  }
}

function mayServe(value: Value): boolean {
  return optionsOf(value).some(({ kind }) => kind === 'class' || kind === 'function' || kind === 'instance');
}
