import { codeLanguages } from '../../../syntax/code/code-file.js';
import type { CodeAssignment, CodeCall, CodeFile } from '../../../syntax/code/code-file.js';
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
import type { CallRow } from '../../rows.js';
import { sightedSignal } from '../../signal.js';
import { settingsIn } from '../../values.js';

const sighting = 'load-shedding';

const refuses = 'requests are refused early when the service has more than it can do';

const calls: readonly CallRow[] = [
  {
    // https://github.com/fastify/under-pressure
    languages: ['javascript'],
    target: /\.register$/,
    says: (call) =>
      call.arguments.some(
        ({ value }) =>
          value.kind === 'path' && /^(?:@fastify\/under-pressure|under-pressure)\b/.test(value.target),
      )
        ? `${refuses} (under-pressure)`
        : undefined,
  },
  {
    languages: ['javascript'],
    target: /^(?:toobusy-js|toobusy|overload-protection|@fastify\/under-pressure|protective-middleware)$/,
    says: ({ target }) => `${refuses} (${target})`,
  },
  {
    // https://docs.rs/tower/latest/tower/load_shed/
    languages: ['rust'],
    target:
      /(?:\.load_shed|load_shed::LoadShedLayer::new|(?:GlobalConcurrencyLimitLayer|ConcurrencyLimitLayer)::new)$/,
    says: ({ name, target }) =>
      name === 'load_shed' || target.includes('LoadShed')
        ? `${refuses} (load_shed)`
        : 'only so many requests run at once (ConcurrencyLimitLayer)',
  },
  {
    // https://pkg.go.dev/github.com/go-chi/chi/v5/middleware#Throttle, https://pkg.go.dev/golang.org/x/net/netutil#LimitListener
    languages: ['go'],
    target:
      /go-chi\/chi(?:\/v\d+)?\/middleware\.Throttle\w*$|golang\.org\/x\/net\/netutil\.LimitListener$|platinummonkey\/go-concurrency-limits\b.*\.New\w*$/,
    says: ({ name }) => `only so many requests run at once (${name})`,
  },
  {
    // https://github.com/Netflix/concurrency-limits
    languages: ['java', 'kotlin'],
    target: /^com\.netflix\.concurrency\.limits\.\S*(?:Builder|Limiter)\S*\.(?:build|newBuilder)$/,
    says: `${refuses} (concurrency-limits)`,
  },
  {
    // https://learn.microsoft.com/en-us/aspnet/core/performance/rate-limit
    languages: ['csharp'],
    target: /\.(?:AddConcurrencyLimiter|UseConcurrencyLimiter|AddQueuePolicy|AddStackPolicy)$/,
    says: ({ name }) => `only so many requests run at once (${name})`,
  },
  {
    languages: ['python'],
    target: /^uvicorn\.(?:run|Config)$/,
    says: (call) =>
      call.arguments.some(({ name, value }) => name === 'limit_concurrency' && value.kind !== 'null')
        ? 'uvicorn answers 503 when so many requests run at once (limit_concurrency)'
        : undefined,
  },
];

const byLibrary = tableRecogniser(
  sighting,
  /under-pressure|toobusy|overload-protection|load_?shed|ConcurrencyLimit|chi\/.*middleware|LimitListener|concurrency\.limits|concurrency-limits|limit_concurrency/i,
  { calls },
);

/** Answers of 429 or 503 that say when to come back: https://www.rfc-editor.org/rfc/rfc9110#field.retry-after */
const byAnswer: CodeRecogniser = {
  in: 'code',
  sighting,
  languages: codeLanguages,
  words: /retry[-_]after/i,
  *see(code) {
    for (const place of answersIn(code)) {
      const around = place.context.function ?? {
        start: Math.max(0, place.start - 600),
        end: place.end + 600,
      };
      const text = code.source.text.slice(around.start, around.end);
      if (refusesTooMany(text))
        yield seenAt(
          code,
          place,
          'requests that are too many are refused and told when to come back (Retry-After)',
          'medium',
        );
    }
  },
};

/** An answer of 503 alone is also that of a service which starts or is kept up; a proxy passes the answers of others on. */
function refusesTooMany(text: string): boolean {
  if (/upstream|proxy|maintenance|starting|health/i.test(text)) return false;
  if (/\b429\b|TOO_?MANY_?REQUESTS|TooManyRequests/i.test(text)) return true;
  return (
    /\b503\b|SERVICE_?UNAVAILABLE|ServiceUnavailable/i.test(text) &&
    /busy|overload|capacity|limit|throttl|queue|concurren|backlog|pressure|shed/i.test(text)
  );
}

/** Ways in which servers set a header or begin an answer. */
const setters =
  /^(?:set|setHeader|header|headers|append|appendHeader|Set|Add|add|put|set_header|put_resp_header|insert|withHeader|addHeader|Append|TryAdd|response|Response|JSONResponse|HTTPException|json|abort)$/;

/** Where a header `Retry-After` is set. */
function* answersIn(code: CodeFile): Iterable<CodeAssignment | CodeCall> {
  for (const assignment of code.assignments)
    if (/^retry-after$/i.test(assignment.place.name) && assignment.place.object) yield assignment;
  for (const call of code.calls) {
    if (!setters.test(call.name)) continue;
    const [first] = call.arguments;
    const sets =
      call.arguments.length >= 2 &&
      call.arguments.some(
        ({ value }, index) => index < 2 && value.kind === 'text' && /^retry-after$/i.test(value.text),
      );
    const holds = settingsIn(code).some(({ name, call: of }) => of === call && /^retry-after$/i.test(name));
    if (first && (sets || holds)) yield call;
  }
}

const inEnvoy: TextRecogniser = {
  in: 'text',
  sighting,
  files: /\.(?:ya?ml|json)$/i,
  words: /^\s*"?overload_manager"?\s*:|envoy\.filters\.http\.(?:adaptive_concurrency|admission_control)/m,
  *see(source) {
    const found =
      /overload_manager"?\s*:|envoy\.filters\.http\.(?:adaptive_concurrency|admission_control)/.exec(
        source.text,
      );
    if (found)
      yield {
        span: source.span(found.index, found.index + found[0].length),
        text: 'Envoy refuses requests early when there are more than it or its backend can do',
        confidence: 'high',
      };
  },
};

export const loadShedding = sightedSignal({
  id: 'load-shedding',
  question: 'partial-failure',
  stance: 'supports',
  meaning: 'What cannot be done in time is refused at once and cheaply.',
  recognition:
    'A library that sheds load or bounds requests in flight, an answer of 429 or 503 with `Retry-After`, the overload manager, admission control or adaptive concurrency of Envoy.',
  guards: ['A client that reads `Retry-After` is none, nor is an answer of 503 that does not speak of load.'],
  languages: ['JavaScript', 'Python', 'Go', 'Java', 'Kotlin', 'C#', 'Ruby', 'PHP', 'Rust', 'Elixir'],
  recognisers: [byLibrary, byAnswer, inEnvoy],
  seen: [
    {
      title: 'under-pressure',
      files: nodeService(
        "import fastify from 'fastify';\nimport underPressure from '@fastify/under-pressure';\nconst app = fastify();\napp.register(underPressure, { maxEventLoopDelay: 1000 });\n",
      ),
    },
    {
      title: 'an answer of 503',
      files: nodeService(
        "const app = require('express')();\napp.use((req, res, next) => {\n  if (busy() > 100) {\n    res.set('Retry-After', '5');\n    return res.status(503).end();\n  }\n  next();\n});\n",
      ),
    },
    {
      title: 'uvicorn',
      files: pythonService('import uvicorn\n\nuvicorn.run("main:app", limit_concurrency=200)\n'),
    },
    {
      title: 'an answer of 429 in Python',
      files: pythonService(
        'from fastapi import HTTPException\n\ndef check():\n    raise HTTPException(status_code=429, headers={"Retry-After": "5"})\n',
      ),
    },
    {
      title: 'Envoy',
      files: {
        ...nodeService(''),
        'envoy/envoy.yaml':
          'overload_manager:\n  refresh_interval: 0.25s\n  actions:\n    - name: envoy.overload_actions.stop_accepting_requests\n',
      },
    },
    {
      title: 'an answer of 503 in Rails',
      files: rubyService(
        "class App < ApplicationController\n  def create\n    return unless overloaded?\n    response.headers['Retry-After'] = '5'\n    head :service_unavailable\n  end\nend\n",
      ),
    },
    {
      title: 'an answer of 503 in Laravel',
      files: phpService(
        "class App\n{\n    public function handle($request, $next)\n    {\n        if ($this->isOverloaded())\n            return response('', 503)->header('Retry-After', 5);\n    }\n}\n",
      ),
    },
    {
      title: 'chi',
      files: goService(
        'import (\n\t"github.com/go-chi/chi/v5"\n\t"github.com/go-chi/chi/v5/middleware"\n)\n\nfunc router() *chi.Mux {\n\tr := chi.NewRouter()\n\tr.Use(middleware.Throttle(100))\n\treturn r\n}\n',
      ),
    },
    {
      title: 'concurrency-limits',
      files: javaService(
        'import com.netflix.concurrency.limits.Limiter;\nimport com.netflix.concurrency.limits.servlet.ServletLimiterBuilder;\n\nclass Limits {\n  Limiter<?> limiter() {\n    return new ServletLimiterBuilder().limit(limit()).build();\n  }\n}\n',
      ),
    },
    {
      title: 'Retry-After in Kotlin',
      files: kotlinService(
        'import org.springframework.http.ResponseEntity\n\nclass Orders {\n  fun refuse(): ResponseEntity<Void> =\n    ResponseEntity.status(429).header("Retry-After", "5").build()\n}\n',
      ),
    },
    {
      title: 'a limiter of ASP.NET',
      files: csharpService(
        'var builder = WebApplication.CreateBuilder(args);\nbuilder.Services.AddRateLimiter(options => options.AddConcurrencyLimiter("orders", limit => limit.PermitLimit = 100));\n',
      ),
    },
    {
      title: 'tower',
      files: rustService(
        'use tower::ServiceBuilder;\n\nfn main() {\n    let service = ServiceBuilder::new().load_shed().concurrency_limit(100).service(app());\n}\n',
      ),
    },
    {
      title: 'Retry-After in Elixir',
      files: elixirService(
        'defmodule AppWeb.Limit do\n  import Plug.Conn\n\n  def refuse(conn) do\n    conn\n    |> put_resp_header("retry-after", "5")\n    |> send_resp(429, "Too Many Requests")\n    |> halt()\n  end\nend\n',
      ),
    },
  ],
  unseen: [
    {
      title: 'a service that starts',
      files: nodeService(
        "const app = require('express')();\napp.get('/health', (req, res) => {\n  if (state === 'starting') res.set('Retry-After', 1);\n  res.status(503).json({ state });\n});\n",
      ),
    },
    {
      title: 'a client that reads the header',
      files: nodeService(
        "const axios = require('axios');\nexport async function call() {\n  const answer = await axios.get('https://api.example.com');\n  if (answer.status === 429) await sleep(answer.headers.get('Retry-After'));\n}\n",
      ),
    },
  ],
});
