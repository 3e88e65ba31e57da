import type { RouteGap } from '../../../model/endpoint.js';
import type { Frame, Unit, Value } from '../../../syntax/imperative/values.js';
import type { PendingRoute, RouteGroup } from './groups.js';

/** What is registered while the program is read, and where it stands. */
export interface Registry {
  readonly routes: PendingRoute[];
  readonly gaps: RouteGap[];
  group: RouteGroup;
  unitOf(path: string): Unit | undefined;
  /** Runs another file; false when there is none. */
  run(path: string, variables: ReadonlyMap<string, Value>): boolean;
}

/** Binds variables in a frame. */
export function bindAll(frame: Frame, variables: ReadonlyMap<string, Value>): Frame {
  for (const [name, value] of variables) frame.bind(name, value);
  return frame;
}
