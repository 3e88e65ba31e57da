import { TokenView } from '../../jvm/token-view.js';
import type { CodeBuilder } from '../code-builder.js';
import type { CodeValue } from '../code-file.js';
import { readAnnotations } from './annotations.js';
import { readDeclaration } from './declarations.js';
import { readExpression } from './expressions.js';
import { readPostfix } from './postfix.js';
import { KotlinReading } from './reading.js';

/**
 * Reads a Kotlin file from its tokens; no grammar of Kotlin ships as WASM with the runtime that lintel uses. What it does not understand it
 * steps over.
 */
export function lowerKotlinCode(code: CodeBuilder): void {
  const tokens = new TokenView(code.source);
  const reading = new KotlinReading(code, tokens, {
    statement: readStatement,
    expression: readExpression,
    operand: readPostfix,
  });
  readHead(reading);
  reading.statements(tokens.all.length);
}

/** The annotations of the file, its package and its imports: a simple name stands for the fully qualified one. */
function readHead(reading: KotlinReading): void {
  const { tokens, code } = reading;
  while (reading.at < tokens.all.length) {
    const from = reading.at;
    const word = reading.word();
    if (reading.is('@') && reading.word(1) === 'file') {
      readAnnotations(reading, tokens.all.length);
      code.dropMarks();
    } else if (reading.is(';')) reading.at += 1;
    else if (word === 'package' || word === 'import') {
      reading.at += 1;
      const parts: string[] = [];
      let name = reading.word();
      while (name !== undefined) {
        parts.push(name);
        reading.at += 1;
        name = reading.is('.') ? reading.word(1) : undefined;
        if (name !== undefined) reading.at += 1;
      }
      let local = parts.at(-1) ?? '';
      if (reading.is('.') && reading.is('*', 1)) {
        reading.at += 2;
        local = '*';
      } else if (reading.word() === 'as' && reading.word(1) !== undefined) {
        local = reading.word(1) ?? local;
        reading.at += 2;
      }
      if (word === 'import' && local !== '')
        code.import({ ...reading.range(from), name: local, module: parts.join('.') });
    } else return;
  }
}

function readStatement(reading: KotlinReading, limit: number): CodeValue | undefined {
  const from = reading.at;
  if (readDeclaration(reading, limit)) return undefined;
  const value = reading.expression(limit);
  if (reading.at >= limit || reading.startsLine) return value;
  if (reading.is('=') && !reading.signs('==')) {
    reading.at += 1;
    const given = reading.expression(limit);
    if (value.kind === 'path') reading.code.assign(reading.range(from), value, given);
    return undefined;
  }
  if (/^[-+*/%]$/.test(reading.tokens.all[reading.at]?.text ?? '') && reading.is('=', 1)) {
    reading.at += 2;
    reading.expression(limit);
    return undefined;
  }
  return value;
}
