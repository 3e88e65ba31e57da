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

const pom = (artifact: string): string =>
  `<project><artifactId>app</artifactId><dependencies><dependency><groupId>x</groupId><artifactId>${artifact}</artifactId></dependency></dependencies></project>\n`;

/** Metrics that leave the program. */
export const metricsSeen: readonly SignalExample[] = [
  {
    title: 'prom-client behind a route',
    files: nodeService(
      "const app = require('express')();\nconst client = require('prom-client');\nclient.collectDefaultMetrics();\napp.get('/metrics', async (req, res) => res.send(await client.register.metrics()));\n",
    ),
  },
  {
    title: 'a bundle for Express',
    files: nodeService(
      "const bundle = require('express-prom-bundle');\nconst app = require('express')();\napp.use(bundle({ includePath: true }));\n",
    ),
  },
  {
    title: 'a plugin of Fastify',
    files: nodeService(
      "import Fastify from 'fastify';\nimport metrics from 'fastify-metrics';\nconst app = Fastify();\nawait app.register(metrics, { endpoint: '/metrics' });\n",
    ),
  },
  {
    title: 'FastAPI with its instrumentator',
    files: pythonService(
      'from fastapi import FastAPI\nfrom prometheus_fastapi_instrumentator import Instrumentator\n\napp = FastAPI()\nInstrumentator().instrument(app).expose(app)\n',
    ),
  },
  {
    title: 'a port of their own',
    files: pythonService('from prometheus_client import start_http_server\n\nstart_http_server(9000)\n'),
  },
  {
    title: 'Django',
    files: pythonService('', {
      'shop/urls.py':
        'from django.urls import include, path\n\nurlpatterns = [path("", include("django_prometheus.urls"))]\n',
    }),
  },
  {
    title: 'Spring Boot with registry and exposure',
    files: javaService('class App {}\n', {
      'pom.xml': pom('micrometer-registry-prometheus'),
      'src/main/resources/application.yml':
        'management:\n  endpoints:\n    web:\n      exposure:\n        include: health,prometheus\n',
    }),
  },
  {
    title: 'Spring Boot with an exposure of everything in properties',
    files: javaService('class App {}\n', {
      'pom.xml': pom('micrometer-registry-prometheus'),
      'src/main/resources/application.properties': 'management.endpoints.web.exposure.include=*\n',
    }),
  },
  {
    title: 'Quarkus',
    files: javaService('class App {}\n', { 'pom.xml': pom('quarkus-micrometer-registry-prometheus') }),
  },
  {
    title: 'a registry that is scraped in Java',
    files: javaService(
      'import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;\nclass App {\n  PrometheusMeterRegistry registry;\n  String metrics() { return registry.scrape(); }\n}\n',
    ),
  },
  {
    title: 'an exporter of Rack',
    files: rubyService('', {
      'config/application.rb':
        'module App\n  class Application < Rails::Application\n    config.middleware.use Prometheus::Middleware::Exporter\n  end\nend\n',
    }),
  },
  {
    title: 'a registry that is rendered in PHP',
    files: phpService(
      'use Prometheus\\RenderTextFormat;\n\nclass Metrics {\n  public function show($registry) {\n    $renderer = new RenderTextFormat();\n    return $renderer->render($registry->getMetricFamilySamples());\n  }\n}\n',
    ),
  },
  {
    title: 'a registry that is scraped in Kotlin',
    files: kotlinService(
      'import io.micrometer.prometheusmetrics.PrometheusMeterRegistry\nimport io.micrometer.prometheusmetrics.PrometheusConfig\n\nval registry = PrometheusMeterRegistry(PrometheusConfig.DEFAULT)\n\nfun metrics() = registry.scrape()\n',
    ),
  },
  {
    title: 'StatsD in Rust',
    files: rustService(
      'fn metrics(sink: UdpMetricSink) -> cadence::StatsdClient {\n    cadence::StatsdClient::builder("app", sink).build()\n}\n',
    ),
  },
  {
    title: 'a child of a supervisor that serves the metrics',
    files: elixirService(
      'defmodule App.Telemetry do\n  def start_link(arg) do\n    children = [{TelemetryMetricsPrometheus, metrics: metrics()}]\n    Supervisor.start_link(children, strategy: :one_for_one)\n  end\nend\n',
    ),
  },
  {
    title: 'an exporter of metrics in Rust',
    files: rustService(`use metrics_exporter_prometheus::PrometheusBuilder;

fn main() {
    PrometheusBuilder::new().install().unwrap();
}
`),
  },
  {
    title: 'promhttp',
    files: goService(`import (
	"net/http"

	"github.com/prometheus/client_golang/prometheus/promhttp"
)

func main() {
	http.Handle("/metrics", promhttp.Handler())
	http.ListenAndServe(":80", nil)
}
`),
  },
  {
    title: 'prometheus-net',
    files: csharpService(`var app = WebApplication.CreateBuilder(args).Build();
app.UseHttpMetrics();
app.MapMetrics();
app.Run();
`),
  },
  {
    title: 'PromEx',
    files: elixirService(`defmodule App.PromEx do
  use PromEx, otp_app: :app
end
`),
  },
];

/** What looks like it. */
export const metricsUnseen: readonly SignalExample[] = [
  {
    title: 'metrics that are declared and given to nobody',
    files: nodeService(
      "const client = require('prom-client');\nconst orders = new client.Counter({ name: 'orders_total', help: 'x' });\norders.inc();\n",
    ),
  },
  {
    title: 'a route of that name',
    files: nodeService(
      "const app = require('express')();\napp.get('/metrics', (req, res) => res.json({ steps: 10000 }));\n",
    ),
  },
  {
    title: 'a registry without exposure',
    files: javaService('class App {}\n', {
      'pom.xml': pom('micrometer-registry-prometheus'),
      'src/main/resources/application.yml':
        'management: {endpoints: {web: {exposure: {include: "health,info"}}}}\n',
    }),
  },
  {
    title: 'exposure without a registry',
    files: javaService('class App {}\n', {
      'src/main/resources/application.yml': 'management: {endpoints: {web: {exposure: {include: "*"}}}}\n',
    }),
  },
  {
    title: 'a dependency of the tests, and one in a comment',
    files: javaService('class App {}\n', {
      'pom.xml':
        '<project><artifactId>app</artifactId><dependencies><dependency><artifactId>quarkus-micrometer-registry-prometheus</artifactId><scope>test</scope></dependency><!-- <dependency><artifactId>quarkus-smallrye-metrics</artifactId></dependency> --></dependencies></project>\n',
    }),
  },
  {
    title: 'a method of that name of another library',
    files: nodeService("const stats = require('./stats');\nstats.register.metrics();\n", {
      'src/stats.js': 'module.exports = { register: { metrics() {} } };\n',
    }),
  },
];
