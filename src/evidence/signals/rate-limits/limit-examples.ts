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

/** Limits that are there. */
export const limitSeen: readonly SignalExample[] = [
  {
    title: 'express-rate-limit',
    files: nodeService(
      "import express from 'express';\nimport { rateLimit } from 'express-rate-limit';\nconst app = express();\napp.use(rateLimit({ windowMs: 60_000, limit: 100 }));\n",
    ),
  },
  {
    title: 'the plugin of Fastify',
    files: nodeService(
      "import Fastify from 'fastify';\nimport limit from '@fastify/rate-limit';\nconst app = Fastify();\nawait app.register(limit, { max: 100 });\n",
    ),
  },
  {
    title: 'the throttler of Nest as a guard of everything',
    files: nodeService('', {
      'src/app.module.ts':
        "import { Module } from '@nestjs/common';\nimport { APP_GUARD } from '@nestjs/core';\nimport { ThrottlerGuard, ThrottlerModule } from '@nestjs/throttler';\n@Module({ imports: [ThrottlerModule.forRoot()], providers: [{ provide: APP_GUARD, useClass: ThrottlerGuard }] })\nexport class AppModule {}\n",
    }),
  },
  {
    title: 'slowapi on a route',
    files: pythonService(
      'from fastapi import FastAPI, Request\nfrom slowapi import Limiter\nfrom slowapi.util import get_remote_address\n\nlimiter = Limiter(key_func=get_remote_address)\napp = FastAPI()\n\n@app.get("/")\n@limiter.limit("5/minute")\ndef home(request: Request):\n    return {}\n',
    ),
  },
  {
    title: 'throttles of Django REST framework by default',
    files: pythonService(
      'REST_FRAMEWORK = {\n    "DEFAULT_THROTTLE_CLASSES": ["rest_framework.throttling.AnonRateThrottle"],\n    "DEFAULT_THROTTLE_RATES": {"anon": "100/day"},\n}\n',
    ),
  },
  {
    title: 'nginx',
    files: nodeService('', {
      'nginx.conf':
        'http {\n  limit_req_zone $binary_remote_addr zone=api:10m rate=10r/s;\n  server {\n    location / {\n      limit_req zone=api burst=20;\n      proxy_pass http://app;\n    }\n  }\n}\n',
    }),
  },
  {
    title: 'HAProxy',
    files: nodeService('', {
      'haproxy.cfg':
        'frontend web\n  stick-table type ip size 1m expire 10s store http_req_rate(10s)\n  http-request track-sc0 src\n  http-request deny deny_status 429 if { sc_http_req_rate(0) gt 20 }\n',
    }),
  },
  {
    title: 'an ingress',
    files: nodeService('', {
      'k8s/ingress.yaml':
        'apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata:\n  name: app\n  annotations: {nginx.ingress.kubernetes.io/limit-rps: "10"}\nspec: {}\n',
    }),
  },
  {
    title: 'a middleware of Traefik',
    files: nodeService('', {
      'k8s/limit.yaml':
        'apiVersion: traefik.io/v1alpha1\nkind: Middleware\nmetadata: {name: limit}\nspec:\n  rateLimit: {average: 100}\n',
    }),
  },
  {
    title: 'labels for Traefik in compose',
    files: nodeService('', {
      'compose.yaml':
        'services:\n  app:\n    build: .\n    labels:\n      - traefik.http.middlewares.limit.ratelimit.average=100\n',
    }),
  },
  {
    title: 'a plugin of Kong',
    files: nodeService('', {
      'kong.yml':
        '_format_version: "3.0"\nservices:\n  - name: app\n    url: http://app\n    plugins:\n      - name: rate-limiting\n        config: {minute: 5}\n',
    }),
  },
  {
    title: 'a filter of Envoy in a mesh',
    files: nodeService('', {
      'k8s/filter.yaml':
        'apiVersion: networking.istio.io/v1alpha3\nkind: EnvoyFilter\nmetadata: {name: limit}\nspec:\n  configPatches:\n    - applyTo: HTTP_FILTER\n      patch:\n        operation: INSERT_BEFORE\n        value:\n          name: envoy.filters.http.local_ratelimit\n          typed_config: {"@type": type.googleapis.com/udpa.type.v1.TypedStruct}\n',
    }),
  },
  {
    title: 'a usage plan of API Gateway',
    files: nodeService('', {
      'main.tf':
        'resource "aws_api_gateway_usage_plan" "app" {\n  name = "app"\n  throttle_settings {\n    burst_limit = 5\n    rate_limit  = 10\n  }\n}\n',
    }),
  },
  {
    title: 'rack-attack',
    files: rubyService('', {
      'config/initializers/rack_attack.rb':
        "class Rack::Attack\n  throttle('req/ip', limit: 300, period: 5.minutes) { |req| req.ip }\nend\n",
    }),
  },
  {
    title: 'a limit of Rails on a controller',
    files: rubyService('', {
      'app/controllers/sessions_controller.rb':
        'class SessionsController < ApplicationController\n  rate_limit to: 10, within: 3.minutes, only: :create\nend\n',
    }),
  },
  {
    title: 'a limit of Laravel',
    files: phpService(
      "use Illuminate\\Cache\\RateLimiting\\Limit;\nuse Illuminate\\Support\\Facades\\RateLimiter;\n\nRateLimiter::for('api', fn ($request) => Limit::perMinute(60));\n",
    ),
  },
  {
    title: 'a middleware of a route in Laravel',
    files: phpService('', {
      'routes/api.php':
        "<?php\n\nuse Illuminate\\Support\\Facades\\Route;\n\nRoute::post('/pay', 'Pay')->middleware('throttle:10,1');\n",
    }),
  },
  {
    title: 'Resilience4j',
    files: javaService(
      'import io.github.resilience4j.ratelimiter.annotation.RateLimiter;\nclass App {\n  @RateLimiter(name = "pay")\n  void pay() {}\n}\n',
    ),
  },
  {
    title: 'Bucket4j',
    files: javaService(
      'import io.github.bucket4j.Bucket;\nclass App {\n  Bucket bucket;\n  boolean allow() { return bucket.tryConsume(1); }\n}\n',
    ),
  },
  {
    title: 'the plugin of Ktor',
    files: kotlinService(
      'import io.ktor.server.application.*\nimport io.ktor.server.plugins.ratelimit.RateLimit\nimport io.ktor.server.application.install\n\nfun Application.module() {\n  install(RateLimit) { }\n}\n',
    ),
  },
  {
    title: 'tower_governor',
    files: rustService(`use tower_governor::GovernorLayer;

fn main() {
    let app = Router::new().layer(GovernorLayer { config });
}
`),
  },
  {
    title: 'a limiter that refuses in Go',
    files: goService(`import (
	"net/http"

	"golang.org/x/time/rate"
)

var limiter = rate.NewLimiter(10, 20)

func handle(w http.ResponseWriter, r *http.Request) {
	if !limiter.Allow() {
		http.Error(w, "slow down", http.StatusTooManyRequests)
	}
}
`),
  },
  {
    title: 'the limiter of ASP.NET',
    files: csharpService(`var builder = WebApplication.CreateBuilder(args);
builder.Services.AddRateLimiter(options => { });
var app = builder.Build();
app.UseRateLimiter();
app.Run();
`),
  },
  {
    title: 'Hammer',
    files: elixirService(`defmodule App.Limit do
  def allow(ip), do: Hammer.check_rate(ip, 60_000, 10)
end
`),
  },
];

/** What looks like it. */
export const limitUnseen: readonly SignalExample[] = [
  {
    title: 'a limiter that is imported and never made',
    files: nodeService("const rateLimit = require('express-rate-limit');\nmodule.exports = {};\n"),
  },
  {
    title: 'a module of the throttler that guards nothing',
    files: nodeService('', {
      'src/app.module.ts':
        "import { Module } from '@nestjs/common';\nimport { ThrottlerModule } from '@nestjs/throttler';\n@Module({ imports: [ThrottlerModule.forRoot()] })\nexport class AppModule {}\n",
    }),
  },
  {
    title: 'a zone of nginx that nothing uses',
    files: nodeService('', {
      'nginx.conf':
        'http {\n  limit_req_zone $binary_remote_addr zone=api:10m rate=10r/s;\n  # limit_req zone=api;\n  server { location / { proxy_pass http://app; } }\n}\n',
    }),
  },
  {
    title: 'a function of that name',
    files: nodeService('function rateLimit() {}\nrateLimit();\n'),
  },
  {
    title: 'a middleware of Traefik for something else',
    files: nodeService('', {
      'k8s/auth.yaml':
        'apiVersion: traefik.io/v1alpha1\nkind: Middleware\nmetadata: {name: auth}\nspec:\n  basicAuth: {secret: users}\n',
    }),
  },
  {
    title: 'a throttle that is only imported',
    files: pythonService('from rest_framework.throttling import AnonRateThrottle\n'),
  },
];
