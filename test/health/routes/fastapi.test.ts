import { describe, expect, it } from 'vitest';
import { fastapi } from '../../../src/health/routes/fastapi/index.js';
import { flask } from '../../../src/health/routes/flask/index.js';
import type { RouteReading } from '../../../src/health/route-framework.js';
import { inMemoryRepository } from '../../in-memory-repository.js';

async function read(files: Readonly<Record<string, string>>): Promise<RouteReading> {
  const view = inMemoryRepository(files);
  return fastapi.read(
    view.files.filter((file) => fastapi.isCandidate(file)),
    view,
  );
}

/** `METHOD path file:line` of what the code itself serves, `?` before a path whose beginning is not known. */
function lines({ routes }: RouteReading): string[] {
  return routes
    .filter((route) => !/^\/(?:docs|redoc|openapi\.json)$/.test(route.path))
    .map(
      (one) => `${one.method} ${one.pathComplete ? '' : '?'}${one.path} ${one.span.file}:${one.span.line}`,
    );
}

describe('FastAPI routes', () => {
  it('joins the prefixes of routers across files, packages and settings', async () => {
    const reading = await read({
      'backend/app/main.py': `from fastapi import FastAPI
from app.api.main import api_router
from app.core.config import settings
from .routers import health as probes

app = FastAPI(openapi_url=f"{settings.API_V1_STR}/openapi.json")
app.include_router(api_router, prefix=settings.API_V1_STR)
for r in (probes.router, probes.extra):
    app.include_router(r)
`,
      'backend/app/__init__.py': '',
      'backend/app/core/__init__.py': '',
      'backend/app/core/config.py': `from pydantic_settings import BaseSettings
class Settings(BaseSettings):
    API_V1_STR: str = "/api/v1"
settings = Settings()
`,
      'backend/app/api/__init__.py': '',
      'backend/app/api/main.py': `from fastapi import APIRouter
from app.api.routes import utils
api_router = APIRouter()
api_router.include_router(utils.router)
`,
      'backend/app/api/routes/__init__.py': '',
      'backend/app/api/routes/utils.py': `from fastapi import APIRouter
router = APIRouter(prefix="/utils", tags=["utils"])
@router.get("/health-check/")
async def health_check() -> bool:
    return True
@router.get("/files/{name:path}")
def files(name: str): ...
@router.get("/items/{id:int}")
def item(id: int): ...
`,
      'backend/app/routers/__init__.py': '',
      'backend/app/routers/health.py': `from fastapi import APIRouter as R
router = R()
extra = R(prefix="/extra")
@router.get("/healthz")
def healthz():
    return {"status": "ok"}
@extra.api_route("/ready", methods=["GET", "HEAD"])
def ready(): return "ok"
`,
    });
    expect(lines(reading)).toEqual([
      'GET /api/v1/utils/health-check/ backend/app/api/routes/utils.py:3',
      'GET /api/v1/utils/files/{*name} backend/app/api/routes/utils.py:6',
      'GET /api/v1/utils/items/{id} backend/app/api/routes/utils.py:8',
      'GET /api/v1/openapi.json backend/app/main.py:6',
      'GET /healthz backend/app/routers/health.py:4',
      'GET /extra/ready backend/app/routers/health.py:7',
      'HEAD /extra/ready backend/app/routers/health.py:7',
    ]);
    const check = reading.routes.find((one) => one.path === '/api/v1/utils/health-check/');
    expect(check?.confidence).toBe('medium');
    expect(check?.handler).toMatchObject({
      name: 'health_check',
      touches: [],
      canFail: false,
      constant: true,
    });
    expect(reading.routes.find((one) => one.path === '/healthz')?.confidence).toBe('high');
    expect(reading.gaps).toEqual([]);
  });

  it('follows factories, functions that are given the application, classes and mounts', async () => {
    const reading = await read({
      'main.py': `from fastapi import FastAPI
from starlette.applications import Starlette
from starlette.routing import Mount, Route
from setup import register
def home(request): ...
sub = Starlette(routes=[Route("/live", home), Mount("/inner", routes=[Route("/x", home, methods=["POST"])])])
def create_app() -> FastAPI:
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    register(app)
    app.mount("/sub", sub)
    app.add_api_route("/status", home, methods=["GET"])
    return app
class Server:
    def __init__(self):
        self.app = FastAPI(openapi_url=None)
        self.routes()
    def routes(self):
        @self.app.get("/alive")
        def alive(): return "ok"
`,
      'setup.py': `from fastapi import FastAPI
def register(app: FastAPI):
    @app.get("/health")
    def health(): return {}
`,
    });
    expect(lines(reading)).toEqual([
      'GET /sub/live main.py:6',
      'POST /sub/inner/x main.py:6',
      'GET /status main.py:11',
      'GET /alive main.py:18',
      'GET /health setup.py:3',
    ]);
  });

  it('tells what a handler touches and whether it can fail', async () => {
    const reading = await read({
      'deps.py': `from typing import Annotated
from fastapi import Depends
from sqlmodel import Session
def get_db(): ...
SessionDep = Annotated[Session, Depends(get_db)]
`,
      'checks.py': `import requests
def check_peer():
    return requests.get("http://peer/health")
`,
      'main.py': `from fastapi import FastAPI, Depends, HTTPException
from fastapi.responses import JSONResponse
from deps import SessionDep, get_db
from checks import check_peer
app = FastAPI()
@app.get("/a")
def a(session: SessionDep): return 1
@app.get("/b")
def b(db=Depends(get_db)):
    try:
        db.execute("SELECT 1")
    except Exception:
        return JSONResponse({}, status_code=503)
    return {}
@app.get("/c")
def c():
    check_peer()
    return {}
@app.get("/d")
def d(): return {"status": "ok"}
@app.get("/e")
def e():
    raise HTTPException(503)
@app.get("/f")
def f():
    try:
        check_peer()
    except Exception:
        pass
    return {"ok": True}
`,
    });
    const facts = reading.routes
      .filter((one) => one.handler)
      .map((one) => [
        one.path,
        one.handler?.touches.map((touch) => touch.dependency),
        one.handler?.canFail,
        one.handler?.constant,
      ]);
    expect(facts).toEqual([
      ['/a', ['db'], true, false],
      ['/b', ['db', 'db'], true, false],
      ['/c', ['http'], true, false],
      ['/d', [], false, true],
      ['/e', [], true, false],
      ['/f', ['http'], false, false],
    ]);
  });

  it('keeps the inventory honest where only run time knows', async () => {
    const reading = await read({
      'main.py': `import importlib, os
from fastapi import APIRouter, FastAPI
app = FastAPI(openapi_url=None)
lost = APIRouter(prefix="/lost")
@lost.get("/health")
def health(): ...
for name in os.listdir("routers"):
    app.include_router(importlib.import_module(name).router)
@app.get(compute() + "/ready")
def ready(): ...
`,
    });
    expect(lines(reading)).toEqual(['GET ?/lost/health main.py:5', 'GET ?/ready main.py:9']);
    expect(reading.gaps.map((gap) => gap.span.line)).toEqual([8, 9]);
  });

  it('takes no client, test double, dictionary or other framework for a router', async () => {
    const reading = await read({
      'main.py': `import httpx, requests
from unittest.mock import Mock
from fastapi import FastAPI, WebSocket
from fastapi.testclient import TestClient
from sanic import Sanic
from litestar import get
app = FastAPI(openapi_url=None)
client = TestClient(app)
client.get("/health")
requests.get("/health")
httpx.Client().get("/healthz")
{}.get("/health")
Mock().get("/health")
other = Sanic("x")
@other.get("/health")
def h(): ...
@get("/health")
def g(): ...
@app.websocket("/health")
async def w(ws: WebSocket): ...
# @app.get("/livez")
`,
    });
    expect(reading).toEqual({ routes: [], gaps: [], skipped: [] });
  });

  it('knows the libraries that serve health and metrics', async () => {
    const reading = await read({
      'main.py': `from dockerflow.fastapi import router as dockerflow_router
from fastapi import FastAPI
from fastapi_health import health
from prometheus_fastapi_instrumentator import Instrumentator
from checks import is_db_online
app = FastAPI(openapi_url=None)
app.include_router(dockerflow_router, prefix="/ops")
app.add_api_route("/health", health([is_db_online]))
Instrumentator().instrument(app).expose(app)
`,
      'checks.py': `def is_db_online():
    return SessionLocal().execute("SELECT 1")
`,
    });
    expect(reading.routes.map((one) => `${one.path} ${one.servedBy} ${one.span.line}`)).toEqual([
      '/ops/__heartbeat__ dependency 7',
      '/ops/__lbheartbeat__ dependency 7',
      '/ops/__version__ dependency 7',
      '/health code 8',
      '/metrics dependency 9',
    ]);
    expect(reading.routes[3]?.handler).toMatchObject({ canFail: true });
    expect(reading.routes[3]?.handler?.touches.map((one) => one.dependency)).toContain('db');
  });

  it('survives rings of imports and includes, deep nesting, odd names and broken files', async () => {
    const reading = await read({
      'a.py': `from fastapi import APIRouter, FastAPI
from b import *
from b import router as other
app = FastAPI(openapi_url=None)
router = APIRouter(prefix="/a")
router.include_router(router)
router.include_router(other)
other.include_router(router)
app.include_router(router)
__proto__ = APIRouter(prefix="/__proto__")
@__proto__.get("/constructor")
def x(): ...
app.include_router(__proto__)
def f(): return f()
deep = ${'('.repeat(3000)}1${')'.repeat(3000)}
`,
      'b.py': `from a import *
from fastapi import APIRouter
router = APIRouter(prefix="/b")
@router.get("/health")
def health(): ...
`,
      'broken.py':
        'from fastapi import FastAPI\napp = FastAPI(openapi_url=None)\n@app.get("/ok")\ndef ok(): ...\ndef (:\n',
    });
    expect(lines(reading)).toEqual([
      'GET /__proto__/constructor a.py:11',
      'GET /a/b/health b.py:4',
      'GET /ok broken.py:3',
    ]);
    expect(reading.skipped.map((one) => one.file)).toContain('broken.py');
  });

  it('reads a huge file in reasonable time', async () => {
    const many = Array.from(
      { length: 4000 },
      (_, at) => `@app.get("/r${at}")\ndef r${at}(): return {"n": ${at}}\n`,
    ).join('');
    const reading = await read({
      'main.py': `from fastapi import FastAPI\napp = FastAPI(openapi_url=None)\n${many}`,
    });
    expect(reading.routes).toHaveLength(4000);
  }, 20_000);

  it('names the condition under which a route is served, and leaves Flask to Flask', async () => {
    const files = {
      'main.py': `from fastapi import FastAPI
from fastapi.middleware.wsgi import WSGIMiddleware
from flask import Flask
app = FastAPI(openapi_url=None)
if settings.DEBUG:
    @app.get("/debug")
    def debug(): ...
old = Flask(__name__)
@old.route("/health")
def health(): return "ok"
app.mount("/old", WSGIMiddleware(old))
`,
    };
    const reading = await read(files);
    expect(reading.routes.map((one) => [one.path, one.condition])).toEqual([['/debug', 'development only']]);
    const view = inMemoryRepository(files);
    const other = await flask.read(view.files, view);
    expect(other.routes.map((one) => one.path)).toEqual(['/old/health']);
  });
});
