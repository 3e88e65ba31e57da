import type { Migration, MigrationSet } from '../../model/migration.js';
import type { InService } from '../../model/service.js';
import type { ServerVersion } from './server-version.js';

/** What the rules on migrations judge. */
export interface MigrationFacts {
  readonly migrations: readonly InService<Migration>[];
  readonly sets: readonly MigrationSet[];
  /** Identities of the migrations (`migrationIdentity`) that came since the base revision; absent when there is no base. What one of them creates is empty still. */
  readonly fresh?: ReadonlySet<string>;
  /** Version of the server that the migrations will run on; absent = a current one. */
  readonly serverVersion?: ServerVersion;
}
