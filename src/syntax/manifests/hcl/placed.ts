import type { SourceSpan } from '../../../model/source-span.js';
import { PlacedValue } from '../placed-value.js';
import type { HclScope } from './scope.js';
import type { HclBody, HclValue } from './value.js';

/** Blocks nest not deeper. */
const deepest = 30;

/**
 * A body as a value with keys, as JSON would write it: blocks of a type become a list under their type, and names that the scope knows are
 * filled in. Labels are left out.
 */
export function placedBody(body: HclBody, scope: HclScope, span: SourceSpan, depth = 0): PlacedValue {
  const entries = new Map<string, PlacedValue>();
  if (depth > deepest) return PlacedValue.map(entries, span);
  const blocks = new Map<string, PlacedValue[]>();
  for (const block of body.blocks) {
    const known = blocks.get(block.type) ?? [];
    known.push(placedBody(block, scope, block.span, depth + 1));
    blocks.set(block.type, known);
  }
  for (const [type, values] of blocks) entries.set(type, PlacedValue.list(values, span));
  for (const [name, attribute] of body.attributes) {
    const value = scope.value(attribute) ?? attribute.value;
    entries.set(name, placedValue(value, scope, attribute.span, depth + 1));
  }
  return PlacedValue.map(entries, span);
}

function placedValue(value: HclValue, scope: HclScope, span: SourceSpan, depth: number): PlacedValue {
  if (depth > deepest) return PlacedValue.scalar(undefined, span);
  if (value.kind === 'list')
    return PlacedValue.list(
      value.items.map((item) => placedValue(item, scope, item.kind === 'map' ? item.span : span, depth + 1)),
      span,
    );
  if (value.kind === 'map')
    return placedBody({ attributes: value.entries, blocks: [] }, scope, span, depth + 1);
  return PlacedValue.scalar(scope.text({ value, span }), span);
}
