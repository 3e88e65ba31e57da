import type { SourceSpan } from '../../../model/source-span.js';
import type { SourceText } from '../../../model/source-text.js';
import type { SyntaxNode } from '../../../syntax/tree-sitter.js';
import { spanOf, walk } from '../../../syntax/tree-sitter.js';

/** A call in a body. */
export interface RubyCallFact {
  /** As written; empty for a call of the object itself. */
  readonly receiver: string;
  readonly name: string;
  readonly span: SourceSpan;
  /** The whole call on one line, shortened. */
  readonly text: string;
}

/** What the body of a method, block or lambda does, as plain data that outlives its tree. */
export interface RubyBody {
  readonly span: SourceSpan;
  /** In document order, the outer of nested calls first. */
  readonly calls: readonly RubyCallFact[];
  readonly text: string;
  /** It hands on to what stands around it: `yield`, `super`. */
  readonly handsOn: boolean;
}

/** More calls than this are not looked at: a bound for hostile files. */
const mostCalls = 2_000;
const longestText = 20_000;

/** The facts of a body, from its node. */
export function bodyOf(node: SyntaxNode, source: SourceText): RubyBody {
  const calls: RubyCallFact[] = [];
  const locals = new Set<string>();
  const bare: SyntaxNode[] = [];
  let handsOn = false;
  for (const inner of walk(node)) {
    if (calls.length + bare.length > mostCalls) break;
    switch (inner.type) {
      case 'call': {
        const receiver = inner.childForFieldName('receiver')?.text ?? '';
        const name = inner.childForFieldName('method')?.text ?? 'call';
        calls.push({
          receiver: oneLine(receiver),
          name,
          span: spanOf(source, inner),
          text: oneLine(inner.text),
        });
        break;
      }
      case 'yield':
      case 'super':
        handsOn = true;
        break;
      case 'assignment':
      case 'operator_assignment':
        noteNames(inner.childForFieldName('left'), locals);
        break;
      case 'method_parameters':
      case 'block_parameters':
      case 'lambda_parameters':
      case 'exception_variable':
        noteNames(inner, locals);
        break;
      case 'identifier':
        if (isBareCall(inner)) bare.push(inner);
        break;
      default:
    }
  }
  for (const name of bare)
    if (!locals.has(name.text))
      calls.push({ receiver: '', name: name.text, span: spanOf(source, name), text: name.text });
  return {
    span: spanOf(source, node),
    calls: calls.toSorted((a, b) => a.span.line - b.span.line || a.span.column - b.span.column),
    text: node.text.slice(0, longestText),
    handsOn,
  };
}

/** A text on one line, shortened to what fits a report. */
export function oneLine(text: string): string {
  const flat = text.slice(0, 400).replaceAll(/\s+/g, ' ');
  return flat.length > 120 ? `${flat.slice(0, 119)}…` : flat;
}

/** A name by itself is a call without arguments, unless it is part of a call, a parameter or the target of an assignment. */
function isBareCall(node: SyntaxNode): boolean {
  const { parent } = node;
  if (!parent) return false;
  if (parent.type === 'call') {
    const method = parent.childForFieldName('method');
    return method?.id !== node.id;
  }
  return !/parameter|^method$|^singleton_method$|^exception_variable$|^alias$|^undef$/.test(parent.type);
}

function noteNames(node: SyntaxNode | null, names: Set<string>): void {
  if (!node) return;
  if (node.type === 'identifier') names.add(node.text);
  for (const child of node.namedChildren) {
    if (child?.type === 'identifier') names.add(child.text);
    else if (child && /parameter|left_assignment|rest|destructured/.test(child.type)) noteNames(child, names);
  }
}
