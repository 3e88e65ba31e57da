import type { SyntaxNode } from '../tree-sitter.js';
import { convertArguments, convertExpression, convertParameters } from './convert-expressions.js';
import type { PyExpression, PyFunction, PyImport, PyStatement } from './tree.js';

const maxDepth = 60;

/** The statements of a module or block as plain data. */
export function convertBlock(block: SyntaxNode | null, depth = 0): PyStatement[] {
  if (block === null || depth > maxDepth) return [];
  return block.namedChildren.flatMap((child) => (child ? convertStatement(child, depth) : []));
}

function convertStatement(node: SyntaxNode, depth: number, decorators: PyExpression[] = []): PyStatement[] {
  const place = { start: node.startIndex, end: node.endIndex };
  const block = (name: string): PyStatement[] => convertBlock(node.childForFieldName(name), depth + 1);
  const field = (name: string): PyExpression | undefined => {
    const child = node.childForFieldName(name);
    return child ? convertExpression(child) : undefined;
  };
  switch (node.type) {
    case 'comment':
    case 'pass_statement':
      return [];
    case 'decorated_definition': {
      const definition = node.childForFieldName('definition');
      const found = node.namedChildren.flatMap((child) => {
        const value = child?.type === 'decorator' ? child.namedChild(0) : null;
        return value ? [convertExpression(value)] : [];
      });
      return definition ? convertStatement(definition, depth, found) : [];
    }
    case 'function_definition':
      return [convertFunction(node, depth, decorators)];
    case 'class_definition': {
      const bases = node.childForFieldName('superclasses');
      const name = node.childForFieldName('name')?.text ?? '';
      const args = bases ? convertArguments(bases, 0) : [];
      return [{ ...place, kind: 'class', name, bases: args, decorators, body: block('body') }];
    }
    case 'import_statement':
    case 'import_from_statement':
      return importsOf(node);
    case 'expression_statement': {
      const inner = node.namedChild(0);
      if (inner?.type === 'assignment' || inner?.type === 'augmented_assignment')
        return [assignmentOf(inner)];
      return inner ? [{ ...place, kind: 'expression', value: convertExpression(inner) }] : [];
    }
    case 'return_statement':
    case 'raise_statement': {
      const inner = node.namedChild(0);
      const kind = node.type === 'return_statement' ? 'return' : 'raise';
      return [{ ...place, kind, ...(inner && { value: convertExpression(inner) }) }];
    }
    case 'if_statement':
      return [{ ...place, kind: 'if', branches: branchesOf(node, depth) }];
    case 'for_statement': {
      const target = field('left');
      const iterable = field('right');
      const loop = target &&
        iterable && { ...place, kind: 'for' as const, target, iterable, body: block('body') };
      return [...(loop ? [loop] : []), ...alternativeOf(node, depth)];
    }
    case 'while_statement': {
      const test = field('condition');
      return test ? [{ ...place, kind: 'while', test, body: block('body') }] : [];
    }
    case 'with_statement':
      return [{ ...place, kind: 'with', items: withItems(node), body: block('body') }];
    case 'try_statement':
      return [tryOf(node, depth)];
    default: {
      const body = node.namedChildren.flatMap((child) =>
        child && /block|clause|statement/.test(child.type) && depth < maxDepth
          ? child.type === 'block'
            ? convertBlock(child, depth + 1)
            : convertStatement(child, depth + 1)
          : [],
      );
      return [{ ...place, kind: 'other', type: node.type, body }];
    }
  }
}

function convertFunction(node: SyntaxNode, depth: number, decorators: PyExpression[]): PyFunction {
  const parameters = node.childForFieldName('parameters');
  const returns = node.childForFieldName('return_type');
  return {
    kind: 'function',
    start: node.startIndex,
    end: node.endIndex,
    name: node.childForFieldName('name')?.text ?? '',
    parameters: parameters ? convertParameters(parameters, 0) : [],
    decorators,
    body: convertBlock(node.childForFieldName('body'), depth + 1),
    ...(returns && { returns: convertExpression(returns) }),
  };
}

function assignmentOf(node: SyntaxNode): PyStatement {
  const targets: PyExpression[] = [];
  const type = node.childForFieldName('type');
  let current = node;
  for (let count = 0; count < 20; count += 1) {
    const left = current.childForFieldName('left');
    if (left) targets.push(convertExpression(left));
    const right = current.childForFieldName('right');
    if (right?.type !== 'assignment') break;
    current = right;
  }
  const right = current.childForFieldName('right');
  return {
    kind: 'assign',
    start: node.startIndex,
    end: node.endIndex,
    targets,
    ...(right && { value: convertExpression(right) }),
    ...(type && { annotation: convertExpression(type) }),
    ...(node.type === 'augmented_assignment' && {
      augmented: node.childForFieldName('operator')?.type ?? '',
    }),
  };
}

function branchesOf(
  node: SyntaxNode,
  depth: number,
): { readonly test?: PyExpression; readonly body: readonly PyStatement[] }[] {
  const test = node.childForFieldName('condition');
  const body = convertBlock(node.childForFieldName('consequence'), depth + 1);
  const branches = [{ ...(test && { test: convertExpression(test) }), body }];
  for (const child of node.childrenForFieldName('alternative')) {
    if (!child) continue;
    const condition = child.childForFieldName('condition');
    const block = child.childForFieldName('consequence') ?? child.childForFieldName('body');
    branches.push({
      ...(condition && { test: convertExpression(condition) }),
      body: convertBlock(block, depth + 1),
    });
  }
  return branches;
}

function alternativeOf(node: SyntaxNode, depth: number): PyStatement[] {
  const clause = node.childForFieldName('alternative');
  return clause ? convertBlock(clause.childForFieldName('body'), depth + 1) : [];
}

function withItems(node: SyntaxNode): { readonly value: PyExpression; readonly target?: PyExpression }[] {
  const clause = node.namedChildren.find((child) => child?.type === 'with_clause');
  return (clause?.namedChildren ?? []).flatMap((item) => {
    const value = item?.childForFieldName('value');
    if (!value) return [];
    const alias = value.type === 'as_pattern' ? value.childForFieldName('alias') : null;
    const inner = value.type === 'as_pattern' ? value.namedChild(0) : value;
    const named = alias?.namedChild(0) ?? alias;
    return inner
      ? [{ value: convertExpression(inner), ...(named && { target: convertExpression(named) }) }]
      : [];
  });
}

function tryOf(node: SyntaxNode, depth: number): PyStatement {
  const clauses = node.namedChildren.flatMap((child) => (child ? [child] : []));
  const blockOf = (clause: SyntaxNode): PyStatement[] =>
    convertBlock(clause.namedChildren.find((child) => child?.type === 'block') ?? null, depth + 1);
  const handlers = clauses
    .filter((clause) => clause.type.startsWith('except'))
    .map((clause) => {
      const first = clause.namedChildren.find((child) => child && child.type !== 'comment');
      const caught = first?.type === 'as_pattern' ? first.namedChild(0) : first;
      return {
        ...(caught && caught.type !== 'block' && { type: convertExpression(caught) }),
        body: blockOf(clause),
      };
    });
  const rest = clauses.filter((clause) => /^(?:else|finally)_clause$/.test(clause.type)).flatMap(blockOf);
  return {
    kind: 'try',
    start: node.startIndex,
    end: node.endIndex,
    body: convertBlock(node.childForFieldName('body'), depth + 1),
    handlers,
    rest,
  };
}

function importsOf(node: SyntaxNode): PyImport[] {
  const place = { start: node.startIndex, end: node.endIndex };
  const from = node.childForFieldName('module_name')?.text.replaceAll(/\s/g, '') ?? '';
  const level = /^\.*/.exec(from)?.[0].length ?? 0;
  const module = from.slice(level);
  const isFrom = node.type === 'import_from_statement';
  if (isFrom && node.namedChildren.some((child) => child?.type === 'wildcard_import'))
    return [{ ...place, kind: 'import', module, level, name: '*', bound: '*', aliased: false }];
  return node.childrenForFieldName('name').flatMap((child): PyImport[] => {
    if (!child) return [];
    const name = (child.childForFieldName('name') ?? child).text;
    const alias = child.childForFieldName('alias')?.text;
    if (isFrom)
      return [
        { ...place, kind: 'import', module, level, name, bound: alias ?? name, aliased: alias !== undefined },
      ];
    const bound = alias ?? name.split('.')[0] ?? name;
    return [{ ...place, kind: 'import', module: name, level: 0, bound, aliased: alias !== undefined }];
  });
}
