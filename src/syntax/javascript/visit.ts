import type { ClassNode, Expression, FunctionNode, Pattern, Statement } from './tree.js';

/** Anything that can stand in a program. */
export type ProgramPart =
  | { readonly part: 'statement'; readonly node: Statement }
  | { readonly part: 'expression'; readonly node: Expression };

const ofExpression = (node: Expression): ProgramPart => ({ part: 'expression', node });
const ofStatement = (node: Statement): ProgramPart => ({ part: 'statement', node });

/** Every statement and expression of a program in the order of the source, functions and classes inside included. */
export function* walkProgram(body: readonly Statement[]): Generator<ProgramPart> {
  const stack = body.map(ofStatement).toReversed();
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    yield next;
    const inner = next.part === 'statement' ? partsOfStatement(next.node) : partsOfExpression(next.node);
    for (let index = inner.length - 1; index >= 0; index -= 1) {
      const part = inner[index];
      if (part) stack.push(part);
    }
  }
}

function partsOfStatement(node: Statement): ProgramPart[] {
  switch (node.kind) {
    case 'expression':
      return [ofExpression(node.expression)];
    case 'variables':
      return node.declarations.flatMap(({ target, value }) => [
        ...partsOfPattern(target),
        ...(value ? [ofExpression(value)] : []),
      ]);
    case 'function':
      return partsOfFunction(node.function);
    case 'class':
      return partsOfClass(node.class);
    case 'return':
    case 'throw':
      return node.argument ? [ofExpression(node.argument)] : [];
    case 'if':
      return [ofExpression(node.test), ...[...node.consequent, ...node.alternate].map(ofStatement)];
    case 'block':
    case 'namespace':
      return node.body.map(ofStatement);
    case 'loop':
      return [
        ...node.head.map(ofStatement),
        ...(node.iteration
          ? [...partsOfPattern(node.iteration.target), ofExpression(node.iteration.iterated)]
          : []),
        ...node.body.map(ofStatement),
      ];
    case 'switch':
      return [
        ofExpression(node.subject),
        ...node.cases.flatMap(({ test, body }) => [
          ...(test ? [ofExpression(test)] : []),
          ...body.map(ofStatement),
        ]),
      ];
    case 'try':
      return [...node.body, ...(node.caught?.body ?? []), ...node.finalizer].map(ofStatement);
    case 'enum':
      return node.members.flatMap(({ value }) => (value ? [ofExpression(value)] : []));
    case 'export':
      if (node.form.kind === 'declaration') return [ofStatement(node.form.declaration)];
      return node.form.kind === 'default' || node.form.kind === 'equals'
        ? [ofExpression(node.form.value)]
        : [];
    default:
      return [];
  }
}

function partsOfExpression(node: Expression): ProgramPart[] {
  switch (node.kind) {
    case 'template':
      return node.parts.flatMap((part) => (typeof part === 'string' ? [] : [ofExpression(part)]));
    case 'member':
      return [
        ofExpression(node.object),
        ...(typeof node.property === 'string' ? [] : [ofExpression(node.property)]),
      ];
    case 'call':
      return [ofExpression(node.callee), ...node.arguments.map(({ value }) => ofExpression(value))];
    case 'taggedTemplate':
      return [ofExpression(node.tag), ofExpression(node.template)];
    case 'array':
      return node.elements.map(({ value }) => ofExpression(value));
    case 'object':
      return node.members.flatMap((member) => [
        ...(member.kind === 'spread' || typeof member.key === 'string' ? [] : [ofExpression(member.key)]),
        ofExpression(member.value),
      ]);
    case 'function':
      return partsOfFunction(node.function);
    case 'class':
      return partsOfClass(node.class);
    case 'assign':
      return [...partsOfPattern(node.target), ofExpression(node.value)];
    case 'binary':
      return [ofExpression(node.left), ofExpression(node.right)];
    case 'conditional':
      return [node.test, node.consequent, node.alternate].map(ofExpression);
    case 'unary':
    case 'await':
    case 'yield':
      return [ofExpression(node.argument)];
    case 'sequence':
    case 'other':
      return node.expressions.map(ofExpression);
    default:
      return [];
  }
}

function partsOfPattern(pattern: Pattern): ProgramPart[] {
  switch (pattern.kind) {
    case 'place':
      return [ofExpression(pattern.expression)];
    case 'objectPattern':
      return [
        ...pattern.properties.map(({ target }) => target),
        ...(pattern.rest ? [pattern.rest] : []),
      ].flatMap(partsOfPattern);
    case 'arrayPattern':
      return [...pattern.elements, pattern.rest].flatMap((element) =>
        element ? partsOfPattern(element) : [],
      );
    case 'defaulted':
      return [...partsOfPattern(pattern.target), ofExpression(pattern.value)];
    default:
      return [];
  }
}

function partsOfFunction(node: FunctionNode): ProgramPart[] {
  return [
    ...node.parameters.flatMap(({ decorators, pattern }) => [
      ...decorators.map(ofExpression),
      ...partsOfPattern(pattern),
    ]),
    ...node.body.map(ofStatement),
  ];
}

function partsOfClass(node: ClassNode): ProgramPart[] {
  return [
    ...node.decorators.map(ofExpression),
    ...(node.superclass ? [ofExpression(node.superclass)] : []),
    ...node.members.flatMap((member) => [
      ...member.decorators.map(ofExpression),
      ...(typeof member.key === 'string' ? [] : [ofExpression(member.key)]),
      ...(member.function ? partsOfFunction(member.function) : []),
      ...(member.value ? [ofExpression(member.value)] : []),
    ]),
  ];
}
