import type { Expression, Located } from '../imperative/tree.js';
import type { SyntaxNode } from '../tree-sitter.js';
import { children, placeOf } from './lowering.js';
import type { RustLowering } from './lowering.js';

const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', '0': '\0' };

/** A text (https://doc.rust-lang.org/reference/tokens.html#string-literals): a backslash at the end of a line joins it with the next one. */
export function lowerString(node: SyntaxNode, text: string): Expression {
  const isRaw = node.type === 'raw_string_literal';
  const open = /^[br]*#*["']/.exec(text.slice(node.startIndex, node.startIndex + 40))?.[0] ?? '"';
  const close = isRaw ? open.replaceAll(/[^#]/g, '').length + 1 : 1;
  const start = node.startIndex + open.length;
  const content = text.slice(start, Math.max(start, node.endIndex - close));
  const value = isRaw
    ? content
    : content.replaceAll(
        /\\(?:\r?\n\s*|u\{([0-9a-fA-F]{1,6})\}|x([0-9a-fA-F]{2})|(.))/g,
        (_, unicode?: string, hex?: string, letter?: string) => {
          if (letter !== undefined) return escapes[letter] ?? letter;
          const code = Number.parseInt(unicode ?? hex ?? '', 16);
          return Number.isNaN(code) || code > 0x10_ff_ff ? '' : String.fromCodePoint(code);
        },
      );
  return { ...placeOf(node), kind: 'text', text: value, at: start };
}

/** `format!("… {} {name} {0}", value)` as a text that is put together (https://doc.rust-lang.org/std/fmt). */
export function lowerFormat(
  nodes: readonly SyntaxNode[],
  place: Located,
  lowering: RustLowering,
): Expression {
  const [first, ...rest] = nodes;
  const written = first && lowering.expression(first);
  if (written?.kind !== 'text') return { ...place, kind: 'other', text: '', parts: [] };
  const named = new Map<string, Expression>();
  const given: Expression[] = [];
  for (const node of rest) {
    const [left, right] = children(node);
    if (node.type === 'assignment_expression' && left && right)
      named.set(left.text, lowering.expression(right));
    else given.push(lowering.expression(node));
  }
  let next = 0;
  const parts = written.text.split(/(\{\{|\}\}|\{[^{}]*\})/).flatMap((part): readonly Expression[] => {
    if (part === '') return [];
    if (part === '{{' || part === '}}') return [{ ...place, kind: 'text', text: part.slice(1), at: 0 }];
    if (!part.startsWith('{')) return [{ ...place, kind: 'text', text: part, at: 0 }];
    const [name = ''] = part.slice(1, -1).split(':');
    const argument = name === '' ? given[next++] : /^\d+$/.test(name) ? given[Number(name)] : named.get(name);
    return [argument ?? { ...place, kind: 'name', name }];
  });
  return { ...place, kind: 'concatenation', parts };
}

/** Macros in braces or brackets that give a text: `indoc! { r#"…"# }`, `concat! {"a", "b"}`; undefined for all others. */
export function lowerMacro(node: SyntaxNode, lowering: RustLowering): Expression | undefined {
  const name = node.childForFieldName('macro')?.text ?? '';
  if (!/^(\w+::)*(indoc|unindent|concat|concatdoc)$/.test(name)) return undefined;
  const texts = children(node)
    .filter(({ type }) => type === 'token_tree')
    .flatMap(children)
    .filter(({ type }) => /^(raw_)?string_literal$/.test(type));
  return texts.length === 0
    ? undefined
    : { ...placeOf(node), kind: 'concatenation', parts: texts.map(lowering.expression) };
}
