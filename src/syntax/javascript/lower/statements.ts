import type { TreeNode } from './snapshot.js';
import type { DeclarationKeyword, Expression, Pattern, Statement } from '../tree.js';
import { stringValue } from './expressions.js';
import { children, placeOf, type Lowering } from './lowering.js';
import { isModuleStatement, lowerModuleStatement } from './module-statements.js';

type Lower = (node: TreeNode, lowering: Lowering) => Statement | undefined;

const declarationKeywords: readonly DeclarationKeyword[] = ['const', 'let', 'var', 'using'];

/** Statements that say something about types only, or nothing at all. */
const silent = new Set([
  'interface_declaration',
  'type_alias_declaration',
  'ambient_declaration',
  'function_signature',
  'empty_statement',
  'debugger_statement',
  'hash_bang_line',
]);

const lowerers = new Map<string, Lower>([
  ['expression_statement', lowerExpressionStatement],
  ['variable_declaration', lowerVariables],
  ['lexical_declaration', lowerVariables],
  [
    'function_declaration',
    (node, lowering) => ({ ...placeOf(node), kind: 'function', function: lowering.function(node) }),
  ],
  [
    'generator_function_declaration',
    (node, lowering) => ({ ...placeOf(node), kind: 'function', function: lowering.function(node) }),
  ],
  ['class_declaration', lowerClassStatement],
  ['abstract_class_declaration', lowerClassStatement],
  ['return_statement', lowerLeaving('return')],
  ['throw_statement', lowerLeaving('throw')],
  ['break_statement', (node) => ({ ...placeOf(node), kind: 'break' })],
  ['continue_statement', (node) => ({ ...placeOf(node), kind: 'break' })],
  ['if_statement', lowerIf],
  [
    'statement_block',
    (node, lowering) => ({ ...placeOf(node), kind: 'block', body: lowering.statements(children(node)) }),
  ],
  [
    'labeled_statement',
    (node, lowering) => ({
      ...placeOf(node),
      kind: 'block',
      body: lowering.body(node.childForFieldName('body')),
    }),
  ],
  ['for_in_statement', lowerForIn],
  ['for_statement', lowerLoop],
  ['while_statement', lowerLoop],
  ['do_statement', lowerLoop],
  ['switch_statement', lowerSwitch],
  ['try_statement', lowerTry],
  ['enum_declaration', lowerEnum],
  ['internal_module', lowerNamespace],
  ['module', lowerNamespace],
]);

/** One statement as plain data; undefined for statements about types only. */
export function lowerStatement(node: TreeNode, lowering: Lowering): Statement | undefined {
  if (silent.has(node.type)) return undefined;
  if (isModuleStatement(node)) return lowerModuleStatement(node, lowering);
  const lower = lowerers.get(node.type);
  if (lower) return lower(node, lowering);
  return { ...placeOf(node), kind: 'expression', expression: lowering.expression(node) };
}

function lowerExpressionStatement(node: TreeNode, lowering: Lowering): Statement | undefined {
  const inner = children(node)[0];
  if (!inner) return undefined;
  if (inner.type === 'internal_module') return lowerNamespace(inner, lowering);
  return { ...placeOf(node), kind: 'expression', expression: lowering.expression(inner) };
}

function lowerVariables(node: TreeNode, lowering: Lowering): Statement {
  const first = node.children[0]?.type;
  const declarations = children(node)
    .filter((child) => child.type === 'variable_declarator')
    .flatMap((child) => {
      const name = child.childForFieldName('name');
      if (!name) return [];
      const value = child.childForFieldName('value');
      const target = withType(lowering.pattern(name), lowering, child);
      return [{ target, ...(value && { value: lowering.expression(value) }) }];
    });
  return {
    ...placeOf(node),
    kind: 'variables',
    keyword: declarationKeywords.find((keyword) => keyword === first) ?? 'const',
    declarations,
  };
}

function withType(pattern: Pattern, lowering: Lowering, declarator: TreeNode): Pattern {
  const type = lowering.type(declarator.childForFieldName('type'));
  return type && (pattern.kind === 'name' || pattern.kind === 'objectPattern')
    ? { ...pattern, type }
    : pattern;
}

function lowerClassStatement(node: TreeNode, lowering: Lowering): Statement {
  return { ...placeOf(node), kind: 'class', class: lowering.class(node) };
}

function lowerLeaving(kind: 'return' | 'throw'): Lower {
  return (node, lowering) => {
    const argument = children(node)[0];
    return { ...placeOf(node), kind, ...(argument && { argument: lowering.expression(argument) }) };
  };
}

function lowerIf(node: TreeNode, lowering: Lowering): Statement {
  const alternative = node.childForFieldName('alternative');
  return {
    ...placeOf(node),
    kind: 'if',
    test: condition(node, lowering),
    consequent: lowering.body(node.childForFieldName('consequence')),
    alternate: alternative ? lowering.statements(children(alternative)) : [],
  };
}

function condition(node: TreeNode, lowering: Lowering, field = 'condition'): Expression {
  const test = node.childForFieldName(field);
  return test ? lowering.expression(test) : { ...placeOf(node), kind: 'other', expressions: [] };
}

function lowerForIn(node: TreeNode, lowering: Lowering): Statement {
  const left = node.childForFieldName('left');
  const body = lowering.body(node.childForFieldName('body'));
  const iterated = condition(node, lowering, 'right');
  const operator = node.childForFieldName('operator');
  return {
    ...placeOf(node),
    kind: 'loop',
    ...(left && {
      iteration: { target: lowering.pattern(left), of: operator?.type === 'of', iterated },
    }),
    head: [],
    body,
  };
}

function lowerLoop(node: TreeNode, lowering: Lowering): Statement {
  const head = ['initializer', 'condition', 'increment'].flatMap((field) => {
    const part = node.childForFieldName(field);
    return part ? lowering.statements([part]) : [];
  });
  return { ...placeOf(node), kind: 'loop', head, body: lowering.body(node.childForFieldName('body')) };
}

function lowerSwitch(node: TreeNode, lowering: Lowering): Statement {
  const body = node.childForFieldName('body');
  const cases = (body ? children(body) : []).map((child) => {
    const test = child.childForFieldName('value');
    const statements = children(child).filter((part) => part.startIndex !== test?.startIndex);
    return { ...(test && { test: lowering.expression(test) }), body: lowering.statements(statements) };
  });
  return { ...placeOf(node), kind: 'switch', subject: condition(node, lowering, 'value'), cases };
}

function lowerTry(node: TreeNode, lowering: Lowering): Statement {
  const handler = node.childForFieldName('handler');
  const parameter = handler?.childForFieldName('parameter');
  const finalizer = node.childForFieldName('finalizer');
  return {
    ...placeOf(node),
    kind: 'try',
    body: lowering.body(node.childForFieldName('body')),
    ...(handler && {
      caught: {
        ...(parameter && { parameter: lowering.pattern(parameter) }),
        body: lowering.body(handler.childForFieldName('body')),
      },
    }),
    finalizer: finalizer ? lowering.body(finalizer.childForFieldName('body')) : [],
  };
}

function lowerEnum(node: TreeNode, lowering: Lowering): Statement | undefined {
  const name = node.childForFieldName('name');
  const body = node.childForFieldName('body');
  if (!name || !body) return undefined;
  const members = children(body).flatMap((child) => {
    const key = child.type === 'enum_assignment' ? child.childForFieldName('name') : child;
    const value = child.type === 'enum_assignment' ? child.childForFieldName('value') : null;
    if (!key) return [];
    const named = key.type === 'string' ? stringValue(key, lowering.text) : lowering.text(key);
    return [{ name: named, ...(value && { value: lowering.expression(value) }) }];
  });
  return { ...placeOf(node), kind: 'enum', name: lowering.text(name), members };
}

function lowerNamespace(node: TreeNode, lowering: Lowering): Statement | undefined {
  const name = node.childForFieldName('name');
  const body = node.childForFieldName('body');
  if (!name || !body || name.type !== 'identifier') return undefined;
  return { ...placeOf(node), kind: 'namespace', name: lowering.text(name), body: lowering.body(body) };
}
