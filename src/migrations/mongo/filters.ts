import type { Value } from '../../syntax/javascript/evaluate/value.js';
import { isNullish } from '../../syntax/javascript/evaluate/value.js';
import { recordOf, textOf } from '../javascript/values.js';
import type { DataScope } from '../sql/data-scope.js';

/** How many documents a filter leaves: `{}` all, one with `_id` a few, any other (also one that is not known) some. */
export function scopeOfFilter(filter: Value | undefined): DataScope {
  if (filter === undefined || isNullish(filter)) return 'all';
  const record = recordOf(filter);
  if (record === undefined) return 'filtered';
  if (record.members.has('_id') && recordOf(record.members.get('_id')) === undefined) return 'by-key';
  return record.members.size === 0 && !record.open ? 'all' : 'filtered';
}

/** The fields of an index: `{ email: 1, 'address.city': -1 }`, `'email'`, `[['email', 1], 'name']`, and the name that MongoDB gives it. */
export function indexKeys(keys: Value | undefined): {
  readonly columns: readonly string[];
  readonly name: string | undefined;
} {
  const pairs = pairsOf(keys);
  const directions = pairs.map(([, direction]) => direction);
  return {
    columns: pairs.map(([field]) => field),
    name:
      pairs.length > 0 && directions.every((direction) => direction !== undefined)
        ? pairs.map((pair) => pair.join('_')).join('_')
        : undefined,
  };
}

type KeyPair = readonly [field: string, direction: string | undefined];

function pairsOf(keys: Value | undefined): readonly KeyPair[] {
  const record = recordOf(keys);
  if (record) return [...record.members].map(([field, direction]) => [field, directionOf(direction)]);
  const field = textOf(keys);
  if (field !== undefined) return [[field, '1']];
  if (keys?.kind !== 'list') return [];
  return keys.items.flatMap((item): readonly KeyPair[] => {
    if (item.kind !== 'list') return pairsOf(item);
    const name = textOf(item.items[0]);
    return name === undefined ? [] : [[name, directionOf(item.items[1])]];
  });
}

function directionOf(value: Value | undefined): string | undefined {
  return value?.kind === 'literal' ? String(value.value) : textOf(value);
}
