import type { SignalExample } from '../../../model/evidence.js';
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

const workload = (environment: string, image = 'app'): string =>
  `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: app}\nspec:\n  template:\n    metadata: {labels: {app: app}}\n    spec:\n      containers:\n        - name: app\n          image: ${image}\n          env:\n            - ${environment}\n`;

/** Traces that are on. */
export const tracingSeen: readonly SignalExample[] = [
  {
    title: 'the SDK of OpenTelemetry is started in a file of its own',
    files: nodeService("require('./tracing');\n", {
      'src/tracing.js':
        "const { NodeSDK } = require('@opentelemetry/sdk-node');\nconst sdk = new NodeSDK({ serviceName: 'app' });\nsdk.start();\n",
    }),
  },
  { title: 'dd-trace, first of all', files: nodeService("require('dd-trace').init();\n") },
  { title: 'newrelic begins when it is required', files: nodeService("require('newrelic');\n") },
  {
    title: 'Sentry with a sample rate',
    files: nodeService(
      "import * as Sentry from '@sentry/node';\nSentry.init({ dsn: process.env.DSN, tracesSampleRate: 0.2 });\n",
    ),
  },
  {
    title: 'OpenTelemetry loaded before the program by the image',
    files: nodeService('', {
      Dockerfile:
        'FROM node:22\nCOPY . .\nCMD ["node", "--require", "@opentelemetry/auto-instrumentations-node/register", "src/server.js"]\n',
    }),
  },
  {
    title: 'OpenTelemetry loaded by the environment of the workload',
    files: nodeService('', {
      'k8s/app.yaml': workload(
        '{name: NODE_OPTIONS, value: "--import @opentelemetry/auto-instrumentations-node/register"}',
      ),
    }),
  },
  {
    title: 'an operator that injects an agent',
    files: nodeService('', {
      'k8s/app.yaml':
        'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: app}\nspec:\n  template:\n    metadata:\n      annotations: {instrumentation.opentelemetry.io/inject-nodejs: "true"}\n    spec:\n      containers: [{name: app, image: app}]\n',
    }),
  },
  {
    title: 'FastAPI instrumented with OpenTelemetry',
    files: pythonService(
      'from fastapi import FastAPI\nfrom opentelemetry.instrumentation.fastapi import FastAPIInstrumentor\n\napp = FastAPI()\nFastAPIInstrumentor.instrument_app(app)\n',
    ),
  },
  {
    title: 'ddtrace-run',
    files: pythonService('', {
      Dockerfile: 'FROM python:3.13\nCOPY . .\nCMD ["ddtrace-run", "python", "main.py"]\n',
    }),
  },
  {
    title: 'the agent of OpenTelemetry for Java on the command line',
    files: {
      'pom.xml': '<project><artifactId>app</artifactId></project>\n',
      Dockerfile:
        'FROM eclipse-temurin:21\nCOPY app.jar opentelemetry-javaagent.jar ./\nENTRYPOINT ["java", "-javaagent:/opentelemetry-javaagent.jar", "-jar", "app.jar"]\n',
    },
  },
  {
    title: 'an agent that the image keeps under another name',
    files: javaService('class App {}\n', {
      Dockerfile:
        'FROM eclipse-temurin:21\nCOPY applicationinsights-agent-3.7.0.jar /app/agent.jar\nENTRYPOINT ["java", "-javaagent:/app/agent.jar", "-jar", "app.jar"]\n',
    }),
  },
  {
    title: 'a dependency that Quarkus switches on',
    files: {
      Dockerfile: 'FROM eclipse-temurin:21\nCOPY . .\nCMD ["java", "-jar", "app.jar"]\n',
      'pom.xml':
        '<project><artifactId>app</artifactId><dependencies><dependency><groupId>io.quarkus</groupId><artifactId>quarkus-opentelemetry</artifactId></dependency></dependencies></project>\n',
    },
  },
  {
    title: 'the SDK in Ruby',
    files: rubyService('OpenTelemetry::SDK.configure do |c|\n  c.use_all\nend\n'),
  },
  {
    title: 'Sentry in PHP',
    files: phpService("\\Sentry\\init(['dsn' => 'x', 'traces_sample_rate' => 0.2]);\n"),
  },
  {
    title: 'the SDK in Kotlin',
    files: kotlinService(
      'import io.opentelemetry.sdk.OpenTelemetrySdk\n\nval sdk = OpenTelemetrySdk.builder().setTracerProvider(null).buildAndRegisterGlobal()\n',
    ),
  },
  {
    title: 'the SDK in Java',
    files: javaService(
      'import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;\nclass App {\n  void start() { AutoConfiguredOpenTelemetrySdk.initialize(); }\n}\n',
    ),
  },
  {
    title: 'tracing-opentelemetry',
    files: rustService(`use tracing_subscriber::prelude::*;

fn main() {
    let layer = tracing_opentelemetry::layer().with_tracer(tracer);
    tracing_subscriber::registry().with(layer).init();
}
`),
  },
  {
    title: 'a middleware of Gin',
    files: goService(`import (
	"github.com/gin-gonic/gin"
	"go.opentelemetry.io/contrib/instrumentation/github.com/gin-gonic/gin/otelgin"
)

func main() {
	r := gin.Default()
	r.Use(otelgin.Middleware("app"))
	r.Run()
}
`),
  },
  {
    title: 'a handler of net/http',
    files: goService(`import (
	"net/http"

	"go.opentelemetry.io/contrib/instrumentation/net/http/otelhttp"
)

func main() {
	http.ListenAndServe(":80", otelhttp.NewHandler(http.DefaultServeMux, "app"))
}
`),
  },
  {
    title: 'OpenTelemetry for .NET',
    files: csharpService(`var builder = WebApplication.CreateBuilder(args);
builder.Services.AddOpenTelemetry().WithTracing(tracing => tracing.AddAspNetCoreInstrumentation().AddOtlpExporter());
builder.Build().Run();
`),
  },
  {
    title: 'OpentelemetryPhoenix',
    files: elixirService(`defmodule App.Application do
  use Application

  def start(_type, _args) do
    OpentelemetryPhoenix.setup(adapter: :bandit)
    Supervisor.start_link([], strategy: :one_for_one)
  end
end
`),
  },
];

/** What looks like it. */
export const tracingUnseen: readonly SignalExample[] = [
  {
    title: 'an SDK that is made and never started',
    files: nodeService(
      "const { NodeSDK } = require('@opentelemetry/sdk-node');\nmodule.exports = new NodeSDK({ serviceName: 'app' });\n",
    ),
  },
  {
    title: 'a library that is only a dependency, and in the lock file',
    files: nodeService('', {
      'package.json': '{"name": "app", "dependencies": {"dd-trace": "^5.0.0"}}\n',
      'package-lock.json': '{"packages": {"node_modules/dd-trace": {"version": "5.0.0"}}}\n',
    }),
  },
  {
    title: 'a comment of pip-compile',
    files: pythonService('', {
      'requirements.txt': 'opentelemetry-api==1.30.0\n    # via opentelemetry-instrumentation\n',
    }),
  },
  {
    title: 'spans without an SDK',
    files: nodeService(
      "const { trace } = require('@opentelemetry/api');\ntrace.getTracer('app').startSpan('pay').end();\n",
    ),
  },
  {
    title: 'Sentry for errors only',
    files: nodeService("import * as Sentry from '@sentry/node';\nSentry.init({ dsn: process.env.DSN });\n"),
  },
  {
    title: 'Sentry that samples nothing',
    files: pythonService('import sentry_sdk\n\nsentry_sdk.init(dsn="x", traces_sample_rate=0.0)\n'),
  },
  {
    title: 'an agent that is only downloaded',
    files: {
      'pom.xml': '<project><artifactId>app</artifactId></project>\n',
      Dockerfile:
        'FROM eclipse-temurin:21\nADD https://example.org/opentelemetry-javaagent.jar /agent.jar\n# CMD ["java", "-javaagent:/opentelemetry-javaagent.jar", "-jar", "app.jar"]\nCMD ["java", "-jar", "app.jar"]\n',
    },
  },
  {
    title: 'a dependency that a setting switches off',
    files: javaService('class App {}\n', {
      'pom.xml':
        '<project><artifactId>app</artifactId><dependencies><dependency><artifactId>opentelemetry-spring-boot-starter</artifactId></dependency></dependencies></project>\n',
      'src/main/resources/application.yml': 'otel.sdk.disabled: true\n',
    }),
  },
  {
    title: 'a script for developers',
    files: nodeService('', {
      'package.json':
        '{"name": "app", "scripts": {"start": "node src/server.js", "dev": "node -r dd-trace/init src/server.js"}}\n',
    }),
  },
  {
    title: 'a workload of a third party',
    files: nodeService('', {
      'k8s/other.yaml': workload(
        '{name: JAVA_TOOL_OPTIONS, value: "-javaagent:/otel/opentelemetry-javaagent.jar"}',
        'confluentinc/cp-kafka:7.6.0',
      ),
    }),
  },
  {
    title: 'something else of that name',
    files: nodeService('class NodeSDK { start() {} }\nnew NodeSDK().start();\n'),
  },
  {
    title: 'a test that starts it',
    files: nodeService('', { 'test/tracing.test.js': "require('dd-trace').init();\n" }),
  },
  {
    title: 'a provider of OpenTelemetry that does nothing',
    files: goService(
      'import (\n\t"go.opentelemetry.io/otel"\n\t"go.opentelemetry.io/otel/trace/noop"\n)\n\nfunc main() {\n\totel.SetTracerProvider(noop.NewTracerProvider())\n}\n',
    ),
  },
];
