import { codeLanguages } from '../../../syntax/code/code-file.js';
import { given, option, positional, settled } from '../../../syntax/code/arguments.js';
import type { CodeCall } from '../../../syntax/code/code-file.js';
import { addsToWhatIsThere } from './conflict-clauses.js';
import type { CallRow, SettingRow } from '../../rows.js';
import { isTrue } from '../../values.js';
import { weightOfCall, weightOfOption } from './critical-writes.js';

/** Methods whose names no other library has, and calls whose arguments tell what they are. */
const rowsOfCalls: readonly CallRow[] = [
  {
    languages: ['javascript'],
    target: /\.upsert$/,
    says: (call) =>
      option(call, 'where') &&
      option(call, 'create') &&
      option(call, 'update') &&
      !isAlwaysAnew(call) &&
      !addsUp(call)
        ? `${modelOf(call)} is written by an upsert on its key (Prisma)`
        : undefined,
  },
  {
    languages: ['javascript'],
    target: /\.createMany(?:AndReturn)?$/,
    says: (call) =>
      isOption(call, 'skipDuplicates')
        ? `rows of ${modelOf(call)} that are there already are skipped`
        : undefined,
  },
  {
    languages: ['javascript'],
    target: /\.(?:onConflictDoNothing|onConflictDoUpdate|onDuplicateKeyUpdate)$/,
    says: ({ name }) => `the insert says what happens when the row is there already (${name})`,
  },
  {
    // Knex, Kysely, MikroORM: https://knexjs.org/guide/query-builder.html#onconflict
    languages: ['javascript'],
    target: /\.onConflict$/,
    says: 'the insert says what happens when the row is there already (onConflict)',
  },
  {
    languages: ['javascript'],
    target: /\.(?:orIgnore|orUpdate)$/,
    says: ({ target, name }) =>
      /typeorm/.test(target) || /createQueryBuilder/.test(target)
        ? `the insert says what happens when the row is there already (${name})`
        : undefined,
  },
  {
    // TypeORM: https://typeorm.io/docs/working-with-entity-manager/repository-api
    languages: ['javascript'],
    target: /^typeorm\..*\.upsert$/,
    says: 'rows are written by an upsert on their key (TypeORM)',
  },
  {
    languages: ['javascript'],
    target: /^@supabase\/supabase-js\..*\.upsert$/,
    says: 'rows are written by an upsert on their key (Supabase)',
  },
  {
    languages: ['javascript'],
    target: /\.bulkCreate$/,
    says: (call) =>
      isOption(call, 'ignoreDuplicates') || given(call, ['updateOnDuplicate']) === 'yes'
        ? 'rows that are there already are updated or skipped (bulkCreate)'
        : undefined,
  },
  {
    // MongoDB and Mongoose: https://www.mongodb.com/docs/manual/reference/method/db.collection.updateOne/
    languages: ['javascript'],
    target: /\.(?:updateOne|updateMany|findOneAndUpdate|findByIdAndUpdate|replaceOne|findOneAndReplace)$/,
    says: (call) =>
      isOption(call, 'upsert') && !addsUp(call)
        ? `a document is written by an upsert on its key (${call.name})`
        : undefined,
  },
  {
    languages: ['python'],
    target: /\.(?:update_one|update_many|find_one_and_update|replace_one|find_one_and_replace)$/,
    says: (call) =>
      isOption(call, 'upsert') && !addsUp(call)
        ? `a document is written by an upsert on its key (${call.name})`
        : undefined,
  },
  {
    languages: ['python'],
    target: /\.(?:on_conflict_do_nothing|on_conflict_do_update|on_duplicate_key_update|on_conflict_ignore)$/,
    says: ({ name }) => `the insert says what happens when the row is there already (${name})`,
  },
  {
    languages: ['python'],
    target: /\.bulk_create$/,
    says: (call) =>
      isOption(call, 'ignore_conflicts') || isOption(call, 'update_conflicts')
        ? 'rows that are there already are updated or skipped (bulk_create)'
        : undefined,
  },
  {
    languages: ['go'],
    target: /gorm\.io\/gorm\/clause\.OnConflict(?:\(\))?$/,
    says: 'the insert says what happens when the row is there already (clause.OnConflict)',
  },
  {
    languages: ['go'],
    target: /\.(?:OnConflict|OnConflictColumns|SetUpsert)$/,
    says: (call) =>
      call.name !== 'SetUpsert' || call.arguments.some(({ value }) => isTrue(value))
        ? `the write says what happens when the row is there already (${call.name})`
        : undefined,
  },
  {
    // jOOQ: https://www.jooq.org/doc/latest/manual/sql-building/sql-statements/insert-statement/
    languages: ['java', 'kotlin'],
    target:
      /\.(?:onConflict|onConflictDoNothing|onConflictOnConstraint|onDuplicateKeyUpdate|onDuplicateKeyIgnore|mergeInto)$/,
    says: ({ name }) => `the insert says what happens when the row is there already (${name})`,
  },
  {
    languages: ['kotlin'],
    target: /^\??\w+\.(?:upsert|insertIgnore|batchUpsert)$/,
    says: ({ name, callee }) =>
      callee.object?.kind === 'path' && /^[A-Z]/.test(callee.object.name)
        ? `rows of ${callee.object.name} that are there already are updated or skipped (${name})`
        : undefined,
  },
  {
    languages: ['ruby'],
    target: /\.(?:upsert_all|insert_all|upsert)$/,
    says: (call) =>
      call.name === 'upsert_all' || option(call, 'unique_by') || option(call, 'on_duplicate')
        ? `rows that are there already are updated or skipped (${call.name})`
        : undefined,
  },
  {
    languages: ['ruby'],
    target: /\.(?:import!?|bulk_import!?|insert_conflict)$/,
    says: (call) =>
      call.name === 'insert_conflict' || option(call, 'on_duplicate_key_update', 'on_duplicate_key_ignore')
        ? `rows that are there already are updated or skipped (${call.name})`
        : undefined,
  },
  {
    languages: ['php'],
    target: /(?:\.|::|->)(?:insertOrIgnore|upsert)$/,
    says: (call) =>
      call.name === 'insertOrIgnore' || call.arguments.length >= 2
        ? `rows that are there already are updated or skipped (${call.name})`
        : undefined,
  },
  {
    languages: ['csharp'],
    target: /\.(?:Upsert|UpsertRange)$/,
    says: ({ name }) => `rows are written by an upsert on their key (${name})`,
  },
  {
    languages: ['rust'],
    target: /\.(?:on_conflict|on_conflict_do_nothing)$/,
    says: ({ name }) => `the insert says what happens when the row is there already (${name})`,
  },
  {
    languages: ['elixir'],
    target: /\.(?:insert|insert!|insert_all|insert_or_update)$/,
    says: (call) => {
      const action = option(call, 'on_conflict');
      return action && !(action.kind === 'text' && action.text === 'raise')
        ? `the insert says what happens when the row is there already (on_conflict)`
        : undefined;
    },
  },
];

/** Methods that write a row once, each as sure as what it writes is critical. */
export const upsertCalls: readonly CallRow[] = rowsOfCalls.map((row) => ({
  ...row,
  says: (call, code) => {
    if (addsToWhatIsThere(code.source.text.slice(call.start, call.end))) return undefined;
    return typeof row.says === 'string' ? row.says : row.says(call, code);
  },
  confidence: weightOfCall,
}));

const rowsOfSettings: readonly SettingRow[] = [
  {
    // A write that fails when the item is there: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.ConditionExpressions.html
    languages: codeLanguages,
    name: /^(?:ConditionExpression|condition_expression|conditionExpression)$/,
    says: ({ value }) =>
      value.kind === 'text' && /attribute_not_exists/.test(value.text)
        ? 'the item is written only if it is not there yet (attribute_not_exists)'
        : undefined,
  },
  {
    languages: ['csharp'],
    name: /^IsUpsert$/,
    says: ({ value }) => (isTrue(value) ? 'a document is written by an upsert on its key' : undefined),
  },
];

/** Options that make a write conditional, each as sure as what it writes is critical. */
export const upsertSettings: readonly SettingRow[] = rowsOfSettings.map((row) => ({
  ...row,
  confidence: weightOfOption,
}));

function isOption(call: CodeCall, name: string): boolean {
  const value = option(call, name);
  return value !== undefined && isTrue(value);
}

/** `{ $inc: … }`, `{ $push: … }`, `{ count: { increment: 1 } }` of Prisma: what is added again with each attempt. */
function addsUp(call: CodeCall): boolean {
  const change = positional(call, 1) ?? option(call, 'update');
  const map = change && settled(change);
  return (
    map?.kind === 'map' &&
    map.entries.some(
      ({ name, value }) =>
        /^\$(?:inc|push|mul)$/.test(name ?? '') ||
        (value.kind === 'map' &&
          value.entries.some((entry) =>
            /^(?:increment|decrement|multiply|divide|push)$/.test(entry.name ?? ''),
          )),
    )
  );
}

/** `where: { id: row.id ?? -1 }`: without an id none is found, and each attempt writes another row. */
function isAlwaysAnew(call: CodeCall): boolean {
  const where = option(call, 'where');
  const map = where && settled(where);
  return (
    map?.kind === 'map' &&
    map.entries.some(
      ({ value }) =>
        value.kind === 'other' &&
        /^(?:\?\?|\|\|)$/.test(value.operator ?? '') &&
        /^(?:number|text|null)$/.test(value.parts.at(-1)?.kind ?? ''),
    )
  );
}

/** `order` of `prisma.order.upsert(…)`. */
function modelOf({ callee }: CodeCall): string {
  return callee.object?.kind === 'path' ? callee.object.name : 'the table';
}
