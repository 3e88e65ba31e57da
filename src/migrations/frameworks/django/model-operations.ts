import type { OperationBody } from '../../../model/migration.js';
import type { PyValue } from '../../../syntax/python/values.js';
import { booleanIn, itemsIn, textIn, textsIn } from '../../python/values.js';
import type { CallValue } from '../../python/values.js';
import { fieldOf } from './fields.js';
import type { DjangoField } from './fields.js';
import { modelOrBlank, nothing } from './operation-reading.js';
import type { OperationContext, OperationReader, OperationReading } from './operation-reading.js';
import { partOf } from './parts.js';
import { modelKey, tableOf } from './state.js';
import type { DjangoModel, NamedPart } from './state.js';
import { opaqueBody } from '../../python/step.js';

/** Operations on whole models: https://docs.djangoproject.com/en/stable/ref/migration-operations/#schema-operations */
export const modelOperations: ReadonlyMap<string, OperationReader> = new Map<string, OperationReader>([
  ['CreateModel', createModel],
  ['DeleteModel', deleteModel],
  ['RenameModel', renameModel],
  ['AlterModelTable', alterModelTable],
  ['AlterModelTableComment', alterModelTableComment],
  ['AlterUniqueTogether', (call, context) => alterTogether(call, context, 'unique')],
  ['AlterIndexTogether', (call, context) => alterTogether(call, context, 'index')],
  ['AlterOrderWithRespectTo', alterOrder],
  ['AlterModelOptions', alterModelOptions],
  ['AlterModelManagers', () => nothing],
]);

function createModel(call: CallValue, context: OperationContext): OperationReading {
  const name = textIn(call.argument('name', 0));
  if (name === undefined) return unnamed(call);
  const options = call.argument('options', 2);
  const option = (key: string): PyValue | undefined =>
    options?.kind === 'dict' ? options.entries.get(key) : undefined;
  const fields = new Map<string, DjangoField>();
  const unread: OperationBody[] = [];
  for (const pair of itemsIn(call.argument('fields', 1))) {
    const [key, value] = itemsIn(pair);
    const field = textIn(key);
    const read = field === undefined ? undefined : fieldOf(field, value, context.fieldContext(name));
    if (read) fields.set(read.name, read);
    else unread.push(opaqueBody(`a field of ${name} is made while the migration runs`, field));
  }
  const isProxy = booleanIn(option('proxy')) === true;
  const isManaged = booleanIn(option('managed')) !== false;
  const isSwapped =
    textIn(option('swappable')) === 'AUTH_USER_MODEL' && context.userModel !== modelKey(context.app, name);
  const dbTable = textIn(option('db_table'));
  const bare: DjangoModel = {
    app: context.app,
    name,
    ...(dbTable !== undefined && dbTable !== '' && { dbTable }),
    fields: withKey(fields, context, isProxy),
    uniqueTogether: togetherOf(option('unique_together')),
    indexTogether: togetherOf(option('index_together')),
    parts: new Map(),
    hasTable: !isProxy && isManaged && !isSwapped,
  };
  const ordered = option('order_with_respect_to');
  const model = { ...withOrder(bare, ordered?.kind === 'text'), parts: new Map<string, NamedPart>() };
  for (const value of [...itemsIn(option('indexes')), ...itemsIn(option('constraints'))]) {
    const part = partOf(value, model, context.excerpt);
    if (part) model.parts.set(part.name || `?${model.parts.size}`, part.part);
  }
  context.state.put(model);
  return {
    up: [...context.changes.createModel(model), ...(model.hasTable ? unread : [])],
    down: context.changes.deleteModel(model),
  };
}

/** The key that Django adds when no field is one. */
function withKey(
  fields: ReadonlyMap<string, DjangoField>,
  context: OperationContext,
  isProxy: boolean,
): ReadonlyMap<string, DjangoField> {
  if (isProxy || [...fields.values()].some(({ definition }) => definition.primaryKey === true)) return fields;
  return new Map([['id', implicitKey(context.autoField, context)], ...fields]);
}

function implicitKey(autoField: string, context: OperationContext): DjangoField {
  const { dialect } = context.fieldContext('');
  const isBig = autoField.startsWith('Big') && dialect !== 'sqlite';
  return {
    name: 'id',
    kind: 'column',
    base: autoField,
    written: autoField,
    definition: {
      name: 'id',
      type: isBig ? 'bigint' : 'integer',
      nullable: false,
      generated: dialect === 'postgresql' ? 'identity' : 'auto-increment',
      primaryKey: true,
    },
    indexed: false,
    through: false,
    fixedColumn: false,
  };
}

const orderField: DjangoField = {
  name: '_order',
  kind: 'column',
  base: 'OrderWrt',
  written: 'OrderWrt',
  definition: { name: '_order', type: 'integer', nullable: false },
  pythonDefault: { expression: '0', volatility: 'constant' },
  indexed: false,
  through: false,
  fixedColumn: false,
};

function withOrder(model: DjangoModel, isOrdered: boolean): DjangoModel {
  const fields = new Map(model.fields);
  if (isOrdered) fields.set('_order', orderField);
  else fields.delete('_order');
  return { ...model, fields };
}

function deleteModel(call: CallValue, { app, state, changes }: OperationContext): OperationReading {
  const name = textIn(call.argument('name', 0));
  if (name === undefined) return unnamed(call);
  const model = modelOrBlank(app, name, state);
  state.remove(modelKey(app, name));
  return { up: changes.deleteModel(model), down: changes.createModel(model) };
}

function renameModel(call: CallValue, { app, state, changes }: OperationContext): OperationReading {
  const old = textIn(call.argument('old_name', 0));
  const fresh = textIn(call.argument('new_name', 1));
  if (old === undefined || fresh === undefined) return unnamed(call);
  const from = modelOrBlank(app, old, state);
  const [oldKey, newKey] = [modelKey(app, old), modelKey(app, fresh)];
  const to: DjangoModel = { ...from, name: fresh, fields: pointingTo(from.fields, oldKey, newKey) };
  state.remove(oldKey);
  state.put(to);
  for (const other of state.all)
    if ([...other.fields.values()].some((field) => field.to === oldKey))
      state.put({ ...other, fields: pointingTo(other.fields, oldKey, newKey) });
  return { up: changes.renameTable(from, to), down: changes.renameTable(to, from) };
}

function pointingTo(
  fields: ReadonlyMap<string, DjangoField>,
  oldKey: string,
  newKey: string,
): ReadonlyMap<string, DjangoField> {
  return new Map(
    [...fields].map(([name, field]) => [name, field.to === oldKey ? { ...field, to: newKey } : field]),
  );
}

function alterModelTable(call: CallValue, { app, state, changes }: OperationContext): OperationReading {
  const name = textIn(call.argument('name', 0));
  const table = call.argument('table', 1);
  if (name === undefined) return unnamed(call);
  const from = modelOrBlank(app, name, state);
  const { dbTable: _, ...bare } = from;
  const written = textIn(table);
  const to: DjangoModel = written === undefined || written === '' ? bare : { ...bare, dbTable: written };
  state.put(to);
  return { up: changes.renameTable(from, to), down: changes.renameTable(to, from) };
}

function alterModelTableComment(call: CallValue, { app, state }: OperationContext): OperationReading {
  const name = textIn(call.argument('name', 0));
  if (name === undefined) return unnamed(call);
  const table = tableOf(modelOrBlank(app, name, state));
  const comment: OperationBody = { kind: 'executeSql', statementKind: 'COMMENT', table };
  return { up: [comment], down: [comment] };
}

function alterTogether(
  call: CallValue,
  { app, state, changes }: OperationContext,
  kind: 'unique' | 'index',
): OperationReading {
  const name = textIn(call.argument('name', 0));
  if (name === undefined) return unnamed(call);
  const model = modelOrBlank(app, name, state);
  const key = kind === 'unique' ? 'uniqueTogether' : 'indexTogether';
  const to = togetherOf(call.argument(kind === 'unique' ? 'unique_together' : 'index_together', 1));
  state.put({ ...model, [key]: to });
  return {
    up: changes.together(model, model[key], to, kind),
    down: changes.together(model, to, model[key], kind),
  };
}

/** `{('a', 'b')}`, `[('a', 'b')]` or `('a', 'b')`. */
function togetherOf(value: PyValue | undefined): readonly (readonly string[])[] {
  const items = itemsIn(value);
  if (items.length > 0 && items.every((item) => item.kind === 'text')) return [textsIn(value)];
  return items.map(textsIn).filter((names) => names.length > 0);
}

function alterOrder(call: CallValue, { app, state, changes }: OperationContext): OperationReading {
  const name = textIn(call.argument('name', 0));
  if (name === undefined) return unnamed(call);
  const from = modelOrBlank(app, name, state);
  const isOrdered = call.argument('order_with_respect_to', 1)?.kind === 'text';
  const to = withOrder(from, isOrdered);
  state.put(to);
  const was = from.fields.has('_order');
  if (isOrdered === was) return nothing;
  const [add, remove] = [changes.addField(to, orderField), changes.removeField(from, orderField)];
  return isOrdered ? { up: add, down: remove } : { up: remove, down: add };
}

/** Options are Django's own business; only whether it keeps the table matters. */
function alterModelOptions(call: CallValue, { app, state }: OperationContext): OperationReading {
  const name = textIn(call.argument('name', 0));
  const options = call.argument('options', 1);
  if (name === undefined || options?.kind !== 'dict') return nothing;
  const managed = booleanIn(options.entries.get('managed'));
  const model = state.model(modelKey(app, name));
  if (model && managed !== undefined) state.put({ ...model, hasTable: managed });
  return nothing;
}

function unnamed(call: CallValue): OperationReading {
  return { up: [opaqueBody(`${call.called} names its model while the migration runs`)], down: [] };
}
