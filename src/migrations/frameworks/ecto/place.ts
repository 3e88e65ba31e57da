import type { Dialect } from '../../../model/migration.js';
import type { RepositoryView } from '../../../model/repository-view.js';
import type { EctoRepository, MigrationSettings } from './repositories.js';
import type { SchemaPlace } from './schemas.js';

/** What a migration's calls are to know of what is around them. */
export interface EctoPlace extends SchemaPlace {
  readonly view: RepositoryView;
  readonly dialect: Dialect;
  readonly settings: MigrationSettings;
  readonly repositories: readonly EctoRepository[];
  readonly direction: 'up' | 'down';
}
