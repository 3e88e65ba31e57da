import type { SyntaxNode } from '../../tree-sitter.js';
import { arithmetic } from '../arithmetic.js';
import type { CodeArgument, CodeValue } from '../code-file.js';
import { readList, readNumber } from '../node-readers.js';
import { rangeOf } from '../tree-lowering.js';
import type { NodeReader, NodeReaders, TreeLowering } from '../tree-lowering.js';
import { scopedPath } from './types.js';

/** What is awaited, tried, borrowed or in brackets is what stands inside. */
const transparent: NodeReader = (node, lowering) => {
  const inner =
    node.childForFieldName('value') ?? node.namedChildren.find((child) => child?.isExtra === false);
  return inner ? lowering.value(inner) : undefined;
};

const readText: NodeReader = (node) => ({
  kind: 'text',
  text: node.namedChildren
    .filter((child) => child?.type === 'string_content' || child?.type === 'escape_sequence')
    .map((child) => child?.text ?? '')
    .join(''),
  exact: true,
  ...rangeOf(node),
});

export const expressionReaders: NodeReaders = {
  identifier: (node, lowering) => lowering.name(node),
  self: (node, lowering) => lowering.name(node),
  scoped_identifier: scopedPath,
  boolean_literal: (node) => ({ kind: 'boolean', value: node.text === 'true', ...rangeOf(node) }),
  integer_literal: readNumber,
  float_literal: readNumber,
  string_literal: readText,
  raw_string_literal: readText,
  await_expression: transparent,
  try_expression: transparent,
  parenthesized_expression: transparent,
  reference_expression: transparent,
  type_cast_expression: transparent,
  generic_function: (node, lowering) => lowering.field(node, 'function'),
  field_expression: (node, lowering) => {
    const object = lowering.field(node, 'value');
    const name = node.childForFieldName('field')?.text;
    return object && name !== undefined ? lowering.code.path(rangeOf(node), name, object) : undefined;
  },
  call_expression: (node, lowering) => {
    const callee = lowering.field(node, 'function');
    if (!callee) return undefined;
    const args = lowering.children(node.childForFieldName('arguments') ?? node);
    const [first] = args;
    // `Some(x)`, `Ok(x)`, `Arc::new(x)` are used as what they hold.
    if (callee.kind === 'path' && args.length === 1 && first && isWrapping(callee.name, callee.object))
      return first;
    return lowering.code.call(rangeOf(node), lowering.callee(callee), {
      arguments: args.map((value) => ({ value })),
    });
  },
  macro_invocation: (node, lowering) => {
    const macro = node.childForFieldName('macro');
    if (!macro) return undefined;
    const path = macro.type === 'scoped_identifier' ? scopedPath(macro, lowering) : lowering.name(macro);
    const callee = lowering.code.path(
      rangeOf(macro),
      `${path.name}!`,
      path.object,
      path.object !== undefined,
    );
    const tokens = node.namedChildren.find((child) => child?.type === 'token_tree');
    return lowering.code.call(rangeOf(node), callee, { arguments: textsOf(tokens) });
  },
  struct_expression: readStruct,
  array_expression: readList,
  tuple_expression: readList,
  binary_expression: (node, lowering) => {
    const left = lowering.field(node, 'left');
    const right = lowering.field(node, 'right');
    const operator = node.childForFieldName('operator')?.text ?? '';
    return left && right ? arithmetic(rangeOf(node), operator, left, right) : undefined;
  },
  assignment_expression: (node, lowering) => {
    const place = lowering.field(node, 'left');
    const value = lowering.field(node, 'right');
    if (place?.kind === 'path' && value) lowering.code.assign(rangeOf(node), place, value);
    return undefined;
  },
};

function isWrapping(name: string, object: CodeValue | undefined): boolean {
  if (!object) return name === 'Some' || name === 'Ok';
  return (
    name === 'new' && object.kind === 'path' && /^(?:Arc|Rc|Box|Mutex|RwLock|RefCell)$/.test(object.name)
  );
}

/** A macro's tokens are no tree: the strings in them are its arguments. */
function textsOf(tokens: SyntaxNode | null | undefined): readonly CodeArgument[] {
  return (tokens?.namedChildren ?? []).flatMap((child) =>
    child?.type === 'string_literal' || child?.type === 'raw_string_literal'
      ? [
          {
            value: {
              kind: 'text' as const,
              text: child.text.replace(/^r?#*"|"#*$/g, ''),
              exact: true,
              ...rangeOf(child),
            },
          },
        ]
      : [],
  );
}

function readStruct(node: SyntaxNode, lowering: TreeLowering): CodeValue | undefined {
  const name = node.childForFieldName('name');
  const callee = name && lowering.value(name);
  const fields: CodeArgument[] = [];
  let spread = false;
  for (const child of node.childForFieldName('body')?.namedChildren ?? []) {
    if (child?.type === 'base_field_initializer') {
      // The rest comes from elsewhere.
      spread = true;
      lowering.children(child);
    } else if (child?.type === 'shorthand_field_initializer') {
      const [inner] = child.namedChildren;
      if (inner) fields.push({ name: inner.text, value: lowering.value(inner) });
    } else if (child?.type === 'field_initializer') {
      const value = lowering.field(child, 'value');
      const field = child.childForFieldName('field')?.text;
      if (value && field !== undefined) fields.push({ name: field, value });
    }
  }
  if (callee?.kind !== 'path') return undefined;
  return lowering.code.call(rangeOf(node), callee, { arguments: fields, spread, constructs: true });
}
