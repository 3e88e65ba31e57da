import type { SyntaxNode } from '../tree-sitter.js';
import type { PyArgument, PyExpression, PyParameter } from './tree.js';
import { textParts } from './literals.js';

/** Deeper than this nobody writes; such an expression is not looked into. */
const maxDepth = 120;

/** The expression of a node as plain data. */
export function convertExpression(node: SyntaxNode, depth = 0): PyExpression {
  const place = { start: node.startIndex, end: node.endIndex };
  const other = (): PyExpression => ({
    ...place,
    kind: 'other',
    type: node.type,
    children: below(node, depth),
  });
  if (depth > maxDepth) return { ...place, kind: 'other', type: node.type, children: [] };
  const field = (name: string): PyExpression | undefined => {
    const child = node.childForFieldName(name);
    return child ? convertExpression(child, depth + 1) : undefined;
  };
  switch (node.type) {
    case 'string':
    case 'concatenated_string':
      return {
        ...place,
        kind: 'text',
        parts: textParts(node, (child) => convertExpression(child, depth + 1)),
      };
    case 'integer':
    case 'float':
      return { ...place, kind: 'number', value: Number(node.text.replaceAll('_', '')) };
    case 'true':
    case 'false':
      return { ...place, kind: 'boolean', value: node.type === 'true' };
    case 'none':
      return { ...place, kind: 'none' };
    case 'identifier':
      return { ...place, kind: 'name', name: node.text };
    case 'attribute': {
      const object = field('object');
      const name = node.childForFieldName('attribute')?.text;
      return object && name !== undefined ? { ...place, kind: 'attribute', object, name } : other();
    }
    case 'subscript': {
      const object = field('value');
      const index = node.childrenForFieldName('subscript').flatMap((child) => (child ? [child] : []));
      return object
        ? {
            ...place,
            kind: 'subscript',
            object,
            index: index.map((child) => convertExpression(child, depth + 1)),
          }
        : other();
    }
    case 'call': {
      const callee = field('function');
      const list = node.childForFieldName('arguments');
      return callee && list
        ? { ...place, kind: 'call', callee, args: convertArguments(list, depth + 1) }
        : other();
    }
    case 'list':
    case 'tuple':
    case 'set':
    case 'expression_list':
    case 'pattern_list':
    case 'tuple_pattern':
    case 'list_pattern':
      return { ...place, kind: 'list', items: below(node, depth) };
    case 'dictionary':
      return { ...place, kind: 'dict', entries: entriesOf(node, depth) };
    case 'binary_operator':
    case 'boolean_operator': {
      const left = field('left');
      const right = field('right');
      const operator = node.childForFieldName('operator')?.type ?? '';
      return left && right ? { ...place, kind: 'binary', operator, left, right } : other();
    }
    case 'comparison_operator': {
      const [left, right] = below(node, depth);
      const operator = node.childForFieldName('operators')?.type ?? '';
      return left && right && node.namedChildCount === 2
        ? { ...place, kind: 'binary', operator, left, right }
        : other();
    }
    case 'unary_operator': {
      const inner = field('argument');
      const sign = node.childForFieldName('operator')?.type;
      return inner?.kind === 'number' && sign === '-'
        ? { ...place, kind: 'number', value: -inner.value }
        : other();
    }
    case 'not_operator': {
      const inner = field('argument');
      const never = { ...place, kind: 'boolean' as const, value: false };
      const always = { ...place, kind: 'boolean' as const, value: true };
      return inner
        ? { ...place, kind: 'conditional', test: inner, chosen: never, otherwise: always }
        : other();
    }
    case 'conditional_expression': {
      const [chosen, test, otherwise] = below(node, depth);
      return chosen && test && otherwise
        ? { ...place, kind: 'conditional', chosen, test, otherwise }
        : other();
    }
    case 'await':
    case 'list_splat':
    case 'list_splat_pattern': {
      const [value] = below(node, depth);
      return value ? { ...place, kind: node.type === 'await' ? 'await' : 'spread', value } : other();
    }
    case 'named_expression': {
      const value = field('value');
      const name = node.childForFieldName('name')?.text;
      return value && name !== undefined ? { ...place, kind: 'assigned', name, value } : other();
    }
    case 'lambda': {
      const value = field('body');
      const list = node.childForFieldName('parameters');
      const parameters = list ? convertParameters(list, depth + 1) : [];
      const body = value ? [{ ...place, kind: 'return' as const, value }] : [];
      return {
        ...place,
        kind: 'lambda',
        fn: { ...place, kind: 'function', name: '<lambda>', parameters, decorators: [], body },
      };
    }
    case 'parenthesized_expression':
    case 'type': {
      const [inner, ...rest] = below(node, depth);
      return inner && rest.length === 0 ? inner : other();
    }
    default:
      return other();
  }
}

function below(node: SyntaxNode, depth: number): PyExpression[] {
  return node.namedChildren.flatMap((child) =>
    child && child.type !== 'comment' ? [convertExpression(child, depth + 1)] : [],
  );
}

function entriesOf(node: SyntaxNode, depth: number): [PyExpression | undefined, PyExpression][] {
  const entries: [PyExpression | undefined, PyExpression][] = [];
  for (const child of node.namedChildren) {
    const key = child?.childForFieldName('key');
    const value = child?.childForFieldName('value');
    if (key && value) entries.push([convertExpression(key, depth + 1), convertExpression(value, depth + 1)]);
    else if (child && child.type !== 'comment')
      entries.push([undefined, convertExpression(child, depth + 1)]);
  }
  return entries;
}

/** The arguments between the brackets of a call or of a class. */
export function convertArguments(list: SyntaxNode, depth: number): PyArgument[] {
  if (list.type === 'generator_expression') {
    return [{ start: list.startIndex, end: list.endIndex, value: convertExpression(list, depth) }];
  }
  const args: PyArgument[] = [];
  for (const node of list.namedChildren) {
    if (!node || node.type === 'comment') continue;
    const place = { start: node.startIndex, end: node.endIndex };
    const value = node.childForFieldName('value');
    const name = node.childForFieldName('name')?.text;
    if (node.type === 'keyword_argument' && value && name !== undefined)
      args.push({ ...place, name, value: convertExpression(value, depth) });
    else if (node.type === 'list_splat' || node.type === 'dictionary_splat') {
      const inner = node.namedChild(0);
      if (inner)
        args.push({
          ...place,
          spread: node.type === 'list_splat' ? 1 : 2,
          value: convertExpression(inner, depth),
        });
    } else args.push({ ...place, value: convertExpression(node, depth) });
  }
  return args;
}

/** The parameters of a function or lambda. */
export function convertParameters(list: SyntaxNode, depth: number): PyParameter[] {
  const parameters: PyParameter[] = [];
  let keywordOnly = false;
  for (const node of list.namedChildren) {
    if (!node || node.type === 'comment') continue;
    if (node.type === 'keyword_separator') keywordOnly = true;
    const type = node.childForFieldName('type');
    const value = node.childForFieldName('value');
    const named = node.childForFieldName('name') ?? (node.type === 'identifier' ? node : node.namedChild(0));
    if (!named) continue;
    const target = /splat/.test(node.type) ? node : named;
    const spread =
      target.type === 'list_splat_pattern' ? 1 : target.type === 'dictionary_splat_pattern' ? 2 : undefined;
    const name = target.text.replace(/^\*+/, '');
    parameters.push({
      name,
      keywordOnly: keywordOnly && spread === undefined,
      ...(spread !== undefined && { spread }),
      ...(type && { annotation: convertExpression(type, depth) }),
      ...(value && { value: convertExpression(value, depth) }),
    });
    if (spread === 1) keywordOnly = true;
  }
  return parameters;
}
