import type { SyntaxNode } from '../../tree-sitter.js';

/**
 * A node of a syntax tree as a plain object; anonymous ones (punctuation, keywords) have no place. To copy a
 * tree once with a cursor is faster than to ask the parser's memory for every child and field.
 */
export class TreeNode {
  readonly type: string;
  readonly startIndex: number;
  readonly endIndex: number;
  readonly isNamed: boolean;
  readonly field: string | null;
  readonly children: TreeNode[] = [];

  constructor(type: string, startIndex: number, endIndex: number, isNamed: boolean, field: string | null) {
    this.type = type;
    this.startIndex = startIndex;
    this.endIndex = endIndex;
    this.isNamed = isNamed;
    this.field = field;
  }

  childForFieldName(name: string): TreeNode | undefined {
    return this.children.find(({ field }) => field === name);
  }
}

/** Nodes whose inside says nothing about values. */
const sealed = new Set([
  'ambient_declaration',
  'comment',
  'function_type',
  'html_comment',
  'interface_declaration',
  'object_type',
  'string_fragment',
  'type_alias_declaration',
  'type_parameters',
]);

/** Copies a tree, without the inside of types and comments. */
export function snapshot(root: SyntaxNode): TreeNode {
  const cursor = root.walk();
  try {
    // Every property is a call into the parser's memory; of punctuation and keywords the text is the type.
    const read = (): TreeNode =>
      cursor.nodeIsNamed
        ? new TreeNode(cursor.nodeType, cursor.startIndex, cursor.endIndex, true, cursor.currentFieldName)
        : new TreeNode(cursor.nodeType, 0, 0, false, cursor.currentFieldName);
    const top = read();
    const path = [top];
    for (let node: TreeNode | undefined = top; node !== undefined;) {
      if (node.isNamed && !sealed.has(node.type) && cursor.gotoFirstChild()) {
        const child = read();
        node.children.push(child);
        path.push(child);
        node = child;
        continue;
      }
      node = nextNode(path, cursor, read);
    }
    return top;
  } finally {
    cursor.delete();
  }
}

interface Cursor {
  gotoNextSibling(): boolean;
  gotoParent(): boolean;
}

/** The next node in document order that is not below the present one; `path` leads from the root to it. */
function nextNode(path: TreeNode[], cursor: Cursor, read: () => TreeNode): TreeNode | undefined {
  while (path.length > 1) {
    path.pop();
    if (cursor.gotoNextSibling()) {
      const sibling = read();
      path.at(-1)?.children.push(sibling);
      path.push(sibling);
      return sibling;
    }
    cursor.gotoParent();
  }
  return undefined;
}
