import { isAbsent, textIn, textsIn } from '../../python/values.js';
import type { CallValue } from '../../python/values.js';
import { opaqueBody } from '../../python/step.js';
import { fieldOf } from './fields.js';
import type { DjangoField } from './fields.js';
import { modelOrBlank, nothing } from './operation-reading.js';
import type { OperationContext, OperationReader, OperationReading } from './operation-reading.js';
import { partOf } from './parts.js';
import { columnsOf, modelKey, tableOf } from './state.js';
import type { DjangoModel, NamedPart } from './state.js';
import type { OperationBody } from '../../../model/migration.js';

/** Operations on fields, indexes and constraints of a model. */
export const fieldOperations: ReadonlyMap<string, OperationReader> = new Map<string, OperationReader>([
  ['AddField', addField],
  ['RemoveField', removeField],
  ['AlterField', alterField],
  ['RenameField', renameField],
  ['AddIndex', (call, context) => addPart(call, context, 'index')],
  ['AddIndexConcurrently', (call, context) => concurrently(addPart(call, context, 'index'))],
  ['RemoveIndex', (call, context) => removePart(call, context, 'index')],
  ['RemoveIndexConcurrently', (call, context) => concurrently(removePart(call, context, 'index'))],
  ['RenameIndex', renameIndex],
  ['AddConstraint', (call, context) => addPart(call, context, 'constraint')],
  ['AddConstraintNotValid', addConstraintNotValid],
  ['RemoveConstraint', (call, context) => removePart(call, context, 'constraint')],
  ['AlterConstraint', () => nothing],
  ['ValidateConstraint', validateConstraint],
]);

interface OnModel {
  readonly model: DjangoModel;
  readonly field: string;
}

function target(call: CallValue, { app, state }: OperationContext, second: string): OnModel | undefined {
  const model = textIn(call.argument('model_name', 0));
  const field = textIn(call.argument(second, 1));
  return model === undefined || field === undefined
    ? undefined
    : { model: modelOrBlank(app, model, state), field };
}

function unread(call: CallValue, why = 'is called with what only run time knows'): OperationReading {
  return { up: [opaqueBody(`${call.called} ${why}`)], down: [] };
}

function withField(model: DjangoModel, field: DjangoField): DjangoModel {
  return { ...model, fields: new Map(model.fields).set(field.name, field) };
}

function addField(call: CallValue, context: OperationContext): OperationReading {
  const found = target(call, context, 'name');
  if (!found) return unread(call);
  const { model } = found;
  const field = fieldOf(found.field, call.argument('field', 2), context.fieldContext(model.name));
  if (!field) return unread(call, 'gets a field that is made while the migration runs');
  const after = withField(model, field);
  context.state.put(after);
  return { up: context.changes.addField(after, field), down: context.changes.removeField(after, field) };
}

function removeField(call: CallValue, context: OperationContext): OperationReading {
  const found = target(call, context, 'name');
  if (!found) return unread(call);
  const { model } = found;
  const field = model.fields.get(found.field);
  if (!field) {
    // The field came from what is not in the app's migrations; its column is all that can be told.
    const drop = { kind: 'dropColumn', table: tableOf(model), column: found.field } as const;
    return model.hasTable ? { up: [drop], down: [] } : nothing;
  }
  const fields = new Map(model.fields);
  fields.delete(found.field);
  context.state.put({ ...model, fields });
  return { up: context.changes.removeField(model, field), down: context.changes.addField(model, field) };
}

function alterField(call: CallValue, context: OperationContext): OperationReading {
  const found = target(call, context, 'name');
  if (!found) return unread(call);
  const { model } = found;
  const to = fieldOf(found.field, call.argument('field', 2), context.fieldContext(model.name));
  const from = model.fields.get(found.field);
  if (!to) return unread(call, 'gets a field that is made while the migration runs');
  context.state.put(withField(model, to));
  if (!from) {
    if (!model.hasTable) return nothing;
    return unread(call, `changes ${model.name}.${found.field}, which no migration of the app made`);
  }
  const { changes } = context;
  return {
    up: [...changes.alterField(model, from, to), ...followingKey(model, from, to, context)],
    down: [...changes.alterField(model, to, from), ...followingKey(model, to, from, context)],
  };
}

/** The columns of the app's foreign keys to a key whose type changes, change with it. */
function followingKey(
  model: DjangoModel,
  from: DjangoField,
  to: DjangoField,
  { state }: OperationContext,
): readonly OperationBody[] {
  const { type } = to.definition;
  if (to.definition.primaryKey !== true || type === '' || type === from.definition.type) return [];
  const key = modelKey(model.app, model.name);
  const changes: OperationBody[] = [];
  for (const other of state.all)
    for (const field of other.fields.values()) {
      if (field.to !== key || field.kind !== 'column' || field.definition.references?.columns.length !== 0)
        continue;
      changes.push({ kind: 'changeColumnType', table: tableOf(other), column: field.definition.name, type });
      state.put(
        withField(state.model(modelKey(other.app, other.name)) ?? other, {
          ...field,
          definition: { ...field.definition, type },
        }),
      );
    }
  return changes;
}

function renameField(call: CallValue, context: OperationContext): OperationReading {
  const found = target(call, context, 'old_name');
  const newName = textIn(call.argument('new_name', 2));
  if (!found || newName === undefined) return unread(call);
  const { model, field: oldName } = found;
  const from = model.fields.get(oldName);
  if (!from) {
    const rename = { kind: 'renameColumn', table: tableOf(model), column: oldName, newName } as const;
    return model.hasTable ? { up: [rename], down: [] } : nothing;
  }
  const isRelation = /^(?:ForeignKey|OneToOneField)$/.test(from.base);
  const column = from.fixedColumn ? from.definition.name : isRelation ? `${newName}_id` : newName;
  const to: DjangoField = { ...from, name: newName, definition: { ...from.definition, name: column } };
  const renamed = (names: readonly string[]): readonly string[] =>
    names.map((name) => (name === oldName ? newName : name));
  context.state.put({
    ...model,
    fields: new Map(
      [...model.fields].map(([name, field]) => (name === oldName ? [newName, to] : [name, field])),
    ),
    uniqueTogether: model.uniqueTogether.map(renamed),
    indexTogether: model.indexTogether.map(renamed),
  });
  const { changes } = context;
  return { up: changes.alterField(model, from, to), down: changes.alterField(model, to, from) };
}

function addPart(
  call: CallValue,
  context: OperationContext,
  argument: 'index' | 'constraint',
): OperationReading {
  const name = textIn(call.argument('model_name', 0));
  if (name === undefined) return unread(call);
  const model = modelOrBlank(context.app, name, context.state);
  const value = call.argument(argument, 1);
  const found = partOf(value, model, context.excerpt);
  if (!found) return unread(call, `gets a kind of ${argument} that is not known`);
  context.state.put(withPart(model, found.name, found.part));
  return model.hasTable ? { up: found.part.create, down: found.part.drop } : nothing;
}

function withPart(model: DjangoModel, name: string, part: NamedPart): DjangoModel {
  return { ...model, parts: new Map(model.parts).set(name, part) };
}

function removePart(
  call: CallValue,
  { app, state }: OperationContext,
  kind: 'index' | 'constraint',
): OperationReading {
  const model = textIn(call.argument('model_name', 0));
  const name = textIn(call.argument('name', 1));
  if (model === undefined || name === undefined) return unread(call);
  const before = modelOrBlank(app, model, state);
  const known = before.parts.get(name);
  const parts = new Map(before.parts);
  parts.delete(name);
  state.put({ ...before, parts });
  if (!before.hasTable) return nothing;
  if (known) return { up: known.drop, down: known.create };
  const table = tableOf(before);
  return {
    up: [
      kind === 'index'
        ? { kind: 'dropIndex', table, index: name, concurrently: false }
        : { kind: 'dropConstraint', table, constraint: name },
    ],
    down: [],
  };
}

function renameIndex(call: CallValue, { app, state }: OperationContext): OperationReading {
  const name = textIn(call.argument('model_name', 0));
  const newName = textIn(call.argument('new_name', 1));
  const oldName = textIn(call.argument('old_name', 2));
  const oldFields = call.argument('old_fields', 3);
  if (name === undefined || newName === undefined) return unread(call);
  const model = modelOrBlank(app, name, state);
  const table = tableOf(model);
  const fields = isAbsent(oldFields) ? [] : textsIn(oldFields);
  // The index of index_together has a name that Django derives; the columns stand for it.
  const index = oldName ?? `${[table, ...columnsOf(model, fields)].join('_')}_idx`;
  const parts = new Map(model.parts);
  const part = parts.get(index);
  parts.delete(index);
  const create: OperationBody = {
    kind: 'createIndex',
    table,
    index: newName,
    columns: columnsOf(model, part?.fields ?? fields),
    unique: false,
    concurrently: false,
  };
  parts.set(newName, {
    create: [create],
    drop: [{ kind: 'dropIndex', table, index: newName, concurrently: false }],
    fields: part?.fields ?? fields,
  });
  const indexTogether = model.indexTogether.filter((names) => names.join() !== fields.join());
  state.put({ ...model, parts, indexTogether });
  if (!model.hasTable) return nothing;
  return {
    up: [{ kind: 'renameIndex', table, index, newName }],
    // With old_fields there is no name to go back to: Django does nothing then.
    down: oldName === undefined ? [] : [{ kind: 'renameIndex', table, index: newName, newName: index }],
  };
}

function concurrently({ up, down }: OperationReading): OperationReading {
  const turn = (body: OperationBody): OperationBody =>
    body.kind === 'createIndex' || body.kind === 'dropIndex' ? { ...body, concurrently: true } : body;
  return { up: up.map(turn), down: down.map(turn) };
}

function addConstraintNotValid(call: CallValue, context: OperationContext): OperationReading {
  const { up, down } = addPart(call, context, 'constraint');
  return {
    up: up.map((body) => (body.kind === 'addCheck' ? { ...body, notValid: true } : body)),
    down,
  };
}

function validateConstraint(call: CallValue, { app, state }: OperationContext): OperationReading {
  const name = textIn(call.argument('model_name', 0));
  const constraint = textIn(call.argument('name', 1));
  if (name === undefined || constraint === undefined) return unread(call);
  const table = tableOf(modelOrBlank(app, name, state));
  // Going back Django does nothing.
  return { up: [{ kind: 'validateConstraint', table, constraint }], down: [] };
}
