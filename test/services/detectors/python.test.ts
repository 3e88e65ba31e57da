import { describe, expect, it } from 'vitest';
import { listed, reasonsOf } from '../read-services.js';

const fastapi = 'from fastapi import FastAPI\n\napp = FastAPI(title="x")\n';

describe('Python applications', () => {
  it('gives an application the project that it lies in, named as pyproject says', async () => {
    const files = {
      'api/pyproject.toml': '[build-system]\nrequires = ["x"]\n\n[project]\nname = "orders-api"\n',
      'api/src/orders/main.py': fastapi,
    };
    expect(await listed(files)).toEqual(['orders-api [api]']);
    expect(await reasonsOf(files)).toEqual(['api: FastAPI application (api/src/orders/main.py:3)']);
  });

  it.each([
    ['Flask', 'app.py', 'from flask import Flask\napp = Flask(__name__)\n', 2],
    [
      'Flask',
      'shop/__init__.py',
      'import flask\n\ndef create_app():\n    app = flask.Flask(__name__)\n    return app\n',
      4,
    ],
    ['gRPC server', 'email_server.py', 'import grpc\n\ndef serve():\n    server = grpc.server(pool)\n', 4],
    ['aiohttp', 'server.py', 'from aiohttp import web\napp = web.Application()\n', 2],
    ['Celery', 'worker.py', 'from celery import Celery\n\ncelery = Celery("x")\n', 3],
  ])('takes %s', async (name, path, text, line) => {
    expect(await reasonsOf({ 'requirements.txt': '', [path]: text })).toEqual([
      `.: ${name} application (${path}:${line})`,
    ]);
  });

  it('takes Django by manage.py and by its WSGI module as one service', async () => {
    const files = {
      'backend/requirements.txt': 'django\n',
      'backend/manage.py':
        'import os\nfrom django.core.management import execute_from_command_line\nexecute_from_command_line([])\n',
      'backend/shop/wsgi.py':
        'from django.core.wsgi import get_wsgi_application\napplication = get_wsgi_application()\n',
      'backend/shop/__init__.py': '',
    };
    expect(await reasonsOf(files)).toEqual([
      'backend: Django project (manage.py) (backend/manage.py:3)',
      'backend: Django application (backend/shop/wsgi.py:2)',
    ]);
  });

  it('takes a console script whose module serves', async () => {
    const files = {
      'pyproject.toml':
        '[project]\nname = "shop"\n[project.scripts]\nshop = "shop.cli:main"\nfmt = "shop.fmt:main"\n',
      'src/shop/cli.py': 'import uvicorn\n\ndef main():\n    uvicorn.run("x")\n',
      'src/shop/fmt.py': 'def main():\n    print(1)\n',
    };
    expect(await reasonsOf(files)).toEqual(['.: console script shop serves (pyproject.toml:4)']);
  });

  it('gives a package without project files the directory above it', async () => {
    const files = { 'a/shop/web/__init__.py': '', 'a/shop/__init__.py': '', 'a/shop/web/main.py': fastapi };
    expect(await listed(files)).toEqual(['a [a]']);
  });

  it.each([
    ['a library', { 'lib/main.py': 'def main():\n    pass\n' }],
    [
      'an application in a docstring',
      { 'api.py': 'from fastapi import X\n\n"""\nExample:\n\napp = FastAPI()\n"""\n' },
    ],
    ['an application in a test', { 'tests/app.py': fastapi, 'x.py': '' }],
    ['a class of the same name', { 'main.py': 'class Flask: ...\napp = Flask(1)\n' }],
    ['a script of the build', { 'scripts/main.py': fastapi, 'x.py': '' }],
    [
      'a console script that only prints',
      { 'pyproject.toml': '[project.scripts]\nx = "x:main"\n', 'x.py': 'print(1)\n' },
    ],
  ])('leaves %s', async (_, files) => {
    expect(await listed({ 'requirements.txt': 'fastapi\nflask\n', ...files })).toEqual([]);
  });
});
