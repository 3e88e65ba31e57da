import { arithmetic } from '../arithmetic.js';
import type { CodeValue } from '../code-file.js';
import { readPostfix } from './postfix.js';
import type { KotlinReading } from './reading.js';

interface Operator {
  readonly text: string;
  readonly tokens: number;
  readonly precedence: number;
}

const signs: readonly (readonly [string, number])[] = [
  ['||', 1],
  ['&&', 2],
  ['===', 3],
  ['!==', 3],
  ['==', 3],
  ['!=', 3],
  ['<=', 4],
  ['>=', 4],
  ['<', 4],
  ['>', 4],
  ['?:', 6],
  ['..<', 8],
  ['..', 8],
  ['+', 9],
  ['-', 9],
  ['*', 10],
  ['/', 10],
  ['%', 10],
];

/** Words that end an expression or begin a statement: none is an infix function. */
const noInfix =
  /^(?:else|catch|finally|val|var|fun|class|object|interface|return|throw|if|when|for|while|do|try|by|where|get|set|import|package|typealias)$/;

/** An expression: operands with operators between them. */
export function readExpression(reading: KotlinReading, limit: number): CodeValue | undefined {
  return readOperands(reading, limit, 0);
}

function readOperands(reading: KotlinReading, limit: number, least: number): CodeValue | undefined {
  const from = reading.at;
  let left = readPostfix(reading, limit);
  for (;;) {
    const operator = left && operatorAt(reading, limit);
    if (!left || !operator || operator.precedence < least) return left;
    reading.at += operator.tokens;
    if (/^!?(?:is|as)\??$/.test(operator.text)) {
      reading.type(limit);
      // A cast is what is cast; a check of a type is a truth.
      if (operator.text.startsWith('as')) continue;
      left = { kind: 'other', parts: [left], ...reading.range(from) };
      continue;
    }
    const before = left;
    const read = (): CodeValue =>
      reading.code.within(
        () => readOperands(reading, limit, operator.precedence + 1),
        () => undefined,
      ) ?? reading.nothing(reading.at);
    const right = /^(?:\|\||&&|\?:)$/.test(operator.text) ? reading.code.conditional(read) : read();
    left = arithmetic(reading.range(from), operator.text, before, right);
  }
}

/** The operator that stands here. On a new line only some go on with the expression. */
function operatorAt(reading: KotlinReading, limit: number): Operator | undefined {
  if (reading.at >= limit) return undefined;
  const { startsLine } = reading;
  for (const [text, precedence] of signs) {
    if (!reading.signs(text)) continue;
    if (startsLine && !/^(?:\?:|&&|\|\|)$/.test(text)) return undefined;
    // `x += 1`, `{ a -> b }`
    const isOther = /^[-+*/%]$/.test(text) && (reading.is('=', 1) || (text === '-' && reading.is('>', 1)));
    return isOther ? undefined : { text, tokens: text.length, precedence };
  }
  const isNot = reading.is('!');
  const word = reading.word(isNot ? 1 : 0);
  if (word === 'as')
    return reading.is('?', 1)
      ? { text: 'as?', tokens: 2, precedence: 11 }
      : { text: 'as', tokens: 1, precedence: 11 };
  if (startsLine) return undefined;
  if (word === 'is' || word === 'in') return { text: word, tokens: isNot ? 2 : 1, precedence: 5 };
  const isInfix = !isNot && word !== undefined && !noInfix.test(word) && beginsOperand(reading, limit);
  return isInfix ? { text: word, tokens: 1, precedence: 7 } : undefined;
}

/** Whether an operand follows the word that stands here, on the same line: `a to b`. */
function beginsOperand(reading: KotlinReading, limit: number): boolean {
  const next = reading.tokens.all[reading.at + 1];
  if (!next || reading.at + 1 >= limit || reading.tokens.startsLine(reading.at + 1)) return false;
  return next.kind !== 'sign' || /^[({]$/.test(next.text);
}
