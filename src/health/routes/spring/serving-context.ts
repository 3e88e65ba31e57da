import type { SpringSettings } from '../jvm/settings.js';

/** What the application around a file adds to its routes. */
export interface ServingContext {
  /** Context path and servlet path. */
  readonly prefix: string;
  /** False when the prefix is known to the environment only. */
  readonly isPrefixKnown: boolean;
  readonly settings: SpringSettings;
}
