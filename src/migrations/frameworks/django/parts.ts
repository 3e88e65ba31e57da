import type { OperationBody } from '../../../model/migration.js';
import type { PyValue } from '../../../syntax/python/values.js';
import { booleanIn, callOf, isAbsent, itemsIn, textIn, textsIn } from '../../python/values.js';
import type { CallValue } from '../../python/values.js';
import { columnsOf, tableOf } from './state.js';
import type { DjangoModel, NamedPart } from './state.js';

/** Text of a call as it is written, for conditions that are Python. */
export type Excerpt = (call: CallValue) => string;

/** An index or constraint with its name; undefined when the value is none that is known. */
export function partOf(
  value: PyValue | undefined,
  model: DjangoModel,
  excerpt: Excerpt,
): { readonly name: string; readonly part: NamedPart; readonly call: CallValue } | undefined {
  const call = callOf(value);
  if (!call) return undefined;
  const name = textIn(call.argument('name', call.called.endsWith('Constraint') ? 1 : undefined)) ?? '';
  const part = call.called.endsWith('Constraint')
    ? constraintOf(call, name, model, excerpt)
    : call.called.endsWith('Index')
      ? indexOf(call, name, model, excerpt)
      : undefined;
  return part && { name, part, call };
}

const methods: ReadonlyMap<string, string> = new Map([
  ['GinIndex', 'gin'],
  ['GistIndex', 'gist'],
  ['BrinIndex', 'brin'],
  ['HashIndex', 'hash'],
  ['SpGistIndex', 'spgist'],
  ['BloomIndex', 'bloom'],
  ['BTreeIndex', 'btree'],
  ['HnswIndex', 'hnsw'],
  ['IvfflatIndex', 'ivfflat'],
]);

function indexOf(call: CallValue, name: string, model: DjangoModel, excerpt: Excerpt): NamedPart {
  const fields = textsIn(call.args.named.get('fields'));
  const columns = fields.length > 0 ? columnsOf(model, fields) : expressionColumns(call, model, excerpt);
  const method = methods.get(call.called);
  const condition = call.args.named.get('condition');
  const table = tableOf(model);
  const create: OperationBody = {
    kind: 'createIndex',
    table,
    ...(name !== '' && { index: name }),
    columns,
    unique: false,
    concurrently: false,
    ...(method !== undefined && method !== 'btree' && { method }),
    ...(!isAbsent(condition) && { where: conditionText(condition, call, model, excerpt) }),
  };
  return { create: [create], drop: [dropIndex(table, name, columns)], fields };
}

function dropIndex(table: string, name: string, columns: readonly string[]): OperationBody {
  return { kind: 'dropIndex', table, ...(name === '' ? { columns } : { index: name }), concurrently: false };
}

/** `models.Index(Lower('name'), F('x').desc(), name='…')`: the columns that the expressions are made of. */
function expressionColumns(call: CallValue, model: DjangoModel, excerpt: Excerpt): readonly string[] {
  return call.args.positional.map((value) => {
    const text = textIn(value);
    if (text !== undefined) return columnsOf(model, [text])[0] ?? text;
    const inner = callOf(value);
    if (!inner) return '?';
    const field = plainField(inner);
    return field === undefined ? oneLine(excerpt(inner)) : (columnsOf(model, [field])[0] ?? field);
  });
}

/** `F('x')`, `F('x').desc()`, `OpClass(F('x'), …)`. */
function plainField(call: CallValue, depth = 0): string | undefined {
  if (depth > 5) return undefined;
  if (call.receiver)
    return /^(?:desc|asc)$/.test(call.called) ? plainField(call.receiver, depth + 1) : undefined;
  const [first] = call.args.positional;
  if (call.called === 'F') return textIn(first);
  if (!/^(?:OpClass|OrderBy|IndexExpression|Collate)$/.test(call.called)) return undefined;
  const inner = callOf(first);
  return inner ? plainField(inner, depth + 1) : textIn(first);
}

function constraintOf(
  call: CallValue,
  name: string,
  model: DjangoModel,
  excerpt: Excerpt,
): NamedPart | undefined {
  const table = tableOf(model);
  const drop = (constraintKind?: 'check' | 'unique'): OperationBody => ({
    kind: 'dropConstraint',
    table,
    constraint: name,
    ...(constraintKind && { constraintKind }),
  });
  switch (call.called) {
    case 'CheckConstraint': {
      // `check` until Django 5.1, `condition` from then on.
      const condition = call.args.named.get('condition') ?? call.args.named.get('check');
      const expression = conditionText(condition, call, model, excerpt);
      const columns = columnsIn(condition, model);
      return {
        create: [{ kind: 'addCheck', table, constraint: name, columns, expression }],
        drop: [drop('check')],
        fields: [],
      };
    }
    case 'UniqueConstraint': {
      const fields = textsIn(call.args.named.get('fields'));
      const condition = call.args.named.get('condition');
      const expressions = call.args.positional.length > 0;
      const asIndex =
        expressions ||
        ['condition', 'include', 'opclasses', 'nulls_distinct'].some(
          (key) => !isAbsent(call.args.named.get(key)) && itemsOrTrue(call.args.named.get(key)),
        );
      const columns = expressions ? expressionColumns(call, model, excerpt) : columnsOf(model, fields);
      if (!asIndex)
        return {
          create: [{ kind: 'addUnique', table, constraint: name, columns }],
          drop: [drop('unique')],
          fields,
        };
      const where = isAbsent(condition) ? {} : { where: conditionText(condition, call, model, excerpt) };
      return {
        create: [
          { kind: 'createIndex', table, index: name, columns, unique: true, concurrently: false, ...where },
        ],
        drop: [dropIndex(table, name, columns)],
        fields,
      };
    }
    case 'ExclusionConstraint': {
      const expressions = itemsIn(call.args.named.get('expressions')).map((pair) => itemsIn(pair)[0]);
      const columns = expressions.map((value) => {
        const inner = callOf(value);
        const field = textIn(value) ?? (inner && plainField(inner));
        return field === undefined
          ? inner
            ? oneLine(excerpt(inner))
            : '?'
          : (columnsOf(model, [field])[0] ?? field);
      });
      return {
        create: [{ kind: 'addExclusion', table, constraint: name, columns }],
        drop: [drop()],
        fields: [],
      };
    }
    default:
      return undefined;
  }
}

function itemsOrTrue(value: PyValue | undefined): boolean {
  return value?.kind === 'list'
    ? value.items.length > 0
    : booleanIn(value) !== undefined || value?.kind !== 'boolean';
}

function columnsIn(condition: PyValue | undefined, model: DjangoModel): readonly string[] {
  const call = callOf(condition);
  if (call?.called !== 'Q') return [];
  return [...call.args.named.keys()].map(
    (lookup) => columnsOf(model, [lookup.split('__')[0] ?? ''])[0] ?? lookup,
  );
}

const comparisons: ReadonlyMap<string, string> = new Map([
  ['exact', '='],
  ['gt', '>'],
  ['gte', '>='],
  ['lt', '<'],
  ['lte', '<='],
]);

/** A condition as SQL where it is a plain `Q(field__lookup=literal)`; else the Python that is written. */
function conditionText(
  condition: PyValue | undefined,
  owner: CallValue,
  model: DjangoModel,
  excerpt: Excerpt,
): string {
  const call = callOf(condition);
  const plain = call?.called === 'Q' && call.args.positional.length === 0 ? [...call.args.named] : [];
  const parts = plain.map(([lookup, value]) => comparisonOf(lookup, value, model));
  if (parts.length > 0 && parts.every((part) => part !== undefined)) return parts.join(' AND ');
  if (call) return oneLine(excerpt(call));
  const text = oneLine(excerpt(owner));
  return /\b(?:check|condition)\s*=\s*(.*)$/.exec(text)?.[1]?.replace(/\)$/, '').trim() ?? text;
}

function comparisonOf(lookup: string, value: PyValue, model: DjangoModel): string | undefined {
  const [name = '', operator = 'exact', ...rest] = lookup.split('__');
  const column = columnsOf(model, [name])[0] ?? name;
  if (rest.length > 0) return undefined;
  if (operator === 'isnull')
    return booleanIn(value) === undefined
      ? undefined
      : `${column} IS ${booleanIn(value) === true ? '' : 'NOT '}NULL`;
  const literal =
    value.kind === 'number' || value.kind === 'boolean'
      ? String(value.value)
      : textIn(value) === undefined
        ? undefined
        : `'${(textIn(value) ?? '').replaceAll("'", "''")}'`;
  const sign = comparisons.get(operator);
  return sign === undefined || literal === undefined ? undefined : `${column} ${sign} ${literal}`;
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim().slice(0, 400);
}
