import type { CallReader } from './call-reader.js';
import { columnStatements } from './column-statements.js';
import { constraintStatements } from './constraint-statements.js';
import { indexStatements } from './index-statements.js';
import { objectStatements } from './object-statements.js';

/**
 * The schema statements of ActiveRecord (activerecord/lib/active_record/connection_adapters/abstract/schema_statements.rb and
 * postgresql/schema_statements.rb), what its CommandRecorder (migration/command_recorder.rb) can turn round, and those of the gem
 * scenic (https://github.com/scenic-views/scenic). Statements with a block are read elsewhere.
 */
export const schemaStatements: ReadonlyMap<string, CallReader> = new Map([
  ...columnStatements,
  ...indexStatements,
  ...constraintStatements,
  ...objectStatements,
]);
