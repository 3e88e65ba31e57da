import { describe, expect, it } from 'vitest';
import { flask } from '../../../src/health/routes/flask/index.js';
import type { RouteReading } from '../../../src/health/route-framework.js';
import { inMemoryRepository } from '../../in-memory-repository.js';

async function read(files: Readonly<Record<string, string>>): Promise<RouteReading> {
  const view = inMemoryRepository(files);
  return flask.read(
    view.files.filter((file) => flask.isCandidate(file)),
    view,
  );
}

function lines({ routes }: RouteReading): string[] {
  return routes.map(
    (one) => `${one.method} ${one.pathComplete ? '' : '?'}${one.path} ${one.span.file}:${one.span.line}`,
  );
}

describe('Flask routes', () => {
  it('joins blueprints across files, nested and registered twice', async () => {
    const reading = await read({
      'app/__init__.py': `from flask import Flask
def create_app():
    app = Flask(__name__)
    from .health import bp as health_bp
    from app.api import api
    app.register_blueprint(health_bp)
    app.register_blueprint(health_bp, url_prefix="/internal", name="again")
    app.register_blueprint(api, url_prefix="/api/")
    return app
`,
      'app/health.py': `from flask import Blueprint
bp = Blueprint("health", __name__, url_prefix="/-")
@bp.route("/healthy", methods=["GET", "HEAD"])
def healthy(): return "ok", 200
`,
      'app/api.py': `from flask import Blueprint
api = Blueprint("api", __name__)
users = Blueprint("users", __name__, url_prefix="/users")
@users.get("/<int:id>/files/<path:name>")
def file(id, name): ...
api.register_blueprint(users)
`,
    });
    expect(lines(reading)).toEqual([
      'GET /api/users/{id}/files/{*name} app/api.py:4',
      'GET /-/healthy app/health.py:3',
      'HEAD /-/healthy app/health.py:3',
      'GET /internal/healthy app/health.py:3',
      'HEAD /internal/healthy app/health.py:3',
    ]);
    expect(reading.routes[1]?.handler).toMatchObject({ canFail: false, constant: true });
  });

  it('reads add_url_rule, view classes, resources, Quart and views that import the application', async () => {
    const reading = await read({
      'web/__init__.py': `from flask import Flask
from flask_restful import Api, Resource
from flask.views import MethodView
from dockerflow.flask import Dockerflow
app = Flask(__name__)
api = Api(app, prefix="/v1")
class Ping(Resource):
    def get(self): return {}
api.add_resource(Ping, "/ping")
class Ready(MethodView):
    def get(self):
        db.session.execute("SELECT 1")
        return "ok"
app.add_url_rule("/ready", view_func=Ready.as_view("ready"))
Dockerflow(app)
from web import views
`,
      'web/views.py': `from web import app
@app.route("/healthz")
def healthz():
    return "no", 503
`,
      'live.py': `from quart import Quart
app = Quart(__name__)
@app.get("/live")
async def live(): return "ok"
`,
    });
    expect(lines(reading)).toEqual([
      'GET /live live.py:3',
      'GET /v1/ping web/__init__.py:9',
      'GET /ready web/__init__.py:14',
      'GET /__heartbeat__ web/__init__.py:15',
      'GET /__lbheartbeat__ web/__init__.py:15',
      'GET /__version__ web/__init__.py:15',
      'GET /healthz web/views.py:2',
    ]);
    expect(reading.routes[2]?.handler?.touches.map((one) => one.dependency)).toEqual(['db']);
    expect(reading.routes[6]?.handler?.canFail).toBe(true);
  });

  it('follows a check to the library that asks whether the database is there', async () => {
    const reading = await read({
      'app.py': `from flask import Flask, current_app
from checks import check_database
app = Flask(__name__)
@app.route("/healthcheck")
def healthcheck():
    if check_database() is False:
        return "ERR", 500
    return "OK", 200
`,
      'checks.py': `from flask import current_app
from sqlalchemy_utils import database_exists
from cachetools.func import ttl_cache
@ttl_cache(ttl=30)
def check_database():
    return database_exists(current_app.config["DATABASE_URL"])
`,
    });
    expect(reading.routes[0]?.handler?.touches.map((one) => one.dependency)).toEqual(['db']);
  });

  it('registers blueprints on an application that nobody describes', async () => {
    const reading = await read({
      'blueprints.py': `from flask import Blueprint
bp = Blueprint("b", __name__)
@bp.route("/health")
def health(): ...
def init_app(app):
    app.register_blueprint(bp, url_prefix="/x")
`,
    });
    expect(reading.routes.map((one) => [one.path, one.pathComplete, one.confidence])).toEqual([
      ['/x/health', true, 'medium'],
    ]);
  });

  it('takes sessions, clients and other frameworks for no application', async () => {
    const reading = await read({
      'main.py': `import requests
from flask import Flask, session
from aiohttp import web
from sanic import Blueprint
session.get("/health")
requests.Session().get("/health")
bp = Blueprint("x", url_prefix="/health")
@bp.get("/health")
def h(): ...
routes = web.RouteTableDef()
@routes.get("/health")
async def r(request): ...
app = Flask(__name__)
with app.test_client() as client:
    client.get("/health")
`,
    });
    expect(reading).toEqual({ routes: [], gaps: [], skipped: [] });
  });

  it('gives a blueprint that nobody registers no beginning', async () => {
    const reading = await read({
      'b.py': `from flask import Blueprint
bp = Blueprint("b", __name__, url_prefix="/b")
@bp.route("/health")
def health(): ...
`,
    });
    expect(lines(reading)).toEqual(['GET ?/b/health b.py:3']);
  });
});
