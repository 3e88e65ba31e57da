import type { SyntaxNode } from '../tree-sitter.js';
import type { Conversion } from './convert-expressions.js';
import { convertExpression, placeOf } from './convert-expressions.js';
import { childrenOf, convertType } from './convert-types.js';
import type { GoCase, GoExpression, GoStatement, GoType } from './tree.js';

/** A conversion for a text that begins at `offset` of its file. */
export function conversionAt(offset: number): Conversion {
  return { offset, depth: 0, block: convertBlock };
}

/** The statements of a block (or of a `statement_list`). */
export function convertBlock(node: SyntaxNode | null, conversion: Conversion): readonly GoStatement[] {
  if (node === null) return [];
  return childrenOf(node).flatMap((child) =>
    child.type === 'statement_list' ? convertBlock(child, conversion) : convertStatement(child, conversion),
  );
}

function expressionsOf(node: SyntaxNode | null, conversion: Conversion): GoExpression[] {
  if (node === null) return [];
  return node.type === 'expression_list'
    ? childrenOf(node).map((child) => convertExpression(child, conversion))
    : [convertExpression(node, conversion)];
}

function single(node: SyntaxNode | null, conversion: Conversion): GoStatement | undefined {
  return node === null ? undefined : convertStatement(node, conversion)[0];
}

/** Zero or more statements: a `var (…)` block gives one for each name list. */
export function convertStatement(node: SyntaxNode, conversion: Conversion): readonly GoStatement[] {
  conversion.depth += 1;
  try {
    if (conversion.depth > 200) return [{ ...placeOf(node, conversion), kind: 'other', parts: [] }];
    return convert(node, conversion);
  } finally {
    conversion.depth -= 1;
  }
}

function convert(node: SyntaxNode, conversion: Conversion): readonly GoStatement[] {
  const place = placeOf(node, conversion);
  const field = (name: string): SyntaxNode | null => node.childForFieldName(name);
  switch (node.type) {
    case 'short_var_declaration':
    case 'assignment_statement':
      return [
        {
          ...place,
          kind: 'assign',
          left: expressionsOf(field('left'), conversion),
          operator: node.type === 'short_var_declaration' ? ':=' : (field('operator')?.text ?? '='),
          right: expressionsOf(field('right'), conversion),
        },
      ];
    case 'var_declaration':
    case 'const_declaration':
      return convertDeclarations(node, conversion);
    case 'type_declaration':
      return [{ ...place, kind: 'other', parts: [], types: convertTypes(node) }];
    case 'expression_statement':
    case 'go_statement':
    case 'defer_statement':
      return [
        {
          ...place,
          kind: 'expression',
          expression: convertExpression(childrenOf(node)[0] ?? null, conversion),
        },
      ];
    case 'return_statement':
      return [{ ...place, kind: 'return', values: expressionsOf(childrenOf(node)[0] ?? null, conversion) }];
    case 'block':
      return [{ ...place, kind: 'block', body: convertBlock(node, conversion) }];
    case 'labeled_statement':
      return childrenOf(node)
        .filter((child) => child.type !== 'label_name')
        .flatMap((child) => convertStatement(child, conversion));
    case 'if_statement':
      return [convertIf(node, conversion)];
    case 'for_statement':
      return [convertFor(node, conversion)];
    case 'expression_switch_statement':
    case 'type_switch_statement':
    case 'select_statement':
      return [convertSwitch(node, conversion)];
    case 'break_statement':
    case 'continue_statement':
    case 'goto_statement':
      return [{ ...place, kind: 'leave' }];
    default:
      return [
        {
          ...place,
          kind: 'other',
          parts: childrenOf(node).map((child) => convertExpression(child, conversion)),
        },
      ];
  }
}

function convertTypes(node: SyntaxNode): readonly { readonly name: string; readonly type: GoType }[] {
  return childrenOf(node).flatMap((spec) => {
    const name = spec.childForFieldName('name')?.text;
    return name === undefined ? [] : [{ name, type: convertType(spec.childForFieldName('type')) }];
  });
}

function convertDeclarations(node: SyntaxNode, conversion: Conversion): readonly GoStatement[] {
  return childrenOf(node).flatMap((spec): readonly GoStatement[] => {
    if (spec.type === 'var_spec_list') return convertDeclarations(spec, conversion);
    const type = spec.childForFieldName('type');
    return [
      {
        ...placeOf(spec, conversion),
        kind: 'declare',
        names: spec
          .childrenForFieldName('name')
          .flatMap((name) => (name === null || name.type === ',' ? [] : [name.text])),
        ...(type && { type: convertType(type) }),
        values: expressionsOf(spec.childForFieldName('value'), conversion),
      },
    ];
  });
}

function convertIf(node: SyntaxNode, conversion: Conversion): GoStatement {
  const before = single(node.childForFieldName('initializer'), conversion);
  const alternative = node.childForFieldName('alternative');
  return {
    ...placeOf(node, conversion),
    kind: 'if',
    ...(before && { before }),
    condition: convertExpression(node.childForFieldName('condition'), conversion),
    consequence: convertBlock(node.childForFieldName('consequence'), conversion),
    alternative:
      alternative?.type === 'if_statement'
        ? convertStatement(alternative, conversion)
        : convertBlock(alternative, conversion),
  };
}

function convertFor(node: SyntaxNode, conversion: Conversion): GoStatement {
  const place = placeOf(node, conversion);
  const body = convertBlock(node.childForFieldName('body'), conversion);
  const clause = childrenOf(node).find(
    (child) => child.type === 'range_clause' || child.type === 'for_clause',
  );
  if (clause?.type === 'range_clause')
    return {
      ...place,
      kind: 'range',
      names: expressionsOf(clause.childForFieldName('left'), conversion),
      over: convertExpression(clause.childForFieldName('right'), conversion),
      body,
    };
  const before = single(clause?.childForFieldName('initializer') ?? null, conversion);
  return { ...place, kind: 'for', ...(before && { before }), body };
}

function convertSwitch(node: SyntaxNode, conversion: Conversion): GoStatement {
  const place = placeOf(node, conversion);
  const cases = childrenOf(node).flatMap((child) => convertCase(child, conversion));
  if (node.type === 'select_statement') return { ...place, kind: 'select', cases };
  const before = single(node.childForFieldName('initializer'), conversion);
  const value = node.childForFieldName('value');
  const alias = node.childForFieldName('alias');
  return {
    ...place,
    kind: 'switch',
    ...(before && { before }),
    ...(value && { value: convertExpression(value, conversion) }),
    ...(alias && { alias: alias.text }),
    cases,
  };
}

function convertCase(node: SyntaxNode, conversion: Conversion): GoCase[] {
  if (!/^(expression_case|type_case|default_case|communication_case)$/.test(node.type)) return [];
  const communication = node.childForFieldName('communication');
  const before = communication === null ? undefined : receive(communication, conversion);
  return [
    {
      values:
        node.type === 'expression_case' ? expressionsOf(node.childForFieldName('value'), conversion) : [],
      types:
        node.type === 'type_case'
          ? node.childrenForFieldName('type').flatMap((type) => (type === null ? [] : [convertType(type)]))
          : [],
      ...(before && { before }),
      body: childrenOf(node)
        .filter((child) => child.type === 'statement_list')
        .flatMap((child) => convertBlock(child, conversion)),
    },
  ];
}

/** `case x := <-ch:` as the assignment that it is. */
function receive(node: SyntaxNode, conversion: Conversion): GoStatement {
  if (node.type !== 'receive_statement')
    return convertStatement(node, conversion)[0] ?? { ...placeOf(node, conversion), kind: 'leave' };
  return {
    ...placeOf(node, conversion),
    kind: 'assign',
    left: expressionsOf(node.childForFieldName('left'), conversion),
    operator: ':=',
    right: [convertExpression(node.childForFieldName('right'), conversion)],
  };
}
