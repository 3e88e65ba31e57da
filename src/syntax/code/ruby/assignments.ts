import type { SyntaxNode } from '../../tree-sitter.js';
import type { CodeValue } from '../code-file.js';
import { rangeOf } from '../tree-lowering.js';
import type { NodeReaders, TreeLowering } from '../tree-lowering.js';

export const assignmentReaders: NodeReaders = {
  assignment: (node, lowering) => {
    const value = lowering.field(node, 'right');
    const left = node.childForFieldName('left');
    if (left) bind(left, value, node, lowering);
    return value;
  },
  operator_assignment: (node, lowering) => {
    const left = node.childForFieldName('left');
    const right = node.childForFieldName('right');
    const operator = node.childForFieldName('operator')?.text;
    if (!left || !right) return undefined;
    if (operator !== '||=') {
      lowering.value(left);
      return lowering.value(right);
    }
    const value = lowering.code.conditional(() => lowering.value(right));
    bind(left, value, node, lowering);
    return value;
  },
};

/** Tells of `left = value`; of several names on the left only that they are there. */
function bind(
  left: SyntaxNode,
  value: CodeValue | undefined,
  whole: SyntaxNode,
  lowering: TreeLowering,
): void {
  const { code } = lowering;
  switch (left.type) {
    case 'left_assignment_list':
    case 'destructured_left_assignment':
    case 'rest_assignment':
      for (const child of left.namedChildren) if (child) bind(child, undefined, child, lowering);
      break;
    case 'constant':
    case 'global_variable':
      code.declare(left.text, {
        range: rangeOf(whole),
        ...(left.type === 'global_variable' && { in: 'file' }),
        ...(value && { value }),
      });
      break;
    case 'identifier':
    case 'instance_variable':
    case 'class_variable': {
      const place = lowering.value(left);
      const unknown = { kind: 'other' as const, parts: [], ...rangeOf(left) };
      if (place.kind === 'path') code.assign(rangeOf(whole), place, value ?? unknown);
      break;
    }
    case 'call': {
      // `object.member = value`
      const object = lowering.field(left, 'receiver');
      const name = left.childForFieldName('method')?.text;
      if (object && name !== undefined && value)
        code.assign(rangeOf(whole), code.path(rangeOf(left), name, object), value);
      break;
    }
    default: {
      const place = lowering.value(left);
      if (place.kind === 'path' && value) code.assign(rangeOf(whole), place, value);
    }
  }
}
