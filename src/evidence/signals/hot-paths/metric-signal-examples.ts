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
import { metricIn } from './metric-examples-by-language.js';

interface Examples {
  readonly seen: readonly SignalExample[];
  readonly unseen: readonly SignalExample[];
}

const client = "const client = require('prom-client');\n";

export const durationExamples: Examples = {
  seen: [
    {
      title: 'prom-client',
      files: nodeService(
        `${client}const duration = new client.Histogram({ name: 'http_request_duration_seconds', help: 'x', labelNames: ['route'] });\nduration.observe({ route: '/' }, 1);\n`,
      ),
    },
    {
      title: 'a middleware for Express',
      files: nodeService("const app = require('express')();\napp.use(require('express-prom-bundle')({}));\n"),
    },
    {
      title: 'prometheus_client',
      files: pythonService(
        'from prometheus_client import Histogram\n\nLATENCY = Histogram("request_latency_seconds", "x", ["endpoint"])\n\n@LATENCY.labels("/").time()\ndef home(): ...\n',
      ),
    },
    {
      title: 'the middleware of django-prometheus',
      files: pythonService('MIDDLEWARE = ["django_prometheus.middleware.PrometheusAfterMiddleware"]\n'),
    },
    {
      title: 'prometheus-client in Ruby',
      files: rubyService(
        "TIME = Prometheus::Client::Histogram.new(:payment_duration_seconds, docstring: 'x', labels: [:kind])\nTIME.observe(1)\n",
      ),
    },
    {
      title: 'a timer with a histogram in Java',
      files: javaService(
        'import io.micrometer.core.instrument.Timer;\nclass App {\n  Timer timer = Timer.builder("payment").publishPercentileHistogram().register(registry);\n}\n',
      ),
    },
    {
      title: 'a registry in PHP',
      files: phpService(
        "use Prometheus\\CollectorRegistry;\n\nclass Metrics {\n  public function __construct(private CollectorRegistry $registry) {}\n  public function took($s) {\n    $this->registry->getOrRegisterHistogram('app', 'payment_duration_seconds', 'x', ['kind'])->observe($s, ['card']);\n  }\n}\n",
      ),
    },
    {
      title: 'axum-prometheus',
      files: rustService(`use axum_prometheus::PrometheusMetricLayer;

fn main() {
    let (layer, handle) = PrometheusMetricLayer::pair();
}
`),
    },
    {
      title: 'promauto in Go',
      files: goService(`import (
	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/promauto"
)

var took = promauto.NewHistogramVec(prometheus.HistogramOpts{Name: "payment_duration_seconds"}, []string{"kind"})

func main() { took.WithLabelValues("card").Observe(1) }
`),
    },
    {
      title: 'the instrumentation of ASP.NET',
      files: csharpService(`var builder = WebApplication.CreateBuilder(args);
builder.Services.AddOpenTelemetry().WithMetrics(metrics => metrics.AddAspNetCoreInstrumentation().AddOtlpExporter());
`),
    },
    {
      title: 'the plugin of PromEx for Phoenix',
      files: elixirService(`defmodule App.PromEx do
  use PromEx, otp_app: :app

  alias PromEx.Plugins

  def plugins, do: [{Plugins.Phoenix, router: AppWeb.Router}, Plugins.Ecto]
end
`),
    },
    {
      title: 'a timer with a histogram in Kotlin',
      files: kotlinService(
        'import io.micrometer.core.instrument.Timer\n\nval timer = Timer.builder("payment").publishPercentileHistogram().register(registry)\n',
      ),
    },
  ],
  unseen: [
    {
      title: 'a gauge of a duration',
      files: nodeService(`${client}new client.Gauge({ name: 'last_run_duration_seconds', help: 'x' });\n`),
    },
    {
      title: 'a histogram of sizes',
      files: nodeService(`${client}new client.Histogram({ name: 'http_response_size_bytes', help: 'x' });\n`),
    },
    {
      title: 'a class of that name',
      files: nodeService("class Histogram {}\nnew Histogram({ name: 'http_request_duration_seconds' });\n"),
    },
  ],
};

export const businessExamples: Examples = {
  seen: [
    {
      title: 'orders',
      files: nodeService(`${client}new client.Counter({ name: 'orders_placed_total', help: 'x' });\n`),
    },
    {
      title: 'payments',
      files: pythonService(
        'from prometheus_client import Counter\n\nPAYMENTS = Counter("payments_total", "x", ["status"])\n',
      ),
    },
    {
      title: 'sign-ups over OpenTelemetry',
      files: nodeService(
        "import { metrics } from '@opentelemetry/api';\nconst meter = metrics.getMeter('app');\nexport const signups = meter.createCounter('app.signups');\n",
      ),
    },
    {
      title: 'orders in Kotlin',
      files: kotlinService(
        'import io.micrometer.core.instrument.MeterRegistry\n\nclass Orders(private val registry: MeterRegistry) {\n  fun place() { registry.counter("orders.placed").increment() }\n}\n',
      ),
    },
    {
      title: 'orders in Java',
      files: javaService(
        'import io.micrometer.core.instrument.Counter;\nclass App {\n  Counter orders = Counter.builder("orders.placed").register(registry);\n}\n',
      ),
    },
    {
      title: 'orders in Go',
      files: goService(`import "github.com/prometheus/client_golang/prometheus"

var orders = prometheus.NewCounter(prometheus.CounterOpts{Namespace: "shop", Name: "orders_total"})

func main() { orders.Inc() }
`),
    },
    {
      title: 'orders in C#',
      files: csharpService(`using Prometheus;
var orders = Metrics.CreateCounter("orders_total", "x");
orders.Inc();
`),
    },
    ...metricIn(['Ruby', 'PHP', 'Rust', 'Elixir'], 'counter', 'orders_placed_total'),
  ],
  unseen: [
    {
      title: 'requests',
      files: nodeService(`${client}new client.Counter({ name: 'http_requests_total', help: 'x' });\n`),
    },
    {
      title: 'requests about orders',
      files: nodeService(`${client}new client.Counter({ name: 'orders_api_requests_total', help: 'x' });\n`),
    },
  ],
};

export const backlogExamples: Examples = {
  seen: [
    {
      title: 'jobs that wait',
      files: nodeService(`${client}new client.Gauge({ name: 'jobs_waiting', help: 'x' });\n`),
    },
    {
      title: 'lag of a consumer',
      files: pythonService('from prometheus_client import Gauge\n\nLAG = Gauge("consumer_lag", "x")\n'),
    },
    {
      title: 'a queue in Go',
      files: goService(`import "github.com/prometheus/client_golang/prometheus"

var depth = prometheus.NewGauge(prometheus.GaugeOpts{Name: "job_queue_depth"})

func main() { depth.Set(1) }
`),
    },
    ...metricIn(['Java', 'Kotlin', 'C#', 'Ruby', 'PHP', 'Rust', 'Elixir'], 'gauge', 'job_queue_depth'),
  ],
  unseen: [
    {
      title: 'jobs that were done',
      files: nodeService(`${client}new client.Counter({ name: 'jobs_total', help: 'x' });\n`),
    },
    {
      title: 'the size of a pool',
      files: nodeService(`${client}new client.Gauge({ name: 'task_pool_size', help: 'x' });\n`),
    },
  ],
};

export const poolExamples: Examples = {
  seen: [
    {
      title: 'connections of a pool',
      files: nodeService(
        `${client}new client.Gauge({ name: 'db_pool_connections', help: 'x', labelNames: ['state'] });\n`,
      ),
    },
    {
      title: 'the metrics of Prisma',
      files: nodeService(
        "import { PrismaClient } from '@prisma/client';\nconst prisma = new PrismaClient();\nawait prisma.$metrics.prometheus();\n",
      ),
    },
    {
      title: 'the pool of database/sql',
      files: goService(`import (
	"database/sql"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
)

func watch(db *sql.DB) { prometheus.MustRegister(collectors.NewDBStatsCollector(db, "app")) }
`),
    },
    ...metricIn(
      ['Python', 'Java', 'Kotlin', 'C#', 'Ruby', 'PHP', 'Rust', 'Elixir'],
      'gauge',
      'db_pool_connections',
    ),
  ],
  unseen: [
    {
      title: 'a pool that is made',
      files: nodeService(
        "const { Pool } = require('pg');\nnew Pool({ max: 10 });\nrequire('prom-client');\n",
      ),
    },
  ],
};

export const cardinalityExamples: Examples = {
  seen: [
    {
      title: 'the id of a user',
      files: nodeService(
        `${client}new client.Counter({ name: 'logins_total', help: 'x', labelNames: ['userId'] });\n`,
      ),
    },
    {
      title: 'an e-mail address',
      files: pythonService(
        'from prometheus_client import Counter\n\nMAILS = Counter("mails_total", "x", ["email"])\n',
      ),
    },
    {
      title: 'the path as it came',
      files: nodeService(
        `${client}const app = require('express')();\nconst requests = new client.Counter({ name: 'http_requests_total', help: 'x', labelNames: ['method', 'path'] });\napp.use((req, res, next) => { requests.inc({ method: req.method, path: req.originalUrl }); next(); });\n`,
      ),
    },
    {
      title: 'the id of a user in Ruby',
      files: rubyService(
        "LOGINS = Prometheus::Client::Counter.new(:logins_total, docstring: 'x', labels: [:user_id])\n",
      ),
    },
    {
      title: 'the path as it came in Go',
      files: goService(`import (
	"net/http"

	"github.com/prometheus/client_golang/prometheus"
)

var requests = prometheus.NewCounterVec(prometheus.CounterOpts{Name: "requests_total"}, []string{"path"})

func handle(w http.ResponseWriter, r *http.Request) { requests.WithLabelValues(r.URL.Path).Inc() }
`),
    },
    {
      title: 'the id of a user in Go',
      files: goService(`import "github.com/prometheus/client_golang/prometheus"

var logins = prometheus.NewCounterVec(prometheus.CounterOpts{Name: "logins_total"}, []string{"user_id"})
`),
    },
    ...metricIn(['PHP', 'Rust', 'Elixir'], 'counter', 'logins_total', 'user_id'),
  ],
  unseen: [
    {
      title: 'the pattern of the route',
      files: nodeService(
        `${client}const app = require('express')();\nconst requests = new client.Counter({ name: 'http_requests_total', help: 'x', labelNames: ['method', 'path'] });\napp.use((req, res, next) => { requests.inc({ method: req.method, path: req.route.path }); next(); });\n`,
      ),
    },
    {
      title: 'a path that may have been made bounded',
      files: nodeService(
        `${client}const requests = new client.Counter({ name: 'http_requests_total', help: 'x', labelNames: ['path'] });\nmodule.exports = (req) => requests.labels(normalise(req.path)).inc();\n`,
      ),
    },
    {
      title: 'a label of a log line',
      files: nodeService(
        "const log = require('pino')();\nlog.info({ userId: 1 }, 'x');\nrequire('prom-client');\n",
      ),
    },
    {
      title: 'a bounded label',
      files: nodeService(
        `${client}new client.Counter({ name: 'logins_total', help: 'x', labelNames: ['provider', 'status'] });\n`,
      ),
    },
  ],
};
