import { option } from '../../../syntax/code/arguments.js';
import type { CodeCall, CodeFile } from '../../../syntax/code/code-file.js';
import type { KnownInLanguage, Said } from '../../known-calls.js';
import { textsOf } from '../../values.js';

const idWord = /^(?:x[-_])?(?:request|correlation|trace|req)[-_ ]?id$/i;
const inLogs = 'log lines carry the id of the request';

/** `MDC.put("requestId", id)`, `bind_contextvars(request_id=…)`, `PushProperty("CorrelationId", …)`. */
function keyed(call: CodeCall): Said {
  const named = call.arguments.some(
    ({ name, value }) =>
      idWord.test(name ?? '') ||
      (value.kind === 'text' && idWord.test(value.text)) ||
      (value.kind === 'map' && value.entries.some((entry) => idWord.test(entry.name ?? ''))),
  );
  return named ? inLogs : undefined;
}

/** `res.setHeader('X-Request-Id', id)`: the first argument names the header. */
function header(call: CodeCall): Said {
  const [first, second] = call.arguments;
  return first?.value.kind === 'text' && second && /^x-(?:request|correlation)-id$/i.test(first.value.text)
    ? `the answer carries the id of the request (${first.value.text})`
    : undefined;
}

/** A store of the request by which log lines find its id: told by the names in the same file. */
function storage(_: CodeCall, code: CodeFile): Said {
  return /\b(?:request|correlation|trace|req)_?id\b/i.test(code.source.text)
    ? {
        text: 'the id of the request goes with it through all calls (AsyncLocalStorage)',
        confidence: 'medium',
      }
    : undefined;
}

function handed(target: RegExp, text: string): (call: CodeCall) => Said {
  return (call) =>
    call.arguments.some(
      ({ value }) =>
        value.kind === 'path' &&
        (target.test(value.target) || (value.value?.kind === 'path' && target.test(value.value.target))),
    )
      ? text
      : undefined;
}

const gets = (library: string): string => `each request gets an id (${library})`;

/** How the id of a request is made and handed on, by the documentation of each library. */
export const requestIdCalls: readonly KnownInLanguage[] = [
  {
    languages: ['javascript'],
    words: /request-?id|correlation-?id|cls-rtracer|nestjs-cls|AsyncLocalStorage|genReqId|request-context/i,
    calls: [
      [/^express-request-id(?:\.default)?$/, gets('express-request-id')],
      [
        /^cls-rtracer(?:\.default)?\.(?:expressMiddleware|koaMiddleware|fastifyMiddleware|fastifyPlugin|hapiPlugin)$/,
        gets('cls-rtracer'),
      ],
      [/^hono\/request-id\.requestId$/, gets('Hono')],
      [/^koa-(?:requestid|correlation-id|request-id)(?:\.default)?$/, gets('Koa')],
      [
        /^(?:fastify|pino-http|nestjs-pino\.LoggerModule\.forRoot)(?:\.(?:default|fastify|pinoHttp))?$/,
        (call) =>
          option(call, 'genReqId', 'requestIdHeader', 'pinoHttp.genReqId') ? gets('genReqId') : undefined,
      ],
      [/^async_hooks\.AsyncLocalStorage\(\)\.(?:run|enterWith)$/, storage],
      [/\.(?:setHeader|set|header|append)$/, header],
    ],
  },
  {
    languages: ['python'],
    words: /correlation|request_?id|django_guid|starlette_context|bind_contextvars|X-Request-ID/i,
    calls: [
      [
        /\.add_middleware$/,
        handed(
          /^(?:asgi_correlation_id(?:\.\w+)*\.CorrelationIdMiddleware|starlette_context\.middleware\.\w+)$/,
          gets('a middleware'),
        ),
      ],
      [/^structlog\.(?:contextvars\.bind_contextvars|threadlocal\.bind_threadlocal)$/, keyed],
      [/^flask_log_request_id\.RequestID$/, gets('flask-log-request-id')],
    ],
    names: [[/^asgi_correlation_id(?:\.\w+)*\.CorrelationIdFilter$/, inLogs]],
    texts: [
      [
        /^(?:django_guid\.middleware\.guid_middleware|log_request_id\.middleware\.RequestIDMiddleware|django_structlog\.middlewares\.RequestMiddleware|request_id_django_log\.middleware\.RequestIdDjangoLog|cid\.middleware\.CidMiddleware)$/,
        gets('a middleware of Django'),
      ],
    ],
  },
  {
    languages: ['go'],
    words: /[rR]equest-?I[dD]|requestid/,
    calls: [
      [/^github\.com\/go-chi\/chi(?:\/v\d+)?\/middleware\.RequestID$/, gets('chi')],
      [/^github\.com\/labstack\/echo(?:\/v\d+)?\/middleware\.RequestID(?:WithConfig)?$/, gets('Echo')],
      [/^github\.com\/gin-contrib\/requestid\.New$/, gets('Gin')],
      [/^github\.com\/gofiber\/fiber(?:\/v\d+)?\/middleware\/requestid\.New$/, gets('Fiber')],
      [/^github\.com\/rs\/zerolog\/hlog\.RequestIDHandler$/, gets('zerolog')],
      [/\.(?:Header\(\)\.Set|Set|Header)$/, header],
    ],
    names: [[/^github\.com\/go-chi\/chi(?:\/v\d+)?\/middleware\.RequestID$/, gets('chi')]],
  },
  {
    languages: ['java', 'kotlin'],
    words: /MDC|CallId/,
    calls: [
      [/^org\.slf4j\.MDC\.(?:put|putCloseable)$/, keyed],
      [
        /^io\.ktor\.server\.application\.install$/,
        handed(/^io\.ktor\.server\.plugins\.callid\.CallId$/, gets('Ktor')),
      ],
    ],
  },
  {
    languages: ['csharp'],
    words: /CorrelationId|HeaderPropagation|PushProperty/,
    calls: [
      [/(?:^|\.)(?:UseCorrelationId|UseHeaderPropagation)$/, gets('a middleware of ASP.NET')],
      [/(?:^|\.)LogContext\.PushProperty$/, keyed],
    ],
  },
  {
    languages: ['ruby'],
    words: /log_tags|request_id/,
    calls: [
      [
        /(?:^|\.)(?:tagged)$/,
        (call) =>
          call.arguments.some(
            ({ value }) =>
              textsOf(value).some(({ text }) => idWord.test(text)) ||
              (value.kind === 'path' && value.name === 'request_id'),
          )
            ? inLogs
            : undefined,
      ],
    ],
  },
  {
    languages: ['php'],
    words: /request[-_]?id|correlation[-_]?id|trace_?id/i,
    calls: [[/(?:^|\\)(?:Log(?:::|\.)(?:withContext|shareContext)|Context(?:::|\.)add)$/, keyed]],
  },
  {
    languages: ['rust'],
    words: /request_id|RequestId/,
    calls: [
      [
        /^tower_http(?:::|\.)request_id(?:::|\.)(?:SetRequestIdLayer|PropagateRequestIdLayer)(?:::|\.)(?:new|x_request_id)$/,
        gets('tower-http'),
      ],
      [/\.(?:set_x_request_id|propagate_x_request_id)$/, gets('tower-http')],
    ],
  },
  {
    languages: ['elixir'],
    words: /Plug\.RequestId|request_id/,
    calls: [
      [/(?:^|\.)plug$/, handed(/^Plug\.RequestId$/, gets('Plug.RequestId'))],
      [/^Logger\.metadata$/, keyed],
    ],
  },
];
