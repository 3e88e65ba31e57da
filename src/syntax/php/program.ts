import { depthLimit } from '../imperative/depth-limit.js';
import type {
  Argument,
  Attribute,
  ClassNode,
  Expression,
  FieldNode,
  FunctionNode,
  MethodNode,
  Parameter,
  ProgramNode,
  Statement,
} from '../imperative/tree.js';
import type { SourceText } from '../../model/source-text.js';
import { firstError, withTree } from '../tree-sitter.js';
import type { SyntaxNode } from '../tree-sitter.js';
import { lowerExpression } from './expressions.js';
import { children, variableName } from './lowering.js';
import type { PhpLowering } from './lowering.js';
import { lowerStatement } from './statements.js';

/** How deep nodes may nest before the inner ones are left out. */
const deepest = 300;

/**
 * Reads a file of PHP.
 * @throws ParseTimeout as {@link withTree} does.
 */
export async function phpProgram(source: SourceText): Promise<ProgramNode> {
  return withTree('php', source, (root) => lowerProgram(root, source.text));
}

function lowerProgram(root: SyntaxNode, text: string): ProgramNode {
  const lowering = loweringOf(text);
  const classes: ClassNode[] = [];
  for (const node of root.descendantsOfType([
    'class_declaration',
    'anonymous_class',
    'object_creation_expression',
    'trait_declaration',
    'enum_declaration',
  ])) {
    if (!node) continue;
    // Older grammars have the body of an anonymous class right in the expression.
    const hasBody = children(node).some(({ type }) => type.endsWith('declaration_list'));
    if (hasBody) classes.push(lowerClass(node, lowering));
  }
  const functions = new Map<string, FunctionNode>();
  const statements: Statement[] = [];
  const constants: FieldNode[] = [];
  const imports = new Map<string, string>();
  let namespace = '';
  const visit = (nodes: readonly SyntaxNode[]): void => {
    for (const node of nodes) {
      if (node.type === 'namespace_definition') {
        namespace = node.childForFieldName('name')?.text ?? namespace;
        visit(children(node.childForFieldName('body')));
      } else if (node.type === 'namespace_use_declaration') noteImports(node, imports);
      else if (node.type === 'function_definition')
        functions.set(node.childForFieldName('name')?.text ?? '', lowering.function(node));
      else if (node.type === 'const_declaration') constants.push(...constantsOf(node, lowering));
      else statements.push(...lowerStatement(node, lowering));
    }
  };
  visit(children(root));
  const error = firstError(root);
  return {
    namespace,
    imports,
    classes,
    functions,
    statements,
    constants,
    ...(error && { brokenAt: error.startIndex }),
  };
}

/** Where the depth of nodes is counted. */
function loweringOf(text: string): PhpLowering {
  const deeper = depthLimit(deepest);
  const lowering: PhpLowering = {
    text,
    expression: (node) =>
      deeper<Expression>(
        () => lowerExpression(node, lowering),
        () => ({ start: node.startIndex, end: node.endIndex, kind: 'other', text: '', parts: [] }),
      ),
    body: (node) =>
      node
        ? deeper<readonly Statement[]>(
            () =>
              (node.type === 'compound_statement' || node.type === 'colon_block'
                ? children(node)
                : [node]
              ).flatMap((child) => lowerStatement(child, lowering)),
            () => [],
          )
        : [],
    function: (node) => lowerFunction(node, lowering),
    arguments: (node) => children(node).map((child) => lowerArgument(child, lowering)),
  };
  return lowering;
}

function lowerArgument(node: SyntaxNode, lowering: PhpLowering): Argument {
  const name = node.childForFieldName('name');
  const value = children(node).findLast(({ id }) => id !== name?.id) ?? node;
  const spread = value.type === 'variadic_unpacking';
  const [inner] = spread ? children(value) : [value];
  return {
    ...(name && { name: name.text }),
    value: lowering.expression(inner ?? value),
    ...(spread && { spread: true }),
  };
}

function lowerFunction(node: SyntaxNode, lowering: PhpLowering): FunctionNode {
  const body = node.childForFieldName('body');
  const parameters = children(node.childForFieldName('parameters')).flatMap((child): Parameter[] => {
    const name = child.childForFieldName('name');
    const fallback = child.childForFieldName('default_value');
    if (!name) return [];
    return [
      {
        name: variableName(name),
        type: child.childForFieldName('type')?.text ?? '',
        ...(fallback && { fallback: lowering.expression(fallback) }),
        ...(child.type === 'variadic_parameter' && { variadic: true }),
      },
    ];
  });
  if (node.type !== 'arrow_function') return { parameters, body: lowering.body(body) };
  const value = body ? lowering.expression(body) : undefined;
  return {
    parameters,
    body: value ? [{ start: value.start, end: value.end, kind: 'return', value }] : [],
  };
}

function lowerClass(node: SyntaxNode, lowering: PhpLowering): ClassNode {
  const parts = children(node);
  const name = node.childForFieldName('name');
  const body = parts.find(({ type }) => type.endsWith('declaration_list')) ?? null;
  const members = children(body);
  const place = { start: node.startIndex, end: node.endIndex };
  return {
    ...place,
    name: name?.text ?? '',
    head: name
      ? { start: name.startIndex, end: name.endIndex }
      : { start: node.startIndex, end: Math.min(node.endIndex, node.startIndex + 'class'.length) },
    bases: parts
      .filter(({ type }) => type === 'base_clause' || type === 'class_interface_clause')
      .flatMap((clause) => children(clause).map(({ text }) => text.replace(/^\\/, ''))),
    traits: members
      .filter(({ type }) => type === 'use_declaration')
      .flatMap((use) => children(use).map(({ text }) => text.replace(/^\\/, ''))),
    attributes: attributesOf(node, lowering),
    isAbstract: parts.some(({ type }) => type === 'abstract_modifier'),
    fields: members.flatMap((member) => fieldsOf(member, lowering)),
    methods: members.flatMap((member) => methodsOf(member, lowering)),
  };
}

function attributesOf(node: SyntaxNode, lowering: PhpLowering): readonly Attribute[] {
  return children(node.childForFieldName('attributes')).flatMap((group) =>
    children(group).map((attribute): Attribute => {
      const [name] = children(attribute);
      const text = name?.text ?? '';
      return {
        start: attribute.startIndex,
        end: attribute.endIndex,
        name: text.slice(text.lastIndexOf('\\') + 1),
        arguments: lowering.arguments(attribute.childForFieldName('parameters')),
      };
    }),
  );
}

function constantsOf(node: SyntaxNode, lowering: PhpLowering): readonly FieldNode[] {
  return children(node)
    .filter(({ type }) => type === 'const_element')
    .flatMap((element): FieldNode[] => {
      const [name, value] = children(element);
      return name && value ? [{ name: name.text, value: lowering.expression(value), isConstant: true }] : [];
    });
}

function fieldsOf(member: SyntaxNode, lowering: PhpLowering): readonly FieldNode[] {
  if (member.type === 'const_declaration') return constantsOf(member, lowering);
  if (member.type === 'enum_case') {
    const value = member.childForFieldName('value');
    return [
      {
        name: member.childForFieldName('name')?.text ?? '',
        ...(value && { value: lowering.expression(value) }),
        isConstant: true,
      },
    ];
  }
  if (member.type !== 'property_declaration') return [];
  const type = member.childForFieldName('type')?.text;
  return children(member).flatMap((element): FieldNode[] => {
    const name = element.childForFieldName('name');
    const value = element.childForFieldName('default_value');
    return element.type === 'property_element' && name
      ? [
          {
            name: variableName(name),
            ...(type !== undefined && { type }),
            ...(value && { value: lowering.expression(value) }),
            isConstant: false,
          },
        ]
      : [];
  });
}

function methodsOf(member: SyntaxNode, lowering: PhpLowering): readonly MethodNode[] {
  if (member.type !== 'method_declaration') return [];
  const modifiers = new Set(children(member).map(({ type }) => type));
  const attributes = attributesOf(member, lowering);
  return [
    {
      start: member.startIndex,
      end: member.endIndex,
      name: member.childForFieldName('name')?.text ?? '',
      function: lowering.function(member),
      isStatic: modifiers.has('static_modifier'),
      isAbstract: modifiers.has('abstract_modifier'),
      ...(attributes.length > 0 && { attributes }),
    },
  ];
}

/** `use A\B;`, `use A\B as C;`, `use A\{B, C as D};` */
function noteImports(node: SyntaxNode, imports: Map<string, string>): void {
  const prefix = children(node).find(({ type }) => type === 'namespace_name')?.text;
  const group = children(node).find(({ type }) => type === 'namespace_use_group');
  for (const clause of children(group ?? node)) {
    if (clause.type !== 'namespace_use_clause' && clause.type !== 'namespace_use_group_clause') continue;
    const alias = clause.childForFieldName('alias');
    const [name] = children(clause);
    const path = (name?.text ?? '').replace(/^\\/, '');
    const whole = prefix === undefined ? path : `${prefix}\\${path}`;
    imports.set(alias?.text ?? whole.slice(whole.lastIndexOf('\\') + 1), whole);
  }
}
