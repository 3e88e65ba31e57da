import { TemplateError, type Command, type Operand, type Pipeline } from './nodes.js';

const token =
  /\s*(?:("(?:[^"\\]|\\.)*"|`[^`]*`|'(?:[^'\\]|\\.)')|(-?\d[\w.+-]*)|(:=|=|\||\(|\)|,)|(\$?[\p{L}_][\p{L}\p{N}_]*|\$)?((?:\.[\p{L}_][\p{L}\p{N}_]*)+|\.)?)/uy;

interface Token {
  readonly kind: 'constant' | 'mark' | 'name' | 'end';
  readonly text: string;
  readonly value?: string | number;
  /** `.a.b` behind a name, or by itself; `.` is an empty list. */
  readonly names?: readonly string[];
  /** Whether white space stands before it: `(x).a` is not `(x) .a`. */
  readonly apart: boolean;
}

/** Deeper parentheses are refused. */
const deepest = 100;

/**
 * Parses what stands in an action.
 * @throws TemplateError when it is no pipeline.
 */
export function parsePipeline(text: string): Pipeline {
  const parser = new PipelineParser(tokensOf(text));
  const pipeline = parser.pipeline(0);
  parser.expectEnd();
  return pipeline;
}

function tokensOf(text: string): readonly Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (text.slice(at).trim() !== '') {
    token.lastIndex = at;
    const match = token.exec(text);
    if (!match || match[0].trim() === '')
      throw new TemplateError(`\`${text.slice(at, at + 20)}\` is not understood`);
    const apart = /^\s/.test(match[0]) || at === 0;
    at += match[0].length;
    const [, quoted, number, mark, name, fields] = match;
    if (quoted !== undefined) tokens.push({ kind: 'constant', text: quoted, value: unquoted(quoted), apart });
    else if (number !== undefined)
      tokens.push({ kind: 'constant', text: number, value: numberOf(number), apart });
    else if (mark !== undefined) tokens.push({ kind: 'mark', text: mark, apart });
    else
      tokens.push({
        kind: 'name',
        text: name ?? '',
        ...(fields !== undefined && { names: fields === '.' ? [] : fields.slice(1).split('.') }),
        apart,
      });
  }
  return tokens;
}

function unquoted(text: string): string {
  const inner = text.slice(1, -1);
  if (text.startsWith('`')) return inner;
  const letters: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r' };
  return inner.replace(/\\(u[\da-fA-F]{4}|x[\da-fA-F]{2}|.)/g, (_, code: string) =>
    /^[ux]./.test(code) ? String.fromCodePoint(Number.parseInt(code.slice(1), 16)) : (letters[code] ?? code),
  );
}

function numberOf(text: string): number {
  const value = Number(text.replaceAll('_', ''));
  if (Number.isNaN(value)) throw new TemplateError(`\`${text}\` is no number`);
  return value;
}

class PipelineParser {
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  pipeline(depth: number): Pipeline {
    if (depth > deepest) throw new TemplateError('nested too deep');
    const declared = this.#declarations();
    const commands = [this.#command(depth)];
    while (this.#takeMark('|')) commands.push(this.#command(depth));
    return { ...declared, commands };
  }

  expectEnd(): void {
    const { text, kind } = this.#peek();
    if (kind !== 'end') throw new TemplateError(`\`${text}\` is not expected here`);
  }

  #declarations(): Pick<Pipeline, 'declares' | 'assigns'> {
    const start = this.#at;
    const names: string[] = [];
    for (;;) {
      const { kind, names: fields, text } = this.#peek();
      if (kind !== 'name' || !text.startsWith('$') || fields !== undefined) break;
      names.push(text.slice(1));
      this.#at += 1;
      if (this.#takeMark(',')) continue;
      if (this.#takeMark(':=')) return { declares: names, assigns: false };
      if (this.#takeMark('=')) return { declares: names, assigns: true };
      break;
    }
    this.#at = start;
    return { declares: [], assigns: false };
  }

  #command(depth: number): Command {
    const operands: Operand[] = [];
    for (;;) {
      const next = this.#peek();
      if (next.kind === 'end' || (next.kind === 'mark' && next.text !== '(')) break;
      operands.push(this.#operand(depth));
    }
    if (operands.length === 0) throw new TemplateError('a command is missing');
    return { operands };
  }

  #operand(depth: number): Operand {
    const next = this.#peek();
    this.#at += 1;
    if (next.kind === 'constant') return { kind: 'constant', value: next.value ?? '' };
    if (next.kind === 'mark') {
      const pipeline = this.pipeline(depth + 1);
      if (!this.#takeMark(')')) throw new TemplateError('a parenthesis is not closed');
      const after = this.#peek();
      const hasFields = after.kind === 'name' && after.text === '' && !after.apart;
      if (hasFields) this.#at += 1;
      return { kind: 'group', pipeline, names: (hasFields ? after.names : undefined) ?? [] };
    }
    const { names, text } = next;
    if (text === '') return { kind: 'field', names: names ?? [] };
    if (text.startsWith('$')) return { kind: 'variable', name: text.slice(1), names: names ?? [] };
    if (text === 'true' || text === 'false') return { kind: 'constant', value: text === 'true' };
    return text === 'nil' ? { kind: 'constant', value: null } : { kind: 'function', name: text };
  }

  #peek(): Token {
    return this.#tokens[this.#at] ?? { kind: 'end', text: '', apart: true };
  }

  #takeMark(text: string): boolean {
    const { kind, text: found } = this.#peek();
    const isHere = kind === 'mark' && found === text;
    if (isHere) this.#at += 1;
    return isHere;
  }
}
