import { given, option, positional, settled } from '../../../syntax/code/arguments.js';
import type { CodeCall } from '../../../syntax/code/code-file.js';
import { nodeService, pythonService } from '../../examples.js';
import { seenAt } from '../../recogniser.js';
import type { CodeRecogniser, TextRecogniser } from '../../recogniser.js';
import { everyLanguage, tableRecogniser } from '../../rows.js';
import type { CallRow, SettingRow } from '../../rows.js';
import { sightedSignal } from '../../signal.js';
import { isTrue, textsIn } from '../../values.js';
import { conflictClauses } from './conflict-clauses.js';
import { isSetup } from './places.js';

const sighting = 'idempotent-write';

/** Methods whose names no other library has, and calls whose arguments tell what they are. */
const calls: readonly CallRow[] = [
  {
    languages: ['javascript'],
    target: /\.upsert$/,
    says: (call) =>
      option(call, 'where') && option(call, 'create') && option(call, 'update')
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

const settings: readonly SettingRow[] = [
  {
    // A write that fails when the item is there: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.ConditionExpressions.html
    languages: everyLanguage,
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

const byLibrary = tableRecogniser(
  sighting,
  /upsert|on_?conflict|on_?duplicate|insert_?ignore|insertOrIgnore|skipDuplicates|ignore_?(?:conflicts|duplicates)|update_?conflicts|updateOnDuplicate|attribute_not_exists|mergeInto|insert_all|orIgnore|orUpdate/i,
  { calls, settings },
  ({ source }) => isSetup(source.path),
);

const bySql: CodeRecogniser = {
  in: 'code',
  sighting,
  languages: everyLanguage,
  words:
    /\bON\s+CONFLICT\b|\bON\s+DUPLICATE\s+KEY\b|\bINSERT\s+(?:OR\s+)?(?:IGNORE|REPLACE)\b|\bMERGE\s+INTO\b/i,
  *see(code) {
    if (isSetup(code.source.path)) return;
    for (const text of textsIn(code))
      for (const { table, clause } of conflictClauses(text.text))
        yield seenAt(code, text, `a row of ${table} is written once however often it is sent (${clause})`);
  },
};

/** Files of named queries (sqlc, HugSQL, aiosql, yesql): https://docs.sqlc.dev/en/stable/reference/query-annotations.html */
const inQueries: TextRecogniser = {
  in: 'text',
  sighting,
  files: /\.sql$/i,
  words: /^--\s*:?name:?\s+\w+/m,
  *see(source) {
    if (isSetup(source.path)) return;
    for (const { table, clause, index, length } of conflictClauses(source.text))
      yield {
        span: source.span(index, index + length),
        text: `a row of ${table} is written once however often it is sent (${clause})`,
        confidence: 'high',
      };
  },
};

function isOption(call: CodeCall, name: string): boolean {
  const value = option(call, name);
  return value !== undefined && isTrue(value);
}

/** `{ $inc: … }`, `{ $push: … }`: what is added again with each attempt. */
function addsUp(call: CodeCall): boolean {
  const change = positional(call, 1) ?? option(call, 'update');
  const map = change && settled(change);
  return map?.kind === 'map' && map.entries.some(({ name }) => /^\$(?:inc|push|mul)$/.test(name ?? ''));
}

/** `order` of `prisma.order.upsert(…)`. */
function modelOf({ callee }: CodeCall): string {
  return callee.object?.kind === 'path' ? callee.object.name : 'the table';
}

export const idempotentWrite = sightedSignal({
  id: 'idempotent-write',
  question: 'idempotency',
  stance: 'supports',
  meaning: 'A second attempt to write the same row changes nothing, because the store decides it.',
  recognition:
    'INSERT with ON CONFLICT, ON DUPLICATE KEY or IGNORE, MERGE, a conditional put, or the upsert of a library, in code that serves.',
  guards: [
    'Upserts of migrations, seeds and fixtures do not count.',
    'An upsert that adds to what is there (`count = count + 1`, `$inc`) changes more with each attempt.',
    '`firstOrCreate`, `get_or_create` and their like look first and write after: they are none by themselves.',
  ],
  languages: ['JavaScript', 'Python', 'Go', 'Java', 'Kotlin', 'C#', 'Ruby', 'PHP', 'Rust', 'Elixir'],
  recognisers: [byLibrary, bySql, inQueries],
  seen: [
    {
      title: 'SQL in JavaScript',
      files: nodeService(
        "import pg from 'pg';\nconst pool = new pg.Pool();\nexport const pay = (id) =>\n  pool.query(\n    `INSERT INTO payments (id) VALUES ($1)\n     ON CONFLICT (id) DO NOTHING`,\n    [id],\n  );\n",
      ),
    },
    {
      title: 'Prisma',
      files: nodeService(
        'export const save = (prisma, id) =>\n  prisma.order.upsert({ where: { id }, create: { id }, update: {} });\n',
      ),
    },
    {
      title: 'SQLAlchemy',
      files: pythonService(
        'from sqlalchemy.dialects.postgresql import insert\n\ndef pay(session, id):\n    session.execute(insert(Payment).values(id=id).on_conflict_do_nothing())\n',
      ),
    },
    {
      title: 'a conditional put of DynamoDB',
      files: pythonService(
        'import boto3\n\ntable = boto3.resource("dynamodb").Table("payments")\n\ndef pay(id):\n    table.put_item(Item={"id": id}, ConditionExpression="attribute_not_exists(id)")\n',
      ),
    },
    {
      title: 'a named query of sqlc',
      files: {
        ...nodeService(''),
        'db/query/payments.sql':
          '-- name: CreatePayment :exec\nINSERT INTO payments (id) VALUES ($1)\nON CONFLICT (id) DO NOTHING;\n',
      },
    },
  ],
  unseen: [
    {
      title: 'an upsert of a seed',
      files: {
        ...nodeService(''),
        'prisma/seed.js':
          'import { PrismaClient } from "@prisma/client";\nconst prisma = new PrismaClient();\nprisma.role.upsert({ where: { id: 1 }, create: { id: 1 }, update: {} });\n',
      },
    },
    {
      title: 'an upsert that counts',
      files: nodeService(
        "import pg from 'pg';\nconst pool = new pg.Pool();\nexport const hit = (id) => pool.query('INSERT INTO hits (id, count) VALUES ($1, 1) ON CONFLICT (id) DO UPDATE SET count = hits.count + 1', [id]);\n",
      ),
    },
    {
      title: 'a clause in a comment',
      files: pythonService(
        '# INSERT INTO payments (id) VALUES (1) ON CONFLICT DO NOTHING\ndef pay():\n    ...\n',
      ),
    },
    {
      title: 'Django that looks first and writes after',
      files: pythonService('def pay(id):\n    Payment.objects.get_or_create(id=id)\n'),
    },
  ],
});
