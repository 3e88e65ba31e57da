import type { SyntaxNode } from '../tree-sitter.js';
import type { CodeBuilder } from './code-builder.js';
import type { CodePath, CodeValue } from './code-file.js';

/** Reads one kind of node. */
export type NodeReader = (node: SyntaxNode, lowering: TreeLowering) => CodeValue | undefined;

/** How a language's nodes are read, by their type in its tree-sitter grammar. Nodes without a reader are read for the values in them. */
export type NodeReaders = Readonly<Record<string, NodeReader>>;

/** Walks a tree-sitter tree and tells a {@link CodeBuilder} what it sees. */
export class TreeLowering {
  readonly code: CodeBuilder;
  readonly #readers: NodeReaders;

  constructor(code: CodeBuilder, readers: NodeReaders) {
    this.code = code;
    this.#readers = readers;
  }

  /** The value of a node; statements have none, but are read. */
  value(node: SyntaxNode): CodeValue {
    return this.code.within(
      () => {
        const read = Object.hasOwn(this.#readers, node.type) ? this.#readers[node.type] : undefined;
        return (read ? read(node, this) : undefined) ?? (read ? this.nothing(node) : this.other(node));
      },
      () => this.nothing(node),
    );
  }

  /** The value of a child by its field name; undefined when there is none. */
  field(node: SyntaxNode, name: string): CodeValue | undefined {
    const child = node.childForFieldName(name);
    return child ? this.value(child) : undefined;
  }

  /** Reads all children. */
  children(node: SyntaxNode): readonly CodeValue[] {
    const parts: CodeValue[] = [];
    for (const child of node.namedChildren) if (child && !child.isExtra) parts.push(this.value(child));
    return parts;
  }

  /** A node that is read for its children alone. */
  other(node: SyntaxNode, operator?: string): CodeValue {
    return {
      kind: 'other',
      start: node.startIndex,
      end: node.endIndex,
      parts: this.children(node),
      ...(operator !== undefined && { operator }),
    };
  }

  nothing(node: SyntaxNode): CodeValue {
    return { kind: 'other', start: node.startIndex, end: node.endIndex, parts: [] };
  }

  name(node: SyntaxNode): CodePath {
    return this.code.path(rangeOf(node), node.text);
  }

  /** A value as something that can be called or that a member is taken of. */
  callee(value: CodeValue): CodePath {
    return value.kind === 'path' ? value : this.code.path(value, '', value);
  }
}

export function rangeOf(node: SyntaxNode): { readonly start: number; readonly end: number } {
  return { start: node.startIndex, end: node.endIndex };
}
