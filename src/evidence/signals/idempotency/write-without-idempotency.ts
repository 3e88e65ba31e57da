import { positional } from '../../../syntax/code/arguments.js';
import type { CodeArgument, CodeFunction } from '../../../syntax/code/code-file.js';
import { javaService, kotlinService, nodeService, pythonService } from '../../examples.js';
import { seenAt } from '../../recogniser.js';
import type { CodeRecogniser } from '../../recogniser.js';
import { sightedSignal } from '../../signal.js';
import { isTableOf } from './places.js';
import { schemaOf } from './unique-keys.js';
import { writeOf } from './writes-and-messages.js';

/** Paths of what may not happen twice. */
const deed =
  /payment|charge|order|checkout|transfer|payout|refund|invoice|purchase|withdraw|deposit|booking|webhook/i;

/** Words of a file that looks for the first attempt in some way. */
const aware =
  /idempot|dedup|duplicate|conflict|upsert|unique|already|exist|find|lookup|get_or|first_or|lock|nonce|request_?id|\bSELECT\b|transaction_?id|event_?id|seen|processed/i;

const inCode: CodeRecogniser = {
  in: 'code',
  sighting: 'write-without-idempotency',
  languages: ['java', 'javascript', 'kotlin', 'python'],
  words: /\.post\b|@Post\b|PostMapping|methods\s*=/,
  *see(code) {
    for (const handler of code.functions) {
      const path = postPathOf(handler);
      if (path === undefined || !deed.test(path)) continue;
      if (aware.test(code.source.text.slice(handler.start, handler.end))) continue;
      for (const call of code.calls) {
        if (call.start < handler.start || call.end > handler.end) continue;
        const write = writeOf(call, code.language);
        if (write?.kind !== 'insert' || aware.test(write.of)) continue;
        yield {
          ...seenAt(
            code,
            call,
            `POST ${path} inserts into ${write.of} with nothing that tells a second attempt from the first`,
            'medium',
          ),
          details: { table: write.of },
        };
      }
    }
  },
};

/** The path of the POST that a function serves. */
function postPathOf(handler: CodeFunction): string | undefined {
  const route = handler.argumentOf;
  if (
    route &&
    route.name === 'post' &&
    /^(?:express|fastify|hono|@koa\/router|koa-router)\b/.test(route.target)
  ) {
    const path = positional(route, 0);
    return path?.kind === 'text' ? path.text : undefined;
  }
  for (const mark of handler.marks) {
    const isPost =
      /^(?:PostMapping|Post)$/.test(mark.name) ||
      /^(?:fastapi|flask|starlette)\b.*\.post$/.test(mark.target) ||
      (/^flask\b.*\.route$/.test(mark.target) && namesPost(mark.arguments));
    const path = mark.arguments.find(({ value }) => value.kind === 'text')?.value;
    if (isPost && path?.kind === 'text') return path.text;
  }
  return undefined;
}

function namesPost(given: readonly CodeArgument[]): boolean {
  const methods = given.find(({ name }) => name === 'methods')?.value;
  return (
    methods?.kind === 'list' && methods.items.every((item) => item.kind === 'text' && item.text === 'POST')
  );
}

const program =
  "import express from 'express';\nimport pg from 'pg';\nconst pool = new pg.Pool();\nconst app = express();\napp.post('/payments', async (req, res) => {\n  await pool.query('INSERT INTO payments (amount) VALUES ($1)', [req.body.amount]);\n  res.status(201).end();\n});\n";
const tables = (columns: string): Readonly<Record<string, string>> => ({
  'migrations/001_payments.up.sql': `CREATE TABLE payments (id bigserial PRIMARY KEY, amount int${columns});\n`,
  'migrations/001_payments.down.sql': 'DROP TABLE payments;\n',
});

export const writeWithoutIdempotency = sightedSignal(
  {
    id: 'write-without-idempotency',
    question: 'idempotency',
    stance: 'contradicts',
    meaning: 'A request that is sent again, because its answer was lost, has its effect again.',
    recognition:
      'A handler of POST for a payment, an order, a transfer or a webhook that inserts into a table which its migrations give no key but the number of the row.',
    guards: [
      'Handler, insert and table must all be in sight; a handler that calls something else for it is not counted.',
      'A handler that looks for anything first, or knows keys, locks or conflicts, is not counted.',
    ],
    languages: ['JavaScript', 'Python', 'Java', 'Kotlin'],
    recognisers: [inCode],
    seen: [
      { title: 'Express', files: nodeService(program, tables('')) },
      {
        title: 'FastAPI',
        files: pythonService(
          'from fastapi import FastAPI\n\napp = FastAPI()\n\n@app.post("/payments")\ndef pay(amount: int):\n    db.execute("INSERT INTO payments (amount) VALUES (%s)", [amount])\n',
          tables(''),
        ),
      },
      {
        title: 'Spring',
        files: javaService(
          'import org.springframework.web.bind.annotation.*;\nimport org.springframework.jdbc.core.JdbcTemplate;\n\n@RestController\nclass Payments {\n  private JdbcTemplate jdbc;\n  @PostMapping("/payments")\n  void pay(@RequestBody Payment payment) {\n    jdbc.update("INSERT INTO payments (amount) VALUES (?)", payment.amount());\n  }\n}\n',
          tables(''),
        ),
      },
      {
        title: 'Spring in Kotlin',
        files: kotlinService(
          'import org.springframework.web.bind.annotation.*\nimport org.springframework.jdbc.core.JdbcTemplate\n\n@RestController\nclass Payments(private val jdbc: JdbcTemplate) {\n  @PostMapping("/payments")\n  fun pay(@RequestBody payment: Payment) {\n    jdbc.update("INSERT INTO payments (amount) VALUES (?)", payment.amount)\n  }\n}\n',
          tables(''),
        ),
      },
      {
        title: 'SQLAlchemy',
        files: pythonService(
          'from fastapi import FastAPI, Depends\n\napp = FastAPI()\n\n@app.post("/payments")\ndef pay(amount: int, db: Session = Depends(get_db)):\n    payment = Payment(amount=amount)\n    db.add(payment)\n    db.commit()\n',
          tables(''),
        ),
      },
    ],
    unseen: [
      { title: 'a table with a key', files: nodeService(program, tables(', request_id text UNIQUE')) },
      { title: 'a table that is nowhere in sight', files: nodeService(program) },
      {
        title: 'a conflict clause',
        files: nodeService(program.replace('($1)', '($1) ON CONFLICT DO NOTHING'), tables('')),
      },
    ],
  },
  ({ details }, { migrations }) => {
    const schema = schemaOf(migrations);
    const found = schema.tables.filter(({ table }) => isTableOf(table, details?.table ?? ''));
    const [table] = found;
    if (!table || found.length > 1 || !table.isWhole) return false;
    const keys = schema.keys.filter((key) => key.table === table.table);
    return keys.every(({ columns, primary }) => primary && columns.length === 1 && columns[0] === 'id');
  },
);
