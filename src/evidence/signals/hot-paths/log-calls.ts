import { given, option, settled } from '../../../syntax/code/arguments.js';
import type { CodeCall, CodeFile, CodeValue } from '../../../syntax/code/code-file.js';
import type { KnownInLanguage, Said } from '../../known-calls.js';

const json = (library: string): string => `log lines are written as JSON (${library})`;

/** pino writes JSON unless something makes it pretty; where a condition decides, it is for developers. */
function pino(call: CodeCall): Said {
  const options = call.arguments.map(({ value }) => settled(value));
  const pretty = options.some((value) => isPretty(value));
  return pretty ? undefined : json('pino');
}

function isPretty(value: CodeValue): boolean {
  if (value.kind === 'call') return value.target.startsWith('pino-pretty');
  if (value.kind !== 'map') return false;
  return value.entries.some(({ name, value: entry }) => {
    const known = settled(entry);
    if (name === 'target') return known.kind === 'text' && known.text === 'pino-pretty';
    return (
      (name === 'transport' || name === 'prettyPrint' || name === 'pinoHttp' || name === 'logger') &&
      isPretty(known)
    );
  });
}

/** Fastify's logger is pino. */
function fastify(call: CodeCall): Said {
  const logger = option(call, 'logger');
  const known = logger && settled(logger);
  if (known?.kind === 'boolean') return known.value ? json('pino, the logger of Fastify') : undefined;
  return known?.kind === 'map' && !isPretty(known) ? json('pino, the logger of Fastify') : undefined;
}

/** Winston writes JSON unless it is given another format: https://github.com/winstonjs/winston#creating-your-own-logger */
function winston(call: CodeCall, code: CodeFile): Said {
  if (/\bprintf\b|\bsimple\(|prettyPrint|colorize/.test(code.source.text)) return undefined;
  return given(call, ['format', 'transports.format']) === 'no' && !/\bformat\b/.test(code.source.text)
    ? json('winston')
    : undefined;
}

/** bunyan writes JSON; what comes after it in a stream may make it readable again. */
function bunyan(_: CodeCall, code: CodeFile): Said {
  return /bunyan-(?:format|debug-stream|prettystream|pretty|console)/.test(code.source.text)
    ? undefined
    : json('bunyan');
}

/** zerolog writes JSON unless a ConsoleWriter stands behind it. */
function zerolog(call: CodeCall, code: CodeFile): Said {
  if (!/ConsoleWriter/.test(code.source.text)) return json('zerolog');
  const isConsole = call.arguments.some(({ value }) => {
    const known = settled(value);
    return known.kind === 'call' && known.target.endsWith('ConsoleWriter');
  });
  return isConsole ? undefined : { text: json('zerolog'), confidence: 'medium' };
}

const serilogJson =
  /(?:Compact|RenderedCompact|Json|Ecs(?:Text)?|GoogleCloudLogging\w*|ElasticsearchJson)Formatter$/;

/** How log lines get a structure, by the documentation of each library. */
export const logCalls: readonly KnownInLanguage[] = [
  {
    languages: ['javascript'],
    words: /pino|winston|bunyan|fastify|@google-cloud\/logging|tslog|powertools\/logger|@elastic\/ecs|roarr/i,
    calls: [
      [/^pino(?:\.(?:default|pino))?$/, pino],
      [/^pino-http(?:\.(?:default|pinoHttp))?$/, pino],
      [/^nestjs-pino\.LoggerModule\.forRoot(?:Async)?$/, pino],
      [/^fastify(?:\.(?:default|fastify))?$/, fastify],
      [/^(?:winston\.|logform\.)format\.json$|^logform\.json$/, json('winston')],
      [/^winston(?:\.default)?\.createLogger$/, winston],
      [/^@elastic\/ecs-(?:winston|pino|morgan)-format\b/, json('Elastic Common Schema')],
      [/^bunyan(?:\.default)?\.createLogger$/, bunyan],
      [
        /^tslog\.Logger$/,
        (call) => {
          const type = option(call, 'type');
          return type?.kind === 'text' && type.text === 'json' ? json('tslog') : undefined;
        },
      ],
      [/^@aws-lambda-powertools\/logger\.Logger$/, json('Powertools for AWS')],
      [
        /^@nestjs\/common\.ConsoleLogger$/,
        (call) => {
          const asJson = option(call, 'json');
          return asJson?.kind === 'boolean' && asJson.value ? json('the logger of Nest') : undefined;
        },
      ],
    ],
  },
  {
    languages: ['python'],
    words:
      /structlog|jsonlogger|json_logging|loguru|ecs_logging|google\.cloud|aws_lambda_powertools|JsonFormatter|JSONRenderer|logging_json/i,
    calls: [
      [/^structlog\.processors\.JSONRenderer$|^structlog\.get_config\.JSONRenderer$/, json('structlog')],
      [
        /^pythonjsonlogger\.(?:json|jsonlogger|orjson|msgspec)\.\w*JsonFormatter$/,
        json('python-json-logger'),
      ],
      [/^ecs_logging\.\w+Formatter$/, json('ecs-logging')],
      [
        /^loguru\.logger\.(?:add|configure)$/,
        (call) => {
          const serialize = option(call, 'serialize');
          return serialize?.kind === 'boolean' && serialize.value ? json('loguru') : undefined;
        },
      ],
      [
        /^google\.cloud\.logging(?:\.\w+)*\.Client\(\)\.setup_logging$|^google\.cloud\.logging\.handlers\.StructuredLogHandler$/,
        json('Google Cloud Logging'),
      ],
      [/^aws_lambda_powertools\.Logger$/, json('Powertools for AWS')],
      [/^json_log_formatter\.\w*JSONFormatter$/, json('json-log-formatter')],
    ],
    bases: [[/^pythonjsonlogger\.(?:json|jsonlogger)\.JsonFormatter$/, json('python-json-logger')]],
    texts: [
      [/^pythonjsonlogger\.(?:json|jsonlogger)\.JsonFormatter$/, json('python-json-logger')],
      [/^json_log_formatter\.\w*JSONFormatter$/, json('json-log-formatter')],
      [/^ecs_logging\.StdlibFormatter$/, json('ecs-logging')],
    ],
    names: [[/^structlog\.processors\.JSONRenderer$/, json('structlog')]],
  },
  {
    languages: ['go'],
    words: /zap|zerolog|slog|logrus/,
    calls: [
      [/^go\.uber\.org\/zap\.(?:NewProduction|NewProductionConfig)$/, json('zap')],
      [/^go\.uber\.org\/zap\/zapcore\.NewJSONEncoder$/, json('zap')],
      [/^github\.com\/rs\/zerolog\.New$/, zerolog],
      [/^log\/slog\.NewJSONHandler$|^golang\.org\/x\/exp\/slog\.NewJSONHandler$/, json('slog')],
      [/^github\.com\/sirupsen\/logrus\.JSONFormatter$/, json('logrus')],
      [/^github\.com\/go-kit\/(?:kit\/)?log\.NewJSONLogger$/, json('go-kit/log')],
    ],
  },
  {
    languages: ['java', 'kotlin'],
    words: /LogstashEncoder|JsonEncoder|structured/,
    calls: [[/^net\.logstash\.logback\.encoder\.LogstashEncoder$/, json('logstash-logback-encoder')]],
  },
  {
    languages: ['csharp'],
    words: /AddJsonConsole|Serilog|JsonLayout/,
    calls: [
      [/(?:^|\.)AddJsonConsole$/, json('the console of .NET')],
      [
        /(?:^|\.)\w*JsonFormatter$|(?:^|\.)(?:Rendered)?CompactJsonFormatter$/,
        (call) => (serilogJson.test(call.target) && call.constructs ? json('Serilog') : undefined),
      ],
    ],
  },
  {
    languages: ['ruby'],
    words: /lograge|Lograge|SemanticLogger|Ougai|semantic_logger|JsonFormatter|LogStashLogger/i,
    calls: [
      [/^Lograge(?:::|\.)Formatters(?:::|\.)(?:Json|Logstash)(?:::|\.)new$/, json('lograge')],
      [/^Lograge(?:::|\.)Formatters(?:::|\.)(?:Json|Logstash)$/, json('lograge')],
      [/^Ougai(?:::|\.)Logger(?:(?:::|\.)new)?$/, json('Ougai')],
      [
        /^(?:RailsSemanticLogger|SemanticLogger)(?:::|\.)\w*(?:::|\.)?add_appender$/,
        (call) => {
          const formatter = option(call, 'formatter');
          return formatter && /json/.test(nameOf(formatter)) ? json('Semantic Logger') : undefined;
        },
      ],
    ],
    names: [[/^Lograge(?:::|\.)Formatters(?:::|\.)(?:Json|Logstash)$/, json('lograge')]],
  },
  {
    languages: ['php'],
    words: /JsonFormatter|LogstashFormatter/,
    calls: [[/Monolog\\Formatter\\(?:Json|Logstash|GoogleCloudLogging)Formatter$/, json('Monolog')]],
    names: [
      [
        /Monolog\\Formatter\\(?:Json|Logstash|GoogleCloudLogging)Formatter(?:::class|\.class)?$/,
        json('Monolog'),
      ],
    ],
  },
  {
    languages: ['rust'],
    words: /tracing_subscriber|tracing_bunyan|slog_json|json_subscriber/,
    calls: [
      [
        /^tracing_subscriber(?:::|\.)fmt(?:(?:::|\.)(?:layer|fmt|Subscriber::builder|SubscriberBuilder))?\(\)(?:\.\w+\(\))*\.json$/,
        json('tracing-subscriber'),
      ],
      [
        /^tracing_subscriber(?:::|\.)fmt(?:::|\.)(?:Layer|format)(?:::|\.)?\w*\(\)(?:\.\w+\(\))*\.json$/,
        json('tracing-subscriber'),
      ],
      [
        /^tracing_bunyan_formatter(?:::|\.)BunyanFormattingLayer(?:::|\.)new$/,
        json('tracing-bunyan-formatter'),
      ],
      [/^json_subscriber(?:::|\.)/, json('json-subscriber')],
    ],
  },
  {
    languages: ['elixir'],
    words: /LoggerJSON/,
    names: [[/^LoggerJSON(?:\.Formatters\.\w+)?$/, json('LoggerJSON')]],
    calls: [[/^LoggerJSON\.(?:Formatters\.\w+\.new|Plug|Ecto\.\w+)$/, json('LoggerJSON')]],
  },
];

function nameOf(value: CodeValue): string {
  return value.kind === 'text' ? value.text : value.kind === 'path' ? value.name : '';
}
