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
import { nginxDirectives, parseNginx } from '../../../syntax/manifests/nginx.js';
import { recogniseKnown } from '../../known-calls.js';
import { seenAt } from '../../recogniser.js';
import type { Recogniser } from '../../recogniser.js';
import { sightedSignal } from '../../signal.js';
import { settingsIn } from '../../values.js';
import { requestIdCalls } from './request-id-calls.js';

const sighting = 'request-id-propagated';

/** https://nginx.org/en/docs/http/ngx_http_core_module.html#var_request_id */
const nginx: Recogniser = {
  in: 'text',
  sighting,
  files: /(?:^|\/)[\w.-]*\.(?:conf|nginx|vhost)(?:\.(?:template|tmpl|tpl|j2|in))?$/,
  words: /\$request_id/,
  *see(source) {
    for (const { directive } of nginxDirectives(parseNginx(source), 'proxy_set_header'))
      if (directive.words[1] === '$request_id') {
        yield {
          span: directive.span,
          text: 'nginx gives each request an id and hands it on',
          confidence: 'high',
        };
        return;
      }
  },
};

/** Rails: `config.log_tags = [:request_id]`. https://guides.rubyonrails.org/configuring.html#config-log-tags */
const rails: Recogniser = {
  in: 'code',
  sighting,
  languages: ['ruby'],
  words: /log_tags/,
  *see(code) {
    for (const { place, value, start, end } of code.assignments)
      if (place.name === 'log_tags' && /\brequest_id\b/.test(code.source.text.slice(value.start, value.end)))
        yield seenAt(code, { start, end }, 'log lines carry the id of the request (log_tags of Rails)');
  },
};

/** Elixir: `metadata: [:request_id]` of the logger, which Plug.RequestId fills. */
const elixir: Recogniser = {
  in: 'code',
  sighting,
  languages: ['elixir'],
  words: /metadata/,
  *see(code) {
    for (const setting of settingsIn(code))
      if (
        setting.name === 'metadata' &&
        /:request_id\b/.test(code.source.text.slice(setting.value.start, setting.value.end))
      )
        yield seenAt(code, setting, 'log lines carry the id of the request (metadata of Logger)');
  },
};

/** Flask and others: `response.headers["X-Request-ID"] = …`. */
const headers: Recogniser = {
  in: 'code',
  sighting,
  languages: ['python'],
  words: /[xX]-(?:[rR]equest|[cC]orrelation)-(?:ID|Id|id)/,
  *see(code) {
    for (const { place, start, end } of code.assignments)
      if (
        /^x-(?:request|correlation)-id$/i.test(place.name) &&
        /(?:resp|response|res)\w*\.headers\[/i.test(code.source.text.slice(start, end))
      )
        yield seenAt(code, { start, end }, `the answer carries the id of the request (${place.name})`);
  },
};

export const requestIdPropagated = sightedSignal({
  id: 'request-id-propagated',
  question: 'hot-paths',
  stance: 'supports',
  meaning: 'The log lines of one request can be found by its id.',
  recognition:
    'A middleware gives each request an id; the id is put into what log lines carry, or into the answer; a proxy hands it on.',
  guards: [
    'An id of something else (an order, a user) in the context of log lines is none.',
    'A header that is only read is none.',
  ],
  languages: ['JavaScript', 'Python', 'Go', 'Java', 'Kotlin', 'C#', 'Ruby', 'PHP', 'Rust', 'Elixir'],
  recognisers: [...recogniseKnown(sighting, requestIdCalls), nginx, rails, elixir, headers],
  seen: [
    {
      title: 'a middleware for Express',
      files: nodeService(
        "const app = require('express')();\nconst rtracer = require('cls-rtracer');\napp.use(rtracer.expressMiddleware());\n",
      ),
    },
    {
      title: 'a header of the answer',
      files: nodeService(
        "const app = require('express')();\napp.use((req, res, next) => { res.setHeader('X-Request-Id', req.id); next(); });\n",
      ),
    },
    {
      title: 'AsyncLocalStorage with the id',
      files: nodeService(
        "const { AsyncLocalStorage } = require('node:async_hooks');\nconst storage = new AsyncLocalStorage();\nmodule.exports = (req, res, next) => storage.run({ requestId: req.id }, next);\n",
      ),
    },
    {
      title: 'asgi-correlation-id',
      files: pythonService(
        'from asgi_correlation_id import CorrelationIdMiddleware\nfrom fastapi import FastAPI\n\napp = FastAPI()\napp.add_middleware(CorrelationIdMiddleware)\n',
      ),
    },
    {
      title: 'structlog',
      files: pythonService('import structlog\n\nstructlog.contextvars.bind_contextvars(request_id="x")\n'),
    },
    {
      title: 'MDC',
      files: javaService(
        'import org.slf4j.MDC;\nclass App {\n  void filter(String id) { MDC.put("requestId", id); }\n}\n',
      ),
    },
    {
      title: 'nginx',
      files: nodeService('', {
        'nginx.conf':
          'server {\n  location / {\n    proxy_set_header X-Request-ID $request_id;\n    proxy_pass http://app;\n  }\n}\n',
      }),
    },
    {
      title: 'tags of Rails',
      files: rubyService('', {
        'config/environments/production.rb':
          'Rails.application.configure do\n  config.log_tags = [:request_id]\nend\n',
      }),
    },
    {
      title: 'the context of log lines in Laravel',
      files: phpService(
        "use Illuminate\\Support\\Facades\\Log;\n\nclass AssignId {\n  public function handle($request, $next) {\n    Log::withContext(['request-id' => $request->id]);\n    return $next($request);\n  }\n}\n",
      ),
    },
    {
      title: 'MDC in Kotlin',
      files: kotlinService(
        'import org.slf4j.MDC\n\nfun filter(id: String) { MDC.put("correlationId", id) }\n',
      ),
    },
    {
      title: 'tower-http',
      files: rustService(`use tower_http::request_id::{MakeRequestUuid, SetRequestIdLayer};

fn main() {
    let layer = SetRequestIdLayer::x_request_id(MakeRequestUuid);
}
`),
    },
    {
      title: 'chi',
      files: goService(`import (
	"github.com/go-chi/chi/v5"
	"github.com/go-chi/chi/v5/middleware"
)

func main() {
	r := chi.NewRouter()
	r.Use(middleware.RequestID)
}
`),
    },
    {
      title: 'the context of Serilog',
      files: csharpService(`using Serilog.Context;
using (LogContext.PushProperty("CorrelationId", id)) { await next(context); }
`),
    },
    {
      title: 'a plug of Phoenix',
      files: elixirService(`defmodule AppWeb.Endpoint do
  use Phoenix.Endpoint, otp_app: :app

  plug Plug.RequestId
end
`),
    },
  ],
  unseen: [
    {
      title: 'the id of a user in MDC',
      files: javaService(
        'import org.slf4j.MDC;\nclass App {\n  void filter(String id) { MDC.put("userId", id); }\n}\n',
      ),
    },
    {
      title: 'a header that is only read',
      files: nodeService(
        "const app = require('express')();\napp.get('/', (req, res) => res.send(req.header('x-request-id')));\n",
      ),
    },
    {
      title: 'AsyncLocalStorage for something else',
      files: nodeService(
        "const { AsyncLocalStorage } = require('node:async_hooks');\nconst storage = new AsyncLocalStorage();\nmodule.exports = (req, res, next) => storage.run({ tenant: req.tenant }, next);\n",
      ),
    },
  ],
});
