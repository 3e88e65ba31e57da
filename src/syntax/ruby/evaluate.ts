import type { SyntaxNode } from '../tree-sitter.js';
import { elementOf, methodOf } from './calls.js';
import type { RubyProgram } from './program.js';
import { formatted, joined, stringOf } from './strings.js';
import { RubyFrame } from './value.js';
import type { RubyScope, RubyValue } from './value.js';

/** Values nest at most this deep; deeper ones are kept as code. */
const deepest = 100;

/** Folds a node to a value: literals, interpolation and concatenation of known values, constants and variables of the scope. */
export function evaluate(node: SyntaxNode, program: RubyProgram, scope: RubyScope, depth = 0): RubyValue {
  program.budget.left -= 1;
  if (depth > deepest || program.budget.left < 0) return { kind: 'code', text: '' };
  const inner = (child: SyntaxNode): RubyValue => evaluate(child, program, scope, depth + 1);
  return known(node, program, scope, depth, inner) ?? { kind: 'code', text: node.text, node };
}

function known(
  node: SyntaxNode,
  program: RubyProgram,
  scope: RubyScope,
  depth: number,
  inner: (child: SyntaxNode) => RubyValue,
): RubyValue | undefined {
  switch (node.type) {
    case 'string':
    case 'bare_string':
      return stringOf(node, inner);
    case 'chained_string':
      return joined(node.namedChildren.flatMap((child) => (child ? [inner(child)] : [])));
    case 'heredoc_beginning': {
      const body = program.heredocs.get(node.id);
      return body === undefined ? undefined : stringOf(body, inner, node.text.startsWith('<<~'));
    }
    case 'simple_symbol':
      return { kind: 'symbol', text: node.text.slice(1) };
    case 'hash_key_symbol':
    case 'bare_symbol':
      return { kind: 'symbol', text: node.text };
    case 'delimited_symbol': {
      const text = stringOf(node, inner);
      return text.kind === 'string' ? { kind: 'symbol', text: text.text } : undefined;
    }
    case 'integer':
    case 'float':
      return numberIn(node.text);
    case 'unary': {
      const operand = node.childForFieldName('operand');
      const value = operand ? inner(operand) : undefined;
      return node.text.startsWith('-') && value?.kind === 'number'
        ? { kind: 'number', value: -value.value, text: `-${value.text}` }
        : undefined;
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
      return { kind: 'array', items: itemsOf(node.namedChildren, inner) };
    case 'right_assignment_list':
      return { kind: 'array', items: itemsOf(node.namedChildren, inner) };
    case 'hash':
      return hashOf(node.namedChildren, program, scope, depth);
    case 'parenthesized_statements': {
      const [only, ...others] = node.namedChildren;
      return only && others.length === 0 ? inner(only) : undefined;
    }
    case 'lambda':
      return lambdaOf(node.childForFieldName('body'), inner);
    case 'identifier':
    case 'constant':
    case 'instance_variable':
      return scope.get(node.text);
    case 'scope_resolution':
      return scope.get(node.childForFieldName('name')?.text ?? '');
    case 'element_reference':
      return elementOf(node, inner);
    case 'binary': {
      const left = node.childForFieldName('left');
      const right = node.childForFieldName('right');
      const operator = node.childForFieldName('operator')?.text;
      if (operator === '%' && left && right) return formatted(inner(left), inner(right));
      return (operator === '+' || operator === '|') && left && right
        ? joined([inner(left), inner(right)])
        : undefined;
    }
    case 'call':
      return callOf(node, program, scope, inner);
    default:
      return undefined;
  }
}

function numberIn(written: string): RubyValue | undefined {
  const text = written.replaceAll('_', '');
  const value = Number(text);
  return Number.isFinite(value) ? { kind: 'number', value, text } : undefined;
}

function itemsOf(
  nodes: readonly (SyntaxNode | null)[],
  inner: (child: SyntaxNode) => RubyValue,
): readonly RubyValue[] {
  return nodes.flatMap((child): readonly RubyValue[] => {
    if (!child || child.type === 'comment' || child.type === 'heredoc_body') return [];
    if (child.type !== 'splat_argument') return [inner(child)];
    const [splat] = child.namedChildren;
    const value = splat ? inner(splat) : undefined;
    return value?.kind === 'array' ? value.items : [{ kind: 'code', text: child.text, node: child }];
  });
}

/** A lambda or block whose body is one value. */
function lambdaOf(block: SyntaxNode | null, inner: (child: SyntaxNode) => RubyValue): RubyValue | undefined {
  const body = block?.childForFieldName('body') ?? block;
  const [only, ...others] = body?.namedChildren.flatMap((child) => child ?? []) ?? [];
  return only && others.length === 0 ? { kind: 'lambda', result: inner(only) } : undefined;
}

function callOf(
  node: SyntaxNode,
  program: RubyProgram,
  scope: RubyScope,
  inner: (child: SyntaxNode) => RubyValue,
): RubyValue | undefined {
  const receiver = node.childForFieldName('receiver');
  const method = node.childForFieldName('method')?.text;
  if (method === undefined) return undefined;
  if (!receiver && (method === 'lambda' || method === 'proc'))
    return lambdaOf(node.childForFieldName('block'), inner);
  const list = node.childForFieldName('arguments')?.namedChildren ?? [];
  const blockArgument = list.find((child) => child?.type === 'block_argument')?.namedChildren[0];
  const positional = itemsOf(
    list.filter((child) => child?.type !== 'block_argument' && child?.type !== 'pair'),
    inner,
  );
  const block = node.childForFieldName('block');
  if (receiver && block && /^(map|collect)$/.test(method)) {
    const mapped = mappedBy(block, inner(receiver), program, scope);
    if (mapped) return mapped;
  }
  const on = receiver && !block ? inner(receiver) : undefined;
  if (receiver && on) {
    const value = on;
    const symbol = blockArgument?.type === 'simple_symbol' ? blockArgument.text.slice(1) : undefined;
    const pairs = list.filter((child) => child?.type === 'pair');
    const arguments_ = pairs.length > 0 ? [...positional, hashOf(pairs, program, scope, 0)] : positional;
    const folded = methodOf(value, method, arguments_, symbol);
    if (folded) return folded;
  }
  const value =
    receiver && (receiver.type === 'identifier' || receiver.type === 'instance_variable')
      ? inner(receiver)
      : undefined;
  // A variable that holds a constant stands for it: `[User, Post].each { |model| model.table_name }`.
  return program.known?.(
    value?.kind === 'code' && value.text !== '' ? value.text : receiver?.text,
    method,
    positional,
    on,
  );
}

/** `%w[a b].map { |name| "#{name}_id" }`: a list of what a block of one value gives for each item. */
function mappedBy(
  block: SyntaxNode,
  list: RubyValue,
  program: RubyProgram,
  scope: RubyScope,
): RubyValue | undefined {
  const body = block.childForFieldName('body');
  const [parameter, ...more] = block.childForFieldName('parameters')?.namedChildren ?? [];
  const [only, ...others] = body?.namedChildren.flatMap((child) => child ?? []) ?? [];
  if (list.kind !== 'array' || parameter?.type !== 'identifier' || more.length > 0) return undefined;
  if (!only || others.length > 0) return undefined;
  const items = list.items.map((item) => {
    const frame = new RubyFrame(scope);
    frame.bind(parameter.text, item);
    return evaluate(only, program, frame);
  });
  return items.some(({ kind }) => kind === 'code') ? undefined : { kind: 'array', items };
}

/** A hash from its `pair` nodes; keys are texts, unknown keys are left out. */
export function hashOf(
  nodes: readonly (SyntaxNode | null)[],
  program: RubyProgram,
  scope: RubyScope,
  depth: number,
): { readonly kind: 'hash'; readonly entries: ReadonlyMap<string, RubyValue> } {
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
    const text =
      name?.kind === 'symbol' || name?.kind === 'string' || name?.kind === 'number' ? name.text : undefined;
    if (text !== undefined)
      entries.set(
        text,
        value ? evaluate(value, program, scope, depth + 1) : (scope.get(text) ?? { kind: 'code', text }),
      );
  }
  return { kind: 'hash', entries };
}
