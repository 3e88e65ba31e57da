import type { TransactionPlacement } from '../../../model/migration.js';
import type { SourceText } from '../../../model/source-text.js';
import { holdsStatements, sectionsOf } from '../../sections.js';
import type { Section } from '../../sections.js';
import type { SqlDirection, SqlPart } from '../../sql-migration.js';
import type { StatementCount } from '../../transaction-placement.js';

/** Cheap test of a text: only dbmate writes this line (amacneil/dbmate, `pkg/dbmate/migration.go`). */
export const upBlock = /^--\s*migrate:up(\s|$)/m;

/** A migration of dbmate, taken apart at its blocks. */
export interface DbmateFile {
  readonly up: SqlDirection;
  readonly down: SqlDirection | undefined;
  /** Line of statements in front of the first block, which dbmate refuses. */
  readonly strayLine: number | undefined;
}

/**
 * Takes a file apart at `-- migrate:up` and `-- migrate:down` (both may come several times), each with options behind it, of which
 * there is one: `transaction:false`, for its block alone (`pkg/dbmate/migration.go`). Undefined when there is no up block.
 * @param inTransaction where dbmate puts the statements of a block by default.
 * @param without where they are with `transaction:false`.
 */
export function takeApart(
  source: SourceText,
  inTransaction: TransactionPlacement,
  without: (reading: StatementCount) => TransactionPlacement,
): DbmateFile | undefined {
  const sections = sectionsOf(source, markerOf, 'neither');
  const ups = sections.filter(({ direction }) => direction === 'up');
  if (ups.length === 0) return undefined;
  const downs = sections.filter(({ direction }) => direction === 'down');
  const lead = sections[0];
  const stray = lead && holdsStatements(source.text.slice(lead.start, lead.end));
  const direction = (of: readonly Section[]): SqlDirection => ({
    source,
    parts: of.map((section): SqlPart => {
      const part = { start: section.start, end: section.end, transaction: inTransaction };
      return withoutTransaction(section) ? { ...part, placement: without } : part;
    }),
  });
  return {
    up: direction(ups),
    down: downs.length === 0 ? undefined : direction(downs),
    strayLine: stray ? 1 : undefined,
  };
}

function markerOf(line: string): 'up' | 'down' | undefined {
  const match = /^--\s*migrate:(up|down)(?:\s|$)/.exec(line);
  return match?.[1] === 'up' ? 'up' : match?.[1] === 'down' ? 'down' : undefined;
}

function withoutTransaction({ marker }: Section): boolean {
  return /\stransaction:false(\s|$)/.test(marker);
}
