import type { SyntaxNode } from '../../tree-sitter.js';
import { arithmetic } from '../arithmetic.js';
import type { CodeArgument, CodePath, CodeValue } from '../code-file.js';
import { readInner, readList, readNumber } from '../node-readers.js';
import { rangeOf } from '../tree-lowering.js';
import type { NodeReader, NodeReaders, TreeLowering } from '../tree-lowering.js';
import { readFunction } from './functions.js';
import { moduleName } from './modules.js';
import { readText } from './texts.js';

const name: NodeReader = (node, lowering) => lowering.name(node);

export const expressionReaders: NodeReaders = {
  identifier: name,
  this: name,
  undefined: (node) => ({ kind: 'null', ...rangeOf(node) }),
  null: (node) => ({ kind: 'null', ...rangeOf(node) }),
  true: (node) => ({ kind: 'boolean', value: true, ...rangeOf(node) }),
  false: (node) => ({ kind: 'boolean', value: false, ...rangeOf(node) }),
  number: readNumber,
  string: (node) => readText(node, undefined),
  template_string: readText,
  parenthesized_expression: readInner,
  await_expression: readInner,
  non_null_expression: readInner,
  as_expression: readInner,
  satisfies_expression: readInner,
  type_assertion: (node, lowering) => {
    const inner = node.namedChildren.at(-1);
    return inner ? lowering.value(inner) : undefined;
  },
  member_expression: (node, lowering) => {
    const object = lowering.field(node, 'object');
    const property = node.childForFieldName('property');
    return object && property ? lowering.code.path(rangeOf(node), property.text, object) : undefined;
  },
  subscript_expression: (node, lowering) => {
    const object = lowering.field(node, 'object');
    const index = lowering.field(node, 'index');
    if (!object) return undefined;
    const key = index?.kind === 'text' && index.exact ? index.text : '[]';
    return lowering.code.path(rangeOf(node), key, object);
  },
  call_expression: readCall,
  new_expression: (node, lowering) => {
    const constructor = lowering.field(node, 'constructor');
    if (!constructor) return undefined;
    return lowering.code.call(rangeOf(node), lowering.callee(constructor), {
      ...argumentsOf(node.childForFieldName('arguments'), lowering),
      constructs: true,
    });
  },
  object: readObject,
  array: readList,
  arrow_function: readFunction,
  function_expression: readFunction,
  generator_function: readFunction,
  binary_expression: (node, lowering) => {
    const operator = node.childForFieldName('operator')?.text ?? '';
    const left = lowering.field(node, 'left');
    const right = node.childForFieldName('right');
    if (!left || !right) return undefined;
    const read = (): CodeValue => lowering.value(right);
    const value = /^(?:\|\||&&|\?\?)$/.test(operator) ? lowering.code.conditional(read) : read();
    return arithmetic(rangeOf(node), operator, left, value);
  },
  unary_expression: (node, lowering) => {
    const inner = lowering.field(node, 'argument');
    const operator = node.childForFieldName('operator')?.text;
    if (inner?.kind === 'number' && operator === '-')
      return { ...inner, value: -inner.value, ...rangeOf(node) };
    return { kind: 'other', parts: inner ? [inner] : [], ...rangeOf(node) };
  },
  ternary_expression: (node, lowering) => {
    lowering.field(node, 'condition');
    const parts = ['consequence', 'alternative'].flatMap(
      (field) => lowering.code.conditional(() => lowering.field(node, field)) ?? [],
    );
    return { kind: 'other', operator: '?:', parts, ...rangeOf(node) };
  },
  assignment_expression: (node, lowering) => {
    const left = node.childForFieldName('left');
    const place = left && lowering.value(left);
    const value = lowering.field(node, 'right');
    if (place?.kind === 'path' && value) {
      lowering.code.assign(rangeOf(node), place, value);
      exportAssigned(place, value, lowering);
    }
    return value;
  },
  augmented_assignment_expression: (node, lowering) => {
    const place = lowering.field(node, 'left');
    const value = lowering.field(node, 'right');
    if (
      place?.kind === 'path' &&
      value &&
      /^(?:\?\?|\|\|)=$/.test(node.childForFieldName('operator')?.text ?? '')
    )
      lowering.code.assign(rangeOf(node), place, value);
    return value;
  },
};

/** `module.exports = …`, `exports.name = …`. */
function exportAssigned(place: CodePath, value: CodeValue, { code }: TreeLowering): void {
  const object = place.object?.kind === 'path' ? place.object : undefined;
  if (!object) return;
  if (object.name === 'module' && !object.object && place.name === 'exports') {
    code.export('default', value);
    if (value.kind === 'map')
      for (const entry of value.entries) if (entry.name !== undefined) code.export(entry.name, entry.value);
  } else if (
    object.name === 'exports' &&
    (!object.object || (object.object.kind === 'path' && object.object.name === 'module'))
  )
    code.export(place.name, value);
}

function readCall(node: SyntaxNode, lowering: TreeLowering): CodeValue | undefined {
  const { code } = lowering;
  const called = node.childForFieldName('function');
  const args = node.childForFieldName('arguments');
  if (!called) return undefined;
  if (called.type === 'import' || (called.type === 'identifier' && called.text === 'require')) {
    const [source] = args?.namedChildren ?? [];
    if (source?.type === 'string') {
      const module = moduleName(source);
      const hidden = `require ${module}`;
      code.import({ ...rangeOf(node), name: hidden, module });
      return code.path(rangeOf(node), hidden);
    }
  }
  const callee = lowering.callee(lowering.value(called));
  if (args?.type === 'template_string') {
    const value = lowering.value(args);
    return code.call(rangeOf(node), callee, { arguments: [{ value }] });
  }
  return code.call(rangeOf(node), callee, argumentsOf(args, lowering));
}

/** The arguments of a call or of a decorator. */
export function argumentsOf(
  node: SyntaxNode | null,
  lowering: TreeLowering,
): { readonly arguments: readonly CodeArgument[]; readonly spread: boolean } {
  const values: CodeArgument[] = [];
  let spread = false;
  for (const child of node?.namedChildren ?? []) {
    if (!child || child.isExtra) continue;
    if (child.type === 'spread_element') {
      spread = true;
      lowering.children(child);
    } else values.push({ value: lowering.value(child) });
  }
  return { arguments: values, spread };
}

function readObject(node: SyntaxNode, lowering: TreeLowering): CodeValue {
  const entries: CodeArgument[] = [];
  let spread = false;
  for (const child of node.namedChildren) {
    switch (child?.type) {
      case 'pair': {
        const key = child.childForFieldName('key');
        const value = lowering.field(child, 'value');
        if (!key || !value) break;
        if (key.type === 'computed_property_name') {
          lowering.children(key);
          spread = true;
        }
        entries.push({ name: key.text.replace(/^['"]|['"]$/g, ''), value });
        break;
      }
      case 'shorthand_property_identifier':
        entries.push({ name: child.text, value: lowering.name(child) });
        break;
      case 'method_definition': {
        const value = readFunction(child, lowering);
        const name = child.childForFieldName('name')?.text;
        if (value && name !== undefined) entries.push({ name, value });
        break;
      }
      case 'spread_element':
        spread = true;
        lowering.children(child);
        break;
      default:
    }
  }
  return { kind: 'map', entries, spread, ...rangeOf(node) };
}
