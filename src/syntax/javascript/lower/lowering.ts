import type { TreeNode } from './snapshot.js';
import type { ClassNode, Expression, FunctionNode, Pattern, Placed, Statement, TypeName } from '../tree.js';

/** What the parts of the lowering know of each other: each turns one kind of syntax node into plain data. */
export interface Lowering {
  /** The source text of a node. */
  readonly text: (node: TreeNode) => string;
  readonly expression: (node: TreeNode) => Expression;
  /** Statements of a block, program or single-statement body. */
  readonly statements: (nodes: readonly TreeNode[]) => Statement[];
  readonly body: (node: TreeNode | undefined) => Statement[];
  readonly pattern: (node: TreeNode) => Pattern;
  readonly function: (node: TreeNode, name?: string) => FunctionNode;
  readonly class: (node: TreeNode) => ClassNode;
  readonly type: (node: TreeNode | undefined) => TypeName | undefined;
  /** A property name: text where it is written, an expression where it is computed. */
  readonly key: (node: TreeNode) => string | Expression;
}

/** Offsets of a node. */
export function placeOf(node: TreeNode): Placed {
  return { start: node.startIndex, end: node.endIndex };
}

/** Named children without comments. */
export function children(node: TreeNode): TreeNode[] {
  return node.children.filter(
    ({ isNamed, type }) => isNamed && type !== 'comment' && type !== 'html_comment',
  );
}

/** Whether a node has an anonymous child token such as `async` or `static`. */
export function hasToken(node: TreeNode, token: string): boolean {
  return node.children.some(({ type }) => type === token);
}
