import type { TypeName } from 'libpg-query';
import { composeType } from '../column-type.js';
import { as, strings } from './nodes.js';

/** The canonical text of a type: `varchar(20)`, `timestamptz`, `text[]`; types of the user keep their name. */
export function typeText(type: TypeName | undefined): string {
  const names = strings(type?.names);
  const dimensions = type?.arrayBounds?.length ?? 0;
  const own = names[0] === 'pg_catalog' && names.length === 2;
  const name = (own ? names[1] : names.join('.')) ?? '';
  const modifiers = (type?.typmods ?? []).map((node) => {
    const constant = as(node, 'A_Const');
    return constant?.sval?.sval ?? constant?.fval?.fval ?? String(constant?.ival?.ival ?? 0);
  });
  // The first modifier of an interval is a mask of its fields, the second its precision.
  const written = own && name === 'interval' ? modifiers.slice(1) : modifiers;
  const brackets = '[]'.repeat(dimensions);
  const ofUser = !own && (names.length > 1 || name !== name.toLowerCase());
  if (ofUser) return `${name}${written.length > 0 ? `(${written.join(',')})` : ''}${brackets}`;
  if (name === 'bpchar' && written.length > 0) return `char(${written.join(',')})${brackets}`;
  return composeType({ name, arguments: written, dimensions }, 'postgresql');
}
