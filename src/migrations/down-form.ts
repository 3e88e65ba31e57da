import type { DownForm } from '../model/migration.js';

/**
 * What a written way back is worth. noop = nothing but comments, `SELECT` of a constant (`SELECT 1;`, goose's template `SELECT 'down SQL
 * query';`) or an empty transaction; irreversible = it stops with an error of its own (`RAISE EXCEPTION`, `SIGNAL SQLSTATE`, `THROW`) and
 * changes nothing before; explicit = all else.
 */
export function downFormOf(text: string): DownForm {
  const code = withoutComments(text);
  const statements = code
    .split(';')
    .map((statement) => statement.trim().replaceAll(/\s+/g, ' '))
    .filter((statement) => statement !== '' && !transactionFrame.test(statement));
  if (statements.every((statement) => statement.length <= longestConstant && constantSelect.test(statement)))
    return 'noop';
  return raising.test(code) && !changing.test(code) ? 'irreversible' : 'explicit';
}

const longestConstant = 300;
const transactionFrame = /^(begin|commit|end|start transaction|rollback)( work| transaction)?$/i;
const constantSelect = /^(select|do) ('[^']*'|[\d+ ]+|null|true|false)( as \w+)?$/i;
const raising =
  /\braise\s+(exception|sqlstate|'|using)|\bsignal\s+sqlstate\b|\braiserror\s*\(|\bthrow\s+\d|\braise_application_error\b/i;
const changing = /\b(drop|alter|create|delete\s+from|update|insert\s+into|truncate|rename)\s/i;

/** The text without `--`, `#` (at the beginning of a line) and block comments; what looks like one inside a string stays. */
function withoutComments(text: string): string {
  let code = '';
  let at = 0;
  while (at < text.length) {
    const letter = text.charAt(at);
    const isLine =
      text.startsWith('--', at) ||
      (letter === '#' && /(^|\n)[ \t]*$/.test(text.slice(Math.max(0, at - 40), at)));
    if (isLine) at = endOf(text, '\n', at);
    else if (text.startsWith('/*', at)) at = endOf(text, '*/', at + 2);
    else if (letter === "'") {
      const end = endOf(text, "'", at + 1);
      code += text.slice(at, end);
      at = end;
      continue;
    } else {
      code += letter;
      at += 1;
      continue;
    }
    code += ' ';
  }
  return code;
}

/** Behind the next `mark` from an offset on, or the end of the text. */
function endOf(text: string, mark: string, from: number): number {
  const found = text.indexOf(mark, from);
  return found === -1 ? text.length : found + mark.length;
}
