import { touchesOf } from '../../../model/endpoint.js';
import type { Endpoint } from '../../../model/endpoint.js';
import type { InService } from '../../../model/service.js';
import { nodeService } from '../../examples.js';
import type { EvidenceSignal, LocatedMatch } from '../../signal.js';
import { askingAnswers, constantAnswers } from './health-endpoint-examples.js';

const question = 'partial-failure';

/** Languages whose frameworks for the web are read; an example of each is below. */
const languages = ['JavaScript', 'Python', 'Go', 'Java', 'Kotlin', 'C#', 'Ruby', 'PHP', 'Rust', 'Elixir'];

function ofEndpoint(endpoint: InService<Endpoint>, says: string): LocatedMatch {
  return {
    span: endpoint.span,
    text: `${endpoint.path} ${says}`,
    confidence: endpoint.confidence,
    service: endpoint.service,
  };
}

function express(lines: string): Readonly<Record<string, string>> {
  return nodeService(
    `const express = require('express');\nconst { Pool } = require('pg');\nconst pool = new Pool();\nconst app = express();\n${lines}\napp.listen(8080);\n`,
  );
}

const shallow = "app.get('/livez', (req, res) => res.send('ok'));";
const checking =
  "app.get('/readyz', async (req, res) => {\n  await pool.query('SELECT 1');\n  res.send('ok');\n});";

export const healthEndpoints: readonly EvidenceSignal[] = [
  {
    id: 'health-endpoint-present',
    question,
    stance: 'supports',
    meaning: 'The service answers for its own health.',
    recognition: 'A route whose path, handler or probe shows that it answers for health.',
    guards: [
      'Paths that only sound like it (`/status` of an order, `/metrics`, `/live` of a socket) need a handler or a probe that speaks for them.',
      'Routes of clients, tests and examples are none.',
    ],
    languages,
    seen: [{ title: 'a route of Express', files: express(shallow) }, ...constantAnswers],
    unseen: [
      { title: 'another route', files: express("app.get('/orders', (req, res) => res.send([]));") },
      { title: 'a request for it', files: express("fetch('http://other/healthz');") },
      { title: 'metrics', files: express("app.get('/metrics', (req, res) => res.send(metrics()));") },
    ],
    detect: ({ endpoints }) =>
      endpoints.map((endpoint) => ofEndpoint(endpoint, `answers for ${endpoint.role}`)),
  },
  {
    id: 'readiness-endpoint-checks-dependency',
    question,
    stance: 'supports',
    meaning: 'Readiness looks at what the service needs before it takes traffic.',
    recognition:
      'The handler of a readiness endpoint touches a database, cache, queue or service and can fail.',
    guards: ['A check whose failure changes nothing in the answer is none.'],
    languages,
    seen: [{ title: 'a query', files: express(checking) }, ...askingAnswers],
    unseen: [
      { title: 'a constant answer', files: express("app.get('/readyz', (req, res) => res.send('ok'));") },
      { title: 'of liveness', files: express(checking.replace('readyz', 'livez')) },
    ],
    detect: ({ endpoints }) =>
      endpoints
        .filter(
          (endpoint) =>
            endpoint.role === 'readiness' &&
            (endpoint.handler?.touches.length ?? 0) > 0 &&
            endpoint.handler?.canFail !== false,
        )
        .map((endpoint) =>
          ofEndpoint(
            endpoint,
            `checks ${[...new Set(endpoint.handler?.touches.map((touch) => touch.dependency))].toSorted().join(', ')}`,
          ),
        ),
  },
  {
    id: 'liveness-endpoint-shallow',
    question,
    stance: 'supports',
    meaning: 'Liveness says only whether the process is alive, so that a broken dependency restarts nothing.',
    recognition: 'The handler of a liveness endpoint was found and touches nothing.',
    guards: ['A handler that was not found, or that calls what is not known, is not taken for shallow.'],
    languages,
    seen: [{ title: 'a constant answer', files: express(shallow) }, ...constantAnswers],
    unseen: [
      { title: 'a query', files: express(checking.replace('readyz', 'livez')) },
      { title: 'a handler from elsewhere', files: express("app.get('/livez', require('./alive'));") },
    ],
    detect: ({ endpoints }) =>
      endpoints
        .filter(
          (endpoint) =>
            endpoint.role === 'liveness' &&
            endpoint.handler?.constant === true &&
            touchesOf(endpoint).length === 0,
        )
        .map((endpoint) => ofEndpoint(endpoint, 'touches no dependency')),
  },
];
