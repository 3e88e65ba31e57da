import type { RunnerModel } from '../../../model/migration.js';

/**
 * Play commits each statement, or all pending evolutions at once with `autocommit = false` (`evolve` asks for one connection and commits
 * it at the end); `useLocks` makes it hold a lock (playframework/playframework, `persistence/play-jdbc-evolutions`: EvolutionsApi.scala,
 * DatabaseEvolutions.evolve; reference.conf).
 */
export const playRunner: RunnerModel = {
  transaction: 'none',
  transactionSwitch: 'play.evolutions.autocommit in application.conf',
  holdsLock: false,
};
