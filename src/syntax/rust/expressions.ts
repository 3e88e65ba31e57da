import { blockValue } from '../imperative/block-value.js';
import type { Arm, Expression, Located, Statement } from '../imperative/tree.js';
import type { SyntaxNode } from '../tree-sitter.js';
import { children, excerpt, placeOf } from './lowering.js';
import type { RustLowering } from './lowering.js';
import { lowerFormat, lowerMacro, lowerString } from './texts.js';

/** Calls that only wrap a value. */
const wrappers = /^(Ok|Some|Box|Arc|Rc)$/;

/** One expression of Rust. */
export function lowerExpression(node: SyntaxNode, lowering: RustLowering): Expression {
  const place = placeOf(node);
  const other = (): Expression => ({
    ...place,
    kind: 'other',
    text: excerpt(node, lowering.text).slice(0, 200),
    parts: children(node)
      .filter(({ type }) => /_expression$|^(identifier|block)$/.test(type))
      .map(lowering.expression),
  });
  switch (node.type) {
    case 'string_literal':
    case 'raw_string_literal':
    case 'char_literal':
      return lowerString(node, lowering.text);
    case 'integer_literal':
    case 'float_literal':
      return {
        ...place,
        kind: 'number',
        text: node.text.replaceAll('_', '').replace(/[iuf](8|16|32|64|128|size)$/, ''),
      };
    case 'boolean_literal':
      return { ...place, kind: 'boolean', value: node.text === 'true' };
    case 'identifier':
      return node.text === 'None' ? { ...place, kind: 'null' } : { ...place, kind: 'name', name: node.text };
    case 'self':
      return { ...place, kind: 'variable', name: 'this' };
    case 'scoped_identifier':
      return lowerPath(node);
    case 'field_expression': {
      const value = node.childForFieldName('value');
      return value
        ? {
            ...place,
            kind: 'member',
            object: lowering.expression(value),
            name: node.childForFieldName('field')?.text ?? '',
          }
        : other();
    }
    case 'await_expression':
    case 'try_expression':
    case 'reference_expression':
    case 'parenthesized_expression':
    case 'type_cast_expression': {
      const inner =
        node.childForFieldName('value') ?? children(node).find(({ type }) => type !== 'mutable_specifier');
      return inner ? lowering.expression(inner) : other();
    }
    case 'unary_expression': {
      const [operand] = children(node);
      const operator = node.text[0] ?? '';
      if (!operand) return other();
      return operator === '*'
        ? lowering.expression(operand)
        : { ...place, kind: 'unary', operator, operand: lowering.expression(operand) };
    }
    case 'array_expression':
    case 'tuple_expression':
      return {
        ...place,
        kind: 'list',
        items: children(node).map((item) => ({ value: lowering.expression(item) })),
      };
    case 'unit_expression':
      return { ...place, kind: 'null' };
    case 'closure_expression': {
      const body = node.childForFieldName('body');
      const parameters = children(node.childForFieldName('parameters')).map((parameter) => ({
        name: (parameter.childForFieldName('pattern') ?? parameter).text.replace(/^&?\s*(mut\s+)?/, ''),
        type: '',
      }));
      const statements = body ? valueOf(body, lowering) : [];
      return { ...place, kind: 'function', function: { parameters, body: statements } };
    }
    case 'call_expression':
      return lowerCall(node, lowering) ?? other();
    case 'macro_invocation':
      return lowerMacro(node, lowering) ?? other();
    case 'binary_expression': {
      const [left, right] = [node.childForFieldName('left'), node.childForFieldName('right')];
      return left && right
        ? {
            ...place,
            kind: 'binary',
            operator: node.childForFieldName('operator')?.text ?? '',
            left: lowering.expression(left),
            right: lowering.expression(right),
          }
        : other();
    }
    case 'index_expression': {
      const [object, index] = children(node);
      return object
        ? {
            ...place,
            kind: 'element',
            object: lowering.expression(object),
            ...(index && { index: lowering.expression(index) }),
          }
        : other();
    }
    case 'match_expression':
      return lowerMatch(node, lowering);
    case 'if_expression': {
      const [condition, yes, no] = branchesOf(node);
      if (!condition || !yes) return other();
      return {
        ...place,
        kind: 'conditional',
        condition: lowering.expression(condition),
        consequence: called(yes, lowering),
        otherwise: no ? called(no, lowering) : { ...place, kind: 'null' },
      };
    }
    case 'block':
    case 'async_block':
    case 'unsafe_block':
      return called(node, lowering);
    default:
      return other();
  }
}

/** `a::b::C` by its last two parts. */
function lowerPath(node: SyntaxNode): Expression {
  const place = placeOf(node);
  const path = node.childForFieldName('path');
  const name = node.childForFieldName('name')?.text ?? '';
  const owner = lastPart(path);
  return owner === undefined || /^(self|super|crate)$/.test(owner)
    ? { ...place, kind: 'name', name }
    : { ...place, kind: 'member', object: { ...place, kind: 'name', name: owner }, name };
}

function lastPart(path: SyntaxNode | null): string | undefined {
  if (!path) return undefined;
  return path.type.startsWith('scoped')
    ? path.childForFieldName('name')?.text
    : path.text.replace(/<[\s\S]*$/, '');
}

function lowerCall(node: SyntaxNode, lowering: RustLowering): Expression | undefined {
  const place = placeOf(node);
  const written = node.childForFieldName('function');
  const callee = written?.type === 'generic_function' ? written.childForFieldName('function') : written;
  if (!callee) return undefined;
  const nodes = children(node.childForFieldName('arguments'));
  const given = nodes.map((argument) => ({ value: lowering.expression(argument) }));
  const [first] = given;
  const call = (name: string, object?: Expression): Expression => ({
    ...place,
    kind: 'call',
    ...(object && { object }),
    name,
    typeArguments: [],
    arguments: given,
  });
  switch (callee.type) {
    case 'field_expression': {
      const value = callee.childForFieldName('value');
      return value
        ? call(callee.childForFieldName('field')?.text ?? '', lowering.expression(value))
        : undefined;
    }
    case 'scoped_identifier': {
      const owner = lastPart(callee.childForFieldName('path')) ?? '';
      const name = callee.childForFieldName('name')?.text ?? '';
      if (wrappers.test(owner) && name === 'new' && first) return first.value;
      if (/^(self|super|crate|schema)$/.test(owner)) return call(name);
      return call(
        name,
        owner === 'Self'
          ? { ...place, kind: 'variable', name: 'this' }
          : { ...place, kind: 'name', name: owner },
      );
    }
    case 'identifier': {
      const name = callee.text;
      if (wrappers.test(name)) return first?.value ?? { ...place, kind: 'null' };
      if (name === 'Err' || /^(panic|todo|unimplemented|bail)_$/.test(name))
        return { ...place, kind: 'throw' };
      if (/^format(doc)?_$/.test(name)) return lowerFormat(nodes, place, lowering);
      if (/^(indoc|unindent|concatdoc|concat)_$/.test(name))
        return { ...place, kind: 'concatenation', parts: given.map(({ value }) => value) };
      return call(name);
    }
    default:
      return undefined;
  }
}

/** A block as a value. */
function called(node: SyntaxNode, lowering: RustLowering): Expression {
  return blockValue(placeOf(node), valueOf(node, lowering));
}

function valueOf(node: SyntaxNode, lowering: RustLowering): readonly Statement[] {
  if (node.type.endsWith('block'))
    return lowering.block(node.type === 'block' ? node : (children(node).at(-1) ?? node));
  const value = lowering.expression(node);
  return [
    value.kind === 'throw'
      ? { ...placeOf(node), kind: 'throw' }
      : { ...placeOf(node), kind: 'return', value },
  ];
}

function lowerMatch(node: SyntaxNode, lowering: RustLowering): Expression {
  const subject = node.childForFieldName('value');
  const arms = children(node.childForFieldName('body')).flatMap((arm): readonly Arm[] => {
    const value = arm.childForFieldName('value');
    if (arm.type !== 'match_arm' || !value) return [];
    const labels = labelsOf(children(arm.childForFieldName('pattern'))[0]);
    return [{ labels: labels.map(lowering.expression), value: called(value, lowering) }];
  });
  const place = placeOf(node);
  return {
    ...place,
    kind: 'choice',
    subject: subject ? lowering.expression(subject) : { ...place, kind: 'null' },
    arms,
  };
}

/** Alternatives of a pattern; none = whatever it is. */
function labelsOf(pattern: SyntaxNode | undefined): readonly SyntaxNode[] {
  if (!pattern || pattern.text === '_') return [];
  if (pattern.type === 'or_pattern') return children(pattern).flatMap(labelsOf);
  return [pattern];
}

function branchesOf(node: SyntaxNode): readonly (SyntaxNode | undefined)[] {
  const alternative = node.childForFieldName('alternative');
  return [
    node.childForFieldName('condition') ?? undefined,
    node.childForFieldName('consequence') ?? undefined,
    children(alternative)[0],
  ];
}

/** The statements of a block. */
export function lowerBlock(node: SyntaxNode, lowering: RustLowering): readonly Statement[] {
  const nodes = children(node).filter(({ type }) => !/^(use_declaration|attribute_item|label)$/.test(type));
  return nodes.flatMap((child, index) => {
    const isTail = index === nodes.length - 1 && child.type !== 'expression_statement';
    return lowerStatement(child, isTail, lowering);
  });
}

function lowerStatement(node: SyntaxNode, isTail: boolean, lowering: RustLowering): readonly Statement[] {
  const place = placeOf(node);
  switch (node.type) {
    case 'expression_statement': {
      const [inner] = children(node);
      return inner ? lowerStatement(inner, false, lowering) : [];
    }
    case 'let_declaration': {
      const value = node.childForFieldName('value');
      const pattern = node.childForFieldName('pattern');
      return pattern ? bound(pattern, value ? lowering.expression(value) : undefined, place) : [];
    }
    case 'if_expression': {
      const [condition, yes, no] = branchesOf(node);
      if (!condition || !yes) return [];
      const branch = (part: SyntaxNode): readonly Statement[] =>
        part.type === 'if_expression' ? lowerStatement(part, isTail, lowering) : lowering.block(part);
      const body = { ...place, kind: 'if' as const, condition: lowering.expression(condition) };
      const consequence = branch(yes);
      const otherwise = no ? branch(no) : [];
      // What a branch gives is no `return` of the function when the branch is only a statement.
      return [
        isTail
          ? { ...body, consequence, otherwise }
          : { ...body, consequence: withoutValue(consequence, yes), otherwise: withoutValue(otherwise, no) },
      ];
    }
    case 'for_expression': {
      const [pattern, value, body] = ['pattern', 'value', 'body'].map((field) =>
        node.childForFieldName(field),
      );
      if (!pattern || !value || !body) return [];
      const names =
        pattern.type === 'tuple_pattern'
          ? children(pattern).map(({ text }) => ({ name: text }))
          : pattern.text.replace(/^&\s*/, '');
      return [
        {
          ...place,
          kind: 'foreach',
          over: lowering.expression(value),
          item: names,
          body: lowering.block(body),
        },
      ];
    }
    case 'while_expression':
    case 'loop_expression': {
      const body = node.childForFieldName('body');
      return [{ ...place, kind: 'loop', before: [], after: [], body: body ? lowering.block(body) : [] }];
    }
    case 'return_expression': {
      const [value] = children(node);
      const read = value && lowering.expression(value);
      return [
        read?.kind === 'throw'
          ? { ...place, kind: 'throw' }
          : { ...place, kind: 'return', ...(read && { value: read }) },
      ];
    }
    case 'break_expression':
      return [{ ...place, kind: 'break' }];
    case 'block':
      return isTail ? lowering.block(node) : withoutValue(lowering.block(node), node);
    case 'assignment_expression': {
      const [left, right] = [node.childForFieldName('left'), node.childForFieldName('right')];
      if (!left || !right) return [];
      const target = lowering.expression(left);
      const expression: Expression = {
        ...place,
        kind: 'assignment',
        target,
        operator: '=',
        value: lowering.expression(right),
      };
      return [{ ...place, kind: 'expression', expression }];
    }
    case 'function_item':
    case 'const_item':
    case 'enum_item':
    case 'struct_item':
    case 'impl_item':
      return [];
    default: {
      const value = lowering.expression(node);
      if (value.kind === 'throw') return [{ ...place, kind: 'throw' }];
      return [
        isTail ? { ...place, kind: 'return', value } : { ...place, kind: 'expression', expression: value },
      ];
    }
  }
}

/** The last expression of a block as a statement, where nobody takes its value. */
function withoutValue(body: readonly Statement[], block: SyntaxNode | undefined): readonly Statement[] {
  const last = body.at(-1);
  const tail = children(block ?? null).at(-1);
  if (
    last?.kind !== 'return' ||
    !last.value ||
    tail?.type === 'expression_statement' ||
    tail?.type === 'return_expression'
  )
    return body;
  return [...body.slice(0, -1), { ...last, kind: 'expression', expression: last.value }];
}

function bound(pattern: SyntaxNode, value: Expression | undefined, place: Located): readonly Statement[] {
  const name = pattern.text.replace(/^&?\s*(mut\s+)?/, '');
  const declared: Statement = { ...place, kind: 'declare', name, ...(value && { value }) };
  if (!/^(tuple|slice)_pattern$/.test(pattern.type)) return [declared];
  return [
    declared,
    ...children(pattern).map((part, index): Statement => ({
      ...place,
      kind: 'declare',
      name: part.text,
      value: {
        ...place,
        kind: 'element',
        object: { ...place, kind: 'variable', name },
        index: { ...place, kind: 'number', text: String(index) },
      },
    })),
  ];
}
