import type { Arm, Expression, Item } from '../imperative/tree.js';
import { operandsOf } from '../imperative/operands.js';
import type { SyntaxNode } from '../tree-sitter.js';
import { children, variableName } from './lowering.js';
import type { PhpLowering } from './lowering.js';
import { lowerText } from './strings.js';

/** One expression of PHP. */
export function lowerExpression(node: SyntaxNode, lowering: PhpLowering): Expression {
  const place = { start: node.startIndex, end: node.endIndex };
  const field = (name: string): SyntaxNode | null => node.childForFieldName(name);
  const of = (name: string): Expression | undefined => {
    const child = field(name);
    return child ? lowering.expression(child) : undefined;
  };
  const first = (): Expression | undefined => {
    const [child] = children(node);
    return child ? lowering.expression(child) : undefined;
  };
  const other = (): Expression => ({
    ...place,
    kind: 'other',
    text: excerpt(node, lowering.text),
    parts: children(node)
      .filter(({ type }) => /expression|variable|assignment|array/.test(type))
      .map(lowering.expression),
  });
  switch (node.type) {
    case 'string':
    case 'encapsed_string':
    case 'heredoc':
    case 'nowdoc':
      return lowerText(node, lowering.text, lowering.expression);
    case 'integer':
    case 'float':
      return { ...place, kind: 'number', text: node.text.replaceAll('_', '') };
    case 'boolean':
      return { ...place, kind: 'boolean', value: node.text.toLowerCase() === 'true' };
    case 'null':
      return { ...place, kind: 'null' };
    case 'variable_name':
      return { ...place, kind: 'variable', name: variableName(node) };
    case 'by_ref':
    case 'parenthesized_expression':
    case 'error_suppression_expression':
    case 'clone_expression':
      return first() ?? other();
    case 'cast_expression':
      return of('value') ?? other();
    case 'name':
    case 'qualified_name':
    case 'relative_scope':
      return nameOf(node);
    case 'array_creation_expression':
    case 'list_literal':
      return { ...place, kind: 'list', items: children(node).map((child) => lowerItem(child, lowering)) };
    case 'binary_expression':
      return lowerBinary(node, lowering) ?? other();
    case 'unary_op_expression': {
      const operand = of('argument');
      return operand
        ? { ...place, kind: 'unary', operator: field('operator')?.text ?? '', operand }
        : other();
    }
    case 'update_expression': {
      const operand = of('argument');
      const operator = node.text.includes('--') ? '--' : '++';
      return operand ? { ...place, kind: 'unary', operator, operand } : other();
    }
    case 'conditional_expression': {
      const condition = of('condition');
      const otherwise = of('alternative');
      const consequence = of('body');
      return condition && otherwise
        ? { ...place, kind: 'conditional', condition, ...(consequence && { consequence }), otherwise }
        : other();
    }
    case 'match_expression':
      return lowerMatch(node, lowering) ?? other();
    case 'assignment_expression':
    case 'reference_assignment_expression':
    case 'augmented_assignment_expression': {
      const target = of('left');
      const value = of('right');
      const operator =
        node.type === 'augmented_assignment_expression' ? (field('operator')?.text ?? '') : '=';
      return target && value ? { ...place, kind: 'assignment', target, operator, value } : other();
    }
    case 'throw_expression':
      return { ...place, kind: 'throw' };
    case 'anonymous_function':
    case 'anonymous_function_creation_expression':
    case 'arrow_function':
      return { ...place, kind: 'function', function: lowering.function(node) };
    case 'member_access_expression':
    case 'nullsafe_member_access_expression': {
      const object = of('object');
      return object ? { ...place, kind: 'member', object, name: memberName(field('name')) } : other();
    }
    case 'class_constant_access_expression':
    case 'scoped_property_access_expression': {
      const [scope, name] = children(node);
      return scope && name
        ? { ...place, kind: 'member', object: nameOf(scope), name: memberName(name) }
        : other();
    }
    case 'subscript_expression': {
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
    case 'include_expression':
    case 'include_once_expression':
    case 'require_expression':
    case 'require_once_expression': {
      const value = first();
      return value
        ? { ...place, kind: 'call', name: 'require', typeArguments: [], arguments: [{ value }] }
        : other();
    }
    case 'object_creation_expression':
      return lowerNew(node, lowering);
    case 'function_call_expression':
    case 'member_call_expression':
    case 'nullsafe_member_call_expression':
    case 'scoped_call_expression':
      return lowerCall(node, lowering) ?? other();
    default:
      return other();
  }
}

/** A class or constant; `self`, `static` and `parent` keep their names. */
function nameOf(node: SyntaxNode): Expression {
  const place = { start: node.startIndex, end: node.endIndex };
  if (node.type === 'variable_name') return { ...place, kind: 'variable', name: variableName(node) };
  return { ...place, kind: 'name', name: node.text.replace(/^\\/, '') };
}

/** A property or method name; empty when it is computed. */
function memberName(node: SyntaxNode | null): string {
  if (node?.type === 'name') return node.text;
  return node?.type === 'variable_name' && node.parent?.type === 'scoped_property_access_expression'
    ? variableName(node)
    : '';
}

function lowerItem(node: SyntaxNode, lowering: PhpLowering): Item {
  if (node.type !== 'array_element_initializer') return { value: lowering.expression(node) };
  const [first, second] = children(node);
  if (first?.type === 'variadic_unpacking') {
    const [inner] = children(first);
    return { value: lowering.expression(inner ?? first), spread: true };
  }
  if (first && second) return { key: lowering.expression(first), value: lowering.expression(second) };
  return { value: lowering.expression(first ?? node) };
}

/** Chains of `.` are flattened, so that long ones do not nest. */
function lowerBinary(node: SyntaxNode, lowering: PhpLowering): Expression | undefined {
  const place = { start: node.startIndex, end: node.endIndex };
  const operator = node.childForFieldName('operator')?.text ?? '';
  if (operator === '.')
    return { ...place, kind: 'concatenation', parts: operandsOf(node, '.').map(lowering.expression) };
  const left = node.childForFieldName('left');
  const right = node.childForFieldName('right');
  return left && right
    ? {
        ...place,
        kind: 'binary',
        operator: operator.toLowerCase(),
        left: lowering.expression(left),
        right: lowering.expression(right),
      }
    : undefined;
}

function lowerMatch(node: SyntaxNode, lowering: PhpLowering): Expression | undefined {
  const subject = node.childForFieldName('condition');
  if (!subject) return undefined;
  const arms = children(node.childForFieldName('body')).flatMap((arm): Arm[] => {
    const value = arm.childForFieldName('return_expression');
    if (!value) return [];
    const labels = children(arm.childForFieldName('conditional_expressions')).map(lowering.expression);
    return [{ labels, value: lowering.expression(value) }];
  });
  return {
    start: node.startIndex,
    end: node.endIndex,
    kind: 'choice',
    subject: lowering.expression(subject),
    arms,
  };
}

function lowerNew(node: SyntaxNode, lowering: PhpLowering): Expression {
  const parts = children(node);
  const type = parts.find(({ type: kind }) => kind === 'name' || kind === 'qualified_name');
  return {
    start: node.startIndex,
    end: node.endIndex,
    kind: 'new',
    type: type?.text.replace(/^\\/, '') ?? '',
    arguments: lowering.arguments(parts.find(({ type: kind }) => kind === 'arguments') ?? null),
  };
}

function lowerCall(node: SyntaxNode, lowering: PhpLowering): Expression | undefined {
  const place = { start: node.startIndex, end: node.endIndex };
  const given = lowering.arguments(node.childForFieldName('arguments'));
  if (node.type === 'function_call_expression') {
    const callee = node.childForFieldName('function');
    if (!callee) return undefined;
    if (callee.type !== 'name' && callee.type !== 'qualified_name')
      return { ...place, kind: 'invoke', callee: lowering.expression(callee), arguments: given };
    // Functions of PHP itself may be written with a leading backslash or, wrongly, with a namespace.
    const name = callee.text.slice(callee.text.lastIndexOf('\\') + 1);
    return { ...place, kind: 'call', name, typeArguments: [], arguments: given };
  }
  const scope = node.childForFieldName('scope');
  const object = node.childForFieldName('object') ?? scope;
  if (!object) return undefined;
  return {
    ...place,
    kind: 'call',
    object: scope ? nameOf(scope) : lowering.expression(object),
    name: memberName(node.childForFieldName('name')),
    typeArguments: [],
    arguments: given,
  };
}

const longestExcerpt = 200;

/** The beginning of a node's text. */
function excerpt(node: SyntaxNode, text: string): string {
  return text.slice(node.startIndex, Math.min(node.endIndex, node.startIndex + longestExcerpt));
}
