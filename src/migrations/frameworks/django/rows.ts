import type { OperationBody } from '../../../model/migration.js';
import type { HostObject, PyArguments, PyValue } from '../../../syntax/python/values.js';
import { asHost, isAbsent } from '../../python/values.js';

type Scope = Extract<OperationBody, { kind: 'changeData' }>['scope'];

/** A model, a query on it, or one of its rows, inside a function that RunPython calls. */
export class Rows implements HostObject {
  readonly attributes: Map<string, PyValue>;
  readonly table: string;
  readonly scope: Scope;
  /** One row; fresh = not in the table yet. */
  readonly row: 'fresh' | 'stored' | undefined;

  constructor(table: string, scope: Scope = 'all', row?: 'fresh' | 'stored') {
    this.table = table;
    this.scope = scope;
    this.row = row;
    this.attributes = new ModelAttributes(this);
  }

  get isRow(): boolean {
    return this.row !== undefined;
  }
}

/** `Model.objects` and other managers are the rows themselves; `Model._meta.db_table` is the table's name. */
class ModelAttributes extends Map<string, PyValue> {
  readonly #rows: Rows;

  constructor(rows: Rows) {
    super();
    this.#rows = rows;
  }

  override get(name: string): PyValue | undefined {
    const known = super.get(name);
    if (known) return known;
    if (this.#rows.isRow) return undefined;
    if (/^(?:_?\w*_?objects?_?\w*|\w*manager|_default_manager|_base_manager|query)$/.test(name))
      return asHost(this.#rows);
    return name === '_meta'
      ? asHost({ attributes: new Map([['db_table', tableText(this.#rows.table)]]) })
      : undefined;
  }
}

function tableText(table: string): PyValue {
  return { kind: 'text', text: [table], adjustable: false };
}

const methods = (text: string): ReadonlySet<string> => new Set(text.split(' '));
const narrowing = methods('filter exclude complex_filter aget');
const single = methods('get first last latest earliest aget afirst alast');
const neutral = methods(
  'all using order_by select_related prefetch_related only defer annotate alias distinct values values_list iterator select_for_update reverse ' +
    'none extra dates datetimes in_bulk union intersection difference aiterator raw',
);
const inserts = methods(
  'create bulk_create get_or_create update_or_create acreate abulk_create aget_or_create aupdate_or_create',
);

/** What a method of a model, query or row does, and what its value is. */
export function callRows(
  rows: Rows,
  method: string,
  args: PyArguments,
): { readonly change?: OperationBody; readonly value: PyValue | undefined } {
  const change = (kind: 'insert' | 'update' | 'delete', scope: Scope): OperationBody => ({
    kind: 'changeData',
    table: rows.table,
    change: kind,
    scope,
  });
  if (narrowing.has(method) && !single.has(method))
    return { value: asHost(new Rows(rows.table, narrowed(rows, method, args))) };
  if (single.has(method)) return { value: asHost(new Rows(rows.table, 'by-key', 'stored')) };
  if (neutral.has(method)) return { value: asHost(rows) };
  if (inserts.has(method))
    return { change: change('insert', 'by-key'), value: asHost(new Rows(rows.table, 'by-key', 'stored')) };
  switch (method) {
    case 'update':
    case 'aupdate':
      return { change: change('update', rows.scope), value: undefined };
    case 'bulk_update':
    case 'abulk_update':
      return {
        change: change('update', isAbsent(args.named.get('batch_size')) ? 'by-key' : 'batched'),
        value: undefined,
      };
    case 'delete':
    case 'adelete':
    case '_raw_delete':
      return { change: change('delete', rows.scope), value: undefined };
    case 'save':
    case 'asave':
    case 'save_base':
      return {
        change:
          rows.row === 'fresh'
            ? change('insert', 'by-key')
            : change('update', rows.isRow ? rows.scope : 'by-key'),
        value: undefined,
      };
    default:
      return { value: undefined };
  }
}

function narrowed(rows: Rows, method: string, args: PyArguments): Scope {
  if (rows.scope === 'by-key' || rows.scope === 'batched') return rows.scope;
  const keys = [...args.named.keys()];
  if (method === 'filter' && keys.some((key) => /^(?:pk|id|uuid)(?:__in|__exact|__range)?$/.test(key)))
    return 'by-key';
  return 'filtered';
}

/** What a loop, an index or a slice gives. Rows that are changed one by one in a loop are changed in small steps. */
export function partOfRows(rows: Rows, how: 'loop' | 'item' | 'slice'): PyValue {
  if (how === 'slice') return asHost(new Rows(rows.table, 'by-key'));
  return asHost(new Rows(rows.table, how === 'loop' ? 'batched' : 'by-key', 'stored'));
}
