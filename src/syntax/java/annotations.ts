import type { SyntaxNode } from '../tree-sitter.js';
import type { JavaConstants } from './constants.js';
import { foldStrings } from './constants.js';

/** An annotation with its members; the unnamed one is `value`. */
export interface JavaAnnotation {
  /** Simple name, without package and `@`. */
  readonly name: string;
  readonly node: SyntaxNode;
  /** Member → its node. */
  readonly members: ReadonlyMap<string, SyntaxNode>;
}

/** The annotations in front of a declaration. */
export function annotationsOf(declaration: SyntaxNode): readonly JavaAnnotation[] {
  const modifiers = declaration.namedChildren.find((child) => child?.type === 'modifiers');
  return (modifiers?.namedChildren ?? []).flatMap((node): JavaAnnotation[] => {
    if (node?.type !== 'annotation' && node?.type !== 'marker_annotation') return [];
    const name = node.childForFieldName('name')?.text.split('.').at(-1) ?? '';
    const members = new Map<string, SyntaxNode>();
    for (const argument of node.childForFieldName('arguments')?.namedChildren ?? []) {
      if (argument?.type === 'element_value_pair') {
        const key = argument.childForFieldName('key')?.text;
        const value = argument.childForFieldName('value');
        if (key !== undefined && value) members.set(key, value);
      } else if (argument && !argument.type.endsWith('comment')) members.set('value', argument);
    }
    return [{ name, node, members }];
  });
}

/** The strings of the first of some members that is written; undefined when one cannot be folded, empty when none is written. */
export function stringsOf(
  annotation: JavaAnnotation,
  names: readonly string[],
  constants: JavaConstants,
): readonly string[] | undefined {
  const member = names.map((name) => annotation.members.get(name)).find((node) => node !== undefined);
  return member === undefined ? [] : foldStrings(member, constants);
}
