import type { SyntaxNode } from '../tree-sitter.js';

/**
 * String constants by name: `PATH` for those of the class at hand, `Paths.PATH` for those of any class of the project.
 * A name that two classes give different values is not in it.
 */
export type JavaConstants = ReadonlyMap<string, string>;

const deepest = 20;

/** Folds an expression to a string: literals, text blocks, constants, concatenation. Undefined = only run time knows. */
export function foldString(node: SyntaxNode, constants: JavaConstants, depth = 0): string | undefined {
  if (depth > deepest) return undefined;
  switch (node.type) {
    case 'string_literal':
      return literalText(node.text);
    case 'identifier':
      return constants.get(node.text);
    case 'field_access': {
      const [owner, field] = [
        node.childForFieldName('object')?.text.split('.').at(-1),
        node.childForFieldName('field')?.text,
      ];
      return constants.get(`${owner}.${field}`);
    }
    case 'parenthesized_expression': {
      const [inner] = node.namedChildren;
      return inner ? foldString(inner, constants, depth + 1) : undefined;
    }
    case 'binary_expression': {
      const left = node.childForFieldName('left');
      const right = node.childForFieldName('right');
      if (node.childForFieldName('operator')?.text !== '+' || !left || !right) return undefined;
      const [a, b] = [foldString(left, constants, depth + 1), foldString(right, constants, depth + 1)];
      return a === undefined || b === undefined ? undefined : a + b;
    }
    default:
      return undefined;
  }
}

/** Folds one string or an array of them (`{"/a", B}`). */
export function foldStrings(node: SyntaxNode, constants: JavaConstants): readonly string[] | undefined {
  const items =
    node.type === 'element_value_array_initializer' || node.type === 'array_initializer'
      ? node.namedChildren.flatMap((child) => child ?? [])
      : [node];
  const texts = items
    .filter((item) => !item.type.endsWith('comment'))
    .map((item) => foldString(item, constants));
  return texts.every((text) => text !== undefined) ? texts : undefined;
}

function literalText(written: string): string {
  const inner = written.startsWith('"""') ? written.slice(3, -3).trim() : written.slice(1, -1);
  return inner.replaceAll(/\\(["'\\])/g, '$1');
}

/** The `static final String` constants (and those of interfaces) that a file declares: class and name → the node of the value. */
export function declaredConstants(
  root: SyntaxNode,
): readonly { readonly owner: string; readonly name: string; readonly value: SyntaxNode }[] {
  const found: { owner: string; name: string; value: SyntaxNode }[] = [];
  for (const field of root.descendantsOfType(['field_declaration', 'constant_declaration'])) {
    if (!field || field.childForFieldName('type')?.text !== 'String') continue;
    const isConstant =
      field.type === 'constant_declaration' ||
      /\bfinal\b/.test(field.namedChildren.find((child) => child?.type === 'modifiers')?.text ?? '');
    if (!isConstant) continue;
    const owner = ownerOf(field);
    for (const declarator of field.descendantsOfType('variable_declarator')) {
      const name = declarator?.childForFieldName('name')?.text;
      const value = declarator?.childForFieldName('value');
      if (name !== undefined && value && owner !== undefined) found.push({ owner, name, value });
    }
  }
  return found;
}

function ownerOf(node: SyntaxNode): string | undefined {
  for (let parent = node.parent; parent; parent = parent.parent) {
    if (/^(class|interface|enum|record)_declaration$/.test(parent.type))
      return parent.childForFieldName('name')?.text;
  }
  return undefined;
}
