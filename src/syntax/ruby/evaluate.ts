import type { SyntaxNode } from '../tree-sitter.js';
import type { RubyScope, RubyValue } from './value.js';

/** Values nest at most this deep; deeper ones are kept as code. */
const deepest = 40;

/** What a text needs beside its tree: the bodies of its heredocs. */
export interface RubyProgram {
  readonly root: SyntaxNode;
  /** Id of a `heredoc_beginning` node → its body node. */
  readonly heredocs: ReadonlyMap<number, SyntaxNode>;
}

/** Prepares a tree: heredoc bodies stand behind the statement that begins them, in the same order. */
export function rubyProgram(root: SyntaxNode): RubyProgram {
  const beginnings = root.descendantsOfType('heredoc_beginning');
  const bodies = root.descendantsOfType('heredoc_body');
  const heredocs = new Map<number, SyntaxNode>();
  for (const [index, beginning] of beginnings.entries()) {
    const body = bodies[index];
    if (beginning && body) heredocs.set(beginning.id, body);
  }
  return { root, heredocs };
}

/** Folds a node to a value: literals, interpolation and concatenation of known values, constants and variables of the scope. */
export function evaluate(node: SyntaxNode, program: RubyProgram, scope: RubyScope, depth = 0): RubyValue {
  const code: RubyValue = { kind: 'code', text: node.text };
  if (depth > deepest) return code;
  const inner = (child: SyntaxNode): RubyValue => evaluate(child, program, scope, depth + 1);
  switch (node.type) {
    case 'string':
    case 'bare_string':
      return stringOf(node, inner);
    case 'chained_string': {
      const parts = node.namedChildren.flatMap((child) => (child ? [inner(child)] : []));
      return joined(parts) ?? code;
    }
    case 'heredoc_beginning': {
      const body = program.heredocs.get(node.id);
      return body === undefined ? code : stringOf(body, inner, node.text.startsWith('<<~'));
    }
    case 'simple_symbol':
      return { kind: 'symbol', text: node.text.slice(1) };
    case 'hash_key_symbol':
    case 'bare_symbol':
      return { kind: 'symbol', text: node.text };
    case 'delimited_symbol': {
      const text = stringOf(node, inner);
      return text.kind === 'string' ? { kind: 'symbol', text: text.text } : code;
    }
    case 'integer': {
      const value = Number(node.text.replaceAll('_', ''));
      return Number.isFinite(value) ? { kind: 'number', value, text: node.text.replaceAll('_', '') } : code;
    }
    case 'float': {
      const value = Number(node.text.replaceAll('_', ''));
      return Number.isFinite(value) ? { kind: 'number', value, text: node.text } : code;
    }
    case 'unary': {
      const operand = node.childForFieldName('operand');
      const value = operand ? inner(operand) : code;
      return node.text.startsWith('-') && value.kind === 'number'
        ? { kind: 'number', value: -value.value, text: `-${value.text}` }
        : code;
    }
    case 'true':
      return { kind: 'boolean', value: true };
    case 'false':
      return { kind: 'boolean', value: false };
    case 'nil':
      return { kind: 'nil' };
    case 'array':
    case 'symbol_array':
    case 'string_array':
      return { kind: 'array', items: node.namedChildren.flatMap((child) => (child ? [inner(child)] : [])) };
    case 'hash':
      return hashOf(node.namedChildren, program, scope, depth);
    case 'parenthesized_statements': {
      const [only, ...others] = node.namedChildren;
      return only && others.length === 0 ? inner(only) : code;
    }
    case 'lambda': {
      const body = node.childForFieldName('body');
      const [only, ...others] = body?.namedChildren.flatMap((child) => (child ? [child] : [])) ?? [];
      const statement = only?.type === 'body_statement' ? only.namedChildren[0] : only;
      return statement && others.length === 0 ? { kind: 'lambda', result: inner(statement) } : code;
    }
    case 'identifier':
    case 'constant':
      return scope.get(node.text) ?? code;
    case 'scope_resolution':
      return scope.get(node.childForFieldName('name')?.text ?? '') ?? code;
    case 'binary': {
      const left = node.childForFieldName('left');
      const right = node.childForFieldName('right');
      if (node.childForFieldName('operator')?.text !== '+' || !left || !right) return code;
      return joined([inner(left), inner(right)]) ?? code;
    }
    case 'call':
      return callOf(node, inner) ?? code;
    default:
      return code;
  }
}

/** Calls that only dress a value: `"…".squish`, `X.freeze`, `:a.to_s`, `[…].map(&:to_s)`. */
function callOf(node: SyntaxNode, inner: (child: SyntaxNode) => RubyValue): RubyValue | undefined {
  const receiver = node.childForFieldName('receiver');
  const method = node.childForFieldName('method')?.text;
  if (!receiver || method === undefined) return undefined;
  const value = inner(receiver);
  if (
    [
      'freeze',
      'squish',
      'strip',
      'strip_heredoc',
      'chomp',
      'dup',
      'html_safe',
      'to_a',
      'compact',
      'flatten',
      'uniq',
    ].includes(method)
  ) {
    return value.kind === 'code' ? undefined : value;
  }
  if (method === 'to_s' && (value.kind === 'string' || value.kind === 'symbol'))
    return { kind: 'string', text: value.text };
  if (method === 'to_sym' && (value.kind === 'string' || value.kind === 'symbol'))
    return { kind: 'symbol', text: value.text };
  if (method === 'keys' && value.kind === 'hash') {
    return { kind: 'array', items: [...value.entries.keys()].map((text) => ({ kind: 'symbol', text })) };
  }
  if (method === 'values' && value.kind === 'hash')
    return { kind: 'array', items: [...value.entries.values()] };
  return undefined;
}

function stringOf(node: SyntaxNode, inner: (child: SyntaxNode) => RubyValue, squiggly = false): RubyValue {
  let text = '';
  for (const child of node.namedChildren) {
    if (!child) continue;
    if (child.type === 'interpolation') {
      const [only, ...others] = child.namedChildren;
      const value = only && others.length === 0 ? inner(only) : undefined;
      const part = value && plainText(value);
      if (part === undefined) return { kind: 'code', text: node.text };
      text += part;
    } else if (child.type === 'escape_sequence') text += unescaped(child.text);
    else if (child.type === 'string_content' || child.type === 'heredoc_content') text += child.text;
  }
  return { kind: 'string', text: squiggly ? dedented(text) : text };
}

function plainText(value: RubyValue): string | undefined {
  if (value.kind === 'string' || value.kind === 'symbol' || value.kind === 'number') return value.text;
  return undefined;
}

function joined(parts: readonly RubyValue[]): RubyValue | undefined {
  if (parts.length > 0 && parts.every((part) => part.kind === 'array'))
    return { kind: 'array', items: parts.flatMap((part) => part.items) };
  const texts = parts.map((part) => (part.kind === 'string' ? part.text : undefined));
  return texts.every((text) => text !== undefined) ? { kind: 'string', text: texts.join('') } : undefined;
}

const escapes: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  s: ' ',
  '0': '\0',
  e: '\u001B',
};

function unescaped(sequence: string): string {
  const letter = sequence.slice(1);
  return escapes[letter] ?? letter;
}

function dedented(text: string): string {
  const lines = text.split('\n');
  const indents = lines
    .filter((line) => line.trim() !== '')
    .map((line) => line.length - line.trimStart().length);
  const least = Math.min(...indents, Number.MAX_SAFE_INTEGER);
  return lines.map((line) => line.slice(Math.min(least, line.length))).join('\n');
}

/** A hash from its `pair` nodes; keys are texts, unknown keys are left out. */
function hashOf(
  nodes: readonly (SyntaxNode | null)[],
  program: RubyProgram,
  scope: RubyScope,
  depth: number,
): RubyValue {
  const entries = new Map<string, RubyValue>();
  for (const node of nodes) {
    if (node?.type === 'hash_splat_argument') {
      const splat = node.namedChildren[0];
      const value = splat ? evaluate(splat, program, scope, depth + 1) : undefined;
      if (value?.kind === 'hash') for (const [key, item] of value.entries) entries.set(key, item);
      continue;
    }
    if (node?.type !== 'pair') continue;
    const key = node.childForFieldName('key');
    const value = node.childForFieldName('value');
    const name = key ? evaluate(key, program, scope, depth + 1) : undefined;
    const text = name?.kind === 'symbol' || name?.kind === 'string' ? name.text : undefined;
    if (text !== undefined)
      entries.set(
        text,
        value ? evaluate(value, program, scope, depth + 1) : (scope.get(text) ?? { kind: 'code', text }),
      );
  }
  return { kind: 'hash', entries };
}

/** The arguments of a call: positional ones, and the pairs (with or without braces at the end) as options. */
export interface RubyArguments {
  readonly positional: readonly RubyValue[];
  readonly options: ReadonlyMap<string, RubyValue>;
}

/** Evaluates a call's arguments. A hash as the last positional argument counts as options, as Ruby on Rails takes it. */
export function argumentsOf(call: SyntaxNode, program: RubyProgram, scope: RubyScope): RubyArguments {
  const list = call.childForFieldName('arguments');
  const children = (list?.namedChildren ?? []).filter((child) => child !== null && child.type !== 'comment');
  const pairs = children.filter((child) => child?.type === 'pair' || child?.type === 'hash_splat_argument');
  const positional = children.flatMap((child): RubyValue[] => {
    if (
      !child ||
      child.type === 'pair' ||
      child.type === 'hash_splat_argument' ||
      child.type === 'block_argument'
    )
      return [];
    if (child.type === 'splat_argument') {
      const inner = child.namedChildren[0];
      const value = inner ? evaluate(inner, program, scope) : undefined;
      return value?.kind === 'array' ? [...value.items] : [{ kind: 'code', text: child.text }];
    }
    return [evaluate(child, program, scope)];
  });
  const options = hashOf(pairs, program, scope, 0);
  const last = positional.at(-1);
  const trailing = pairs.length === 0 && last?.kind === 'hash' && positional.length > 1 ? last : undefined;
  return {
    positional: trailing ? positional.slice(0, -1) : positional,
    options: new Map([
      ...(options.kind === 'hash' ? options.entries : []),
      ...(trailing ? trailing.entries : []),
    ]),
  };
}
