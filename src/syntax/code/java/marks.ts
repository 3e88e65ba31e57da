import type { SyntaxNode } from '../../tree-sitter.js';
import type { CodeArgument, CodePath } from '../code-file.js';
import { rangeOf } from '../tree-lowering.js';
import type { NodeReader, NodeReaders, TreeLowering } from '../tree-lowering.js';

const readMark: NodeReader = (node, lowering) => {
  readAnnotation(node, lowering);
  return undefined;
};

/** Annotations inside annotations: `@Caching(evict = {@CacheEvict("a")})`. */
export const markReaders: NodeReaders = { annotation: readMark, marker_annotation: readMark };

/** Reads the annotations before a declaration; `parameter` for those of a parameter of the function that is being read. */
export function readMarks(node: SyntaxNode, lowering: TreeLowering, on?: 'parameter'): void {
  const modifiers = node.namedChildren.find((child) => child?.type === 'modifiers');
  for (const child of modifiers?.namedChildren ?? [])
    if (child?.type === 'annotation' || child?.type === 'marker_annotation')
      readAnnotation(child, lowering, on);
}

function readAnnotation(node: SyntaxNode, lowering: TreeLowering, on?: 'parameter'): void {
  const name = node.childForFieldName('name');
  if (!name) return;
  const path: CodePath = lowering.code.dotted(rangeOf(name), name.text);
  lowering.code.mark(rangeOf(node), path, argumentsOf(node.childForFieldName('arguments'), lowering), on);
}

/** `(name = "x", retries = 3)`; a single value stays without a name. */
function argumentsOf(node: SyntaxNode | null, lowering: TreeLowering): readonly CodeArgument[] {
  const values: CodeArgument[] = [];
  for (const child of node?.namedChildren ?? []) {
    if (!child || child.isExtra) continue;
    if (child.type === 'element_value_pair') {
      const name = child.childForFieldName('key')?.text;
      const value = lowering.field(child, 'value');
      if (value) values.push({ value, ...(name !== undefined && { name }) });
    } else values.push({ value: lowering.value(child) });
  }
  return values;
}
