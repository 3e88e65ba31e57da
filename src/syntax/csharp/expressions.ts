import type { Arm, Expression, Item } from '../imperative/tree.js';
import { operandsOf } from '../imperative/operands.js';
import type { SyntaxNode } from '../tree-sitter.js';
import { children, simpleName } from './lowering.js';
import type { CSharpLowering } from './lowering.js';
import { lowerText } from './strings.js';

/** One expression of C#. */
export function lowerExpression(node: SyntaxNode, lowering: CSharpLowering): Expression {
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
      .filter(({ type }) => type.endsWith('_expression') || type === 'identifier')
      .map(lowering.expression),
  });
  switch (node.type) {
    case 'string_literal':
    case 'verbatim_string_literal':
    case 'raw_string_literal':
    case 'interpolated_string_expression':
      return lowerText(node, lowering.text, lowering.expression);
    case 'character_literal':
      return { ...place, kind: 'text', text: node.text.slice(1, -1), at: node.startIndex + 1 };
    case 'integer_literal':
    case 'real_literal':
      return {
        ...place,
        kind: 'number',
        text: node.text.replaceAll('_', '').replace(/(?<!^0x.*)[uUlLmMdDfF]+$/, ''),
      };
    case 'boolean_literal':
      return { ...place, kind: 'boolean', value: node.text === 'true' };
    case 'null_literal':
    case 'default_expression':
      return { ...place, kind: 'null' };
    case 'identifier':
      return { ...place, kind: 'name', name: node.text.replace(/^@/, '') };
    case 'this':
    case 'this_expression':
    case 'base':
    case 'base_expression':
      return { ...place, kind: 'variable', name: node.text };
    case 'predefined_type':
    case 'generic_name':
    case 'alias_qualified_name':
      return { ...place, kind: 'name', name: simpleName(node.text) };
    case 'qualified_name': {
      const [object, name] = [of('qualifier'), field('name')];
      return object && name ? { ...place, kind: 'member', object, name: simpleName(name.text) } : other();
    }
    case 'parenthesized_expression':
    case 'await_expression':
    case 'checked_expression':
    case 'ref_expression':
      return first() ?? other();
    case 'cast_expression':
      return of('value') ?? other();
    case 'as_expression':
      return of('left') ?? other();
    case 'postfix_unary_expression': {
      const operand = first();
      if (!operand) return other();
      return node.text.endsWith('!')
        ? operand
        : { ...place, kind: 'unary', operator: node.text.endsWith('--') ? '--' : '++', operand };
    }
    case 'prefix_unary_expression': {
      const operand = first();
      const operator = /^(\+\+|--|.)/s.exec(node.text)?.[1] ?? '';
      return operand ? { ...place, kind: 'unary', operator, operand } : other();
    }
    case 'typeof_expression':
      return { ...place, kind: 'name', name: simpleName(field('type')?.text ?? '') };
    case 'binary_expression':
      return lowerBinary(node, lowering) ?? other();
    case 'is_pattern_expression':
    case 'is_expression':
      return { ...place, kind: 'other', text: excerpt(node, lowering.text), parts: [] };
    case 'conditional_expression': {
      const [condition, consequence, otherwise] = [of('condition'), of('consequence'), of('alternative')];
      return condition && consequence && otherwise
        ? { ...place, kind: 'conditional', condition, consequence, otherwise }
        : other();
    }
    case 'switch_expression':
      return lowerSwitch(node, lowering) ?? other();
    case 'assignment_expression': {
      const [target, value] = [of('left'), of('right')];
      return target && value
        ? { ...place, kind: 'assignment', target, operator: field('operator')?.text ?? '=', value }
        : other();
    }
    case 'throw_expression':
      return { ...place, kind: 'throw' };
    case 'lambda_expression':
    case 'anonymous_method_expression':
      return { ...place, kind: 'function', function: lowering.function(node) };
    case 'member_access_expression': {
      const [object, name] = [of('expression'), field('name')];
      return object && name ? { ...place, kind: 'member', object, name: simpleName(name.text) } : other();
    }
    case 'conditional_access_expression': {
      const [object, binding] = [of('condition'), children(node).at(-1)];
      const name = binding?.type === 'member_binding_expression' ? binding.childForFieldName('name') : null;
      return object && name ? { ...place, kind: 'member', object, name: simpleName(name.text) } : other();
    }
    case 'element_access_expression': {
      const object = of('expression');
      const [index] = children(field('subscript'));
      const value = index ? children(index)[0] : undefined;
      return object
        ? { ...place, kind: 'element', object, ...(value && { index: lowering.expression(value) }) }
        : other();
    }
    case 'invocation_expression':
      return lowerCall(node, lowering) ?? other();
    case 'object_creation_expression':
    case 'implicit_object_creation_expression': {
      const initializer =
        field('initializer') ?? children(node).find(({ type }) => type === 'initializer_expression');
      return {
        ...place,
        kind: 'new',
        type: simpleName(field('type')?.text ?? ''),
        arguments: lowering.arguments(
          field('arguments') ?? children(node).find(({ type }) => type === 'argument_list') ?? null,
        ),
        ...(initializer && { items: itemsOf(initializer, lowering) }),
      };
    }
    case 'anonymous_object_creation_expression':
      return { ...place, kind: 'list', items: membersOf(node, lowering) };
    case 'array_creation_expression':
    case 'implicit_array_creation_expression':
    case 'stackalloc_expression':
    case 'implicit_stackalloc_expression': {
      const initializer = children(node).find(({ type }) => type === 'initializer_expression');
      return { ...place, kind: 'list', items: initializer ? itemsOf(initializer, lowering) : [] };
    }
    case 'initializer_expression':
    case 'collection_expression':
    case 'tuple_expression':
      return { ...place, kind: 'list', items: itemsOf(node, lowering) };
    // A collection expression (`["a", .. b]`), which the grammar takes for an index without an object.
    case 'element_binding_expression':
      return { ...place, kind: 'list', items: itemsOf(node, lowering) };
    case 'argument':
      return children(node).findLast(({ id }) => id !== field('name')?.id) === undefined
        ? other()
        : lowering.expression(children(node).at(-1) ?? node);
    default:
      return other();
  }
}

/** Chains of `+` are flattened, so that long ones do not nest. */
function lowerBinary(node: SyntaxNode, lowering: CSharpLowering): Expression | undefined {
  const place = { start: node.startIndex, end: node.endIndex };
  const operator = node.childForFieldName('operator')?.text ?? '';
  if (operator === '+')
    return { ...place, kind: 'concatenation', parts: operandsOf(node, '+').map(lowering.expression) };
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

function lowerSwitch(node: SyntaxNode, lowering: CSharpLowering): Expression | undefined {
  const [subject, ...rest] = children(node);
  if (!subject) return undefined;
  const arms = rest
    .flatMap((child) => (child.type === 'switch_expression_arm' ? [child] : children(child)))
    .flatMap((arm): Arm[] => {
      if (arm.type !== 'switch_expression_arm') return [];
      const [pattern, ...others] = children(arm);
      const value = others.at(-1);
      if (!pattern || !value) return [];
      return [{ labels: labelsOf(pattern, lowering), value: lowering.expression(value) }];
    });
  return {
    start: node.startIndex,
    end: node.endIndex,
    kind: 'choice',
    subject: lowering.expression(subject),
    arms,
  };
}

/** The values of a pattern; none for `_`, and something unknown for patterns that are no constants. */
export function labelsOf(pattern: SyntaxNode, lowering: CSharpLowering): readonly Expression[] {
  if (pattern.type === 'discard') return [];
  if (pattern.type === 'or_pattern') return children(pattern).flatMap((part) => labelsOf(part, lowering));
  const [inner] = pattern.type === 'constant_pattern' ? children(pattern) : [pattern];
  return [lowering.expression(inner ?? pattern)];
}

function lowerCall(node: SyntaxNode, lowering: CSharpLowering): Expression | undefined {
  const place = { start: node.startIndex, end: node.endIndex };
  const callee = node.childForFieldName('function');
  const given = lowering.arguments(node.childForFieldName('arguments'));
  if (!callee) return undefined;
  const call = (name: SyntaxNode, object?: SyntaxNode | null): Expression => ({
    ...place,
    kind: 'call',
    ...(object && { object: lowering.expression(object) }),
    name: simpleName(name.text),
    typeArguments: typeArgumentsOf(name),
    arguments: given,
  });
  if (callee.type === 'identifier' || callee.type === 'generic_name') return call(callee);
  const name = callee.childForFieldName('name');
  if (callee.type === 'member_access_expression' && name)
    return call(name, callee.childForFieldName('expression'));
  if (callee.type === 'conditional_access_expression') {
    const binding = children(callee).at(-1)?.childForFieldName('name');
    if (binding) return call(binding, callee.childForFieldName('condition'));
  }
  return { ...place, kind: 'invoke', callee: lowering.expression(callee), arguments: given };
}

function typeArgumentsOf(name: SyntaxNode): readonly string[] {
  const list = children(name).find(({ type }) => type === 'type_argument_list');
  return list ? children(list).map(({ text }) => text) : [];
}

/** Items of an initialiser: values, `["key"] = value`, `{ key, value }`, `Name = value`. */
function itemsOf(node: SyntaxNode, lowering: CSharpLowering): readonly Item[] {
  return children(node).map((child): Item => {
    if (child.type === 'assignment_expression') {
      const [left, right] = [child.childForFieldName('left'), child.childForFieldName('right')];
      if (left && right) {
        const key =
          left.type === 'identifier'
            ? ({
                start: left.startIndex,
                end: left.endIndex,
                kind: 'text',
                text: left.text,
                at: left.startIndex,
              } as const)
            : lowering.expression(indexOf(left));
        return { key, value: lowering.expression(right) };
      }
    }
    const inner = child.type === 'argument' ? (children(child).at(-1) ?? child) : child;
    if (inner.type === 'range_expression' || inner.type === 'spread_element') {
      const [spread] = children(inner);
      return { value: lowering.expression(spread ?? inner), spread: true };
    }
    return { value: lowering.expression(inner) };
  });
}

/** The key in `["key"]`. */
function indexOf(node: SyntaxNode): SyntaxNode {
  const [inner] = children(node);
  return inner?.type === 'argument' || inner?.type === 'bracketed_argument_list'
    ? indexOf(inner)
    : (inner ?? node);
}

/** Members of `new { A = 1, b.C }`. */
function membersOf(node: SyntaxNode, lowering: CSharpLowering): readonly Item[] {
  const items: Item[] = [];
  const nodes = node.children.flatMap((child) => (child && child.type !== 'comment' ? child : []));
  for (let at = 0; at < nodes.length; at += 1) {
    const child = nodes[at];
    if (!child?.isNamed) continue;
    const value = nodes[at + 1]?.type === '=' ? nodes[at + 2] : undefined;
    const name = value ? child.text : simpleName(child.text);
    const key = {
      start: child.startIndex,
      end: child.endIndex,
      kind: 'text',
      text: name,
      at: child.startIndex,
    } as const;
    items.push({ key, value: lowering.expression(value ?? child) });
    if (value) at += 2;
  }
  return items;
}

const longestExcerpt = 200;

/** The beginning of a node's text. */
function excerpt(node: SyntaxNode, text: string): string {
  return text.slice(node.startIndex, Math.min(node.endIndex, node.startIndex + longestExcerpt));
}
