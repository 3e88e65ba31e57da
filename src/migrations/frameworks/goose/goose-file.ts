import type { TransactionPlacement } from '../../../model/migration.js';
import { SourceText } from '../../../model/source-text.js';
import { neutralised } from '../../placeholders.js';
import { linesOf } from '../../sections.js';
import type { SqlDirection, SqlPart } from '../../sql-migration.js';

/** Cheap test of a text: only goose writes this line. */
export const upAnnotation = /^[ \t]*--\s*\+goose\s+up\b/im;

/** A SQL migration of goose, taken apart at its annotations. */
export interface GooseFile {
  readonly up: SqlDirection;
  readonly down: SqlDirection | undefined;
  readonly withoutTransaction: boolean;
}

/**
 * Takes a file apart as goose's own parser does (pressly/goose, `internal/sqlparser/parser.go`): `-- +goose Up` and `-- +goose Down` in
 * whatever case, `StatementBegin`/`StatementEnd` around one statement each, `NO TRANSACTION` for the whole file, `ENVSUB ON`/`OFF`
 * around lines whose `${VAR}` goose fills in from the environment. Undefined when there is no `Up`: goose refuses such a file.
 */
export function takeApart(written: SourceText, inTransaction: TransactionPlacement): GooseFile | undefined {
  const source = withoutVariables(written);
  const withoutTransaction = linesOf(source).some((line) => annotationOf(line.text) === 'no transaction');
  const transaction: TransactionPlacement = withoutTransaction ? 'none' : inTransaction;
  const parts: Record<'up' | 'down', SqlPart[]> = { up: [], down: [] };
  const seen = { up: false, down: false };
  let direction: 'up' | 'down' | undefined;
  let start = 0;
  const close = (end: number): void => {
    if (direction && source.text.slice(start, end).trim() !== '')
      parts[direction].push({ start, end, transaction });
  };
  for (const line of linesOf(source)) {
    const annotation = annotationOf(line.text);
    if (annotation === undefined) continue;
    close(line.start);
    start = line.end;
    if (annotation === 'up' || annotation === 'down') {
      direction = annotation;
      seen[annotation] = true;
    }
  }
  close(source.text.length);
  if (!seen.up) return undefined;
  return {
    up: { source, parts: parts.up },
    down: seen.down ? { source, parts: parts.down } : undefined,
    withoutTransaction,
  };
}

function annotationOf(line: string): string | undefined {
  const text = line.trim();
  if (!text.startsWith('--') || !text.includes('+goose')) return undefined;
  return text.replaceAll('--', '').replace('+goose', '').trim().replaceAll(/\s+/g, ' ').toLowerCase();
}

/** `$NAME`; the SQL reader knows `${NAME}` by itself. */
const variable = /\$([A-Za-z_]\w*)(?![\w$])/g;

/** Lines between `ENVSUB ON` and `ENVSUB OFF` with their variables made neutral; all others as they are. */
function withoutVariables(source: SourceText): SourceText {
  if (!/\+goose\s+envsub\s+on/i.test(source.text)) return source;
  let on = false;
  const lines = linesOf(source).map((line) => {
    const annotation = annotationOf(line.text);
    if (annotation === 'envsub on') on = true;
    if (annotation === 'envsub off') on = false;
    const text = source.text.slice(line.start, line.end);
    return on ? neutralised(new SourceText(source.path, text), variable).text : text;
  });
  return new SourceText(source.path, lines.join(''));
}
