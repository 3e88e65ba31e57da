import type { Dialect } from '../../../model/migration.js';

/** What an action of ALTER TABLE is read against. */
export interface AlterContext {
  readonly table: string;
  readonly dialect: Dialect;
  readonly notValid: boolean;
}
