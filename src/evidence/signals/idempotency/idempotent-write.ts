import { codeLanguages } from '../../../syntax/code/code-file.js';
import {
  csharpService,
  elixirService,
  goService,
  javaService,
  kotlinService,
  nodeService,
  phpService,
  pythonService,
  rubyService,
  rustService,
} from '../../examples.js';
import { seenAt } from '../../recogniser.js';
import type { CodeRecogniser, TextRecogniser } from '../../recogniser.js';
import { tableRecogniser } from '../../rows.js';
import { sightedSignal } from '../../signal.js';
import { textsIn } from '../../values.js';
import { conflictClauses } from './conflict-clauses.js';
import { weightOf, weightOfStatement } from './critical-writes.js';
import { isSetup } from './places.js';
import { upsertCalls, upsertSettings } from './upsert-tables.js';

const sighting = 'idempotent-write';

const byLibrary = tableRecogniser(
  sighting,
  /upsert|on_?conflict|on_?duplicate|insert_?ignore|insertOrIgnore|skipDuplicates|ignore_?(?:conflicts|duplicates)|update_?conflicts|updateOnDuplicate|attribute_not_exists|mergeInto|insert_all|orIgnore|orUpdate/i,
  { calls: upsertCalls, settings: upsertSettings },
  ({ source }) => isSetup(source.path),
);

const bySql: CodeRecogniser = {
  in: 'code',
  sighting,
  languages: codeLanguages,
  words:
    /\bON\s+CONFLICT\b|\bON\s+DUPLICATE\s+KEY\b|\bINSERT\s+(?:OR\s+)?(?:IGNORE|REPLACE)\b|\bMERGE\s+INTO\b/i,
  *see(code) {
    if (isSetup(code.source.path)) return;
    // A text that makes tables too is run once, when the program is set up.
    for (const text of textsIn(code).filter((item) => !/\bCREATE\s+TABLE\b/i.test(item.text)))
      for (const { table, clause } of conflictClauses(text.text))
        yield seenAt(
          code,
          text,
          `a row of ${table} is written once however often it is sent (${clause})`,
          weightOfStatement(code, table, text.start),
        );
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
        confidence: weightOf(table),
      };
  },
};

export const idempotentWrite = sightedSignal({
  id: 'idempotent-write',
  question: 'idempotency',
  stance: 'supports',
  meaning: 'A second attempt to write the same row changes nothing, because the store decides it.',
  recognition:
    'INSERT with ON CONFLICT, ON DUPLICATE KEY or IGNORE, MERGE, a conditional put, or the upsert of a library, in code that serves.',
  guards: [
    'Upserts of migrations, seeds and fixtures do not count.',
    'What is written again all day long without harm (settings, sessions, counters, caches) is shown last: it says little of critical operations.',
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
    {
      title: 'SQL in Java',
      files: javaService(
        'import org.springframework.jdbc.core.JdbcTemplate;\n\nclass Payments {\n  private JdbcTemplate jdbc;\n  void pay(String id) {\n    jdbc.update("INSERT INTO payments (id) VALUES (?) ON CONFLICT (id) DO NOTHING", id);\n  }\n}\n',
      ),
    },
    {
      title: 'SQL in Kotlin',
      files: kotlinService(
        'class Payments(private val jdbc: JdbcTemplate) {\n  fun pay(id: String) {\n    jdbc.update("INSERT INTO payments (id) VALUES (?) ON CONFLICT (id) DO NOTHING", id)\n  }\n}\n',
      ),
    },
    {
      title: 'Rails',
      files: rubyService(
        'class App\n  def call(rows)\n    Payment.upsert_all(rows, unique_by: :reference)\n  end\nend\n',
      ),
    },
    {
      title: 'Laravel',
      files: phpService(
        "use App\\Models\\Payment;\n\nclass App\n{\n    public function pay($rows)\n    {\n        Payment::upsert($rows, ['reference']);\n    }\n}\n",
      ),
    },
    {
      title: 'SQL in Go',
      files: goService(
        'import "database/sql"\n\nfunc pay(db *sql.DB, id string) error {\n\t_, err := db.Exec(`INSERT INTO payments (id) VALUES ($1) ON CONFLICT (id) DO NOTHING`, id)\n\treturn err\n}\n',
      ),
    },
    {
      title: 'gorm',
      files: goService(
        'import (\n\t"gorm.io/gorm"\n\t"gorm.io/gorm/clause"\n)\n\nfunc pay(db *gorm.DB, payment *Payment) error {\n\treturn db.Clauses(clause.OnConflict{DoNothing: true}).Create(payment).Error\n}\n',
      ),
    },
    {
      title: 'SQL in C#',
      files: csharpService(
        'using Dapper;\n\npublic class Payments\n{\n    public Task Pay(IDbConnection connection, string id) =>\n        connection.ExecuteAsync("INSERT INTO payments (id) VALUES (@id) ON CONFLICT (id) DO NOTHING", new { id });\n}\n',
      ),
    },
    {
      title: 'sqlx',
      files: rustService(
        'async fn pay(pool: &sqlx::PgPool, id: &str) {\n    sqlx::query("INSERT INTO payments (id) VALUES ($1) ON CONFLICT (id) DO NOTHING")\n        .bind(id)\n        .execute(pool)\n        .await\n        .unwrap();\n}\n',
      ),
    },
    {
      title: 'Ecto',
      files: elixirService(
        'defmodule App.Payments do\n  alias App.Repo\n\n  def pay(payment) do\n    Repo.insert(payment, on_conflict: :nothing, conflict_target: :reference)\n  end\nend\n',
      ),
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
      title: 'an upsert of Rails that counts',
      files: rubyService(
        'class App\n  def call(key)\n    Payment.upsert({ key: key, value: 1 }, on_duplicate: Arel.sql("value = value + 1"))\n  end\nend\n',
      ),
    },
    {
      title: 'an upsert of GORM that counts',
      files: goService(
        'import (\n\t"gorm.io/gorm"\n\t"gorm.io/gorm/clause"\n)\n\nfunc hit(db *gorm.DB, payment *Payment) error {\n\treturn db.Clauses(clause.OnConflict{DoUpdates: clause.Assignments(map[string]any{"count": gorm.Expr("count + 1")})}).Create(payment).Error\n}\n',
      ),
    },
    {
      title: 'an upsert of Prisma that counts',
      files: nodeService(
        'export const hit = (prisma, id) =>\n  prisma.order.upsert({ where: { id }, create: { id, count: 1 }, update: { count: { increment: 1 } } });\n',
      ),
    },
    {
      title: 'an upsert on an id that new rows do not have',
      files: nodeService(
        'export const save = (prisma, line) =>\n  prisma.orderLine.upsert({ where: { id: line.id ?? -1 }, create: { text: line.text }, update: { text: line.text } });\n',
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
