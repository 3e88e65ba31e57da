import { expect, it } from 'vitest';
import { readPython } from './python-reading.js';

it('middleware that answers by itself', async () => {
  const { routes, handler } = await readPython({
    'a.py': `from fastapi import FastAPI
from starlette.middleware.base import BaseHTTPMiddleware
from starlette.responses import PlainTextResponse
app = FastAPI(openapi_url=None)
@app.middleware("http")
async def health(request, call_next):
    if request.url.path == "/healthz":
        return PlainTextResponse("ok")
    async def go_on_with_next():
        return await call_next(request)
    if request.url.path.startswith("/api"):
        return await call_next(request)
    if request.url.path in {"/docs", "/health"}:
        return await go_on_with_next()
    if request.url.path == "/me" and request.headers.get("x"):
        return PlainTextResponse("secret")
    return await call_next(request)
class Ready(BaseHTTPMiddleware):
    async def dispatch(self, request, call_next):
        path = request.url.path
        if path in ("/ready", "/readyz"):
            return await self.ready(request)
        return await call_next(request)
    async def ready(self, request):
        await db.execute("SELECT 1")
        return PlainTextResponse("ok", status_code=503)
app.add_middleware(Ready)
`,
    'b.py': `from flask import Flask, request
app = Flask(__name__)
@app.before_request
def health():
    if request.path == "/health":
        return "ok", 200
`,
  });
  expect(routes).toEqual([
    'ANY /healthz a.py:7',
    'ANY /ready a.py:21',
    'ANY /readyz a.py:21',
    'ANY /health b.py:5',
  ]);
  expect(handler('/healthz')).toMatchObject({ constant: true });
  expect(handler('/readyz')).toMatchObject({ name: 'ready', canFail: true, touches: [{ dependency: 'db' }] });
});

it('middleware of Starlette: HTTPS redirect and trusted hosts, when they surely stand there', async () => {
  const { guards } = await readPython({
    'a.py': `from fastapi import FastAPI
from fastapi.middleware.httpsredirect import HTTPSRedirectMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
app = FastAPI()
app.add_middleware(HTTPSRedirectMiddleware)
app.add_middleware(TrustedHostMiddleware, allowed_hosts=["a.example.com"])
@app.get("/a")
def a(): ...
`,
    'b.py': `from fastapi import FastAPI
from fastapi.middleware.httpsredirect import HTTPSRedirectMiddleware
from fastapi.middleware.trustedhost import TrustedHostMiddleware
app = FastAPI()
if settings.FORCE_HTTPS:
    app.add_middleware(HTTPSRedirectMiddleware)
app.add_middleware(TrustedHostMiddleware, allowed_hosts=["*"])
@app.get("/b")
def b(): ...
`,
    'c.py': `from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.httpsredirect import HTTPSRedirectMiddleware
from starlette.routing import Mount, Route
app = Starlette(
    routes=[Route("/c", lambda r: None), Mount("/sub", routes=[Route("/live", lambda r: None)])],
    middleware=[Middleware(HTTPSRedirectMiddleware)],
)
`,
  });
  expect(guards('/a')).toEqual([
    'https-redirect: app.add_middleware(HTTPSRedirectMiddleware)',
    'host-check: app.add_middleware(TrustedHostMiddleware, allowed_hosts=["a.example.com"])',
  ]);
  expect(guards('/b')).toEqual([]);
  expect(guards('/c')).toHaveLength(1);
  expect(guards('/sub/live')).toHaveLength(1);
});

it('dependencies that refuse who brings no credentials, on the application, the router, the route or a parameter', async () => {
  const { guards } = await readPython({
    'main.py': `from typing import Annotated
from fastapi import APIRouter, Depends, FastAPI, HTTPException
from fastapi.security import HTTPBearer, OAuth2PasswordBearer
bearer = HTTPBearer()
scheme = OAuth2PasswordBearer(tokenUrl="token", auto_error=False)
def api_key(key: str = ""):
    if key != "x":
        raise HTTPException(status_code=401)
def user(token: Annotated[str, Depends(bearer)]): ...
def session(): ...
app = FastAPI(dependencies=[Depends(session)])
closed = APIRouter(prefix="/closed", dependencies=[Depends(api_key)])
@closed.get("/health")
def one(): ...
@app.get("/two", dependencies=[Depends(bearer)])
def two(): ...
@app.get("/three")
def three(user=Depends(user)): ...
@app.get("/open")
def opened(s=Depends(session), t=Depends(scheme)): ...
app.include_router(closed)
`,
  });
  expect(['/closed/health', '/two', '/three'].map((path) => guards(path).length)).toEqual([1, 1, 1]);
  expect(guards('/open')).toEqual([]);
});

it('extensions of Flask: Talisman forces HTTPS unless told otherwise, limits by default hit every route', async () => {
  const { guards } = await readPython({
    'a.py': `from flask import Flask
from flask_talisman import Talisman
from flask_limiter import Limiter
app = Flask(__name__)
Talisman(app)
limiter = Limiter(key, app=app, default_limits=["10 per minute"])
@app.route("/a")
def a(): ...
@app.route("/exempt")
@limiter.exempt
def exempt(): ...
`,
    'b.py': `from flask import Flask
from flask_talisman import Talisman
from flask_login import login_required
app = Flask(__name__)
Talisman(app, force_https=False)
@app.route("/b")
def b(): ...
@app.route("/private")
@login_required
def private(): ...
`,
  });
  expect(guards('/a').map((one) => one.split(':')[0])).toEqual(['https-redirect', 'rate-limit']);
  expect(guards('/exempt').map((one) => one.split(':')[0])).toEqual(['https-redirect']);
  expect(guards('/b')).toEqual([]);
  expect(guards('/private')).toEqual(['authentication: login_required']);
});
