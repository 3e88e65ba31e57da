import type { DownForm } from '../model/migration.js';

/** Comments of SQL; the text of a comment marker inside a string stays, which only makes a down look less empty. */
const comments = /--[^\n]*|\/\*[^*]*\*+(?:[^/*][^*]*\*+)*\/|^[ \t]*#[^\n]*/gm;

/**
 * What a written way back is worth. noop = nothing but comments, `SELECT` of a constant (`SELECT 1;`, goose's template `SELECT 'down SQL
 * query';`) or an empty transaction; irreversible = it stops with an error of its own (`RAISE EXCEPTION`, `SIGNAL SQLSTATE`, `THROW`) and
 * changes nothing before; explicit = all else.
 */
export function downFormOf(text: string): DownForm {
  const code = text.replaceAll(comments, ' ').trim();
  const statements = code
    .split(';')
    .map((statement) => statement.trim())
    .filter((statement) => statement !== '' && !transactionFrame.test(statement));
  if (statements.every((statement) => constantSelect.test(statement))) return 'noop';
  return raising.test(code) && !changing.test(code) ? 'irreversible' : 'explicit';
}

const transactionFrame = /^(begin|commit|end|start\s+transaction|rollback)(\s+(work|transaction))?$/i;
const constantSelect = /^(select|do)\s+('[^']*'|[\d+\s]+|null|true|false)(\s+as\s+\w+)?$/i;
const raising = /\braise\s+(exception|sqlstate|'|using)|\bsignal\s+sqlstate\b|\braiserror\s*\(|\bthrow\s+\d|\braise_application_error\b/i;
const changing = /\b(drop|alter|create|delete\s+from|update|insert\s+into|truncate|rename)\s/i;
