import { tokensOf } from '../../../syntax/sql/lexer.js';
import type { SqlToken } from '../../../syntax/sql/lexer.js';
import { lexisOf } from '../../../syntax/sql/lexis.js';
import { quotedText } from '../../../syntax/sql/quoted-text.js';

/** The text that EXECUTE runs. */
export interface DynamicText {
  /** With `${name}` where a value comes in that is not known. */
  readonly sql: string;
  /** Whether values come in. */
  readonly isFilledIn: boolean;
  /** Where the text begins in the expression, when it stands there letter by letter. */
  readonly start: number | undefined;
}

/**
 * The text of an expression of PL/pgSQL: strings joined by `||`, `format('…', …)` with its `%I`, `%L` and `%s`, and other values in
 * between, which become placeholders (https://www.postgresql.org/docs/current/functions-string.html#FUNCTIONS-STRING-FORMAT). Undefined
 * when it does not begin with a text: then nothing is known of the statement.
 */
export function dynamicText(expression: string): DynamicText | undefined {
  const tokens = tokensOf(expression, lexisOf('postgresql'));
  const operands = partedBy(tokens, ({ word }) => word === '|').filter((part) => part.length > 0);
  const [first] = operands;
  if (!first || !(isText(first) || isFormat(first))) return undefined;
  const values = operands.map((operand) => valueOf(expression, operand));
  const [only] = first;
  const content = operands.length === 1 && isText(first) && only && quotedText(expression, only, false);
  return {
    sql: values.map(({ text }) => text).join(''),
    isFilledIn: values.some(({ isKnown }) => !isKnown),
    start: content && content.verbatim ? content.start : undefined,
  };
}

interface Value {
  readonly text: string;
  readonly isKnown: boolean;
}

function valueOf(expression: string, operand: readonly SqlToken[]): Value {
  const [only] = operand;
  if (only && isText(operand)) return { text: quotedText(expression, only, false).value, isKnown: true };
  return isFormat(operand) ? formatted(expression, operand) : unknown(expression, operand);
}

function isText(operand: readonly SqlToken[]): boolean {
  return operand.length === 1 && operand[0]?.kind === 'string';
}

function isFormat(operand: readonly SqlToken[]): boolean {
  const [name, open, template] = operand;
  return name?.word === 'FORMAT' && open?.word === '(' && template?.kind === 'string';
}

/** A value that comes in, named after the variable; `quote_literal(x)` brings its quotes with it. */
function unknown(expression: string, operand: readonly SqlToken[]): Value {
  const [name] = operand;
  const quotes = /^QUOTE_(LITERAL|NULLABLE)$/.test(name?.word ?? '');
  const inner = (name?.word ?? '').startsWith('QUOTE_') ? operand.slice(2, -1) : operand;
  const hole = holeFor(expression, inner);
  return { text: quotes ? `'${hole}'` : hole, isKnown: false };
}

function holeFor(expression: string, operand: readonly SqlToken[]): string {
  const written = expression.slice(operand[0]?.start ?? 0, operand.at(-1)?.end ?? 0);
  return `\${${/^[A-Za-z_][\w.]{0,60}$/.test(written) ? written : 'expression'}}`;
}

const specifier = /%(?:(%)|(?:(\d{1,3})\$)?-?\d{0,4}([sIL]))/g;

/** `format('CREATE INDEX ON %I.orders', tenant)`. */
function formatted(expression: string, operand: readonly SqlToken[]): Value {
  const [template, ...given] = partedBy(operand.slice(2, -1), ({ word }) => word === ',');
  const [text] = template ?? [];
  if (!text) return { text: '', isKnown: false };
  let next = 0;
  let isKnown = true;
  const filled = quotedText(expression, text, false).value.replaceAll(
    specifier,
    (_written, percent: string | undefined, position: string | undefined, kind: string | undefined) => {
      if (percent !== undefined) return '%';
      next = position === undefined ? next + 1 : Number(position);
      const argument = given[next - 1] ?? [];
      const [only] = argument;
      const constant = only && isText(argument) ? quotedText(expression, only, false).value : undefined;
      isKnown &&= constant !== undefined;
      const value = constant ?? holeFor(expression, argument);
      if (kind === 'L') return `'${value.replaceAll("'", "''")}'`;
      return kind === 'I' && constant !== undefined && !/^[a-z_][a-z_0-9]*$/.test(value)
        ? `"${value.replaceAll('"', '""')}"`
        : value;
    },
  );
  return { text: filled, isKnown };
}

/** Tokens between separators that stand outside parentheses. */
function partedBy(
  tokens: readonly SqlToken[],
  isSeparator: (token: SqlToken) => boolean,
): readonly (readonly SqlToken[])[] {
  const parts: SqlToken[][] = [[]];
  let depth = 0;
  for (const token of tokens) {
    if (token.word === '(') depth += 1;
    if (token.word === ')') depth -= 1;
    if (depth === 0 && isSeparator(token)) parts.push([]);
    else parts.at(-1)?.push(token);
  }
  return parts;
}
