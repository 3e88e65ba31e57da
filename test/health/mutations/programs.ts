/** A program that serves one health endpoint at `prefix + path`, beside one other route. */
export interface Program {
  readonly framework: string;
  /** Port that it listens on. */
  readonly port: number;
  /** How the endpoint's beginning and end are written; the end begins with a slash. */
  readonly prefix: string;
  readonly path: string;
  readonly files: (prefix: string, path: string) => Readonly<Record<string, string>>;
}

const node = (name: string, dependency: string): string =>
  `{"name": "app", "type": "module", "scripts": {"start": "node src/server.js"}, "dependencies": {"${dependency}": "^1.0.0", "${name}": "^1.0.0"}}\n`;
const goModule = (requirement: string): string =>
  `module example.org/app\n\ngo 1.24\n\nrequire ${requirement}\n`;

/** Small programs in the style of each framework's own documentation. */
export const programs: readonly Program[] = [
  {
    framework: 'express',
    port: 8080,
    prefix: '/api',
    path: '/healthz',
    files: (prefix, path) => ({
      'package.json': node('express', 'express'),
      'src/server.js': `import express from 'express';\nconst app = express();\nconst api = express.Router();\napi.get('${path}', (req, res) => res.send('ok'));\napi.get('/orders', (req, res) => res.json([]));\napp.use('${prefix}', api);\nconst server = app.listen(8080);\nprocess.on('SIGTERM', () => server.close());\n`,
    }),
  },
  {
    framework: 'fastapi',
    port: 8001,
    prefix: '/internal',
    path: '/ready',
    files: (prefix, path) => ({
      'requirements.txt': 'fastapi\nuvicorn\n',
      'app/main.py': `from fastapi import FastAPI\nfrom app.routers import health\n\napp = FastAPI()\napp.include_router(health.router, prefix="${prefix}")\n\n\n@app.get("/orders")\ndef orders():\n    return []\n\n\nif __name__ == "__main__":\n    import uvicorn\n    uvicorn.run(app, port=8001)\n`,
      'app/routers/__init__.py': '',
      'app/routers/health.py': `from fastapi import APIRouter\n\nrouter = APIRouter()\n\n\n@router.get("${path}")\ndef ready():\n    return {"ok": True}\n`,
    }),
  },
  {
    framework: 'flask',
    port: 5001,
    prefix: '/ops',
    path: '/health',
    files: (prefix, path) => ({
      'requirements.txt': 'flask\n',
      'app.py': `from flask import Blueprint, Flask\n\napp = Flask(__name__)\nops = Blueprint("ops", __name__, url_prefix="${prefix}")\n\n\n@ops.route("${path}")\ndef health():\n    return "ok"\n\n\n@app.get("/orders")\ndef orders():\n    return []\n\n\napp.register_blueprint(ops)\n\nif __name__ == "__main__":\n    app.run(port=5001)\n`,
    }),
  },
  {
    framework: 'go-net-http',
    port: 8080,
    prefix: '/internal',
    path: '/livez',
    files: (prefix, path) => ({
      'go.mod': 'module example.org/app\n\ngo 1.24\n',
      'main.go': `package main\n\nimport (\n\t"net/http"\n\t"os"\n\t"os/signal"\n\t"syscall"\n)\n\nconst base = "${prefix}"\n\nfunc main() {\n\tmux := http.NewServeMux()\n\tmux.HandleFunc("GET "+base+"${path}", func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(http.StatusOK) })\n\tmux.HandleFunc("GET /orders", func(w http.ResponseWriter, r *http.Request) { w.Write([]byte("[]")) })\n\tstop := make(chan os.Signal, 1)\n\tsignal.Notify(stop, syscall.SIGTERM)\n\thttp.ListenAndServe(":8080", mux)\n}\n`,
    }),
  },
  {
    framework: 'go-chi',
    port: 8080,
    prefix: '/v1',
    path: '/readyz',
    files: (prefix, path) => ({
      'go.mod': goModule('github.com/go-chi/chi/v5 v5.1.0'),
      'main.go': `package main\n\nimport (\n\t"net/http"\n\n\t"github.com/go-chi/chi/v5"\n)\n\nfunc main() {\n\tr := chi.NewRouter()\n\tr.Route("${prefix}", func(r chi.Router) {\n\t\tr.Get("${path}", ready)\n\t})\n\tr.Get("/orders", orders)\n\thttp.ListenAndServe(":8080", r)\n}\n\nfunc ready(w http.ResponseWriter, r *http.Request)  { w.WriteHeader(200) }\nfunc orders(w http.ResponseWriter, r *http.Request) { w.Write([]byte("[]")) }\n`,
    }),
  },
  {
    framework: 'go-gin',
    port: 8080,
    prefix: '/api',
    path: '/healthz',
    files: (prefix, path) => ({
      'go.mod': goModule('github.com/gin-gonic/gin v1.10.0'),
      'main.go': `package main\n\nimport "github.com/gin-gonic/gin"\n\nfunc main() {\n\tr := gin.New()\n\tapi := r.Group("${prefix}")\n\tapi.GET("${path}", func(c *gin.Context) { c.Status(200) })\n\tr.GET("/orders", func(c *gin.Context) { c.JSON(200, nil) })\n\tr.Run(":8080")\n}\n`,
    }),
  },
  {
    framework: 'spring',
    port: 8085,
    prefix: '/internal',
    path: '/alive',
    files: (prefix, path) => ({
      'pom.xml':
        '<project><modelVersion>4.0.0</modelVersion><groupId>org.example</groupId><artifactId>app</artifactId><version>1</version><dependencies><dependency><groupId>org.springframework.boot</groupId><artifactId>spring-boot-starter-web</artifactId></dependency></dependencies></project>\n',
      'src/main/resources/application.properties': 'server.port=8085\n',
      'src/main/java/org/example/App.java':
        'package org.example;\n\nimport org.springframework.boot.SpringApplication;\nimport org.springframework.boot.autoconfigure.SpringBootApplication;\n\n@SpringBootApplication\npublic class App {\n  public static void main(String[] args) {\n    SpringApplication.run(App.class, args);\n  }\n}\n',
      'src/main/java/org/example/HealthController.java': `package org.example;\n\nimport org.springframework.web.bind.annotation.GetMapping;\nimport org.springframework.web.bind.annotation.RequestMapping;\nimport org.springframework.web.bind.annotation.RestController;\n\n@RestController\n@RequestMapping("${prefix}")\npublic class HealthController {\n  @GetMapping("${path}")\n  public String alive() {\n    return "ok";\n  }\n}\n`,
    }),
  },
  {
    framework: 'rails',
    port: 3001,
    prefix: '/ops',
    path: '/up',
    files: (prefix, path) => ({
      Gemfile: "source 'https://rubygems.org'\ngem 'rails', '~> 8.0'\ngem 'puma'\n",
      'config.ru': "require_relative 'config/environment'\nrun Rails.application\n",
      'config/application.rb':
        "require 'rails/all'\nmodule App\n  class Application < Rails::Application\n  end\nend\n",
      'config/puma.rb': 'port 3001\n',
      'config/routes.rb': `Rails.application.routes.draw do\n  scope '${prefix}' do\n    get '${path}', to: 'rails/health#show'\n  end\n  get '/orders', to: 'orders#index'\nend\n`,
      'app/controllers/orders_controller.rb':
        'class OrdersController < ActionController::Base\n  def index\n    head :ok\n  end\nend\n',
    }),
  },
  {
    framework: 'django',
    port: 8002,
    prefix: '/internal',
    path: '/health/',
    files: (prefix, path) => ({
      'requirements.txt': 'django\ngunicorn\n',
      'manage.py':
        "import os\nimport sys\n\nif __name__ == '__main__':\n    os.environ.setdefault('DJANGO_SETTINGS_MODULE', 'shop.settings')\n    from django.core.management import execute_from_command_line\n    execute_from_command_line(sys.argv)\n",
      'shop/__init__.py': '',
      'shop/settings.py':
        "ROOT_URLCONF = 'shop.urls'\nALLOWED_HOSTS = ['*']\nINSTALLED_APPS = ['shop']\nPORT = 8002\n",
      'shop/urls.py': `from django.urls import include, path\n\nfrom shop import views\n\nurlpatterns = [\n    path('${prefix.slice(1)}/', include('shop.ops')),\n    path('orders/', views.orders),\n]\n`,
      'shop/ops.py': `from django.urls import path\n\nfrom shop import views\n\nurlpatterns = [path('${path.slice(1)}', views.health)]\n`,
      'shop/views.py':
        "from django.http import HttpResponse, JsonResponse\n\n\ndef health(request):\n    return HttpResponse('ok')\n\n\ndef orders(request):\n    return JsonResponse([], safe=False)\n",
    }),
  },
  {
    framework: 'aspnet',
    port: 8086,
    prefix: '/internal',
    path: '/healthz',
    files: (prefix, path) => ({
      'App.csproj':
        '<Project Sdk="Microsoft.NET.Sdk.Web"><PropertyGroup><TargetFramework>net9.0</TargetFramework></PropertyGroup></Project>\n',
      'Program.cs': `var builder = WebApplication.CreateBuilder(args);\nbuilder.WebHost.UseUrls("http://+:8086");\nvar app = builder.Build();\nvar ops = app.MapGroup("${prefix}");\nops.MapGet("${path}", () => "ok");\napp.MapGet("/orders", () => new string[0]);\napp.Run();\n`,
    }),
  },
  {
    framework: 'fastify',
    port: 8087,
    prefix: '/internal',
    path: '/health',
    files: (prefix, path) => ({
      'package.json': node('fastify', 'fastify'),
      'src/health.js': `export default async function health(fastify) {\n  fastify.get('${path}', async () => ({ ok: true }));\n}\n`,
      'src/server.js': `import Fastify from 'fastify';\nimport health from './health.js';\nconst app = Fastify();\napp.register(health, { prefix: '${prefix}' });\napp.get('/orders', async () => []);\nawait app.listen({ port: 8087, host: '0.0.0.0' });\n`,
    }),
  },
  {
    framework: 'koa',
    port: 8088,
    prefix: '/ops',
    path: '/healthz',
    files: (prefix, path) => ({
      'package.json': node('koa', '@koa/router'),
      'src/server.js': `import Koa from 'koa';\nimport Router from '@koa/router';\nconst app = new Koa();\nconst router = new Router({ prefix: '${prefix}' });\nrouter.get('${path}', (ctx) => { ctx.body = 'ok'; });\nrouter.get('/orders', (ctx) => { ctx.body = []; });\napp.use(router.routes());\napp.listen(8088);\n`,
    }),
  },
  {
    framework: 'hono',
    port: 8089,
    prefix: '/v1',
    path: '/ready',
    files: (prefix, path) => ({
      'package.json': node('hono', '@hono/node-server'),
      'src/server.js': `import { serve } from '@hono/node-server';\nimport { Hono } from 'hono';\nconst app = new Hono().basePath('${prefix}');\napp.get('${path}', (c) => c.text('ok'));\napp.get('/orders', (c) => c.json([]));\nserve({ fetch: app.fetch, port: 8089 });\n`,
    }),
  },
  {
    framework: 'hapi',
    port: 8090,
    prefix: '/admin',
    path: '/healthz',
    files: (prefix, path) => ({
      'package.json': node('@hapi/hapi', '@hapi/boom'),
      'src/server.js': `import Hapi from '@hapi/hapi';\nconst server = Hapi.server({ port: 8090 });\nserver.route({ method: 'GET', path: '${prefix}${path}', handler: () => 'ok' });\nserver.route({ method: 'GET', path: '/orders', handler: () => [] });\nawait server.start();\n`,
    }),
  },
  {
    framework: 'nestjs',
    port: 8091,
    prefix: '/api',
    path: '/health',
    files: (prefix, path) => ({
      'package.json': node('@nestjs/core', '@nestjs/common'),
      'src/health.controller.ts': `import { Controller, Get } from '@nestjs/common';\n\n@Controller('${path.slice(1)}')\nexport class HealthController {\n  @Get()\n  check() {\n    return 'ok';\n  }\n}\n`,
      'src/app.module.ts':
        "import { Module } from '@nestjs/common';\nimport { HealthController } from './health.controller';\n\n@Module({ controllers: [HealthController] })\nexport class AppModule {}\n",
      'src/main.ts': `import { NestFactory } from '@nestjs/core';\nimport { AppModule } from './app.module';\n\nasync function bootstrap() {\n  const app = await NestFactory.create(AppModule);\n  app.setGlobalPrefix('${prefix.slice(1)}');\n  app.enableShutdownHooks();\n  await app.listen(8091);\n}\nbootstrap();\n`,
    }),
  },
  {
    framework: 'go-echo',
    port: 8080,
    prefix: '/internal',
    path: '/livez',
    files: (prefix, path) => ({
      'go.mod': goModule('github.com/labstack/echo/v4 v4.12.0'),
      'main.go': `package main\n\nimport "github.com/labstack/echo/v4"\n\nfunc main() {\n\te := echo.New()\n\tg := e.Group("${prefix}")\n\tg.GET("${path}", func(c echo.Context) error { return c.NoContent(200) })\n\te.GET("/orders", func(c echo.Context) error { return c.JSON(200, nil) })\n\te.Start(":8080")\n}\n`,
    }),
  },
  {
    framework: 'go-fiber',
    port: 8092,
    prefix: '/api',
    path: '/readyz',
    files: (prefix, path) => ({
      'go.mod': goModule('github.com/gofiber/fiber/v2 v2.52.0'),
      'main.go': `package main\n\nimport "github.com/gofiber/fiber/v2"\n\nfunc main() {\n\tapp := fiber.New()\n\tapi := app.Group("${prefix}")\n\tapi.Get("${path}", func(c *fiber.Ctx) error { return c.SendStatus(200) })\n\tapp.Get("/orders", func(c *fiber.Ctx) error { return c.JSON(nil) })\n\tapp.Listen(":8092")\n}\n`,
    }),
  },
  {
    framework: 'go-gorilla',
    port: 8093,
    prefix: '/ops',
    path: '/healthz',
    files: (prefix, path) => ({
      'go.mod': goModule('github.com/gorilla/mux v1.8.1'),
      'main.go': `package main\n\nimport (\n\t"net/http"\n\n\t"github.com/gorilla/mux"\n)\n\nfunc main() {\n\tr := mux.NewRouter()\n\tops := r.PathPrefix("${prefix}").Subrouter()\n\tops.HandleFunc("${path}", health).Methods("GET")\n\tr.HandleFunc("/orders", orders).Methods("GET")\n\thttp.ListenAndServe(":8093", r)\n}\n\nfunc health(w http.ResponseWriter, r *http.Request) { w.WriteHeader(200) }\nfunc orders(w http.ResponseWriter, r *http.Request) { w.Write([]byte("[]")) }\n`,
    }),
  },
  {
    framework: 'go-httprouter',
    port: 8094,
    prefix: '/v2',
    path: '/health',
    files: (prefix, path) => ({
      'go.mod': goModule('github.com/julienschmidt/httprouter v1.3.0'),
      'main.go': `package main\n\nimport (\n\t"net/http"\n\n\t"github.com/julienschmidt/httprouter"\n)\n\nconst prefix = "${prefix}"\n\nfunc main() {\n\trouter := httprouter.New()\n\trouter.GET(prefix+"${path}", health)\n\trouter.GET("/orders", health)\n\thttp.ListenAndServe(":8094", router)\n}\n\nfunc health(w http.ResponseWriter, r *http.Request, _ httprouter.Params) { w.WriteHeader(200) }\n`,
    }),
  },
  {
    framework: 'axum',
    port: 8095,
    prefix: '/api',
    path: '/healthz',
    files: (prefix, path) => ({
      'Cargo.toml':
        '[package]\nname = "app"\nversion = "0.1.0"\nedition = "2021"\n\n[dependencies]\naxum = "0.8"\ntokio = { version = "1", features = ["full"] }\n',
      'src/main.rs': `use axum::{routing::get, Router};\n\nasync fn health() -> &'static str {\n    "ok"\n}\n\n#[tokio::main]\nasync fn main() {\n    let api = Router::new().route("${path}", get(health));\n    let app = Router::new().route("/orders", get(|| async { "[]" })).nest("${prefix}", api);\n    let listener = tokio::net::TcpListener::bind("0.0.0.0:8095").await.unwrap();\n    axum::serve(listener, app).await.unwrap();\n}\n`,
    }),
  },
  {
    framework: 'actix-web',
    port: 8096,
    prefix: '/internal',
    path: '/ready',
    files: (prefix, path) => ({
      'Cargo.toml':
        '[package]\nname = "app"\nversion = "0.1.0"\nedition = "2021"\n\n[dependencies]\nactix-web = "4"\n',
      'src/main.rs': `use actix_web::{get, web, App, HttpResponse, HttpServer, Responder};\n\n#[get("${path}")]\nasync fn ready() -> impl Responder {\n    HttpResponse::Ok().body("ok")\n}\n\n#[actix_web::main]\nasync fn main() -> std::io::Result<()> {\n    HttpServer::new(|| App::new().service(web::scope("${prefix}").service(ready)).route("/orders", web::get().to(HttpResponse::Ok)))\n        .bind(("0.0.0.0", 8096))?\n        .run()\n        .await\n}\n`,
    }),
  },
];
