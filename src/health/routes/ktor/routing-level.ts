import type { RouteGuard, Touch } from '../../../model/endpoint.js';
import type { KtorFunction } from './functions.js';

/** Where in the routes a piece of code stands. */
export interface Level {
  readonly prefix: string;
  readonly isComplete: boolean;
  readonly guards: readonly RouteGuard[];
  /** What interceptors of the blocks around touch; grows while a block is read, as their order does not matter. */
  readonly before: readonly Touch[][];
  readonly condition?: string;
  readonly port?: number;
  /** Texts of the parameters of the function around. */
  readonly locals: ReadonlyMap<string, string>;
  readonly around: KtorFunction | undefined;
  readonly depth: number;
}
