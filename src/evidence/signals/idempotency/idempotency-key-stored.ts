import { codeLanguages } from '../../../syntax/code/code-file.js';
import type { CodeFile, CodeRange } from '../../../syntax/code/code-file.js';
import { javaService, nodeService, phpService, pythonService, rubyService } from '../../examples.js';
import { seenAt } from '../../recogniser.js';
import type { CodeRecogniser } from '../../recogniser.js';
import { tableRecogniser } from '../../rows.js';
import type { BaseRow, CallRow, MarkRow } from '../../rows.js';
import { sightedSignal } from '../../signal.js';
import { settingsIn, textsOf, valuesIn } from '../../values.js';
import { schemaOf } from './unique-keys.js';
import { idempotencyKeyStoredExamples } from './idempotency-key-stored-examples.js';

const header = /^(?:http[_-])?(?:x-)?idempotency[-_]key$/i;

const says = 'the answer to a request with a key is kept, and given again to the next one with it';

/** Middleware and decorators that keep the key and the answer in a store that all instances share. */
const calls: readonly CallRow[] = [
  {
    languages: ['javascript'],
    target:
      /^@node-idempotency\/(?:express|fastify|core|nestjs)\.\w+|^@aws-lambda-powertools\/idempotency\.makeIdempotent$|^@aws-lambda-powertools\/idempotency\/middleware\.makeHandlerIdempotent$/,
    says: ({ target }) => (/memory/i.test(target) ? undefined : says),
  },
  {
    languages: ['python'],
    target: /^idempotency_header_middleware\.(?:backends\.)?RedisBackend$/,
    says,
  },
  {
    languages: ['csharp'],
    target: /\.AddIdempotentAPI(?:UsingDistributedCache|UsingRegisteredDistributedCache)?$/,
    says,
  },
  {
    languages: ['go'],
    target: /gofiber\/fiber\/v\d\/middleware\/idempotency\.New$/,
    // Without a storage it keeps them in the memory of the process: https://docs.gofiber.io/api/middleware/idempotency
    says: (call) =>
      call.arguments.some(
        ({ value }) =>
          (value.kind === 'map' && value.entries.some(({ name }) => name === 'Storage')) ||
          (value.kind === 'call' && value.arguments.some(({ name }) => name === 'Storage')),
      )
        ? says
        : undefined,
  },
  {
    languages: ['elixir'],
    target: /^(?:plug|use)$/,
    says: (call) =>
      call.arguments.some(
        ({ value }) => value.kind === 'path' && /^(?:IdempotencyPlug|OneAndDone\.Plug)$/.test(value.target),
      )
        ? says
        : undefined,
  },
  {
    languages: ['ruby'],
    target: /\.(?:use|insert_before|insert_after)$/,
    says: (call) =>
      call.arguments.some(
        ({ value }) =>
          value.kind === 'path' &&
          /(?:IdempotentRequest(?:::|\.)Middleware|Rack(?:::|\.)IdempotencyKey)$/.test(value.target),
      )
        ? says
        : undefined,
  },
];

const marks: readonly MarkRow[] = [
  {
    languages: ['python'],
    target:
      /^aws_lambda_powertools\.utilities\.idempotency\.(?:idempotent|idempotent_function)$|^idempotency_key\.decorators\.idempotency_key$/,
    says: ({ function: handler }) =>
      `${handler?.name ?? 'the handler'} runs once for each key; its answer is kept and given again`,
  },
  {
    languages: ['java', 'kotlin', 'csharp'],
    target:
      /software\.amazon\.lambda\.powertools\.idempotency\.Idempotent$|(?:^|[.:])IdempotentAPI[.:].*Idempotent|(?:^|[.:])IdempotentAttribute$|AWS\.Lambda\.Powertools\.Idempotency\.Idempotent/,
    says: ({ function: handler }) =>
      `${handler?.name ?? 'the handler'} runs once for each key; its answer is kept and given again`,
  },
];

const bases: readonly BaseRow[] = [
  {
    languages: ['ruby'],
    base: /^AcidicJob(?:::|\.)(?:Base|ActiveKiq|Workflow)$/,
    says: (name) => `${name} keeps which of its steps were done (acidic_job)`,
  },
];

const byLibrary = tableRecogniser('idempotency-middleware', /idempoten|OneAndDone|AcidicJob/i, {
  calls,
  marks,
  bases,
});

/** A server that reads the key, and whether the same file keeps it in a store. */
const byHeader: CodeRecogniser = {
  in: 'code',
  sighting: 'idempotency-key-read',
  languages: codeLanguages,
  words: /idempotency[-_]?key/i,
  *see(code) {
    const read = readingOf(code);
    if (!read) return;
    const store = storingOf(code);
    yield {
      ...seenAt(
        code,
        read,
        store === undefined
          ? 'the server reads the Idempotency-Key of a request'
          : `the server reads the Idempotency-Key of a request and keeps it (${store})`,
        'high',
      ),
      details: { store: store ?? '' },
    };
  },
};

/** Ways in which servers read a header. */
const readers =
  /^(?:get|Get|header|headers|getHeader|getHeaders|get_req_header|getFirst|get_header|headerOrNull|first|Header|TryGetValue|GetHeader|value|header_value|fetch|dig|require_header|get_all|extract|HeaderValue|FromHeader|RequestHeader|Headers|HeaderParam)$/;

function readingOf(code: CodeFile): CodeRange | undefined {
  for (const call of code.calls) {
    if (!readers.test(call.name)) continue;
    // `axios.get(url, { headers })` sends; a reader takes the name first.
    const texts = call.arguments.slice(0, 2).flatMap(({ value }) => (value.kind === 'text' ? [value] : []));
    if (texts.some(({ text }) => header.test(text)) && call.arguments.length <= 2) return call;
  }
  for (const mark of code.marks)
    if (
      readers.test(mark.name) &&
      mark.arguments.some(({ value }) => textsOf(value).some(({ text }) => header.test(text)))
    )
      return mark;
  for (const value of valuesIn(code))
    if (
      value.kind === 'path' &&
      value.object &&
      header.test(value.name) &&
      !/^idempotency_key$/.test(value.name)
    )
      return value;
  // FastAPI takes it as a parameter: https://fastapi.tiangolo.com/tutorial/header-params/
  if (code.language === 'python' && code.calls.some(({ target }) => target === 'fastapi.Header'))
    return code.functions.find(({ parameters }) => parameters.some(({ name }) => header.test(name)));
  return undefined;
}

/** What keeps the key: an INSERT with its column, SET with NX and a time to live, a model that is written with it. */
function storingOf(code: CodeFile): string | undefined {
  for (const value of valuesIn(code))
    if (value.kind === 'text' && /\bINSERT\s+INTO\b[\s\S]{0,600}idempotency_?key/i.test(value.text))
      return 'INSERT';
  for (const call of code.calls) {
    const mentions = call.arguments.some(({ name, value }) =>
      mentionsKey(
        `${name ?? ''} ${value.kind === 'text' ? value.text : code.source.text.slice(value.start, value.end)}`,
      ),
    );
    if (!mentions) continue;
    const words = call.arguments
      .map(({ name, value }) => `${name ?? ''} ${code.source.text.slice(value.start, value.end)}`)
      .join(' ');
    if (/^(?:set|SetArgs|call)$/i.test(call.name) && /\bNX\b|\bnx\b/.test(words)) return 'SET NX';
    if (/^(?:setnx|SetNX|set_nx|setIfAbsent|StringSet)$/.test(call.name)) return call.name;
    if (
      /^(?:create|createMany|insert|insert_one|insertOne|upsert|save|add|Create|Add|persist|create!|objects\.create)$/.test(
        call.name,
      ) &&
      writesKey(code, call)
    )
      return call.name;
  }
  return undefined;
}

function mentionsKey(text: string): boolean {
  return /idempoten/i.test(text);
}

/** `create({ data: { idempotencyKey } })`: a row with a column of that name. */
function writesKey(code: CodeFile, { start, end }: CodeRange): boolean {
  return settingsIn(code).some(
    ({ name, call }) =>
      /^(?:idempotency_?key)$/i.test(name) && call !== undefined && call.start >= start && call.end <= end,
  );
}

export const idempotencyKeyStored = sightedSignal(
  {
    id: 'idempotency-key-stored',
    question: 'idempotency',
    stance: 'supports',
    meaning: 'A second attempt with the key of the first is recognised, by every instance.',
    recognition:
      'Middleware of a library for it, or a server that reads `Idempotency-Key` and keeps it: by INSERT, by SET with NX, or in a table with a unique column for it.',
    guards: [
      'A key that is read and not kept is none, nor is one that is kept in the memory of the process.',
      'A client that sends the header is none.',
    ],
    languages: ['JavaScript', 'Python', 'Go', 'Java', 'Kotlin', 'C#', 'Ruby', 'PHP', 'Rust', 'Elixir'],
    recognisers: [byLibrary, byHeader],
    seen: [
      {
        title: 'Express and Redis',
        files: nodeService(
          "import express from 'express';\nimport { Redis } from 'ioredis';\nconst redis = new Redis();\nconst app = express();\napp.post('/payments', async (req, res) => {\n  const key = req.get('Idempotency-Key');\n  const first = await redis.set(`idempotency:${key}`, '1', 'EX', 86400, 'NX');\n  if (!first) return res.status(409).end();\n});\n",
        ),
      },
      {
        title: 'a unique column of a migration',
        files: {
          ...nodeService(
            "import express from 'express';\nimport { pay } from './pay.js';\nconst app = express();\napp.post('/payments', async (req, res) => res.json(await pay(req.headers['idempotency-key'], req.body)));\n",
          ),
          'migrations/001_payments.up.sql':
            'CREATE TABLE payments (id bigint PRIMARY KEY, idempotency_key text NOT NULL UNIQUE);\n',
          'migrations/001_payments.down.sql': 'DROP TABLE payments;\n',
        },
      },
      {
        title: 'FastAPI',
        files: pythonService(
          'from fastapi import FastAPI, Header\n\napp = FastAPI()\n\n@app.post("/payments")\ndef pay(idempotency_key: str = Header()):\n    db.execute("INSERT INTO payments (idempotency_key) VALUES (%s)", [idempotency_key])\n',
        ),
      },
      {
        title: 'Powertools for Lambda',
        files: pythonService(
          'from aws_lambda_powertools.utilities.idempotency import DynamoDBPersistenceLayer, idempotent\n\n@idempotent(persistence_store=DynamoDBPersistenceLayer(table_name="keys"))\ndef handler(event, context):\n    ...\n',
        ),
      },
      {
        title: 'Spring',
        files: javaService(
          'import org.springframework.web.bind.annotation.*;\n\n@RestController\nclass Payments {\n  @PostMapping("/payments")\n  void pay(@RequestHeader("Idempotency-Key") String key) {\n    jdbc.update("INSERT INTO payments (idempotency_key) VALUES (?)", key);\n  }\n}\n',
        ),
      },
      {
        title: 'Rails',
        files: rubyService(
          "class PaymentsController < ApplicationController\n  def create\n    key = request.headers['Idempotency-Key']\n    Payment.create!(idempotency_key: key)\n  end\nend\n",
        ),
      },
      {
        title: 'Laravel',
        files: phpService(
          "class App\n{\n    public function pay($request)\n    {\n        $key = $request->header('Idempotency-Key');\n        DB::insert('INSERT INTO payments (idempotency_key) VALUES (?)', [$key]);\n    }\n}\n",
        ),
      },
      ...idempotencyKeyStoredExamples,
    ],
    unseen: [
      {
        title: 'a key that is read and not kept',
        files: nodeService(
          "import express from 'express';\nconst app = express();\napp.post('/payments', (req, res) => {\n  console.log(req.get('Idempotency-Key'));\n});\n",
        ),
      },
      {
        title: 'a key that is kept in memory',
        files: nodeService(
          "import express from 'express';\nconst app = express();\nconst idempotencyKeys = new Set();\napp.post('/payments', (req, res) => {\n  const key = req.get('Idempotency-Key');\n  if (idempotencyKeys.has(key)) return res.end();\n  idempotencyKeys.add(key);\n});\n",
        ),
      },
      {
        title: 'a client that sends a key',
        files: nodeService(
          "import axios from 'axios';\nexport const pay = (id) => axios.post('https://pay.example.com', {}, { headers: { 'Idempotency-Key': id } });\n",
        ),
      },
    ],
  },
  ({ kind, details, span, service, text, confidence }, { migrations }) => {
    if (kind !== 'idempotency-key-read' || details?.store !== '') return true;
    const key = schemaOf(migrations).keys.find(({ columns }) =>
      columns.some((column) => /idempoten(?:cy|t)_?key|^idempotency/i.test(column)),
    );
    return key
      ? {
          span,
          service,
          confidence,
          text: `${text}, and ${key.table} holds each ${key.columns.join(', ')} once`,
        }
      : false;
  },
);
