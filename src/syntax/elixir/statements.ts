import type { Expression, FunctionNode, Statement } from '../imperative/tree.js';
import { blockOf, clausesOf } from './calls.js';
import type { Clause, ElixirLowering, Range } from './lowering.js';
import { callOf, rangeOf } from './lowering.js';
import type { ElixirNode } from './parse.js';
import { childOf, children } from './parse.js';
import { lowerPattern } from './patterns.js';

/** Calls that say something to the compiler only. */
const declarations =
  /^(alias|import|require|use|quote|unquote|defmodule|defstruct|defimpl|defprotocol|defdelegate)$/;

/** Statements in order; the value of the last one is given back when `tail` is set. */
export function lowerBody(
  nodes: readonly ElixirNode[],
  tail: boolean,
  lowering: ElixirLowering,
): readonly Statement[] {
  return nodes.flatMap((node, index) => lowerStatement(node, tail && index === nodes.length - 1, lowering));
}

function lowerStatement(node: ElixirNode, tail: boolean, lowering: ElixirLowering): readonly Statement[] {
  const place = rangeOf(node);
  switch (node.name) {
    case 'KernelCall':
    case 'FunctionDefinitionCall':
      return lowerForm(node, tail, lowering);
    case 'Call': {
      const [callee] = children(node);
      if (callee && /^(raise|reraise|throw|exit)$/.test(lowering.textOf(callee)))
        return [{ ...place, kind: 'throw' }];
      break;
    }
    case 'Block':
      return lowering.body(children(node), tail);
    case 'AtOperator':
    case 'DocAtOperator':
      if (!tail) return [];
      break;
    case 'Identifier':
      // A bare word as a statement is a call: `flush`.
      if (!tail) return [expressionOf(callOf(place, undefined, lowering.textOf(node), []))];
      break;
    case 'BinaryOperator': {
      const match = lowerMatch(node, tail, lowering);
      if (match) return match;
      break;
    }
    default:
  }
  const value = lowering.expression(node);
  return tail ? [{ ...place, kind: 'return', value }] : [expressionOf(value)];
}

function expressionOf(expression: Expression): Statement {
  return { start: expression.start, end: expression.end, kind: 'expression', expression };
}

/** `pattern = value`. */
function lowerMatch(
  node: ElixirNode,
  tail: boolean,
  lowering: ElixirLowering,
): readonly Statement[] | undefined {
  const place = rangeOf(node);
  const sign = childOf(node, 'Operator');
  const [left, , right] = children(node);
  if (!sign || !left || !right || lowering.textOf(sign) !== '=') return undefined;
  const value = lowering.expression(right);
  if (left.name === 'Identifier' || left.name === 'UnderscoredIdentifier') {
    const name = lowering.textOf(left);
    const bound: Expression = { ...place, kind: 'variable', name };
    return [
      { ...place, kind: 'declare', name, value },
      ...(tail ? ([{ ...place, kind: 'return', value: bound }] as const) : []),
    ];
  }
  const name = `=${node.from}`;
  const subject: Expression = { ...place, kind: 'variable', name };
  return [
    { ...place, kind: 'declare', name, value },
    ...lowerPattern(left, subject, lowering).bindings,
    ...(tail ? ([{ ...place, kind: 'return', value: subject }] as const) : []),
  ];
}

/** The forms of Kernel.SpecialForms and Kernel that hold code. */
function lowerForm(node: ElixirNode, tail: boolean, lowering: ElixirLowering): readonly Statement[] {
  const place = rangeOf(node);
  const [callee] = children(node);
  const form = callee ? lowering.textOf(callee) : '';
  const given = children(childOf(node, 'Arguments') ?? null).filter(({ name }) => name !== 'Keywords');
  const block = (part: 'do' | 'else' | 'after'): readonly ElixirNode[] => blockOf(node, part, lowering) ?? [];
  switch (form) {
    case 'if':
    case 'unless': {
      const [condition] = given;
      if (!condition) return [];
      const branches = [lowering.body(block('do'), tail), lowering.body(block('else'), tail)];
      const [consequence = [], otherwise = []] = form === 'if' ? branches : branches.toReversed();
      return [{ ...place, kind: 'if', condition: lowering.expression(condition), consequence, otherwise }];
    }
    case 'case': {
      const [subject] = given;
      if (!subject) return [];
      const name = `case${node.from}`;
      return [
        { ...place, kind: 'declare', name, value: lowering.expression(subject) },
        ...chainOf(clausesOf(block('do')), [{ ...place, kind: 'variable', name }], place, tail, lowering),
      ];
    }
    case 'cond':
      return clausesOf(block('do')).reduceRight<readonly Statement[]>((otherwise, { patterns, body }) => {
        const [condition] = patterns;
        if (!condition) return otherwise;
        const consequence = lowering.body(body, tail);
        return [{ ...place, kind: 'if', condition: lowering.expression(condition), consequence, otherwise }];
      }, []);
    case 'with':
      return [
        ...given.flatMap((step): readonly Statement[] => {
          const [left, , right] = children(step);
          return step.name === 'BinaryOperator' && left && right
            ? bound(left, right, `with${step.from}`, lowering)
            : [expressionOf(lowering.expression(step))];
        }),
        ...lowering.body(block('do'), tail),
      ];
    case 'for':
      return loops(node, given, tail, lowering);
    case 'try':
      // What only runs after an error does nothing here.
      return [...lowering.body(block('do'), tail), ...lowering.body(block('after'), false)];
    case 'raise':
    case 'reraise':
    case 'throw':
      return [{ ...place, kind: 'throw' }];
    case 'receive':
      return [];
    default:
      if (form === '' || declarations.test(form) || node.name === 'FunctionDefinitionCall') return [];
      return [expressionOf({ ...callOf(place, undefined, form, given.map(lowering.expression)) })];
  }
}

function bound(
  pattern: ElixirNode,
  value: ElixirNode,
  name: string,
  lowering: ElixirLowering,
): readonly Statement[] {
  const place = rangeOf(pattern);
  const subject: Expression = { ...place, kind: 'variable', name };
  return [
    { ...place, kind: 'declare', name, value: lowering.expression(value) },
    ...lowerPattern(pattern, subject, lowering).bindings,
  ];
}

/** `for x <- list, condition, do: …` as nested loops over lists; its value is what the bodies give. */
function loops(
  node: ElixirNode,
  given: readonly ElixirNode[],
  tail: boolean,
  lowering: ElixirLowering,
): readonly Statement[] {
  const place = rangeOf(node);
  const block = blockOf(node, 'do', lowering) ?? [];
  // `reduce:` gives clauses.
  const [clause] = clausesOf(block);
  let inner: readonly Statement[] = lowering.body(clause ? clause.body : block, tail);
  let isInnermost = true;
  for (const step of given.toReversed()) {
    const sign = childOf(step, 'Operator');
    const [left, , right] = children(step);
    if (step.name !== 'BinaryOperator' || !sign || !left || !right || lowering.textOf(sign) !== '<-') {
      if (sign && lowering.textOf(sign) === '=' && left && right)
        inner = [...bound(left, right, `for${step.from}`, lowering), ...inner];
      else
        inner = [
          { ...place, kind: 'if', condition: lowering.expression(step), consequence: inner, otherwise: [] },
        ];
      continue;
    }
    const subject: Expression = { ...place, kind: 'variable', name: 'item' };
    const { conditions, bindings } = lowerPattern(left, subject, lowering);
    const fitting = conditions.reduceRight<readonly Statement[]>(
      (consequence, condition) => [{ ...place, kind: 'if', condition, consequence, otherwise: [] }],
      [...bindings, ...inner],
    );
    const called: FunctionNode = { parameters: [{ name: 'item', type: '' }], body: fitting };
    const loop = callOf(place, 'Enum', tail && !isInnermost ? 'flat_map' : tail ? 'map' : 'each', [
      lowering.expression(right),
      { ...place, kind: 'function', function: called },
    ]);
    isInnermost = false;
    inner = tail ? [{ ...place, kind: 'return', value: loop }] : [expressionOf(loop)];
  }
  return inner;
}

/** Clauses that are tried one after the other against values. */
function chainOf(
  clauses: readonly Clause[],
  subjects: readonly Expression[],
  place: Range,
  tail: boolean,
  lowering: ElixirLowering,
): readonly Statement[] {
  return clauses.reduceRight<readonly Statement[]>((otherwise, { patterns, guard, body }) => {
    const parts = patterns.map((pattern, index) => {
      const subject = subjects[index];
      return subject ? lowerPattern(pattern, subject, lowering) : { conditions: [], bindings: [] };
    });
    const conditions = [
      ...parts.flatMap((part) => part.conditions),
      ...(guard ? [lowering.expression(guard)] : []),
    ];
    const bindings = parts.flatMap((part) => part.bindings);
    const consequence = lowering.body(body, tail);
    const [first, ...others] = conditions;
    if (!first) return [...bindings, ...consequence];
    const condition = others.reduce<Expression>(
      (left, right) => ({ ...place, kind: 'binary', operator: '&&', left, right }),
      first,
    );
    return [...bindings, { ...place, kind: 'if', condition, consequence, otherwise }];
  }, []);
}

/** A function of several clauses, all of the same number of parameters. */
export function lowerClauses(
  clauses: readonly Clause[],
  place: Range,
  tail: boolean,
  lowering: ElixirLowering,
): FunctionNode {
  const [only] = clauses;
  const arity = Math.max(0, ...clauses.map(({ patterns }) => patterns.length));
  const names = Array.from({ length: arity }, (_, index) => {
    const pattern = clauses.length === 1 ? only?.patterns[index] : undefined;
    return { name: parameterName(pattern, lowering) ?? `argument${index}`, type: '' };
  });
  const subjects = names.map(({ name }): Expression => ({ ...place, kind: 'variable', name }));
  const plain = clauses.map((clause) => ({
    ...clause,
    patterns: clause.patterns.map((pattern) => withoutDefault(pattern, lowering)),
  }));
  return { parameters: names, body: chainOf(plain, subjects, place, tail, lowering) };
}

function parameterName(pattern: ElixirNode | undefined, lowering: ElixirLowering): string | undefined {
  if (!pattern) return undefined;
  const inner = withoutDefault(pattern, lowering);
  const name = lowering.textOf(inner);
  const isName = inner.name === 'Identifier' || inner.name === 'UnderscoredIdentifier';
  return isName && name !== '_' ? name : undefined;
}

/** `name \\ default` without its default. */
export function withoutDefault(pattern: ElixirNode, lowering: ElixirLowering): ElixirNode {
  const sign = pattern.name === 'BinaryOperator' ? childOf(pattern, 'Operator') : undefined;
  const [first] = children(pattern);
  return sign && first && lowering.textOf(sign) === '\\\\' ? first : pattern;
}
