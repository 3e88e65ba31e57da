import type { SyntaxNode } from '../../tree-sitter.js';
import type { CodeValue } from '../code-file.js';
import { rangeOf } from '../tree-lowering.js';
import type { TreeLowering } from '../tree-lowering.js';

/** Reads statements behind each other, with their `rescue`, `else` and `ensure`. What the last one gives is what they all give. */
export function readSequence(node: SyntaxNode, lowering: TreeLowering): CodeValue | undefined {
  const children = node.namedChildren.flatMap((child) => (child && !child.isExtra ? [child] : []));
  const handlers = children.filter(({ type }) => type === 'rescue');
  const statements = children.filter(({ type }) => type !== 'rescue' && type !== 'ensure');
  let last: CodeValue | undefined;
  const readAll = (): void => {
    for (const statement of statements) {
      const value = lowering.value(statement);
      if (statement.type !== 'heredoc_body' && statement.type !== 'else') last = value;
    }
  };
  const [first] = handlers;
  if (first)
    lowering.code.try(
      {
        ...rangeOf(node),
        body: { start: node.startIndex, end: first.startIndex },
        handlers: handlers.map((handler) => ({ ...rangeOf(handler), empty: isEmpty(handler) })),
      },
      readAll,
      () => {
        for (const handler of handlers) readHandler(handler, lowering);
      },
    );
  else readAll();
  for (const child of children) if (child.type === 'ensure') lowering.children(child);
  return last;
}

function readHandler(handler: SyntaxNode, lowering: TreeLowering): void {
  const variable = handler.childForFieldName('variable')?.namedChildren[0];
  if (variable?.type === 'identifier') lowering.code.declare(variable.text);
  lowering.field(handler, 'body');
}

/** Whether nothing stands in a `rescue`, or `nil` alone. */
function isEmpty(handler: SyntaxNode): boolean {
  const body = handler.childForFieldName('body');
  return (body?.namedChildren ?? []).every((child) => child?.isExtra || child?.type === 'nil');
}
