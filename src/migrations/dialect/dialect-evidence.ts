import type { Dialect } from '../../model/migration.js';
import type { Located } from '../finding/nearest.js';
import { nearestTo } from '../finding/nearest.js';

/** A sign of the database that migrations are for, and where it was seen. */
export interface DialectEvidence extends Located {
  readonly dialect: Dialect;
  /** In words: "go.mod depends on github.com/lib/pq". */
  readonly reason: string;
}

/** What the evidence nearest to a directory agrees on; undefined when there is none or it contradicts itself. */
export function agreedDialect(
  evidence: readonly DialectEvidence[],
  directory: string,
): DialectEvidence | undefined {
  const nearest = nearestTo(evidence, directory);
  const first = nearest[0];
  return first !== undefined && nearest.every(({ dialect }) => dialect === first.dialect) ? first : undefined;
}
