import type { Section, Statement, Taken } from '../imperative/tree.js';
import type { SyntaxNode } from '../tree-sitter.js';
import { children, variableName } from './lowering.js';
import type { PhpLowering } from './lowering.js';

/** One statement of PHP; some give several, declarations none. */
export function lowerStatement(node: SyntaxNode, lowering: PhpLowering): readonly Statement[] {
  const place = { start: node.startIndex, end: node.endIndex };
  const field = (name: string): SyntaxNode | null => node.childForFieldName(name);
  switch (node.type) {
    case 'expression_statement':
    case 'echo_statement':
    case 'unset_statement':
      return children(node).map((child) =>
        child.type === 'throw_expression'
          ? { ...place, kind: 'throw' }
          : { ...place, kind: 'expression', expression: lowering.expression(child) },
      );
    case 'compound_statement':
    case 'colon_block':
      return [{ ...place, kind: 'block', body: lowering.body(node) }];
    case 'if_statement':
      return [lowerIf(node, lowering)];
    case 'foreach_statement':
      return [lowerForeach(node, lowering)];
    case 'for_statement':
    case 'while_statement':
    case 'do_statement': {
      const [before, condition, after] = [field('initialize'), field('condition'), field('update')];
      return [
        {
          ...place,
          kind: 'loop',
          before: before ? [{ ...place, kind: 'expression', expression: lowering.expression(before) }] : [],
          ...(condition && { condition: lowering.expression(condition) }),
          after: after ? [lowering.expression(after)] : [],
          body: lowering.body(field('body')),
        },
      ];
    }
    case 'try_statement': {
      // What only runs after an error does nothing here.
      const last = children(node).find(({ type }) => type === 'finally_clause');
      return [
        { ...place, kind: 'block', body: lowering.body(field('body')) },
        ...(last ? lowering.body(last.childForFieldName('body')) : []),
      ];
    }
    case 'switch_statement':
      return [lowerSwitch(node, lowering)].flat();
    case 'return_statement': {
      const [value] = children(node);
      return [{ ...place, kind: 'return', ...(value && { value: lowering.expression(value) }) }];
    }
    case 'throw_statement':
      return [{ ...place, kind: 'throw' }];
    case 'break_statement':
    case 'continue_statement':
      return [{ ...place, kind: 'break' }];
    case 'exit_statement':
      return [{ ...place, kind: 'return' }];
    case 'function_definition':
      return [
        { ...place, kind: 'function', name: field('name')?.text ?? '', function: lowering.function(node) },
      ];
    case 'function_static_declaration':
      return children(node).flatMap((child): Statement[] => {
        const name = child.childForFieldName('name');
        const value = child.childForFieldName('value');
        return name
          ? [
              {
                ...place,
                kind: 'declare',
                name: variableName(name),
                ...(value && { value: lowering.expression(value) }),
              },
            ]
          : [];
      });
    case 'ERROR':
      return children(node)
        .filter(({ type }) => type.endsWith('_statement') || type.endsWith('call_expression'))
        .flatMap((child) =>
          child.type.endsWith('_expression')
            ? [{ ...place, kind: 'expression' as const, expression: lowering.expression(child) }]
            : lowering.body(child),
        );
    default:
      return [];
  }
}

function lowerIf(node: SyntaxNode, lowering: PhpLowering): Statement {
  const alternatives = children(node).filter(
    ({ type }) => type === 'else_if_clause' || type === 'else_clause',
  );
  return chain([node, ...alternatives], lowering);
}

/** `if`, `elseif` …, `else` as nested conditions, built from the end so that long chains do not recurse. */
function chain(clauses: readonly SyntaxNode[], lowering: PhpLowering): Statement {
  let otherwise: readonly Statement[] = [];
  for (const clause of clauses.toReversed()) {
    const place = { start: clause.startIndex, end: clause.endIndex };
    const condition = clause.childForFieldName('condition');
    const body = lowering.body(clause.childForFieldName('body'));
    otherwise =
      clause.type === 'else_clause' || !condition
        ? body
        : [{ ...place, kind: 'if', condition: lowering.expression(condition), consequence: body, otherwise }];
  }
  const [whole] = otherwise;
  return whole ?? { start: 0, end: 0, kind: 'block', body: [] };
}

function lowerForeach(node: SyntaxNode, lowering: PhpLowering): Statement {
  const body = node.childForFieldName('body');
  const [over, target] = children(node).filter(({ id }) => id !== body?.id);
  const pair = target?.type === 'pair' || target?.type === 'foreach_pair' ? children(target) : undefined;
  const item = pair ? pair[1] : target;
  const key = pair?.[0];
  return {
    start: node.startIndex,
    end: node.endIndex,
    kind: 'foreach',
    over: over ? lowering.expression(over) : { start: node.startIndex, end: node.startIndex, kind: 'null' },
    ...(key && { key: variableName(key) }),
    item: item ? takenBy(item) : '',
    body: lowering.body(body),
  };
}

/** The variable of an item, or the variables of `[$a, 'key' => $b]`. */
function takenBy(node: SyntaxNode): string | readonly Taken[] {
  if (node.type !== 'list_literal' && node.type !== 'array_creation_expression')
    return node.type === 'by_ref' ? node.text.replace(/^&\s*\$/, '') : variableName(node);
  return children(node).map((child): Taken => {
    const parts = child.type === 'variable_name' ? [child] : children(child);
    const last = parts.at(-1) ?? child;
    const [first] = parts;
    const key = parts.length > 1 && first?.type === 'string' ? first.text.slice(1, -1) : undefined;
    return { name: variableName(last), ...(key !== undefined && { key }) };
  });
}

function lowerSwitch(node: SyntaxNode, lowering: PhpLowering): Statement {
  const subject = node.childForFieldName('condition');
  const place = { start: node.startIndex, end: node.endIndex };
  const sections = children(node.childForFieldName('body')).map((section): Section => {
    const value = section.childForFieldName('value');
    const statements = children(section).filter(({ id }) => id !== value?.id);
    return {
      labels: value ? [lowering.expression(value)] : [],
      isDefault: section.type === 'default_statement',
      body: statements.flatMap((child) => lowerStatement(child, lowering)),
    };
  });
  return {
    ...place,
    kind: 'switch',
    subject: subject ? lowering.expression(subject) : { ...place, kind: 'null' },
    sections,
  };
}
