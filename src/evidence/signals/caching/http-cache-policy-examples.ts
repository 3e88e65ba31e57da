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

/** Responses that may be kept. */
export const httpPolicy: readonly SignalExample[] = [
  {
    title: 'a header by Express',
    files: nodeService(
      "const app = require('express')();\napp.get('/rates', (req, res) => {\n  res.set('Cache-Control', 'public, max-age=60, stale-while-revalidate=30');\n  res.json(rates);\n});\n",
    ),
  },
  {
    title: 'a header of a Response',
    files: nodeService(
      "export const GET = () => new Response('{}', { headers: { 'cache-control': 's-maxage=300' } });\n",
    ),
  },
  {
    title: 'static files',
    files: nodeService(
      "const express = require('express');\nconst app = express();\napp.use(express.static('dist', { maxAge: '1y', immutable: true }));\n",
    ),
  },
  {
    title: 'Nitro',
    files: nodeService('', {
      'server/api/rates.ts': 'export default defineCachedEventHandler(() => load(), { maxAge: 60 });\n',
    }),
  },
  {
    title: 'getStaticProps',
    files: nodeService('', {
      'pages/rates.tsx':
        'export async function getStaticProps() {\n  return { props: { rates: await load() }, revalidate: 300 };\n}\n',
    }),
  },
  {
    title: 'a cache policy of CloudFormation',
    files: nodeService('', {
      'infra/cdn.yaml':
        'Resources:\n  Pages:\n    Type: AWS::CloudFront::CachePolicy\n    Properties:\n      CachePolicyConfig: {Name: pages, DefaultTTL: 60, MaxTTL: 600, MinTTL: 1}\n',
    }),
  },
  {
    title: 'a cache policy of the CDK',
    files: nodeService('', {
      'infra/cdn.ts':
        "import * as cloudfront from 'aws-cdk-lib/aws-cloudfront';\nimport { Duration } from 'aws-cdk-lib';\nexport const pages = (scope) => new cloudfront.CachePolicy(scope, 'Pages', { defaultTtl: Duration.minutes(1) });\n",
    }),
  },
  {
    title: 'an ETag that is compared',
    files: nodeService(
      "const app = require('express')();\napp.get('/rates', (req, res) => {\n  if (req.get('If-None-Match') === tag) return res.status(304).end();\n  res.set('ETag', tag);\n  res.json(rates);\n});\n",
    ),
  },
  {
    title: 'Django',
    files: pythonService(
      'from django.views.decorators.cache import cache_control\n\n@cache_control(max_age=3600)\ndef rates(request):\n    ...\n',
    ),
  },
  {
    title: 'an index of the response',
    files: pythonService(
      'def rates(response):\n    response.headers["Cache-Control"] = "public, max-age=300"\n',
    ),
  },
  {
    title: 'nginx',
    files: nodeService('', {
      'nginx/default.conf':
        'server {\n  location / {\n    proxy_cache app;\n    proxy_cache_valid 200 10m;\n    proxy_pass http://app;\n  }\n  location /assets/ {\n    expires 1y;\n  }\n}\n',
    }),
  },
  {
    title: 'Varnish',
    files: nodeService('', {
      'varnish/default.vcl': 'vcl 4.1;\nsub vcl_backend_response {\n    set beresp.ttl = 5m;\n}\n',
    }),
  },
  {
    title: 'CloudFront',
    files: nodeService('', {
      'infra/cdn.tf':
        'resource "aws_cloudfront_cache_policy" "pages" {\n  name        = "pages"\n  default_ttl = 60\n}\n',
    }),
  },
  {
    title: 'settings of Spring Boot',
    files: javaService('class App {}\n', {
      'src/main/resources/application.properties': 'spring.web.resources.cache.cachecontrol.max-age=365d\n',
    }),
  },
  {
    title: 'Spring',
    files: javaService(
      'import java.time.Duration;\nimport org.springframework.http.CacheControl;\nimport org.springframework.http.ResponseEntity;\n\nclass Rates {\n  ResponseEntity<String> all() {\n    return ResponseEntity.ok().cacheControl(CacheControl.maxAge(Duration.ofMinutes(5))).body("x");\n  }\n}\n',
    ),
  },
  {
    title: 'Rails',
    files: rubyService('', {
      'app/controllers/rates_controller.rb':
        'class RatesController < ApplicationController\n  def index\n    expires_in 5.minutes, public: true\n  end\nend\n',
    }),
  },
  {
    title: 'the server of files of Rails',
    files: rubyService('', {
      'config/environments/production.rb':
        "Rails.application.configure do\n  config.public_file_server.headers = { 'cache-control' => 'public, max-age=31536000' }\nend\n",
    }),
  },
  {
    title: 'axum',
    files: rustService(
      'use axum::http::header;\nuse axum::response::IntoResponse;\n\nasync fn rates() -> impl IntoResponse {\n    ([(header::CACHE_CONTROL, "public, max-age=60")], "x")\n}\n',
    ),
  },
  {
    title: 'PHP',
    files: phpService(
      "class Rates {\n  public function all() {\n    header('Cache-Control: public, max-age=300');\n  }\n}\n",
    ),
  },
  {
    title: 'a header by Laravel',
    files: phpService(
      "class Rates {\n  public function all() {\n    return response('x')->header('Cache-Control', 'public, max-age=300');\n  }\n}\n",
    ),
  },
  {
    title: 'net/http',
    files: goService(
      'import "net/http"\n\nfunc rates(w http.ResponseWriter, r *http.Request) {\n	w.Header().Set("Cache-Control", "public, max-age=300")\n	w.Write(body)\n}\n',
    ),
  },
  {
    title: 'ResponseCache of ASP.NET',
    files: csharpService(
      'using Microsoft.AspNetCore.Mvc;\n\npublic class RatesController : ControllerBase {\n  [HttpGet("/rates")]\n  [ResponseCache(Duration = 300)]\n  public IActionResult All() => Ok(rates);\n}\n',
    ),
  },
  {
    title: 'CacheControl of Spring in Kotlin',
    files: kotlinService(
      'import java.time.Duration\nimport org.springframework.http.CacheControl\nimport org.springframework.http.ResponseEntity\nimport org.springframework.web.bind.annotation.GetMapping\nimport org.springframework.web.bind.annotation.RestController\n\n@RestController\nclass Rates {\n    @GetMapping("/rates")\n    fun all() = ResponseEntity.ok().cacheControl(CacheControl.maxAge(Duration.ofMinutes(5))).body(rates())\n}\n',
    ),
  },
  {
    title: 'Plug',
    files: elixirService(
      'defmodule AppWeb.RatesController do\n  use AppWeb, :controller\n\n  def index(conn, _params) do\n    conn\n    |> put_resp_header("cache-control", "public, max-age=300")\n    |> json(rates())\n  end\nend\n',
    ),
  },
];

/** What lets nothing be kept, or speaks of something else. */
export const httpPolicyNot: readonly SignalExample[] = [
  {
    title: 'nothing may be kept',
    files: nodeService(
      "const app = require('express')();\napp.use((req, res, next) => {\n  res.set('Cache-Control', 'no-store, max-age=0');\n  next();\n});\n",
    ),
  },
  {
    title: 'an ETag that nobody compares, and a page that is made once',
    files: nodeService(
      "const app = require('express')();\napp.get('/rates', (req, res) => {\n  res.set('ETag', tag);\n  res.json(rates);\n});\n",
      {
        'pages/rates.tsx':
          'export async function getStaticProps() {\n  return { props: { rates: await load() }, revalidate: false };\n}\n',
      },
    ),
  },
  {
    title: 'HSTS and a cookie',
    files: nodeService(
      "const app = require('express')();\napp.use((req, res, next) => {\n  res.set('Strict-Transport-Security', 'max-age=31536000');\n  res.cookie('a', 'b', { maxAge: 1000 });\n  next();\n});\n",
    ),
  },
  {
    title: 'a request to others',
    files: nodeService("fetch('https://example.com', { headers: { 'Cache-Control': 'max-age=60' } });\n"),
  },
  {
    title: 'nginx that keeps nothing, and a comment',
    files: nodeService('', {
      'nginx/default.conf':
        'server {\n  location / {\n    expires -1;\n    # proxy_cache_valid 200 10m;\n    add_header Cache-Control "no-store";\n  }\n}\n',
    }),
  },
  {
    title: 'the machine of a developer',
    files: rubyService('', {
      'config/environments/development.rb':
        "Rails.application.configure do\n  config.public_file_server.headers = { 'cache-control' => 'public, max-age=172800' }\nend\n",
    }),
  },
  {
    title: 'a policy of CloudFront that keeps nothing',
    files: nodeService('', {
      'infra/cdn.tf':
        'resource "aws_cloudfront_distribution" "app" {\n  default_cache_behavior {\n    cache_policy_id = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad"\n  }\n}\n',
    }),
  },
  {
    title: 'a header of ASP.NET that forbids it',
    files: csharpService(
      'var headers = context.Response.GetTypedHeaders();\nheaders.CacheControl = new CacheControlHeaderValue { NoCache = true, MaxAge = TimeSpan.FromDays(60) };\n',
    ),
  },
];
