import type { ElixirNode } from '../../elixir/parse.js';
import { children } from '../../elixir/parse.js';
import type { CodeBuilder } from '../code-builder.js';
import type { CodePath, CodeRange, CodeValue } from '../code-file.js';

/** Reads one kind of node. */
export type ElixirReader = (node: ElixirNode, lowering: ElixirCode) => CodeValue | undefined;

/** Walks a tree of Elixir and tells a {@link CodeBuilder} what it sees. */
export class ElixirCode {
  readonly code: CodeBuilder;
  readonly #readers: Readonly<Record<string, ElixirReader>>;

  constructor(code: CodeBuilder, readers: Readonly<Record<string, ElixirReader>>) {
    this.code = code;
    this.#readers = readers;
  }

  value(node: ElixirNode): CodeValue {
    return this.code.within(
      () => {
        const read = Object.hasOwn(this.#readers, node.name) ? this.#readers[node.name] : undefined;
        return read?.(node, this) ?? (read ? nothing(node) : this.other(node));
      },
      () => nothing(node),
    );
  }

  /** The value of the last of several expressions. */
  body(nodes: readonly ElixirNode[]): CodeValue | undefined {
    return nodes.map((node) => this.value(node)).at(-1);
  }

  /** A node that is read for what is in it. */
  other(node: ElixirNode): CodeValue {
    return {
      ...rangeOf(node),
      kind: 'other',
      parts: children(node)
        .filter((child) => !child.name.endsWith('Operator') || child.firstChild)
        .map((child) => this.value(child)),
    };
  }

  text(node: ElixirNode): string {
    return this.code.source.text.slice(node.from, node.to);
  }

  callee(value: CodeValue): CodePath {
    return value.kind === 'path' ? value : this.code.path(value, '', value);
  }
}

export function rangeOf(node: ElixirNode): CodeRange {
  return { start: node.from, end: node.to };
}

export function nothing(node: ElixirNode): CodeValue {
  return { ...rangeOf(node), kind: 'other', parts: [] };
}
