import type { Origin, TextValue, Value } from '../../syntax/javascript/evaluate/value.js';
import { optionsOf } from '../../syntax/javascript/evaluate/value.js';
import { objectOf } from './program-object.js';

/** SQL as far as the program's text tells it. */
export interface SqlText {
  /** What is not known stays in it as `${expression}`. */
  readonly text: string;
  readonly complete: boolean;
  /** The literal that it is, when it is just one. */
  readonly origin?: Origin;
}

const statement =
  /^\s*(?:--[^\n]*\n\s*|\/\*[^*]*\*\/\s*)*\(?\s*(select|insert|update|delete|alter|create|drop|with|truncate|do|set|comment|grant|revoke|vacuum|analyze|lock|merge|replace|refresh|reindex|begin|start|commit|rename|exec|call|if|declare|pragma|use|show|explain|optimize|cluster|copy)\b/i;

/**
 * The SQL that a value can be: a string, a template, or a fragment made by a framework. Empty when it is not known, or when what it
 * begins with is not known to be a statement.
 */
export function sqlTextsOf(value: Value | undefined): readonly SqlText[] {
  if (value === undefined) return [];
  return optionsOf(value).flatMap((option) => {
    const text = option.kind === 'text' ? option : objectOf(option)?.text();
    const sql = text && sqlTextOf(text);
    return sql && (sql.complete || statement.test(sql.text)) ? [sql] : [];
  });
}

/** A text with its holes as placeholders. */
export function sqlTextOf(value: TextValue): SqlText {
  const complete = value.parts.every((part) => typeof part === 'string');
  const [first] = value.origins;
  const isOneLiteral =
    complete && first !== undefined && value.origins.every((origin) => origin.start === first.start);
  return { text: writtenText(value), complete, ...(isOneLiteral && { origin: first }) };
}

/** A text whose holes are written as `${expression}`, or filled with what is assumed. */
export function writtenText(value: TextValue): string {
  return value.parts
    .map((part) =>
      typeof part === 'string' ? part : (part.assumed ?? `\${${placeholderName(part.expression)}}`),
    )
    .join('');
}

const longestName = 60;

/** An expression as the name of a placeholder: without braces and line ends. */
function placeholderName(expression: string): string {
  const name = expression
    .replaceAll(/[{}\s]+/g, ' ')
    .trim()
    .slice(0, longestName);
  return name === '' ? '…' : name;
}
