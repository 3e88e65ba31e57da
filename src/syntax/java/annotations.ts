import type { SourceSpan } from '../../model/source-span.js';
import type { SourceText } from '../../model/source-text.js';
import { spanOf } from '../tree-sitter.js';
import type { SyntaxNode } from '../tree-sitter.js';
import { lowerExpression } from './expression.js';
import type { JavaExpression } from './expression.js';

/** An annotation with its members; the unnamed one is `value`. */
export interface JavaAnnotation {
  /** Simple name, without package and `@`. */
  readonly name: string;
  readonly span: SourceSpan;
  /** As written, on one line. */
  readonly text: string;
  readonly members: ReadonlyMap<string, JavaExpression>;
}

/** The annotations in front of a declaration. */
export function annotationsOf(source: SourceText, declaration: SyntaxNode): readonly JavaAnnotation[] {
  const modifiers = declaration.namedChildren.find((child) => child?.type === 'modifiers');
  return (modifiers?.namedChildren ?? []).flatMap((node): JavaAnnotation[] => {
    if (node?.type !== 'annotation' && node?.type !== 'marker_annotation') return [];
    const name = node.childForFieldName('name')?.text.split('.').at(-1)?.trim() ?? '';
    const members = new Map<string, JavaExpression>();
    for (const argument of node.childForFieldName('arguments')?.namedChildren ?? []) {
      if (argument?.type === 'element_value_pair') {
        const key = argument.childForFieldName('key')?.text;
        const value = argument.childForFieldName('value');
        if (key !== undefined && value) members.set(key, lowerExpression(value));
      } else if (argument && !argument.type.endsWith('comment'))
        members.set('value', lowerExpression(argument));
    }
    return [{ name, span: spanOf(source, node), text: node.text.replaceAll(/\s+/g, ' '), members }];
  });
}
