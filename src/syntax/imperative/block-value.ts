import type { Expression, Located, Statement } from './tree.js';

/** A value that a block of statements gives: the call of a function without parameters. */
export function blockValue(place: Located, body: readonly Statement[]): Expression {
  const [only] = body;
  if (body.length === 1 && only?.kind === 'return' && only.value) return only.value;
  return {
    ...place,
    kind: 'invoke',
    callee: { ...place, kind: 'function', function: { parameters: [], body } },
    arguments: [],
  };
}
