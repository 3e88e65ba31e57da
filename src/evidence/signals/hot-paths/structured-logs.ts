import { parseYaml } from '../../../syntax/yaml.js';
import {
  csharpService,
  elixirService,
  goService,
  javaService,
  nodeService,
  phpService,
  pythonService,
  rubyService,
  rustService,
} from '../../examples.js';
import { recogniseKnown } from '../../known-calls.js';
import type { Recogniser } from '../../recogniser.js';
import { sightedSignal } from '../../signal.js';
import { logCalls } from './log-calls.js';
import { inOwnWorkload } from './own-workload.js';
import { recogniseStarts } from './starts.js';

const sighting = 'structured-logs';

/** Encoders and layouts that write JSON, by the manuals of Logback, logstash-logback-encoder, Log4j and Elastic. */
const encoder =
  /<(?:encoder|layout|appender)\b[^>]*class="[\w.]*\.(LogstashEncoder|JsonEncoder|LoggingEventCompositeJsonEncoder|EcsEncoder|JsonLayout|StackdriverJsonLayout|LogstashTcpSocketAppender)"|<(JsonTemplateLayout|JsonLayout|EcsLayout)\b/g;

const logback: Recogniser = {
  in: 'text',
  sighting,
  files: /(?:^|\/)(?:logback|log4j2)(?:-(?!test)[\w-]+)?\.xml$/,
  words: /Json|Logstash|Ecs/,
  *see(source) {
    const text = source.text.replace(/<!--[\s\S]*?-->/g, (part) => ' '.repeat(part.length));
    for (const { 0: written, 1: first, 2: second, index } of text.matchAll(encoder))
      yield {
        span: source.span(index, index + written.length),
        text: `log lines are written as JSON (${first ?? second ?? ''})`,
        confidence: 'high',
      };
  },
};

/** https://docs.spring.io/spring-boot/reference/features/logging.html#features.logging.structured, https://quarkus.io/guides/logging#json-logging */
const settings: Recogniser = {
  in: 'text',
  sighting,
  files: /(?:^|\/)application(?:-(?!test|dev|local)[\w-]+)?\.(?:properties|ya?ml)$/,
  words: /structured|json/,
  *see(source) {
    if (source.path.endsWith('.properties')) {
      for (const { 0: line, index } of source.text.matchAll(
        /^(?:logging\.structured\.format\.(?:console|file)\s*=\s*\w+|quarkus\.log\.console\.json(?:\.enabled)?\s*=\s*true)[^\n]*/gm,
      ))
        yield {
          span: source.span(index, index + line.trimEnd().length),
          text: 'log lines are written as JSON (a setting of the framework)',
          confidence: 'high',
        };
      return;
    }
    for (const { root } of parseYaml(source).documents) {
      const format = root.at('logging', 'structured', 'format');
      for (const value of [format.get('console'), format.get('file')])
        if (value.text !== undefined)
          yield { span: value.span, text: `log lines are structured (${value.text})`, confidence: 'high' };
    }
  },
};

const bySetting = recogniseStarts(
  sighting,
  /LOGGING_STRUCTURED_FORMAT_CONSOLE|QUARKUS_LOG_CONSOLE_JSON/,
  (text) =>
    /^(?:LOGGING_STRUCTURED_FORMAT_CONSOLE=\w+|QUARKUS_LOG_CONSOLE_JSON(?:_ENABLED)?="?true)/.test(text)
      ? 'log lines are written as JSON'
      : undefined,
);

/** Serilog in appsettings: https://github.com/serilog/serilog-formatting-compact */
const serilog: Recogniser = {
  in: 'text',
  sighting,
  files: /(?:^|\/)appsettings(?:\.(?!Development|Test|Local)\w+)?\.json$/,
  words: /CompactJsonFormatter|JsonFormatter|"FormatterName"\s*:\s*"json"/,
  *see(source) {
    for (const { 0: written, index } of source.text.matchAll(
      /"(?:formatter|type)"\s*:\s*"[\w.]*JsonFormatter[^"]*"|"FormatterName"\s*:\s*"json"/g,
    ))
      yield {
        span: source.span(index, index + written.length),
        text: 'log lines are written as JSON (a setting of the logger)',
        confidence: 'high',
      };
  },
};

/** https://symfony.com/doc/current/logging.html: `formatter: monolog.formatter.json` of a handler. */
const monolog: Recogniser = {
  in: 'text',
  sighting,
  files: /(?:^|\/)monolog\.ya?ml$/,
  words: /monolog\.formatter\.(?:json|logstash)/,
  *see(source) {
    for (const { 0: written, index } of source.text.matchAll(
      /(?<=^[ \t]+)formatter:\s*['"]?monolog\.formatter\.(?:json|logstash)['"]?/gm,
    ))
      yield {
        span: source.span(index, index + written.length),
        text: 'log lines are written as JSON (Monolog)',
        confidence: 'high',
      };
  },
};

export const structuredLogs = sightedSignal(
  {
    id: 'structured-logs',
    question: 'hot-paths',
    stance: 'supports',
    meaning: 'Log lines can be searched by field instead of read.',
    recognition: 'A logger is made or set up so that it writes JSON or another structure.',
    guards: [
      'A logger that writes plain text is none, though its library could write JSON.',
      'pino with pino-pretty as its only way out is none; where a condition chooses it, it is for developers.',
      'Settings of profiles for tests and developers do not count.',
    ],
    languages: ['JavaScript', 'Python', 'Go', 'Java', 'C#', 'Ruby', 'PHP', 'Rust', 'Elixir'],
    recognisers: [...recogniseKnown(sighting, logCalls), logback, settings, ...bySetting, serilog, monolog],
    seen: [
      {
        title: 'pino',
        files: nodeService("const pino = require('pino');\nconst logger = pino();\nlogger.info('x');\n"),
      },
      {
        title: 'pino that is pretty for developers only',
        files: nodeService(
          "import pino from 'pino';\nexport const logger = pino({ transport: process.env.NODE_ENV === 'production' ? undefined : { target: 'pino-pretty' } });\n",
        ),
      },
      {
        title: 'winston with JSON',
        files: nodeService(
          "const winston = require('winston');\nconst logger = winston.createLogger({ format: winston.format.combine(winston.format.timestamp(), winston.format.json()) });\n",
        ),
      },
      {
        title: 'the logger of Fastify',
        files: nodeService("const app = require('fastify')({ logger: true });\n"),
      },
      {
        title: 'structlog with JSON',
        files: pythonService(
          'import structlog\n\nstructlog.configure(processors=[structlog.processors.add_log_level, structlog.processors.JSONRenderer()])\n',
        ),
      },
      {
        title: 'a formatter in the settings of logging',
        files: pythonService(
          'LOGGING = {"version": 1, "formatters": {"json": {"()": "pythonjsonlogger.jsonlogger.JsonFormatter"}}}\n',
        ),
      },
      {
        title: 'an encoder of Logback',
        files: javaService('class App {}\n', {
          'src/main/resources/logback-spring.xml':
            '<configuration><appender name="out" class="ch.qos.logback.core.ConsoleAppender"><encoder class="net.logstash.logback.encoder.LogstashEncoder"/></appender></configuration>\n',
        }),
      },
      {
        title: 'a setting of Spring Boot',
        files: javaService('class App {}\n', {
          'src/main/resources/application.properties': 'logging.structured.format.console=ecs\n',
        }),
      },
      {
        title: 'a setting of Serilog',
        files: nodeService('', {
          'appsettings.json':
            '{"Serilog": {"WriteTo": [{"Name": "Console", "Args": {"formatter": "Serilog.Formatting.Compact.CompactJsonFormatter, Serilog.Formatting.Compact"}}]}}\n',
        }),
      },
      {
        title: 'lograge',
        files: rubyService('', {
          'config/initializers/lograge.rb':
            'Rails.application.configure do\n  config.lograge.enabled = true\n  config.lograge.formatter = Lograge::Formatters::Json.new\nend\n',
        }),
      },
      {
        title: 'Monolog',
        files: phpService(
          'use Monolog\\Formatter\\JsonFormatter;\n\nclass Logs {\n  public function tap($handler) { $handler->setFormatter(new JsonFormatter()); }\n}\n',
        ),
      },
      {
        title: 'tracing-subscriber',
        files: rustService(`fn main() {
    tracing_subscriber::fmt().json().init();
}
`),
      },
      {
        title: 'slog',
        files: goService(`import (
	"log/slog"
	"os"
)

func main() { slog.SetDefault(slog.New(slog.NewJSONHandler(os.Stdout, nil))) }
`),
      },
      {
        title: 'zap',
        files: goService(`import "go.uber.org/zap"

func main() {
	logger, _ := zap.NewProduction()
	logger.Info("x")
}
`),
      },
      {
        title: 'Serilog in code',
        files: csharpService(`using Serilog;
using Serilog.Formatting.Compact;
Log.Logger = new LoggerConfiguration().WriteTo.Console(new CompactJsonFormatter()).CreateLogger();
`),
      },
      {
        title: 'LoggerJSON',
        files: elixirService(``, {
          'config/prod.exs':
            'import Config\n\nconfig :logger, :default_handler, formatter: {LoggerJSON.Formatters.Basic, metadata: :all}\n',
        }),
      },
    ],
    unseen: [
      {
        title: 'pino that is always pretty',
        files: nodeService(
          "import pino from 'pino';\nexport const logger = pino({ transport: { target: 'pino-pretty' } });\n",
        ),
      },
      {
        title: 'winston with plain lines',
        files: nodeService(
          "const winston = require('winston');\nwinston.createLogger({ format: winston.format.simple() });\n",
        ),
      },
      { title: 'console.log', files: nodeService('console.log(JSON.stringify({ a: 1 }));\n') },
      {
        title: 'plain logging',
        files: pythonService('import logging\n\nlogging.basicConfig(level="INFO")\n'),
      },
      {
        title: 'an encoder in a comment, and one for tests',
        files: javaService('class App {}\n', {
          'src/main/resources/logback.xml':
            '<configuration><!-- <encoder class="net.logstash.logback.encoder.LogstashEncoder"/> --></configuration>\n',
          'src/main/resources/logback-test.xml':
            '<configuration><encoder class="net.logstash.logback.encoder.LogstashEncoder"/></configuration>\n',
        }),
      },
    ],
  },
  inOwnWorkload,
);
