import { describe, expect, it } from 'vitest';
import { routeFrameworks } from '../../../src/health/routes/registry.js';
import { isProductFile } from '../../../src/model/repository-view.js';
import { inMemoryRepository } from '../../in-memory-repository.js';

/** `path: dependency file:line, …` of what stands before each route. */
async function before(framework: string, files: Readonly<Record<string, string>>): Promise<string[]> {
  const view = inMemoryRepository(files);
  const reader = routeFrameworks.find(({ name }) => name === framework);
  const candidates = view.files.filter((file) => isProductFile(file) && reader?.isCandidate(file));
  const { routes } = (await reader?.read(candidates, view)) ?? { routes: [] };
  return routes.map(({ path, touchedBefore = [] }) =>
    `${path}: ${touchedBefore.map(({ dependency, span }) => `${dependency} ${span.file}:${span.line}`).join(', ')}`.trimEnd(),
  );
}

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
