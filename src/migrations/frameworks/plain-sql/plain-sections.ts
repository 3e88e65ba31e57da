import type { TransactionPlacement } from '../../../model/migration.js';
import { SourceText } from '../../../model/source-text.js';
import type { Section } from '../../sections.js';
import { holdsStatements, sectionsOf } from '../../sections.js';
import type { SqlDirection, SqlPart } from '../../sql-migration.js';

/**
 * Marker lines that tools and people put into a file to part the way forth from the way back. Each with the place that defines it:
 * micrate `-- +micrate Up`, rambler `-- rambler up` and its like (`-- migration: up`), Play's `# --- !Ups` outside its folder
 * (playframework.com, Evolutions), node-pg-migrate's `-- Up Migration` (its docs, SQL migrations), node-sqlite's `-- Up`.
 */
const directed: readonly RegExp[] = [
  /^\s*--\s*\+\w+\s+(up|down)\b/i,
  /^\s*--\s*(?:migrate|migration|rambler|dbmate)\s*[: ]\s*(up|down)\b/i,
  /^\s*(?:#|--)\s*-*\s*!(up|down)s\b/i,
  /^\s*--+\s*@?(up|down)(?:\s+migrations?)?\s*:?\s*-*\s*$/i,
];

/** Markers of the way back alone: dbdeploy's `-- //@UNDO` (MyBatis' own files are read as such), a heading `-- Rollback`. */
const backwards: readonly RegExp[] = [
  /^\s*--\s*\/\/\s*@undo\b/i,
  /^\s*--+\s*@?(?:undo|rollback|revert)\s*:?\s*-*\s*$/i,
];

/** Ways to say that a file runs without a transaction: sqlx, Atlas, graphile-migrate and node-pg-migrate without their settings, micrate. */
const withoutTransaction =
  /^[ \t]*--[-!]*[ \t]*(no-?transaction\b|atlas:txmode\s+none\b|\+\w+\s+up\s+notransaction\b|disable-transaction\b)/im;

/** A file of plain SQL with its ways forth and back. */
export interface PlainFile {
  readonly up: SqlDirection;
  readonly down: SqlDirection | undefined;
}

/** Takes a file apart at whatever markers it holds; without any, all of it is the way forth. */
export function takeApart(written: SourceText): PlainFile {
  const source = withoutBreakpoints(written);
  const transaction: TransactionPlacement = withoutTransaction.test(source.text) ? 'none' : 'unknown';
  const sections = sectionsOf(source, markerOf, 'up').filter(
    ({ start, end, marker }) => isMarkedExactly(marker) || holdsStatements(source.text.slice(start, end)),
  );
  const parts = (direction: Section['direction']): readonly SqlPart[] =>
    sections
      .filter((section) => section.direction === direction)
      .map(({ start, end }) => ({ start, end, transaction }));
  const down = parts('down');
  return {
    up: { source, parts: parts('up') },
    down: down.length === 0 ? undefined : { source, parts: down },
  };
}

function markerOf(line: string): 'up' | 'down' | undefined {
  if (line.length > 200 || !/^\s*(--|#)/.test(line)) return undefined;
  for (const pattern of directed) {
    const word = pattern.exec(line)?.[1]?.toLowerCase();
    if (word !== undefined) return word === 'up' ? 'up' : 'down';
  }
  return backwards.some((pattern) => pattern.test(line)) ? 'down' : undefined;
}

/** A heading such as `-- Rollback` above nothing but comments is a note, not a way back; a tool's marker is one even when empty. */
function isMarkedExactly(marker: string): boolean {
  return marker !== '' && !(backwards[1]?.test(marker) ?? false);
}

/** Drizzle's `--> statement-breakpoint` is no comment to MySQL (`--` needs a blank behind it): it becomes blanks. */
function withoutBreakpoints(source: SourceText): SourceText {
  if (!source.text.includes('--> statement-breakpoint')) return source;
  const blank = (marker: string): string => ' '.repeat(marker.length);
  return new SourceText(source.path, source.text.replaceAll(/--> statement-breakpoint/g, blank));
}
