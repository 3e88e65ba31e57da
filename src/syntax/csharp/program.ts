import { depthLimit } from '../imperative/depth-limit.js';
import type { SourceText } from '../../model/source-text.js';
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
import { firstError, withTree } from '../tree-sitter.js';
import type { SyntaxNode } from '../tree-sitter.js';
import { lowerExpression } from './expressions.js';
import { children, simpleName } from './lowering.js';
import type { CSharpLowering } from './lowering.js';
import { lowerStatement } from './statements.js';

/** How deep nodes may nest before the inner ones are left out. */
const deepest = 300;

/**
 * Reads a file of C#.
 * @throws ParseTimeout as {@link withTree} does.
 */
export async function csharpProgram(source: SourceText): Promise<ProgramNode> {
  return withTree('csharp', source, (root) => lowerProgram(root, source.text));
}

function lowerProgram(root: SyntaxNode, text: string): ProgramNode {
  const lowering = loweringOf(text);
  const classes: ClassNode[] = [];
  for (const node of root.descendantsOfType([
    'class_declaration',
    'struct_declaration',
    'record_declaration',
    'interface_declaration',
    'enum_declaration',
  ]))
    if (node) classes.push(lowerClass(node, lowering));
  const imports = new Map<string, string>();
  let namespace = '';
  for (const node of root.descendantsOfType([
    'using_directive',
    'namespace_declaration',
    'file_scoped_namespace_declaration',
  ])) {
    if (!node) continue;
    const name = node.childForFieldName('name');
    if (node.type !== 'using_directive') namespace ||= name?.text ?? '';
    else if (name) imports.set(name.text, children(node).at(-1)?.text ?? '');
  }
  const error = firstError(root);
  return {
    namespace,
    imports,
    classes,
    functions: new Map(),
    statements: children(root).flatMap((node) =>
      node.type === 'global_statement' || node.type === 'preproc_if' ? lowerStatement(node, lowering) : [],
    ),
    constants: [],
    ...(error && { brokenAt: error.startIndex }),
  };
}

/** Where the depth of nodes is counted. */
function loweringOf(text: string): CSharpLowering {
  const deeper = depthLimit(deepest);
  const lowering: CSharpLowering = {
    text,
    expression: (node) =>
      deeper<Expression>(
        () => lowerExpression(node, lowering),
        () => ({ start: node.startIndex, end: node.endIndex, kind: 'other', text: '', parts: [] }),
      ),
    body: (node) =>
      node
        ? deeper(
            () => lowerBody(node, lowering),
            () => [],
          )
        : [],
    function: (node) => lowerFunction(node, lowering),
    arguments: (node) => children(node).map((child) => lowerArgument(child, lowering)),
  };
  return lowering;
}

function lowerBody(node: SyntaxNode, lowering: CSharpLowering): readonly Statement[] {
  if (node.type === 'block') return children(node).flatMap((child) => lowerStatement(child, lowering));
  if (node.type === 'arrow_expression_clause') {
    const [value] = children(node);
    return value
      ? [{ start: value.startIndex, end: value.endIndex, kind: 'return', value: lowering.expression(value) }]
      : [];
  }
  return lowerStatement(node, lowering);
}

function lowerArgument(node: SyntaxNode, lowering: CSharpLowering): Argument {
  const [first] = children(node);
  // `Name = value` of an attribute is an assignment in some versions of the grammar.
  const named = node.childForFieldName('name');
  const value = children(node).findLast(({ id }) => id !== named?.id) ?? first ?? node;
  return { ...(named && { name: named.text }), value: lowering.expression(value) };
}

function lowerFunction(node: SyntaxNode, lowering: CSharpLowering): FunctionNode {
  const list = node.childForFieldName('parameters');
  const parameters = list ? parametersOf(list, lowering) : [];
  const body =
    node.childForFieldName('body') ??
    children(node).find(({ type }) => type === 'block' || type === 'arrow_expression_clause') ??
    null;
  if (!body || body.type === 'block' || body.type === 'arrow_expression_clause')
    return { parameters, body: lowering.body(body) };
  const value = lowering.expression(body);
  return { parameters, body: [{ start: value.start, end: value.end, kind: 'return', value }] };
}

function parametersOf(list: SyntaxNode, lowering: CSharpLowering): readonly Parameter[] {
  if (list.type === 'identifier' || list.type === 'implicit_parameter')
    return [{ name: list.text, type: '' }];
  const parameters: Parameter[] = children(list).flatMap((child): Parameter[] => {
    if (child.type === 'identifier' || child.type === 'implicit_parameter')
      return child.id === list.childForFieldName('name')?.id ? [] : [{ name: child.text, type: '' }];
    if (child.type !== 'parameter') return [];
    const name = child.childForFieldName('name');
    const type = child.childForFieldName('type');
    const fallback = children(child).findLast(
      (part) =>
        part.id !== name?.id &&
        part.id !== type?.id &&
        part.type !== 'modifier' &&
        part.type !== 'attribute_list',
    );
    return name
      ? [
          {
            name: name.text,
            type: type?.text ?? '',
            ...(fallback && { fallback: lowering.expression(fallback) }),
            ...(/\bCallerMemberName\b/.test(child.text) && { isCaller: true }),
          },
        ]
      : [];
  });
  // `params string[] rest` stands in the list itself.
  const rest = list.childForFieldName('name');
  return rest ? [...parameters, { name: rest.text, type: '', variadic: true }] : parameters;
}

function lowerClass(node: SyntaxNode, lowering: CSharpLowering): ClassNode {
  const name = node.childForFieldName('name');
  const members = children(node.childForFieldName('body'));
  const bases = children(node).find(({ type }) => type === 'base_list');
  return {
    start: node.startIndex,
    end: node.endIndex,
    name: name?.text ?? '',
    head: { start: name?.startIndex ?? node.startIndex, end: name?.endIndex ?? node.startIndex },
    bases: children(bases ?? null)
      .filter(({ type }) => type !== 'argument_list')
      .map(({ text }) => simpleName(text)),
    traits: [],
    attributes: attributesOf(node, lowering),
    isAbstract: hasModifier(node, 'abstract'),
    fields: members.flatMap((member) => fieldsOf(member, lowering)),
    methods: members.flatMap((member) => methodsOf(member, lowering)),
    parameters: children(node)
      .filter(({ type }) => type === 'parameter_list')
      .flatMap((list) => parametersOf(list, lowering)),
  };
}

function hasModifier(node: SyntaxNode, modifier: string): boolean {
  return children(node).some(({ type, text }) => type === 'modifier' && text === modifier);
}

function attributesOf(node: SyntaxNode, lowering: CSharpLowering): readonly Attribute[] {
  return children(node)
    .filter(({ type }) => type === 'attribute_list')
    .flatMap((list) =>
      children(list)
        .filter(({ type }) => type === 'attribute')
        .map((attribute): Attribute => ({
          start: attribute.startIndex,
          end: attribute.endIndex,
          name: simpleName(attribute.childForFieldName('name')?.text ?? '').replace(/Attribute$/, ''),
          arguments: lowering.arguments(
            children(attribute).find(({ type }) => type === 'attribute_argument_list') ?? null,
          ),
        })),
    );
}

function fieldsOf(member: SyntaxNode, lowering: CSharpLowering): readonly FieldNode[] {
  if (member.type === 'property_declaration') {
    const name = member.childForFieldName('name');
    const value = member.childForFieldName('value');
    const [inner] = value?.type === 'arrow_expression_clause' ? children(value) : [value];
    const returned = inner ?? getterOf(member);
    return name
      ? [
          {
            name: name.text,
            type: member.childForFieldName('type')?.text ?? '',
            ...(returned && { value: lowering.expression(returned) }),
            isConstant: value?.type === 'arrow_expression_clause',
          },
        ]
      : [];
  }
  if (member.type === 'enum_member_declaration')
    return [{ name: member.childForFieldName('name')?.text ?? '', isConstant: true }];
  if (member.type !== 'field_declaration') return [];
  const isConstant = hasModifier(member, 'const') || hasModifier(member, 'readonly');
  const list = children(member).find(({ type }) => type === 'variable_declaration');
  return children(list ?? null).flatMap((declarator): FieldNode[] => {
    const name = declarator.childForFieldName('name');
    if (declarator.type !== 'variable_declarator' || !name) return [];
    const value = children(declarator).findLast(({ id }) => id !== name.id);
    return [
      {
        name: name.text,
        type: list?.childForFieldName('type')?.text ?? '',
        ...(value && { value: lowering.expression(value) }),
        isConstant,
      },
    ];
  });
}

/** `get { return x; }` and `get => x`. */
function getterOf(member: SyntaxNode): SyntaxNode | undefined {
  const getter = children(member.childForFieldName('accessors')).find(
    (accessor) => accessor.childForFieldName('name')?.text === 'get',
  );
  const body = getter?.childForFieldName('body');
  const [only, ...others] = children(body ?? null);
  if (!only || others.length > 0) return undefined;
  if (only.type === 'return_statement') return children(only)[0];
  return body?.type === 'arrow_expression_clause' ? only : undefined;
}

function methodsOf(member: SyntaxNode, lowering: CSharpLowering): readonly MethodNode[] {
  if (member.type !== 'method_declaration' && member.type !== 'constructor_declaration') return [];
  const [first] = children(member.childForFieldName('parameters'));
  const extended = first && hasModifier(first, 'this') ? first.childForFieldName('type')?.text : undefined;
  return [
    {
      start: member.startIndex,
      end: member.endIndex,
      name:
        member.type === 'constructor_declaration' ? '.ctor' : (member.childForFieldName('name')?.text ?? ''),
      function: lowering.function(member),
      isStatic: hasModifier(member, 'static'),
      isAbstract: hasModifier(member, 'abstract'),
      isPublic: hasModifier(member, 'public'),
      attributes: attributesOf(member, lowering),
      ...(extended !== undefined && { extends: simpleName(extended) }),
    },
  ];
}
