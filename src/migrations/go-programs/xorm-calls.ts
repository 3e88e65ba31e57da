import type { ChainReading } from './libraries.js';
import type { OperationBody } from '../../model/migration.js';
import { alignedWith, createdFrom, indexesOf } from './model-changes.js';
import type { GoModel } from './models.js';
import { scopeOfRows } from './row-scope.js';
import { statementOf } from './sql-calls.js';
import type { GoLink, GoValue } from './values.js';
import { textOf } from './values.js';

/**
 * Takes down what a chain on xorm's Engine or Session does. https://xorm.io/docs/chapter-03/2.sync/,
 * https://pkg.go.dev/xorm.io/xorm#Session
 */
export async function readXormChain(reading: ChainReading): Promise<GoValue> {
  const { handle, placing, recorder, models, memory } = reading;
  const { links } = handle;
  const last = links.at(-1);
  const args = last?.args ?? [];
  const done: GoValue = { ...handle, links: [] };
  const beans = args.flatMap((value) => (value.kind === 'list' ? value.items : [value]));
  switch (last?.name) {
    case 'Exec':
    case 'Query':
    case 'QueryString':
      if (last.name === 'Exec') recorder.sql(statementOf(args), placing, args.length > 1);
      else recorder.query(statementOf(args), placing);
      return done;
    case 'Sync':
    case 'Sync2':
    case 'SyncWithOptions':
      for (const bean of last.name === 'SyncWithOptions' ? beans.slice(1) : beans) {
        const model = await models.modelOf(bean, 'xorm');
        if (model) recorder.record(alignedWith(model, memory), placing, true);
        else recorder.opaque(`the model that ${last.name} is given is not known`, placing);
      }
      return done;
    case 'CreateTable':
    case 'CreateTables':
      for (const bean of beans) {
        const model = await models.modelOf(bean, 'xorm');
        // Indexes are made by CreateIndexes and CreateUniques.
        const made = model && createdFrom(model, memory, true).filter(({ kind }) => kind === 'createTable');
        if (made) recorder.record(made, placing);
        else recorder.opaque('the model of the table is not known', placing);
      }
      return done;
    case 'CreateIndexes':
    case 'CreateUniques':
    case 'DropIndexes':
      for (const bean of beans) {
        const model = await models.modelOf(bean, 'xorm');
        if (model) recorder.record(onIndexes(last.name, model), placing);
        else recorder.opaque('the model of the table is not known', placing);
      }
      return done;
    case 'DropTable':
    case 'DropTables':
      for (const bean of beans) {
        const table = await models.tableOf(bean, 'xorm');
        if (table === undefined) recorder.opaque('the table is not known', placing);
        else recorder.record([{ kind: 'dropTable', table, guarded: true }], placing);
      }
      return done;
    case 'Insert':
    case 'InsertOne':
    case 'InsertMulti':
      await rows('insert', beans[0], reading);
      return done;
    case 'Update':
      await rows('update', beans[0], reading);
      return done;
    case 'Delete':
      await rows('delete', beans[0], reading);
      return done;
    case 'Begin':
    case 'Commit':
    case 'Rollback':
    case 'Close':
    case 'NewSession':
    case 'Find':
    case 'Get':
    case 'Count':
    case 'Exist':
    case 'Iterate':
      return done;
    default:
      return handle;
  }
}

/** The indexes that the tags of a model ask for: those of one kind made, or all of them dropped. */
function onIndexes(name: string, model: GoModel): readonly OperationBody[] {
  const indexes = indexesOf(model, () => true);
  if (name !== 'DropIndexes')
    return indexes
      .filter(({ unique }) => unique === (name === 'CreateUniques'))
      .map((body) => ({ ...body, guarded: false }));
  return indexes.map(({ columns, index, table }) => ({
    kind: 'dropIndex',
    table,
    columns,
    concurrently: false,
    ...(index !== undefined && { index }),
  }));
}

async function rows(
  change: 'insert' | 'update' | 'delete',
  bean: GoValue | undefined,
  { handle, placing, recorder, models }: ChainReading,
): Promise<void> {
  const before: readonly GoLink[] = handle.links.slice(0, -1);
  const named = before.findLast(({ name }) => name === 'Table')?.args?.[0];
  const table = textOf(named) ?? (await models.tableOf(named ?? bean, 'xorm'));
  const scope = change === 'insert' ? 'by-key' : scopeOfRows(before);
  if (table === undefined) recorder.opaque('changes rows of a table that only run time knows', placing);
  else recorder.record([{ kind: 'changeData', table, change, scope }], placing);
}
