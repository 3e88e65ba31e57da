import type { SqlAside } from '../../syntax/sql/splitter.js';
import type { Problem, StatementReading } from './statement-reading.js';

/** What stands in a range of SQL text: its statements in order, and what between them was left out. */
export interface RangeReading {
  readonly statements: readonly StatementReading[];
  readonly problems: readonly Problem[];
}

/** What is said of text between statements. Separators and delimiters are read, so nothing is. */
export function asideProblem(text: string, aside: SqlAside): readonly Problem[] {
  if (aside.kind === 'meta-command') {
    const command = /^[\\:]\S{0,40}/.exec(text.slice(aside.start, aside.end))?.[0] ?? '';
    const detail = `${command}: a command of the database client, not SQL`;
    return [{ offset: aside.start, reason: 'unsupported-syntax', detail }];
  }
  if (aside.kind === 'copy-data')
    return [{ offset: aside.start, reason: 'unsupported-syntax', detail: 'rows of COPY … FROM stdin' }];
  return [];
}
