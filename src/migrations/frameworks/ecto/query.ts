import type { Call, HostObject, Value } from '../../../syntax/imperative/values.js';
import type { SchemaPlace, SourceTable } from './schemas.js';
import { sourceTable } from './schemas.js';

type Scope = 'all' | 'filtered' | 'by-key';

/** A query of Ecto.Query: the rows of a table, all or some. */
export class Query implements HostObject {
  readonly source: SourceTable;
  readonly scope: Scope;

  constructor(source: SourceTable, scope: Scope) {
    this.source = source;
    this.scope = scope;
  }

  call(): Value | undefined {
    return undefined;
  }

  member(name: string): Value {
    return { kind: 'code', text: name };
  }

  item(): Value {
    return { kind: 'object', object: new Query(this.source, 'by-key') };
  }

  narrowed(scope: Scope): Query {
    return new Query(this.source, this.scope === 'by-key' ? 'by-key' : scope === 'all' ? this.scope : scope);
  }
}

/** Functions of Ecto.Query that give a query. */
const functions =
  /^(from|where|or_where|limit|join|having|or_having|select|select_merge|order_by|group_by|distinct|update|lock|preload|exclude|subquery|offset|with_cte|windows|union|union_all|first|last|reverse_order)$/;

/**
 * A call of Ecto.Query's functions and macros: a query, or undefined for others. What binds a name in `from` (`p in Post`) is lowered as
 * the call of `in`.
 */
export function queryCall(name: string, call: Call, place: SchemaPlace): Query | undefined {
  const [first, ...rest] = call.positional;
  if (name === 'in') {
    const [left, right] = call.positional;
    if (
      left?.kind !== 'code' ||
      (right?.kind !== 'class' && right?.kind !== 'text' && right?.kind !== 'object')
    )
      return undefined;
    return queryOf(right, place);
  }
  if (!functions.test(name)) return undefined;
  const base = first && queryOf(first, place);
  if (!base) return undefined;
  const last = rest.at(-1);
  switch (name) {
    case 'from':
      return last?.kind === 'list'
        ? last.entries.reduce((query, entry) => query.narrowed(scopeOf(entry.key ?? '', entry.value)), base)
        : base;
    default:
      return base.narrowed(scopeOf(name, last));
  }
}

function scopeOf(clause: string, value: Value | undefined): Scope {
  if (/^(limit|first|last)$/.test(clause)) return 'by-key';
  if (/^(or_)?where$/.test(clause)) return isKey(value) ? 'by-key' : 'filtered';
  return /join$|^having$/.test(clause) ? 'filtered' : 'all';
}

/** `p.id == ^id`, `p.id in ^ids`, `where: [id: 1]`. */
function isKey(value: Value | undefined): boolean {
  if (value?.kind === 'list') return value.entries.some(({ key }) => key === 'id' || key === 'uuid');
  return value?.kind === 'code' && /\.(id|uuid)\s*(==|in)\s/.test(value.text) && !/\bor\b/.test(value.text);
}

/** A query, a schema or a table as a query. */
export function queryOf(value: Value, place: SchemaPlace): Query | undefined {
  if (value.kind === 'object') return value.object instanceof Query ? value.object : undefined;
  const source = sourceTable(value, place);
  return source && new Query(source, 'all');
}
