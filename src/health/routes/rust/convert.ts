import type { SourceText } from '../../../model/source-text.js';
import { depthLimit } from '../../../syntax/imperative/depth-limit.js';
import type { SyntaxNode } from '../../../syntax/tree-sitter.js';
import type { RustExpression, RustParameter } from './tree.js';

/** Turns nodes of one file into plain data. */
export interface RustConverter {
  readonly source: SourceText;
  readonly expression: (node: SyntaxNode) => RustExpression;
}

const deepest = 400;

export function rustConverter(source: SourceText): RustConverter {
  const deeper = depthLimit(deepest);
  const converter: RustConverter = {
    source,
    expression: (node) =>
      deeper<RustExpression>(
        () => convert(node, converter),
        () => ({ ...placeOf(node), kind: 'other', parts: [] }),
      ),
  };
  return converter;
}

export function placeOf(node: SyntaxNode): { readonly start: number; readonly end: number } {
  return { start: node.startIndex, end: node.endIndex };
}

/** Named children without comments. */
export function children(node: SyntaxNode | null): readonly SyntaxNode[] {
  return (node?.namedChildren ?? []).flatMap((child) =>
    child && child.type !== 'line_comment' && child.type !== 'block_comment' ? [child] : [],
  );
}

function field(node: SyntaxNode, name: string): SyntaxNode | undefined {
  return node.childForFieldName(name) ?? undefined;
}

/** Nodes that stand for what is in them. */
const transparent = new Set([
  'await_expression',
  'try_expression',
  'reference_expression',
  'parenthesized_expression',
  'type_cast_expression',
  'expression_statement',
  'unary_expression',
]);

function convert(node: SyntaxNode, converter: RustConverter): RustExpression {
  const place = placeOf(node);
  const { expression } = converter;
  if (transparent.has(node.type)) {
    const inner = field(node, 'value') ?? children(node).find(({ type }) => type !== 'mutable_specifier');
    return inner ? expression(inner) : { ...place, kind: 'other', parts: [] };
  }
  switch (node.type) {
    case 'string_literal':
    case 'raw_string_literal':
      return { ...place, kind: 'text', text: textOfLiteral(node.text) };
    case 'identifier':
    case 'self':
    case 'scoped_identifier':
    case 'generic_function':
    case 'type_identifier':
    case 'scoped_type_identifier':
      return { ...place, kind: 'path', segments: segmentsOf(node.text) };
    case 'call_expression':
      return convertCall(node, converter);
    case 'macro_invocation': {
      const tree = children(node).find(({ type }) => type === 'token_tree');
      const name = (field(node, 'macro')?.text ?? '').split('::').at(-1) ?? '';
      return {
        ...place,
        kind: 'macro',
        name,
        text: tree?.text.slice(1, -1) ?? '',
        textStart: (tree?.startIndex ?? node.startIndex) + 1,
      };
    }
    case 'closure_expression': {
      const body = field(node, 'body');
      return {
        ...place,
        kind: 'closure',
        parameters: parametersOf(field(node, 'parameters')),
        body: body ? expression(body) : { ...place, kind: 'other', parts: [] },
      };
    }
    case 'block':
    case 'async_block':
    case 'unsafe_block':
      return convertBlock(node, converter);
    case 'let_declaration': {
      const value = field(node, 'value');
      return {
        ...place,
        kind: 'let',
        pattern: (field(node, 'pattern')?.text ?? '_').replace(/^\s*(?:&|mut\s+)*/, ''),
        ...(value && { value: expression(value) }),
      };
    }
    case 'if_expression': {
      const consequence = field(node, 'consequence');
      const alternative = children(field(node, 'alternative') ?? null)[0];
      const test = field(node, 'condition');
      return consequence
        ? {
            ...place,
            kind: 'if',
            condition: shortened(test?.text ?? ''),
            ...(test && { test: expression(test) }),
            consequence: expression(consequence),
            ...(alternative && { alternative: expression(alternative) }),
          }
        : { ...place, kind: 'other', parts: [] };
    }
    case 'match_expression': {
      const test = field(node, 'value');
      return {
        ...place,
        kind: 'match',
        subject: shortened(test?.text ?? ''),
        ...(test && { test: expression(test) }),
        arms: children(field(node, 'body') ?? null).flatMap((arm) => {
          const value = field(arm, 'value');
          return arm.type === 'match_arm' && value
            ? [{ pattern: shortened(field(arm, 'pattern')?.text ?? ''), value: expression(value) }]
            : [];
        }),
      };
    }
    case 'array_expression':
    case 'tuple_expression':
      return { ...place, kind: 'list', items: children(node).map(expression) };
    case 'field_expression': {
      const object = field(node, 'value');
      return object
        ? { ...place, kind: 'field', object: expression(object), name: field(node, 'field')?.text ?? '' }
        : { ...place, kind: 'other', parts: [] };
    }
    case 'assignment_expression': {
      const [target, value] = [field(node, 'left'), field(node, 'right')];
      return target && value
        ? { ...place, kind: 'assign', target: expression(target), value: expression(value) }
        : { ...place, kind: 'other', parts: [] };
    }
    case 'return_expression':
    case 'break_expression': {
      const value = children(node).find(({ type }) => type !== 'label');
      return { ...place, kind: 'return', ...(value && { value: expression(value) }) };
    }
    case 'for_expression':
    case 'while_expression':
    case 'loop_expression': {
      const [over, body] = [field(node, 'value'), field(node, 'body')];
      return body
        ? {
            ...place,
            kind: 'loop',
            pattern: field(node, 'pattern')?.text ?? '_',
            ...(over && { over: expression(over) }),
            body: expression(body),
          }
        : { ...place, kind: 'other', parts: [] };
    }
    case 'struct_expression':
      return {
        ...place,
        kind: 'struct',
        name: segmentsOf(field(node, 'name')?.text ?? '').at(-1) ?? '',
        fields: children(field(node, 'body') ?? null).flatMap((one) => {
          const value = field(one, 'value');
          if (one.type === 'shorthand_field_initializer')
            return [
              { name: one.text, value: { ...placeOf(one), kind: 'path' as const, segments: [one.text] } },
            ];
          return value ? [{ name: field(one, 'field')?.text ?? '', value: expression(value) }] : [];
        }),
      };
    case 'binary_expression': {
      const [left, right] = [field(node, 'left'), field(node, 'right')];
      return left && right
        ? {
            ...place,
            kind: 'binary',
            left: expression(left),
            right: expression(right),
            operator: field(node, 'operator')?.text ?? '',
          }
        : { ...place, kind: 'other', parts: [] };
    }
    default:
      return {
        ...place,
        kind: 'other',
        parts: children(node)
          .filter(({ type }) => !/_item$|^use_declaration$|type/.test(type))
          .map(expression),
      };
  }
}

function convertCall(node: SyntaxNode, { expression }: RustConverter): RustExpression {
  const place = placeOf(node);
  const written = field(node, 'function');
  const args = children(field(node, 'arguments') ?? null)
    .filter(({ type }) => type !== 'attribute_item')
    .map(expression);
  const callee =
    written?.type === 'generic_function' && field(written, 'function')?.type === 'field_expression'
      ? field(written, 'function')
      : written;
  if (!callee) return { ...place, kind: 'other', parts: args };
  const [object, name] = [field(callee, 'value'), field(callee, 'field')];
  return callee.type === 'field_expression' && object && name
    ? {
        ...place,
        kind: 'method',
        object: expression(object),
        name: name.text,
        nameStart: name.startIndex,
        args,
      }
    : { ...place, kind: 'call', callee: expression(callee), args };
}

/** A block's statements; what `#[cfg(…)]` guards stands under a condition, and what is only for tests is left out. */
function convertBlock(node: SyntaxNode, { expression }: RustConverter): RustExpression {
  const block = node.type === 'block' ? node : (children(node).find(({ type }) => type === 'block') ?? node);
  const nodes = children(block);
  const statements: RustExpression[] = [];
  let tail: RustExpression | undefined;
  let pending: string[] = [];
  for (const [index, child] of nodes.entries()) {
    if (child.type === 'attribute_item' || child.type === 'inner_attribute_item') {
      pending.push(child.text);
      continue;
    }
    const guard = conditionOfAttributes(pending);
    pending = [];
    if (/_item$|^use_declaration$|^label$|^empty_statement$/.test(child.type) || guard === 'test') continue;
    const inner = expression(child);
    const guarded: RustExpression =
      guard === undefined || inner.kind === 'let'
        ? inner
        : { ...placeOf(child), kind: 'if', condition: guard, consequence: inner };
    if (
      index === nodes.length - 1 &&
      child.type !== 'expression_statement' &&
      child.type !== 'let_declaration'
    )
      tail = guarded;
    else if (index === nodes.length - 1 && !child.text.endsWith(';') && child.type === 'expression_statement')
      tail = guarded;
    else statements.push(guarded);
  }
  return { ...placeOf(node), kind: 'block', statements, ...(tail && { tail }) };
}

/** What `#[cfg(…)]` asks for: `test`, or a condition as one would write it with `cfg!`. */
export function conditionOfAttributes(attributes: readonly string[]): string | undefined {
  for (const text of attributes) {
    const inner = /^#!?\[\s*cfg\s*\(([\s\S]*)\)\s*\]$/.exec(text)?.[1]?.trim();
    if (inner === undefined) continue;
    if (/\btest\b/.test(inner) && !/\bnot\s*\(/.test(inner)) return 'test';
    return `cfg!(${shortened(inner)})`;
  }
  return undefined;
}

export function parametersOf(node: SyntaxNode | undefined): readonly RustParameter[] {
  return children(node ?? null).flatMap((parameter): readonly RustParameter[] => {
    if (parameter.type === 'self_parameter') return [{ name: 'self', type: 'Self' }];
    if (parameter.type === 'attribute_item') return [];
    const pattern = parameter.childForFieldName('pattern');
    return [
      {
        name: (pattern ?? parameter).text.replace(/^\s*(?:&|mut\s+)*/, ''),
        type: parameter.childForFieldName('type')?.text ?? '',
      },
    ];
  });
}

/** The names of a path without its generics: `a::B::<T>::c` → a, B, c; `<T as U>::c` → T, c. */
export function segmentsOf(text: string): readonly string[] {
  let plain = text.replaceAll(/\s+/g, '');
  const cast = /^<(\w+)as[\w:<>,]+>::/.exec(plain);
  if (cast) plain = `${cast[1] ?? ''}::${plain.slice(cast[0].length)}`;
  let depth = 0;
  let flat = '';
  for (const letter of plain) {
    if (letter === '<') depth += 1;
    else if (letter === '>') depth -= 1;
    else if (depth === 0) flat += letter;
  }
  return flat.split('::').filter((segment) => segment !== '');
}

/** A text without quotes, with its escapes resolved. */
export function textOfLiteral(written: string): string {
  const raw = /^b?r(#*)"([\s\S]*)"\1$/.exec(written);
  if (raw) return raw[2] ?? '';
  return written
    .replace(/^[bc]?"/, '')
    .replace(/"$/, '')
    .replaceAll(/\\(?:\r?\n\s*|(.))/g, (_, letter?: string) =>
      letter === undefined ? '' : ({ n: '\n', t: '\t', r: '\r' }[letter] ?? letter),
    );
}

function shortened(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  return line.length > 100 ? `${line.slice(0, 97)}...` : line;
}
