import type { SourceSpan } from '../../model/source-span.js';
import type { SourceText } from '../../model/source-text.js';
import { firstError, spanOf } from '../tree-sitter.js';
import type { SyntaxNode } from '../tree-sitter.js';
import { annotationsOf } from './annotations.js';
import type { JavaAnnotation } from './annotations.js';
import { lowerExpression } from './expression.js';
import type { JavaExpression } from './expression.js';
import { lowerMethod, parametersOf } from './method.js';
import type { JavaMethod } from './method.js';

export type JavaTypeKind = 'class' | 'interface' | 'enum' | 'record' | 'annotation';

/** A type that a file declares. */
export interface JavaType {
  readonly file: JavaFile;
  /** With the types around it: `Outer.Inner`. */
  readonly name: string;
  readonly kind: JavaTypeKind;
  readonly isAbstract: boolean;
  /** Where the name stands. */
  readonly span: SourceSpan;
  readonly annotations: readonly JavaAnnotation[];
  /** Superclass and interfaces as written, without type arguments; interfaces first, as Spring looks for annotations. */
  readonly supertypes: readonly string[];
  /** Final fields with a value. */
  readonly constants: ReadonlyMap<string, JavaExpression>;
  /** Name → type as written; with the components of a record. */
  readonly fields: ReadonlyMap<string, string>;
  readonly methods: readonly JavaMethod[];
}

/** One compilation unit. */
export interface JavaFile {
  readonly path: string;
  readonly packageName: string;
  /** `com.acme.Paths`; for `import com.acme.*` see {@link JavaFile.wildcards}. */
  readonly imports: readonly string[];
  readonly wildcards: readonly string[];
  readonly staticImports: readonly string[];
  readonly staticWildcards: readonly string[];
  readonly types: readonly JavaType[];
  /** Line of the first place that does not parse. */
  readonly brokenLine?: number;
}

const kinds: ReadonlyMap<string, JavaTypeKind> = new Map([
  ['class_declaration', 'class'],
  ['interface_declaration', 'interface'],
  ['enum_declaration', 'enum'],
  ['record_declaration', 'record'],
  ['annotation_type_declaration', 'annotation'],
]);

/** Takes a file out of its tree. */
export function lowerFile(source: SourceText, root: SyntaxNode): JavaFile {
  const types: JavaType[] = [];
  const imports = importsOf(root);
  const error = firstError(root);
  const file: JavaFile = {
    path: source.path,
    packageName: packageOf(root),
    ...imports,
    types,
    ...(error && { brokenLine: source.position(error.startIndex).line }),
  };
  for (const node of root.descendantsOfType([...kinds.keys()])) {
    const kind = kinds.get(node?.type ?? '');
    if (node && kind !== undefined) types.push(lowerType(source, file, node, kind));
  }
  return file;
}

function packageOf(root: SyntaxNode): string {
  const declaration = root.namedChildren.find((child) => child?.type === 'package_declaration');
  return (
    declaration?.namedChildren.findLast((child) => child?.type.endsWith('identifier') === true)?.text ?? ''
  );
}

type Imports = Pick<JavaFile, 'imports' | 'wildcards' | 'staticImports' | 'staticWildcards'>;

function importsOf(root: SyntaxNode): Imports {
  const found: Record<keyof Imports, string[]> = {
    imports: [],
    wildcards: [],
    staticImports: [],
    staticWildcards: [],
  };
  for (const node of root.namedChildren) {
    if (node?.type !== 'import_declaration') continue;
    const match = /^import\s+(static\s+)?([\w$.\s]+?)\s*(\.\s*\*)?\s*;?$/.exec(node.text.slice(0, 500));
    const name = match?.[2]?.replaceAll(/\s+/g, '');
    if (name === undefined) continue;
    const isStatic = match?.[1] !== undefined;
    if (match?.[3] === undefined) found[isStatic ? 'staticImports' : 'imports'].push(name);
    else found[isStatic ? 'staticWildcards' : 'wildcards'].push(name.replace(/\.$/, ''));
  }
  return found;
}

function lowerType(source: SourceText, file: JavaFile, node: SyntaxNode, kind: JavaTypeKind): JavaType {
  const name = node.childForFieldName('name') ?? node;
  const members = (node.childForFieldName('body')?.namedChildren ?? []).flatMap((child) =>
    child?.type === 'enum_body_declarations' ? child.namedChildren : [child],
  );
  const fields = new Map<string, string>(
    kind === 'record' ? parametersOf(node.childForFieldName('parameters')) : [],
  );
  const constants = new Map<string, JavaExpression>();
  const methods: JavaMethod[] = [];
  for (const member of members) {
    if (member?.type === 'field_declaration' || member?.type === 'constant_declaration')
      lowerField(member, fields, constants);
    if (member?.type === 'method_declaration' || member?.type === 'constructor_declaration')
      methods.push(lowerMethod(source, member));
  }
  return {
    file,
    name: [...outerNames(node), name.text].join('.'),
    kind,
    isAbstract: kind === 'interface' || hasModifier(node, 'abstract'),
    span: spanOf(source, name),
    annotations: annotationsOf(source, node),
    supertypes: supertypesOf(node),
    constants,
    fields,
    methods,
  };
}

function lowerField(
  node: SyntaxNode,
  fields: Map<string, string>,
  constants: Map<string, JavaExpression>,
): void {
  const type = node.childForFieldName('type')?.text ?? '';
  for (const declarator of node.namedChildren) {
    if (declarator?.type !== 'variable_declarator') continue;
    const name = declarator.childForFieldName('name')?.text ?? '';
    const value = declarator.childForFieldName('value');
    fields.set(name, type);
    if (value && (node.type === 'constant_declaration' || hasModifier(node, 'final')))
      constants.set(name, lowerExpression(value));
  }
}

function hasModifier(node: SyntaxNode, modifier: string): boolean {
  const modifiers = node.namedChildren.find((child) => child?.type === 'modifiers');
  return modifiers?.children.some((child) => child?.type === modifier) === true;
}

function outerNames(node: SyntaxNode): readonly string[] {
  const names: string[] = [];
  for (let outer = node.parent; outer; outer = outer.parent)
    if (kinds.has(outer.type)) names.unshift(outer.childForFieldName('name')?.text ?? '');
  return names;
}

function supertypesOf(node: SyntaxNode): readonly string[] {
  const clauses = [
    node.childForFieldName('interfaces'),
    node.namedChildren.find((child) => child?.type === 'extends_interfaces'),
    node.childForFieldName('superclass'),
  ];
  return clauses.flatMap((clause) =>
    (clause?.namedChildren ?? []).flatMap((child) => {
      const listed = child?.type === 'type_list' ? child.namedChildren : [child];
      return listed.flatMap((type) => (type ? [withoutArguments(type.text)] : []));
    }),
  );
}

/** `Map<String, List<X>>` → `Map`; annotations and spaces go, too. */
export function withoutArguments(type: string): string {
  const plain = type.replace(/^(@[\w.]+\s+)+/, '');
  const start = plain.indexOf('<');
  return (start === -1 ? plain : plain.slice(0, start)).replaceAll(/\s+/g, '');
}
