import type { CodeCall, CodeFunction } from '../../../syntax/code/code-file.js';
import { nodeService, pythonService } from '../../examples.js';
import { seenAt } from '../../recogniser.js';
import type { Recogniser } from '../../recogniser.js';
import { sightedSignal } from '../../signal.js';

const printed = 'printed-in-handler';
const logger = 'logger-named';

const route =
  /^(?:express(?:\.default)?\(\)|express\.Router\(\)|@koa\/router\(\)|koa-router\(\)|hono\.Hono\(\))\.(?:get|post|put|patch|delete|all)$/;
const pythonRoute =
  /^(?:flask\.(?:Flask|Blueprint)\(\)|fastapi\.(?:FastAPI|APIRouter)\(\))\.(?:route|get|post|put|patch|delete)$/;

function servedBy(made: CodeFunction | undefined): boolean {
  for (let function_ = made; function_; function_ = function_.parent) {
    if (function_.argumentOf && route.test(function_.argumentOf.target)) return true;
    if (function_.marks.some(({ target }) => pythonRoute.test(target))) return true;
  }
  return false;
}

const prints = ({ target }: CodeCall): boolean =>
  /^(?:console\.(?:log|error|info|warn|debug)|print)$/.test(target);

const handlers: Recogniser = {
  in: 'code',
  sighting: printed,
  languages: ['javascript', 'python'],
  words: /express|koa|hono|flask|fastapi/i,
  *see(code) {
    const call = code.calls.find((candidate) => prints(candidate) && servedBy(candidate.context.function));
    if (call)
      yield seenAt(
        code,
        call,
        `a handler of requests writes with ${call.target}, and the service has no other way to log`,
        'medium',
      );
  },
};

/** Anything that may be a logger, by its usual names: the libraries, and what people call their own. */
const loggers: Recogniser = {
  in: 'text',
  sighting: logger,
  files:
    /\.(?:[cm]?[jt]sx?|py)$|(?:^|\/)(?:package\.json|pyproject\.toml|requirements[\w./-]*\.txt|Pipfile)$/,
  words:
    /logger|\blogging\b|getLogger|pino|winston|bunyan|log4js|loglevel|signale|consola|tslog|roarr|morgan|loguru|structlog|sentry|opentelemetry|dd-trace|newrelic|applicationinsights|"debug"|\blog\.(?:info|error|warn|debug)\b|log(?:Info|Error)\b/i,
  *see(source) {
    yield { span: source.span(0, 1), text: 'a logger is named', confidence: 'low' };
  },
};

export const consoleOnlyLogging = sightedSignal(
  {
    id: 'console-only-logging',
    question: 'hot-paths',
    stance: 'contradicts',
    meaning: 'Log lines have no level, no fields and no id: they are read side by side and guessed at.',
    recognition:
      'A handler of requests prints, and no program text or manifest of the service names a logger of any kind.',
    guards: [
      'Anything that is called a logger, of a library or of its own, is enough to say nothing.',
      'What scripts, starts and tests print does not count.',
    ],
    languages: ['JavaScript', 'Python'],
    recognisers: [handlers, loggers],
    seen: [
      {
        title: 'console.log in a handler',
        files: nodeService(
          "const app = require('express')();\napp.post('/pay', (req, res) => {\n  console.log('paying', req.body);\n  res.end();\n});\napp.listen(3000);\n",
        ),
      },
      {
        title: 'print in a handler',
        files: pythonService(
          'from fastapi import FastAPI\n\napp = FastAPI()\n\n@app.post("/pay")\ndef pay():\n    print("paying")\n    return {}\n',
        ),
      },
    ],
    unseen: [
      {
        title: 'a logger elsewhere in the service',
        files: nodeService(
          "const app = require('express')();\napp.post('/pay', (req, res) => { console.log('x'); res.end(); });\n",
          { 'src/other.js': "const logger = require('./own');\nlogger.info('x');\n" },
        ),
      },
      {
        title: 'only the start prints',
        files: nodeService(
          "const app = require('express')();\napp.listen(3000, () => console.log('listening'));\n",
        ),
      },
      {
        title: 'a library for logs is a dependency',
        files: nodeService(
          "const app = require('express')();\napp.post('/pay', (req, res) => { console.log('x'); res.end(); });\n",
          { 'package.json': '{"name": "app", "dependencies": {"express": "^5.0.0", "pino": "^9.0.0"}}\n' },
        ),
      },
    ],
  },
  ({ kind, service }, { sightings }) =>
    kind === printed &&
    service !== '' &&
    !sightings.some((other) => other.kind === logger && (other.service === service || other.service === '')),
);
