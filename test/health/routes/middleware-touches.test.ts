import { describe, expect, it } from 'vitest';
import { before } from './touches-before.js';

const node = (name: string): string => JSON.stringify({ dependencies: { [name]: '1', pg: '8' } });

describe('Node', () => {
  it('Express: what app.use puts before the routes that come after it', async () => {
    expect(
      await before('express', {
        'package.json': node('express'),
        'src/tenant.js': `const { Pool } = require('pg');
const pool = new Pool();
async function loadTenant(host) { return pool.query('SELECT 1 FROM tenants'); }
module.exports = {
  tenancy: async (req, res, next) => { req.tenant = await loadTenant(req.hostname); next(); },
  session: async (req, res, next) => {
    if (!req.cookies.sid) return next();
    req.user = await pool.query('SELECT 2');
    next();
  },
  failed: async (err, req, res, next) => { await pool.query('INSERT'); next(err); },
};
`,
        'src/app.js': `const express = require('express');
const { tenancy, session, failed } = require('./tenant');
const app = express();
app.get('/livez', (req, res) => res.send('ok'));
app.use(session);
app.use('/api', tenancy);
app.use(failed);
app.get('/healthz', (req, res) => res.send('ok'));
app.get('/api/health', (req, res) => res.send('ok'));
app.get('/ready', tenancy, (req, res) => res.send('ok'));
app.listen(3000);
`,
      }),
    ).toEqual(['/livez:', '/healthz:', '/api/health: db src/tenant.js:3', '/ready: db src/tenant.js:3']);
  });

  it('Express: sessions that are written for each request without one', async () => {
    const sessions = async (options: string): Promise<readonly string[]> =>
      before('express', {
        'package.json': node('express'),
        'app.js': `const express = require('express');
const session = require('express-session');
const { RedisStore } = require('connect-redis');
const PgStore = require('connect-pg-simple')(session);
const app = express();
app.get('/livez', (req, res) => res.send('ok'));
app.use(session({ secret: 'x', resave: false, ${options} }));
app.get('/healthz', (req, res) => res.send('ok'));
app.listen(3000);
`,
      });
    expect(await sessions('store: new RedisStore({ client }), saveUninitialized: true')).toEqual([
      '/livez:',
      '/healthz: cache app.js:7',
    ]);
    expect(await sessions('store: new PgStore({ pool })')).toEqual(['/livez:', '/healthz: db app.js:7']);
    for (const options of [
      'store: new RedisStore({ client }), saveUninitialized: false',
      'store: new RedisStore({ client }), saveUninitialized: process.env.SAVE',
      'store: new RedisStore({ client }), ...more',
      'saveUninitialized: true',
    ])
      expect(await sessions(options)).toEqual(['/livez:', '/healthz:']);
  });

  it('Koa, Hono and the hooks of Fastify', async () => {
    const touch = (parameters: string): string =>
      `async (${parameters}) => { await pool.query('SELECT 1'); await next(); }`;
    expect(
      await before('koa', {
        'package.json': node('koa'),
        'app.js': `const Koa = require('koa');
const Router = require('@koa/router');
const pool = new (require('pg').Pool)();
const app = new Koa();
const router = new Router();
app.use(${touch('ctx, next')});
router.get('/health', (ctx) => { ctx.body = 'ok'; });
app.use(router.routes());
`,
      }),
    ).toEqual(['/health: db app.js:6']);
    expect(
      await before('hono', {
        'package.json': node('hono'),
        'app.ts': `import { Hono } from 'hono';
import { Pool } from 'pg';
const pool = new Pool();
const app = new Hono();
app.use('*', ${touch('c, next')});
app.get('/health', (c) => c.text('ok'));
export default app;
`,
      }),
    ).toEqual(['/health: db app.ts:5']);
    expect(
      await before('fastify', {
        'package.json': node('fastify'),
        'app.js': `const app = require('fastify')();
const pool = new (require('pg').Pool)();
app.addHook('onRequest', async (request) => { await pool.query('SELECT 1'); });
app.addHook('onSend', async (request) => { await pool.query('SELECT 2'); });
app.get('/health', async () => 'ok');
app.listen({ port: 3000 });
`,
      }),
    ).toEqual(['/health: db app.js:3']);
  });

  it('NestJS: middleware of modules without an exception, and guards of the application', async () => {
    const files = (configure: string): Record<string, string> => ({
      'package.json': node('@nestjs/core'),
      'src/main.ts': `import { NestFactory } from '@nestjs/core';
import { AppModule } from './app.module';
async function bootstrap() { const app = await NestFactory.create(AppModule); await app.listen(3000); }
bootstrap();
`,
      'src/app.module.ts': `import { Module, MiddlewareConsumer, NestModule } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { HealthController } from './health.controller';
import { TenantMiddleware } from './tenant.middleware';
import { PlanGuard } from './plan.guard';
@Module({ controllers: [HealthController], providers: [{ provide: APP_GUARD, useClass: PlanGuard }] })
export class AppModule implements NestModule {
  configure(consumer: MiddlewareConsumer) {
    ${configure}
  }
}
`,
      'src/tenant.middleware.ts': `import { Injectable, NestMiddleware } from '@nestjs/common';
import { DataSource } from 'typeorm';
@Injectable()
export class TenantMiddleware implements NestMiddleware {
  constructor(private readonly dataSource: DataSource) {}
  async use(req, res, next) {
    req.tenant = await this.dataSource.query('SELECT 1');
    next();
  }
}
`,
      'src/plan.guard.ts': `import { Injectable } from '@nestjs/common';
@Injectable()
export class PlanGuard {
  constructor(private readonly prisma: PrismaService) {}
  async canActivate(context) {
    if (this.reflector.get('public', context.getHandler())) return true;
    return this.prisma.plan.findFirst();
  }
}
`,
      'src/health.controller.ts': `import { Controller, Get } from '@nestjs/common';
@Controller('health')
export class HealthController { @Get() check() { return 'ok'; } }
`,
    });
    expect(await before('nestjs', files("consumer.apply(TenantMiddleware).forRoutes('*');"))).toEqual([
      '/health: db src/tenant.middleware.ts:7',
    ]);
    expect(
      await before('nestjs', files("consumer.apply(TenantMiddleware).exclude('health').forRoutes('*');")),
    ).toEqual(['/health:']);
  });
});

describe('Python', () => {
  const engine = 'from sqlalchemy import create_engine, text\nengine = create_engine("postgresql://db")\n';

  it('Flask: before_request of the application and of the blueprint', async () => {
    expect(
      await before('flask', {
        'requirements.txt': 'flask\n',
        'app.py': `from flask import Flask, Blueprint, request
from db import session
app = Flask(__name__)
bp = Blueprint("ops", __name__)

@app.before_request
def load_settings():
    if request.path == "/metrics":
        return
    session.execute("SELECT 1")

@bp.before_request
def load_tenant():
    find_tenant()

def find_tenant():
    session.execute("SELECT 2")

@app.route("/health")
def health():
    return "ok"

@bp.route("/ready")
def ready():
    return "ok"

app.register_blueprint(bp)
`,
        'db.py': `${engine}session = engine.connect()\n`,
      }),
    ).toEqual(['/health:', '/ready: db app.py:17']);
  });

  it('FastAPI: middleware, and dependencies of the application for the routers that it includes', async () => {
    expect(
      await before('fastapi', {
        'requirements.txt': 'fastapi\n',
        'app.py': `from fastapi import APIRouter, Depends, FastAPI
from starlette.middleware.base import BaseHTTPMiddleware
from db import session

async def tenant():
    session.execute("SELECT 1")

class Audit(BaseHTTPMiddleware):
    async def dispatch(self, request, call_next):
        session.execute("SELECT 2")
        return await call_next(request)

app = FastAPI(dependencies=[Depends(tenant)])
app.add_middleware(Audit)
router = APIRouter()

@app.middleware("http")
async def count(request, call_next):
    response = await call_next(request)
    session.execute("SELECT 3")
    return response

@router.get("/health")
def health():
    return "ok"

app.include_router(router)
`,
        'db.py': `${engine}session = engine.connect()\n`,
      }),
    ).toContain('/health: db app.py:10, db app.py:6');
  });

  const django = (settings: string): Record<string, string> => ({
    'manage.py': 'import os\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "shop.settings")\n',
    'shop/settings.py': `ROOT_URLCONF = "shop.urls"\n${settings}`,
    'shop/urls.py': `from django.db import transaction
from django.http import HttpResponse
from django.urls import path
def livez(request):
    return HttpResponse("ok")
@transaction.non_atomic_requests
def healthz(request):
    return HttpResponse("ok")
urlpatterns = [path("livez", livez), path("healthz", healthz)]
`,
    'shop/middleware.py': `from django.db import connection
class Tenant:
    def __init__(self, get_response):
        self.get_response = get_response
    def __call__(self, request):
        request.tenant = Site.objects.first()
        return self.get_response(request)
class Token:
    def process_request(self, request):
        key = request.headers.get("Token")
        if not key:
            return None
        request.user = User.objects.get(token=key)
def plain(get_response):
    def middleware(request):
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        return get_response(request)
    return middleware
`,
  });

  it('Django: own middleware that asks the database each time, none of the built-in that is lazy', async () => {
    expect(
      await before(
        'django',
        django(`MIDDLEWARE = [
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "shop.middleware.Tenant",
    "shop.middleware.Token",
    "shop.middleware.plain",
]
SESSION_SAVE_EVERY_REQUEST = True
`),
      ),
    ).toEqual([
      '/livez: db shop/middleware.py:6, db shop/middleware.py:16, db shop/middleware.py:17',
      '/healthz: db shop/middleware.py:6, db shop/middleware.py:16, db shop/middleware.py:17',
    ]);
  });

  it('Django: a transaction around each view, and the cache of whole pages', async () => {
    const settings = (
      engine: string,
    ): string => `MIDDLEWARE = ["django.middleware.cache.FetchFromCacheMiddleware"]
CACHES = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache"}}
DATABASES = {"default": {"ENGINE": "django.db.backends.${engine}", "ATOMIC_REQUESTS": True}}
`;
    expect(await before('django', django(settings('postgresql')))).toEqual([
      '/livez: cache shop/settings.py:2, db shop/settings.py:4',
      '/healthz: cache shop/settings.py:2',
    ]);
    expect(await before('django', django(settings('sqlite3')))).toEqual([
      '/livez: cache shop/settings.py:2',
      '/healthz: cache shop/settings.py:2',
    ]);
  });
});

it('Go: what Use puts before the routes, up to the first way out', async () => {
  const app = (use: string): Record<string, string> => ({
    'go.mod': 'module shop\n\ngo 1.22\n\nrequire github.com/go-chi/chi/v5 v5.0.0\n',
    'main.go': `package main

import (
	"database/sql"
	"net/http"

	"github.com/go-chi/chi/v5"
)

var db *sql.DB

func tenancy(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		${use}
		next.ServeHTTP(w, r)
	})
}

func main() {
	r := chi.NewRouter()
	r.Use(tenancy)
	r.Get("/healthz", func(w http.ResponseWriter, r *http.Request) { w.Write([]byte("ok")) })
	http.ListenAndServe(":8080", r)
}
`,
  });
  expect(await before('go-chi', app('db.PingContext(r.Context())'))).toEqual(['/healthz: db main.go:14']);
  expect(
    await before(
      'go-chi',
      app('if r.URL.Path == "/healthz" { next.ServeHTTP(w, r); return }\n\t\tdb.PingContext(r.Context())'),
    ),
  ).toEqual(['/healthz:']);
});

it('ASP.NET: middleware of the project that stands before the endpoints', async () => {
  expect(
    await before('aspnet', {
      'Api/Api.csproj': '<Project Sdk="Microsoft.NET.Sdk.Web"></Project>',
      'Api/Program.cs': `var builder = WebApplication.CreateBuilder(args);
var app = builder.Build();
app.MapGet("/healthz", () => "ok");
app.UseMiddleware<TenantMiddleware>();
app.UseMiddleware<UserMiddleware>();
app.Run();
`,
      'Api/TenantMiddleware.cs': `public class TenantMiddleware {
  private readonly RequestDelegate _next;
  private readonly IDistributedCache _cache;
  public async Task InvokeAsync(HttpContext context) {
    var tenant = await _cache.GetStringAsync("tenant");
    await _next(context);
  }
}
public class UserMiddleware {
  public async Task InvokeAsync(HttpContext context, ShopDbContext db) {
    if (context.User.Identity.IsAuthenticated) { await db.Users.FirstAsync(); }
    await _next(context);
  }
}
`,
    }),
  ).toEqual(['/healthz: cache Api/TenantMiddleware.cs:5']);
});

it('Rails: callbacks that always ask the database', async () => {
  expect(
    await before('rails', {
      Gemfile: "gem 'rails'\n",
      'config/application.rb': 'module Shop\n  class Application < Rails::Application\n  end\nend\n',
      'config/routes.rb': "Rails.application.routes.draw do\n  get 'healthz', to: 'health#show'\nend\n",
      'app/models/tenant.rb': 'class Tenant < ApplicationRecord\nend\n',
      'app/controllers/application_controller.rb': `class ApplicationController < ActionController::Base
  before_action :set_tenant
  before_action :set_user

  def set_tenant
    @tenant = Tenant.find_by(host: request.host)
  end

  def set_user
    return unless session[:user_id]
    @user = Tenant.find(session[:user_id])
  end
end
`,
      'app/controllers/health_controller.rb':
        'class HealthController < ApplicationController\n  def show\n    head :ok\n  end\nend\n',
    }),
  ).toEqual(['/healthz: db app/controllers/application_controller.rb:6']);
});

describe('Laravel', () => {
  const app = (driver: string): Record<string, string> => ({
    'composer.json':
      '{"require": {"laravel/framework": "^10.0"}, "autoload": {"psr-4": {"App\\\\": "app/"}}}',
    artisan: '',
    'config/session.php': `<?php\nreturn [\n    'driver' => env('SESSION_DRIVER', '${driver}'),\n];\n`,
    'app/Http/Kernel.php': `<?php
namespace App\\Http;
use Illuminate\\Foundation\\Http\\Kernel as HttpKernel;
class Kernel extends HttpKernel {
    protected $middleware = [\\App\\Http\\Middleware\\Tenancy::class];
    protected $middlewareGroups = [
        'web' => [\\Illuminate\\Session\\Middleware\\StartSession::class],
        'api' => [],
    ];
}
`,
    'app/Http/Middleware/Tenancy.php': `<?php
namespace App\\Http\\Middleware;
use Illuminate\\Support\\Facades\\DB;
class Tenancy {
    public function handle($request, $next) {
        $tenant = DB::table('tenants')->first();
        $early = Theme::dispatch('before', $request);
        if ($request->user()) { DB::table('users')->first(); }
        return $next($request);
    }
}
`,
    'app/Providers/RouteServiceProvider.php': `<?php
namespace App\\Providers;
use Illuminate\\Support\\Facades\\Route;
use Illuminate\\Foundation\\Support\\Providers\\RouteServiceProvider as ServiceProvider;
class RouteServiceProvider extends ServiceProvider {
    public function boot() {
        $this->routes(function () {
            Route::middleware('web')->group(base_path('routes/web.php'));
            Route::middleware('api')->group(base_path('routes/api.php'));
        });
    }
}
`,
    'routes/web.php':
      "<?php\nuse Illuminate\\Support\\Facades\\Route;\nRoute::get('/healthz', fn () => 'ok');\n",
    'routes/api.php':
      "<?php\nuse Illuminate\\Support\\Facades\\Route;\nRoute::get('/livez', fn () => 'ok');\n",
  });

  it('reads the middleware of the project, and sessions that the web group keeps elsewhere', async () => {
    expect(await before('laravel', app('redis'))).toEqual([
      '/healthz: db app/Http/Middleware/Tenancy.php:6, cache config/session.php:3',
      '/livez: db app/Http/Middleware/Tenancy.php:6',
    ]);
  });

  it('says nothing of sessions in files, or where the environment has another driver', async () => {
    const tenancy = 'db app/Http/Middleware/Tenancy.php:6';
    expect(await before('laravel', app('file'))).toEqual([`/healthz: ${tenancy}`, `/livez: ${tenancy}`]);
    expect(
      await before('laravel', { ...app('database'), 'docker-compose.yml': 'x:\n  SESSION_DRIVER: file\n' }),
    ).toEqual([`/healthz: ${tenancy}`, `/livez: ${tenancy}`]);
  });
});

describe('Phoenix', () => {
  const endpoint = (plugs: string): string =>
    `defmodule ShopWeb.Endpoint do\n  use Phoenix.Endpoint, otp_app: :shop\n${plugs}\n  plug ShopWeb.Router\nend\n`;
  const shop = {
    'lib/shop/repo.ex': 'defmodule Shop.Repo do\n  use Ecto.Repo, otp_app: :shop\nend\n',
    'lib/shop/tenants.ex': `defmodule Shop.Tenants do
  alias Shop.Repo
  def by_host(host), do: Repo.get_by(Shop.Tenant, host: host)
end
`,
    'lib/shop_web/tenancy.ex': `if Code.ensure_loaded?(Plug) do
defmodule ShopWeb.Tenancy do
  import Plug.Conn
  alias Shop.Tenants
  def init(opts), do: opts
  def call(conn, _opts) do
    tenant = Tenants.by_host(conn.host)
    assign(conn, :tenant, tenant)
  end
end
end
`,
    'lib/shop_web/user.ex': `defmodule ShopWeb.User do
  import Plug.Conn
  def fetch_current_user(conn, _opts) do
    token = get_session(conn, :token)
    user = token && Shop.Repo.get_by(Shop.User, token: token)
    assign(conn, :user, user)
  end
  def load_settings(conn, _opts) do
    assign(conn, :settings, Shop.Repo.all(Shop.Setting))
  end
end
`,
    'lib/shop_web/health.ex': `defmodule ShopWeb.HealthPlug do
  import Plug.Conn
  def init(opts), do: opts
  def call(%{request_path: "/livez"} = conn, _opts), do: conn |> send_resp(200, "ok") |> halt()
  def call(conn, _opts), do: conn
end
`,
  };
  const router = (body: string): string =>
    `defmodule ShopWeb.Router do\n  use ShopWeb, :router\n  import ShopWeb.User\n${body}\nend\n`;

  it('plugs of the endpoint come before what stands behind them, and not before a plug that answers and halts', async () => {
    expect(
      await before('phoenix', {
        ...shop,
        'lib/shop_web/endpoint.ex': endpoint(
          '  plug ShopWeb.HealthPlug\n  plug ShopWeb.Tenancy\n  if code_reloading? do\n    plug ShopWeb.Reload\n  end',
        ),
        'lib/shop_web/reload.ex':
          'defmodule ShopWeb.Reload do\n  def init(o), do: o\n  def call(conn, _), do: Shop.Repo.query!("SELECT 1") && conn\nend\n',
        'lib/shop_web/router.ex': router(
          '  scope "/", ShopWeb do\n    get "/healthz", HealthController, :show\n  end',
        ),
      }),
    ).toEqual(['/livez:', '/healthz: db lib/shop/tenants.ex:3']);
  });

  it('pipelines count for the scopes that are piped through them; what asks only for a user with a token does not', async () => {
    expect(
      await before('phoenix', {
        ...shop,
        'lib/shop_web/endpoint.ex': endpoint('  plug Plug.RequestId'),
        'lib/shop_web/router.ex': router(`  pipeline :browser do
    plug :fetch_session
    plug :fetch_current_user
  end
  pipeline :settled do
    plug :browser
    plug :load_settings
  end
  pipeline :skipping do
    plug :unless_probe
  end
  scope "/", ShopWeb do
    pipe_through :browser
    get "/health", HealthController, :show
  end
  scope "/in", ShopWeb do
    pipe_through [:settled]
    get "/health", HealthController, :show
  end
  scope "/skipped", ShopWeb do
    pipe_through :skipping
    get "/health", HealthController, :show
  end
  scope "/own", ShopWeb do
    pipe_through [ShopWeb.Tenancy]
    get "/health", HealthController, :show
  end
  def unless_probe(%{request_path: "/skipped/health"} = conn, _opts), do: conn
  def unless_probe(conn, _opts), do: load_settings(conn, [])`),
      }),
    ).toEqual([
      '/health:',
      '/in/health: db lib/shop_web/user.ex:9',
      '/skipped/health:',
      '/own/health: db lib/shop/tenants.ex:3',
    ]);
  });

  it("plugs of a controller for the actions of their guard, the web module's among them", async () => {
    expect(
      await before('phoenix', {
        ...shop,
        'lib/shop_web.ex': `defmodule ShopWeb do
  def controller do
    quote do
      use Phoenix.Controller
      import ShopWeb.User
      plug ShopWeb.Tenancy when action in [:deep]
    end
  end
  defmacro __using__(which), do: apply(__MODULE__, which, [])
end
`,
        'lib/shop_web/endpoint.ex': endpoint(''),
        'lib/shop_web/controllers/health_controller.ex': `defmodule ShopWeb.HealthController do
  use ShopWeb, :controller
  plug :load_settings when action not in [:live, :deep]
  plug :measured when action == :live
  def live(conn, _), do: text(conn, "ok")
  def ready(conn, _), do: text(conn, "ok")
  def deep(conn, _), do: text(conn, "ok")
  defp measured(conn, _) do
    try do
      Shop.Repo.query!("SELECT 1")
    rescue
      _ -> :ok
    end
    Task.start(fn -> Shop.Repo.all(Shop.Setting) end)
    conn
  end
end
`,
        'lib/shop_web/router.ex': router(`  scope "/", ShopWeb do
    get "/livez", HealthController, :live
    get "/readyz", HealthController, :ready
    get "/health", HealthController, :deep
  end`),
      }),
    ).toEqual(['/livez:', '/readyz: db lib/shop_web/user.ex:9', '/health: db lib/shop/tenants.ex:3']);
  });

  it('a router of Plug: what is plugged before :dispatch', async () => {
    expect(
      await before('phoenix', {
        ...shop,
        'lib/ops/router.ex': `defmodule Ops.Router do
  use Plug.Router
  plug Ops.Chain
  plug :match
  plug :dispatch
  plug :after_all
  get "/health", do: send_resp(conn, 200, "ok")
  defp after_all(conn, _), do: Shop.Repo.query!("SELECT 2") && conn
end
`,
        'lib/ops/chain.ex': `defmodule Ops.Chain do
  use Plug.Builder
  plug Plug.Logger
  plug ShopWeb.Tenancy
end
`,
        'lib/ops/server.ex':
          'defmodule Ops.Server do\n  def children, do: [{Bandit, plug: Ops.Router, port: 4001}]\nend\n',
      }),
    ).toEqual(['/health: db lib/shop/tenants.ex:3']);
  });
});

describe('Spring', () => {
  const at = 'src/main/java/com/acme';
  const shop = (filter: string, more: Readonly<Record<string, string>> = {}): Record<string, string> => ({
    'pom.xml': `<project><parent><groupId>org.springframework.boot</groupId><artifactId>spring-boot-starter-parent</artifactId><version>3.3.1</version></parent><artifactId>app</artifactId><dependencies>
<dependency><groupId>org.springframework.boot</groupId><artifactId>spring-boot-starter-web</artifactId></dependency>
<dependency><groupId>org.springframework.boot</groupId><artifactId>spring-boot-starter-actuator</artifactId></dependency>
</dependencies></project>`,
    [`${at}/App.java`]: `package com.acme;
import org.springframework.boot.autoconfigure.SpringBootApplication;
@SpringBootApplication class App {}
`,
    [`${at}/Health.java`]: `package com.acme;
import org.springframework.web.bind.annotation.*;
@RestController class Health {
  @GetMapping("/healthz") String health() { return "ok"; }
  @GetMapping("/api/health") String api() { return "ok"; }
}
`,
    [`${at}/TenantRepository.java`]: `package com.acme;
import org.springframework.data.jpa.repository.JpaRepository;
interface TenantRepository extends JpaRepository<Tenant, Long> {
  Tenant findByHost(String host);
  @Cacheable("tenants") Tenant findByName(String name);
}
`,
    [`${at}/Tenancy.java`]: `package com.acme;
import jakarta.servlet.*;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
${filter}
`,
    ...more,
  });
  const body = (statements: string, more = ''): string =>
    `class Tenancy extends OncePerRequestFilter {
  private final TenantRepository tenants;
${more}  protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain) {
${statements}
    chain.doFilter(request, response);
  }
}`;
  const asking = '    Tenant tenant = tenants.findByHost(request.getServerName());';
  const paths = async (files: Readonly<Record<string, string>>): Promise<string[]> =>
    (await before('spring', files))
      .filter((line) => /^\/(?:healthz|api\/health|actuator\/health):/.test(line))
      .toSorted();

  it('a filter that is a component stands before all, the actuator among them', async () => {
    expect(await paths(shop(`@Component ${body(asking)}`))).toEqual([
      `/actuator/health: db ${at}/Tenancy.java:8`,
      `/api/health: db ${at}/Tenancy.java:8`,
      `/healthz: db ${at}/Tenancy.java:8`,
    ]);
    expect(await paths(shop(body(asking)))).toEqual(['/actuator/health:', '/api/health:', '/healthz:']);
    const elsewhere = shop('');
    expect(
      await paths({
        ...elsewhere,
        'src/main/java/org/other/Tenancy.java': (
          shop(`@Component ${body(asking)}`)[`${at}/Tenancy.java`] ?? ''
        ).replace('package com.acme;', 'package org.other;\nimport com.acme.TenantRepository;'),
      }),
    ).toEqual(['/actuator/health:', '/api/health:', '/healthz:']);
    expect(await paths(shop(`@Profile("tenancy") @Component ${body(asking)}`))).toEqual([
      '/actuator/health:',
      '/api/health:',
      '/healthz:',
    ]);
  });

  it.each([
    [
      'a token must be there',
      '    if (request.getHeader("T") == null) { chain.doFilter(request, response); return; }\n' + asking,
    ],
    ['a test', '    if (isTenant(request)) { tenants.findByHost("x"); }'],
    ['an answer that is kept', '    tenants.findByName("x");'],
    [
      'a failure that is swallowed',
      '    try { tenants.findByHost("x"); } catch (Exception e) { log.warn("x"); }',
    ],
    ['after the answer', '    chain.doFilter(request, response);\n' + asking],
  ])('not what only some requests touch: %s', async (_, statements) => {
    expect(await paths(shop(`@Component ${body(statements)}`))).toEqual([
      '/actuator/health:',
      '/api/health:',
      '/healthz:',
    ]);
  });

  it('shouldNotFilter passes paths over', async () => {
    const skipping = (test: string): string =>
      body(asking, `  protected boolean shouldNotFilter(HttpServletRequest request) { ${test} }\n`);
    expect(
      await paths(
        shop(
          `@Component ${skipping('String path = request.getServletPath(); return path.startsWith("/actuator") || path.equals("/healthz");')}`,
        ),
      ),
    ).toEqual(['/actuator/health:', `/api/health: db ${at}/Tenancy.java:9`, '/healthz:']);
    expect(await paths(shop(`@Component ${skipping('return skipped.matches(request);')}`))).toEqual([
      '/actuator/health:',
      '/api/health:',
      '/healthz:',
    ]);
  });

  it('registrations bind a filter to URL patterns, or switch it off', async () => {
    const registered = (statements: string): Record<string, string> =>
      shop(`@Component ${body(asking)}`, {
        [`${at}/Filters.java`]: `package com.acme;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.*;
@Configuration class Filters {
  @Bean FilterRegistrationBean<Tenancy> tenancy(Tenancy filter) {
    FilterRegistrationBean<Tenancy> bean = new FilterRegistrationBean<>(filter);
    ${statements}
    return bean;
  }
}
`,
      });
    expect(await paths(registered('bean.addUrlPatterns("/api/*", "/admin/*");'))).toEqual([
      '/actuator/health:',
      `/api/health: db ${at}/Tenancy.java:8`,
      '/healthz:',
    ]);
    expect(await paths(registered('bean.setEnabled(false);'))).toEqual([
      '/actuator/health:',
      '/api/health:',
      '/healthz:',
    ]);
  });

  it('interceptors stand before controllers whose paths are not excluded, never before the actuator', async () => {
    const interceptor = (registration: string): Record<string, string> =>
      shop(
        `class Tenancy implements org.springframework.web.servlet.HandlerInterceptor {
  private final TenantRepository tenants;
  public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
${asking}
    return true;
  }
}`,
        {
          [`${at}/Web.java`]: `package com.acme;
import org.springframework.web.servlet.config.annotation.*;
@Configuration class Web implements WebMvcConfigurer {
  private final Tenancy tenancy;
  public void addInterceptors(InterceptorRegistry registry) {
    ${registration}
  }
}
`,
        },
      );
    const found = `db ${at}/Tenancy.java:8`;
    expect(await paths(interceptor('registry.addInterceptor(tenancy);'))).toEqual([
      '/actuator/health:',
      `/api/health: ${found}`,
      `/healthz: ${found}`,
    ]);
    expect(
      await paths(
        interceptor(
          'registry.addInterceptor(tenancy).addPathPatterns("/**").excludePathPatterns(List.of("/healthz", "/docs/**"));',
        ),
      ),
    ).toEqual(['/actuator/health:', `/api/health: ${found}`, '/healthz:']);
    expect(await paths(interceptor('if (enabled) { registry.addInterceptor(tenancy); }'))).toEqual([
      '/actuator/health:',
      '/api/health:',
      '/healthz:',
    ]);
    expect(
      await paths(interceptor('registry.addInterceptor(tenancy).excludePathPatterns(properties.getOpen());')),
    ).toEqual(['/actuator/health:', '/api/health:', '/healthz:']);
  });

  it('a filter of a security chain runs for what the chain permits, not for what is ignored', async () => {
    const secured = (ignoring: string): Record<string, string> =>
      shop(body(asking), {
        [`${at}/Security.java`]: `package com.acme;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
@Configuration class Security {
  private final Tenancy tenancy;
  @Bean SecurityFilterChain chain(HttpSecurity http) throws Exception {
    http.securityMatcher("/api/**").addFilterBefore(tenancy, UsernamePasswordAuthenticationFilter.class)
      .authorizeHttpRequests(auth -> auth.requestMatchers("/api/health").permitAll().anyRequest().authenticated());
    return http.build();
  }
${ignoring}
}
`,
      });
    expect(await paths(secured(''))).toEqual([
      '/actuator/health:',
      `/api/health: db ${at}/Tenancy.java:8`,
      '/healthz:',
    ]);
    expect(
      await paths(
        secured(
          '  @Bean WebSecurityCustomizer open() { return web -> web.ignoring().requestMatchers("/api/health"); }',
        ),
      ),
    ).toEqual(['/actuator/health:', '/api/health:', '/healthz:']);
  });

  it('Kotlin, WebFlux, and the model of an advice for all controllers', async () => {
    const files = shop('class Nothing');
    expect(
      await paths({
        ...files,
        [`${at}/Audit.kt`]: `package com.acme
import org.springframework.stereotype.Component
import org.springframework.web.server.WebFilter
@Component
class Audit(private val redis: ReactiveStringRedisTemplate, private val tenants: TenantRepository) : WebFilter {
  override fun filter(exchange: ServerWebExchange, chain: WebFilterChain): Mono<Void> {
    val token = exchange.request.headers["T"]?.let { tenants.findByHost(it) }
    if (token != null) { tenants.findByHost("x") }
    return redis.opsForValue().increment("seen").then(chain.filter(exchange))
  }
}
`,
        [`${at}/Advice.java`]: `package com.acme;
import org.springframework.web.bind.annotation.*;
@ControllerAdvice class Advice {
  private final TenantRepository tenants;
  @ModelAttribute("tenant") Tenant tenant() { return tenants.findByHost("x"); }
}
`,
      }),
    ).toEqual([
      `/actuator/health: cache ${at}/Audit.kt:9`,
      `/api/health: cache ${at}/Audit.kt:9, db ${at}/Advice.java:5`,
      `/healthz: cache ${at}/Audit.kt:9, db ${at}/Advice.java:5`,
    ]);
  });
});

describe('Rack', () => {
  const models = {
    'tenant.rb': 'class Tenant < ActiveRecord::Base\nend\n',
    'lib/tenancy.rb': `class Tenancy
  def initialize(app)
    @app = app
  end

  def call(env)
    env["tenant"] = Tenant.find_by(host: env["HTTP_HOST"])
    @app.call(env)
  end
end
`,
    'lib/probe.rb': `class Probe
  def initialize(app)
    @app = app
  end

  def call(env)
    return [200, {}, ["ok"]] if env["PATH_INFO"] == "/livez"
    @app.call(env)
  end
end
`,
    'lib/audit.rb': `class Audit
  def call(env)
    status, headers, body = @app.call(env)
    Tenant.create!(status: status)
    [status, headers, body]
  end
end
`,
  };

  it('config.ru: what is used before an application is run, up to what answers the path itself', async () => {
    const files = {
      ...models,
      Gemfile: "gem 'sinatra'\n",
      'config.ru': `use Probe
use Tenancy
use Audit
use Other if ENV["OTHER"]
map "/open" do
  run ->(env) { [200, {}, ["ok"]] }
end
run Shop
`,
      'shop.rb': `class Shop < Sinatra::Base
  get "/livez" do
    "ok"
  end
  get "/healthz" do
    "ok"
  end
end
`,
    };
    expect(await before('sinatra', files)).toEqual(['/livez:', '/healthz: db lib/tenancy.rb:7']);
  });

  it('Rails: middleware of the settings, also before /up', async () => {
    const app = (statement: string): Record<string, string> => ({
      ...models,
      Gemfile: "gem 'rails'\n",
      'config/application.rb': `module Shop
  class Application < Rails::Application
    ${statement}
  end
end
`,
      'config/routes.rb': 'Rails.application.routes.draw do\n  get "up" => "rails/health#show"\nend\n',
    });
    expect(await before('rails', app('config.middleware.insert_before 0, Tenancy'))).toEqual([
      '/up: db lib/tenancy.rb:7',
    ]);
    expect(await before('rails', app('config.middleware.use "Tenancy"'))).toEqual([
      '/up: db lib/tenancy.rb:7',
    ]);
    expect(await before('rails', app('config.middleware.use Tenancy if ENV["TENANTS"]'))).toEqual(['/up:']);
    expect(await before('rails', app('config.middleware.use Audit'))).toEqual(['/up:']);
  });

  it('Sinatra: filters with their patterns, also of the class above, not what only some requests do', async () => {
    expect(
      await before('sinatra', {
        ...models,
        Gemfile: "gem 'sinatra'\n",
        'config.ru': 'run Shop\n',
        'base.rb': `class Base < Sinatra::Base
  before do
    next if request.path_info == "/livez"
    @tenant = Tenant.first
  end
  before do
    @user = Tenant.find(session[:id]) if session[:id]
  end
end
`,
        'shop.rb': `class Shop < Base
  before "/api/*" do
    @settings = Tenant.where(kind: "settings").to_a
  end
  after do
    Tenant.last
  end
  get "/healthz" do
    "ok"
  end
  get "/api/health" do
    "ok"
  end
end
`,
      }),
    ).toEqual(['/healthz:', '/api/health: db shop.rb:3']);
  });

  it('Grape: filters stand before what is registered behind them, in their namespace, mounted or not', async () => {
    expect(
      await before('grape', {
        ...models,
        Gemfile: "gem 'grape'\n",
        'config.ru': 'run API\n',
        'api.rb': `class API < Grape::API
  get "livez" do
    "ok"
  end
  before do
    @tenant = Tenant.first
  end
  namespace :admin do
    before do
      Rails.cache.read("flags")
    end
    get "health" do
      "ok"
    end
  end
  get "healthz" do
    "ok"
  end
  mount Inner
end
`,
        'inner.rb': 'class Inner < Grape::API\n  get "readyz" do\n    "ok"\n  end\nend\n',
      }),
    ).toEqual([
      '/livez:',
      '/admin/health: db api.rb:6, cache api.rb:10',
      '/healthz: db api.rb:6',
      '/readyz: db api.rb:6',
    ]);
  });

  it('Roda: hooks, and what stands ahead of a route in the blocks around it', async () => {
    expect(
      await before('roda', {
        ...models,
        Gemfile: "gem 'roda'\n",
        'config.ru': 'run Shop.freeze.app\n',
        'shop.rb': `class Shop < Roda
  plugin :hooks
  route do |r|
    r.get "livez" do
      "ok"
    end
    @tenant = Tenant.first
    r.get "healthz" do
      "ok"
    end
    r.on "api" do
      @settings = Tenant.where(kind: "s").to_a if r.params["x"]
      r.get "health" do
        "ok"
      end
      Tenant.last
    end
  end
end
`,
      }),
    ).toEqual(['/livez:', '/healthz: db shop.rb:7', '/api/health: db shop.rb:7']);
  });
});

describe('JAX-RS, Micronaut, Ktor, Javalin and Spark', () => {
  const at = 'src/main/java/com/acme';
  const repository = {
    [`${at}/TenantRepository.java`]:
      'package com.acme;\nimport org.springframework.data.jpa.repository.JpaRepository;\ninterface TenantRepository extends JpaRepository<Tenant, Long> { Tenant findByHost(String host); }\n',
  };

  it('JAX-RS: providers, and those that are bound by name only where they are bound', async () => {
    const filter = (name: string, marks: string): string => `package com.acme;
import jakarta.ws.rs.container.*;
import jakarta.ws.rs.ext.Provider;
${marks}
public class ${name} implements ContainerRequestFilter {
  private TenantRepository tenants;
  public void filter(ContainerRequestContext request) {
    tenants.findByHost("x");
  }
}
`;
    const files = (tenancy: string): Record<string, string> => ({
      ...repository,
      [`${at}/Health.java`]: `package com.acme;
import jakarta.ws.rs.*;
@Path("/")
public class Health {
  @GET @Path("healthz") public String health() { return "ok"; }
  @Metered @GET @Path("readyz") public String ready() { return "ok"; }
}
`,
      [`${at}/Metered.java`]: 'package com.acme;\n@NameBinding public @interface Metered {}\n',
      [`${at}/Tenancy.java`]: filter('Tenancy', tenancy),
      [`${at}/Metering.java`]: filter('Metering', '@Provider @Metered'),
    });
    expect(await before('jax-rs', files('@Provider @PreMatching'))).toEqual([
      `/healthz: db ${at}/Tenancy.java:8`,
      `/readyz: db ${at}/Metering.java:8, db ${at}/Tenancy.java:8`,
    ]);
    for (const marks of [
      '',
      '@Provider @IfBuildProfile("tenants")',
      '@Provider @ConstrainedTo(RuntimeType.CLIENT)',
    ])
      expect(await before('jax-rs', files(marks))).toEqual([
        '/healthz:',
        `/readyz: db ${at}/Metering.java:8`,
      ]);
  });

  it('Micronaut: filters with their patterns, the management endpoints among what they cover', async () => {
    const files = (marks: string): Record<string, string> => ({
      ...repository,
      'build.gradle':
        'dependencies {\n  implementation("io.micronaut:micronaut-http-server-netty")\n  implementation("io.micronaut:micronaut-management")\n}\n',
      [`${at}/App.java`]:
        'package com.acme;\nimport io.micronaut.runtime.Micronaut;\nclass App { static void main(String[] a) { Micronaut.run(App.class, a); } }\n',
      [`${at}/Api.java`]:
        'package com.acme;\nimport io.micronaut.http.annotation.*;\n@Controller("/api")\nclass Api { @Get("/health") String health() { return "ok"; } }\n',
      [`${at}/Tenancy.java`]: `package com.acme;
import io.micronaut.http.annotation.*;
import io.micronaut.http.filter.*;
${marks}
class Tenancy implements HttpServerFilter {
  private final TenantRepository tenants;
  public Publisher<MutableHttpResponse<?>> doFilter(HttpRequest<?> request, ServerFilterChain chain) {
    tenants.findByHost("x");
    return chain.proceed(request);
  }
}
`,
    });
    const paths = async (marks: string): Promise<string[]> =>
      (await before('micronaut', files(marks)))
        .filter((line) => /^\/(?:api\/)?health:/.test(line))
        .toSorted();
    const found = `db ${at}/Tenancy.java:8`;
    expect(await paths('@Filter("/**")')).toEqual([`/api/health: ${found}`, `/health: ${found}`]);
    expect(await paths('@Filter(Filter.MATCH_ALL_PATTERN)')).toEqual([
      `/api/health: ${found}`,
      `/health: ${found}`,
    ]);
    expect(await paths('@Filter(patterns = {"/api/**"})')).toEqual([`/api/health: ${found}`, '/health:']);
    expect(await paths('@Requires(property = "tenants") @Filter("/**")')).toEqual([
      '/api/health:',
      '/health:',
    ]);
    expect(await paths('@Filter(value = "/**", methods = HttpMethod.POST)')).toEqual([
      '/api/health:',
      '/health:',
    ]);
  });

  it('Ktor: interceptors of the application and of a route, and plugins of the project', async () => {
    expect(
      await before('ktor', {
        'src/main/kotlin/App.kt': `package acme
import io.ktor.server.application.*
import io.ktor.server.routing.*
import org.jetbrains.exposed.sql.transactions.transaction

val Tenancy = createApplicationPlugin(name = "Tenancy") {
  onCall { call ->
    transaction { Tenants.all() }
  }
}
val Audit = createApplicationPlugin("Audit") {
  onCallRespond { call -> transaction { Audits.insert(call) } }
}

fun Application.module() {
  install(Tenancy)
  install(Audit)
  if (developmentMode) install(Debugging)
  intercept(ApplicationCallPipeline.Plugins) {
    if (call.request.headers["T"] == null) return@intercept
    transaction { Tokens.all() }
  }
  routing {
    get("/healthz") { call.respondText("ok") }
    route("/api") {
      get("/health") { call.respondText("ok") }
      intercept(ApplicationCallPipeline.Call) {
        transaction { Settings.all() }
      }
    }
    route("/in") {
      get("/health") { call.respondText("ok") }
    }
  }
}
`,
      }),
    ).toEqual([
      '/healthz: db src/main/kotlin/App.kt:8',
      '/api/health: db src/main/kotlin/App.kt:8, db src/main/kotlin/App.kt:28',
      '/in/health: db src/main/kotlin/App.kt:8',
    ]);
  });

  it('Javalin and Spark: what stands before all routes or those of a pattern', async () => {
    const app = (setup: string, imports: string, call: string): Record<string, string> => ({
      ...repository,
      [`${at}/App.java`]: `package com.acme;
${imports}
class App {
  private TenantRepository tenants;
  void start(boolean strict) {
    ${setup}
    ${call}before(ctx -> tenants.findByHost("x"));
    ${call}before("/api/*", (ctx) -> { if (ctx == null) { return; } tenants.findByHost("y"); });
    ${call}before("/in/*", this::load);
    if (strict) { ${call}before(ctx -> tenants.findByHost("z")); }
    ${call}after(ctx -> tenants.findByHost("z"));
    ${call}get("/healthz", ctx -> "ok");
    ${call}get("/in/health", ctx -> "ok");
  }
  void load(Context ctx) { tenants.findByHost("w"); }
}
`,
    });
    const found = [`/healthz: db ${at}/App.java:7`, `/in/health: db ${at}/App.java:7, db ${at}/App.java:15`];
    const javalin = app('Javalin app = Javalin.create();', 'import io.javalin.Javalin;', 'app.');
    expect(await before('javalin', javalin)).toEqual(found);
    expect(await before('spark-java', app('', 'import static spark.Spark.*;', ''))).toEqual(found);
  });
});

it('Hanami: callbacks of actions', async () => {
  expect(
    await before('hanami', {
      'config/routes.rb': `module Shop
  class Routes < Hanami::Routes
    get "/health", to: "health.show"
    get "/livez", to: "health.live"
  end
end
`,
      'app/actions/health/show.rb': `module Shop
  module Actions
    module Health
      class Show < Hanami::Action
        before :load_tenant
        before do |request|
          ROM.env if request.params[:x]
        end

        def handle(request, response)
          response.body = "ok"
        end

        private

        def load_tenant(*)
          DB[:tenants].first
        end
      end
    end
  end
end
`,
      'app/actions/health/live.rb':
        'module Shop\n  module Actions\n    module Health\n      class Live < Hanami::Action\n        def handle(request, response)\n          response.body = "ok"\n        end\n      end\n    end\n  end\nend\n',
    }),
  ).toEqual(['/health: db app/actions/health/show.rb:17', '/livez:']);
});
