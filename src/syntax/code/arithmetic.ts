import type { CodeRange, CodeValue } from './code-file.js';

/** `60 * 1000` as a number where both sides are, `'a' + b` as a text, else what was computed with what. */
export function arithmetic(range: CodeRange, operator: string, left: CodeValue, right: CodeValue): CodeValue {
  const [a, b] = [numberOf(left), numberOf(right)];
  const value = a === undefined || b === undefined ? undefined : computed(operator, a, b);
  if (value !== undefined) return { kind: 'number', start: range.start, end: range.end, value };
  if (operator === '+' && (left.kind === 'text' || right.kind === 'text'))
    return concatenation(range, left, right);
  const choice = ['||', '??', '?:', '&&', 'or', 'and', '?'].includes(operator);
  return {
    kind: 'other',
    start: range.start,
    end: range.end,
    parts: [left, right],
    ...(choice && { operator }),
  };
}

/** A text with what is put to it; `{}` for what is not known. */
export function concatenation(range: CodeRange, left: CodeValue, right: CodeValue): CodeValue {
  const parts = [left, right];
  return {
    kind: 'text',
    start: range.start,
    end: range.end,
    text: parts.map((part) => (part.kind === 'text' ? part.text : '{}')).join(''),
    exact: parts.every((part) => part.kind === 'text' && part.exact),
  };
}

function numberOf(value: CodeValue): number | undefined {
  return value.kind === 'number' ? value.value : undefined;
}

function computed(operator: string, a: number, b: number): number | undefined {
  switch (operator) {
    case '*':
      return a * b;
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '/':
      return b === 0 ? undefined : a / b;
    case '**':
      return a ** b;
    default:
      return undefined;
  }
}

/** A number as languages write it: `1_000`, `0x10`, `1e3`, `10L`, `2.5f`, `10n`, `5u64`. NaN becomes undefined. */
export function parseNumber(text: string): number | undefined {
  const plain = text.replaceAll('_', '').toLowerCase();
  const value = /^0[xob]/.test(plain)
    ? Number(plain.replace(/[lun]+$/, ''))
    : Number(plain.replace(/(?:[lfdmnu]+|[iu](?:8|16|32|64|128|size)|f(?:32|64))$/, ''));
  return Number.isNaN(value) ? undefined : value;
}
