import type { Dialect } from '../../model/migration.js';
import type { GoProgram } from '../../syntax/go/program.js';
import { readBunChain } from './bun-calls.js';
import { readGormChain } from './gorm-calls.js';
import { GoModels } from './models.js';
import type { GoPlacing, GoRecorder } from './recorder.js';
import { readSqlChain } from './sql-calls.js';
import { TableMemory } from './table-memory.js';
import type { GoValue } from './values.js';
import { readXormChain } from './xorm-calls.js';

export type GoHandle = Extract<GoValue, { readonly kind: 'handle' }>;

/** What a library's reader is given: a chain on a handle, its place, and where to take down what it does. */
export interface ChainReading {
  readonly handle: GoHandle;
  readonly placing: GoPlacing;
  readonly recorder: GoRecorder;
  readonly models: GoModels;
  readonly memory: TableMemory;
  readonly dialect: Dialect;
}

/** The libraries that Go migrations are written with. */
export class GoLibraries {
  readonly #models: GoModels;
  readonly #memory: TableMemory;
  readonly #dialect: Dialect;

  constructor(program: GoProgram, dialect: Dialect, memory = new TableMemory()) {
    this.#models = new GoModels(program, dialect);
    this.#memory = memory;
    this.#dialect = dialect;
  }

  /** Reads a chain as far as it was built; what its last call sends is taken down. Gives the chain's value. */
  async read(handle: GoHandle, placing: GoPlacing, recorder: GoRecorder): Promise<GoValue> {
    const reading: ChainReading = {
      handle,
      placing,
      recorder,
      models: this.#models,
      memory: this.#memory,
      dialect: this.#dialect,
    };
    switch (handle.library) {
      case 'sql':
        return readSqlChain(handle, placing, recorder);
      case 'gorm':
        return readGormChain(reading);
      case 'bun':
        return readBunChain(reading);
      default:
        return readXormChain(reading);
    }
  }
}
