import type { Section, Statement } from '../imperative/tree.js';
import type { SyntaxNode } from '../tree-sitter.js';
import { labelsOf } from './expressions.js';
import { children } from './lowering.js';
import type { CSharpLowering } from './lowering.js';

/** One statement of C#; declarations give one for each variable. */
export function lowerStatement(node: SyntaxNode, lowering: CSharpLowering): readonly Statement[] {
  const place = { start: node.startIndex, end: node.endIndex };
  const field = (name: string): SyntaxNode | null => node.childForFieldName(name);
  switch (node.type) {
    case 'global_statement':
    case 'labeled_statement':
      return children(node).flatMap((child) => lowerStatement(child, lowering));
    case 'expression_statement': {
      const [child] = children(node);
      return child ? [{ ...place, kind: 'expression', expression: lowering.expression(child) }] : [];
    }
    case 'local_declaration_statement':
    case 'variable_declaration':
      return declarations(node, lowering);
    case 'block':
      return [{ ...place, kind: 'block', body: lowering.body(node) }];
    case 'using_statement':
    case 'lock_statement':
    case 'fixed_statement':
    case 'checked_statement':
    case 'unsafe_statement': {
      const body = field('body') ?? children(node).at(-1) ?? null;
      const before = children(node).filter(({ id }) => id !== body?.id);
      return [
        ...before.flatMap((child): readonly Statement[] =>
          child.type === 'variable_declaration'
            ? declarations(child, lowering)
            : [{ ...place, kind: 'expression', expression: lowering.expression(child) }],
        ),
        ...lowering.body(body),
      ];
    }
    case 'if_statement': {
      const condition = field('condition');
      const otherwise = field('alternative');
      return condition
        ? [
            {
              ...place,
              kind: 'if',
              condition: lowering.expression(condition),
              consequence: lowering.body(field('consequence')),
              otherwise: otherwise ? lowering.body(otherwise) : [],
            },
          ]
        : [];
    }
    case 'foreach_statement': {
      const [left, right] = [field('left'), field('right')];
      if (!right) return [];
      return [
        {
          ...place,
          kind: 'foreach',
          over: lowering.expression(right),
          item:
            left && left.type !== 'identifier'
              ? children(left).map(({ text }) => ({ name: text.replace(/^.*\s/, '') }))
              : (left?.text ?? ''),
          body: lowering.body(field('body')),
        },
      ];
    }
    case 'for_statement':
    case 'while_statement':
    case 'do_statement': {
      const [before, condition, after] = [field('initializer'), field('condition'), field('update')];
      return [
        {
          ...place,
          kind: 'loop',
          before: before ? lowerStatement(before, lowering) : [],
          ...(condition && { condition: lowering.expression(condition) }),
          after: after ? [lowering.expression(after)] : [],
          body: lowering.body(field('body')),
        },
      ];
    }
    case 'try_statement': {
      const last = children(node).find(({ type }) => type === 'finally_clause');
      return [
        { ...place, kind: 'block', body: lowering.body(field('body')) },
        ...(last ? lowering.body(children(last)[0] ?? null) : []),
      ];
    }
    case 'switch_statement': {
      const value = field('value');
      return value
        ? [
            {
              ...place,
              kind: 'switch',
              subject: lowering.expression(value),
              sections: children(field('body')).map((section) => lowerSection(section, lowering)),
            },
          ]
        : [];
    }
    case 'return_statement': {
      const [value] = children(node);
      return [{ ...place, kind: 'return', ...(value && { value: lowering.expression(value) }) }];
    }
    case 'throw_statement':
      return [{ ...place, kind: 'throw' }];
    case 'break_statement':
    case 'continue_statement':
      return [{ ...place, kind: 'break' }];
    case 'local_function_statement':
      return [
        { ...place, kind: 'function', name: field('name')?.text ?? '', function: lowering.function(node) },
      ];
    case 'preproc_if':
    case 'preproc_elif':
    case 'preproc_else':
      return lowerDirective(node, lowering);
    case 'ERROR':
      return children(node).flatMap((child): readonly Statement[] =>
        child.type === 'invocation_expression'
          ? [{ ...place, kind: 'expression', expression: lowering.expression(child) }]
          : lowerStatement(child, lowering),
      );
    default:
      return [];
  }
}

function declarations(node: SyntaxNode, lowering: CSharpLowering): readonly Statement[] {
  const list =
    node.type === 'variable_declaration'
      ? node
      : children(node).find(({ type }) => type === 'variable_declaration');
  return children(list ?? null).flatMap((declarator): Statement[] => {
    if (declarator.type !== 'variable_declarator') return [];
    const name = declarator.childForFieldName('name');
    const value = children(declarator).findLast(({ id }) => id !== name?.id);
    return [
      {
        start: declarator.startIndex,
        end: declarator.endIndex,
        kind: 'declare',
        name: name?.text ?? '',
        ...(value && { value: lowering.expression(value) }),
      },
    ];
  });
}

function lowerSection(section: SyntaxNode, lowering: CSharpLowering): Section {
  const statements = children(section).filter(({ type }) => isStatement(type));
  const patterns = children(section).filter(({ type }) => !isStatement(type) && type !== 'when_clause');
  return {
    labels: patterns.flatMap((pattern) => labelsOf(pattern, lowering)),
    isDefault: section.children.some((child) => child?.type === 'default'),
    body: statements.flatMap((child) => lowerStatement(child, lowering)),
  };
}

function isStatement(type: string): boolean {
  return type.endsWith('_statement') || type === 'block';
}

/** `#if … #else …`: which part is compiled is not known, so both may be. */
function lowerDirective(node: SyntaxNode, lowering: CSharpLowering): readonly Statement[] {
  const place = { start: node.startIndex, end: node.endIndex };
  const alternative = node.childForFieldName('alternative');
  const condition = node.childForFieldName('condition');
  const inner = children(node).filter(({ id }) => id !== alternative?.id && id !== condition?.id);
  const body = inner.flatMap((child) => lowerStatement(child, lowering));
  if (node.type === 'preproc_else') return body;
  return [
    {
      ...place,
      kind: 'if',
      condition: { ...place, kind: 'other', text: '#if', parts: [] },
      consequence: body,
      otherwise: alternative ? lowerStatement(alternative, lowering) : [],
    },
  ];
}
