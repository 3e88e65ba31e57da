import type { SignalExample } from '../../../model/evidence.js';
import {
  csharpService,
  elixirService,
  goService,
  javaService,
  kotlinService,
  phpService,
  pythonService,
  rubyService,
  rustService,
} from '../../examples.js';

/** Routes of liveness that answer a constant, one in each language. */
export const constantAnswers: readonly SignalExample[] = [
  {
    title: 'FastAPI',
    files: pythonService(
      'from fastapi import FastAPI\n\napp = FastAPI()\n\n\n@app.get("/livez")\nasync def livez():\n    return {"status": "ok"}\n',
    ),
  },
  {
    title: 'gin',
    files: goService(
      'import "github.com/gin-gonic/gin"\n\nfunc main() {\n\tr := gin.Default()\n\tr.GET("/livez", func(c *gin.Context) { c.String(200, "ok") })\n\tr.Run(":8080")\n}\n',
      { 'go.mod': 'module example.com/app\n\ngo 1.24\n\nrequire github.com/gin-gonic/gin v1.10.0\n' },
    ),
  },
  {
    title: 'Spring',
    files: javaService(
      'import org.springframework.web.bind.annotation.GetMapping;\nimport org.springframework.web.bind.annotation.RestController;\n\n@RestController\nclass Health {\n  @GetMapping("/livez")\n  String live() { return "ok"; }\n}\n',
    ),
  },
  {
    title: 'Ktor',
    files: kotlinService(
      'import io.ktor.server.application.*\nimport io.ktor.server.response.*\nimport io.ktor.server.routing.*\n\nfun Application.module() {\n    routing {\n        get("/livez") { call.respondText("ok") }\n    }\n}\n',
    ),
  },
  {
    title: 'ASP.NET',
    files: csharpService(
      'var builder = WebApplication.CreateBuilder(args);\nvar app = builder.Build();\napp.MapGet("/livez", () => "ok");\napp.Run();\n',
    ),
  },
  {
    title: 'Rails',
    files: rubyService('class App\nend\n', {
      'config/routes.rb':
        "Rails.application.routes.draw do\n  get '/livez', to: ->(_env) { [200, {}, ['ok']] }\nend\n",
    }),
  },
  {
    title: 'Laravel',
    files: phpService('class App {}\n', {
      'bootstrap/app.php':
        "<?php\n\nreturn Application::configure(basePath: dirname(__DIR__))\n    ->withRouting(web: __DIR__.'/../routes/web.php')\n    ->create();\n",
      'routes/web.php':
        "<?php\n\nuse Illuminate\\Support\\Facades\\Route;\n\nRoute::get('/livez', fn () => 'ok');\n",
    }),
  },
  {
    title: 'axum',
    files: rustService(
      'use axum::{routing::get, Router};\n\n#[tokio::main]\nasync fn main() {\n    let app = Router::new().route("/livez", get(|| async { "ok" }));\n    axum::serve(listener, app).await.unwrap();\n}\n',
    ),
  },
  {
    title: 'Phoenix',
    files: elixirService('defmodule App do\nend\n', {
      'lib/app_web/endpoint.ex':
        'defmodule AppWeb.Endpoint do\n  use Phoenix.Endpoint, otp_app: :app\n  plug AppWeb.Router\nend\n',
      'lib/app_web/router.ex':
        'defmodule AppWeb.Router do\n  use AppWeb, :router\n\n  scope "/", AppWeb do\n    get "/livez", HealthController, :live\n  end\nend\n',
      'lib/app_web/controllers/health_controller.ex':
        'defmodule AppWeb.HealthController do\n  use AppWeb, :controller\n\n  def live(conn, _params), do: send_resp(conn, 200, "ok")\nend\n',
    }),
  },
];

/** Routes of readiness that ask a database, and fail when it does not answer. */
export const askingAnswers: readonly SignalExample[] = [
  {
    title: 'FastAPI asks the database',
    files: pythonService(
      'from fastapi import FastAPI\nfrom sqlalchemy import create_engine, text\n\nengine = create_engine("postgresql://db/app")\napp = FastAPI()\n\n\n@app.get("/readyz")\ndef readyz():\n    with engine.connect() as connection:\n        connection.execute(text("SELECT 1"))\n    return {"status": "ok"}\n',
    ),
  },
  {
    title: 'net/http pings the database',
    files: goService(
      'import (\n\t"database/sql"\n\t"net/http"\n)\n\nvar db *sql.DB\n\nfunc ready(w http.ResponseWriter, r *http.Request) {\n\tif err := db.PingContext(r.Context()); err != nil {\n\t\thttp.Error(w, "not ready", http.StatusServiceUnavailable)\n\t\treturn\n\t}\n\tw.WriteHeader(http.StatusOK)\n}\n\nfunc main() {\n\thttp.HandleFunc("/readyz", ready)\n\thttp.ListenAndServe(":8080", nil)\n}\n',
    ),
  },
  {
    title: 'Spring asks the database',
    files: javaService(
      'import org.springframework.jdbc.core.JdbcTemplate;\nimport org.springframework.web.bind.annotation.GetMapping;\nimport org.springframework.web.bind.annotation.RestController;\n\n@RestController\nclass Health {\n  private final JdbcTemplate jdbc;\n  Health(JdbcTemplate jdbc) { this.jdbc = jdbc; }\n\n  @GetMapping("/readyz")\n  String ready() {\n    jdbc.queryForObject("SELECT 1", Integer.class);\n    return "ok";\n  }\n}\n',
    ),
  },
  {
    title: 'Rails asks the database',
    files: rubyService('class App\nend\n', {
      'config/routes.rb': "Rails.application.routes.draw do\n  get '/readyz', to: 'health#ready'\nend\n",
      'app/controllers/health_controller.rb':
        "class HealthController < ActionController::Base\n  def ready\n    ActiveRecord::Base.connection.execute('SELECT 1')\n    head :ok\n  end\nend\n",
    }),
  },
  {
    title: 'ASP.NET asks the database',
    files: csharpService(
      'var builder = WebApplication.CreateBuilder(args);\nvar app = builder.Build();\napp.MapGet("/readyz", async (AppDbContext db) => await db.Database.CanConnectAsync() ? Results.Ok() : Results.StatusCode(503));\napp.Run();\n',
    ),
  },
  {
    title: 'Laravel asks the database',
    files: phpService('class App {}\n', {
      'bootstrap/app.php':
        "<?php\n\nreturn Application::configure(basePath: dirname(__DIR__))\n    ->withRouting(web: __DIR__.'/../routes/web.php')\n    ->create();\n",
      'routes/web.php':
        "<?php\n\nuse Illuminate\\Support\\Facades\\DB;\nuse Illuminate\\Support\\Facades\\Route;\n\nRoute::get('/readyz', function () {\n    DB::select('SELECT 1');\n    return 'ok';\n});\n",
    }),
  },
  {
    title: 'Phoenix asks the database',
    files: elixirService('defmodule App do\nend\n', {
      'lib/app_web/endpoint.ex':
        'defmodule AppWeb.Endpoint do\n  use Phoenix.Endpoint, otp_app: :app\n  plug AppWeb.Router\nend\n',
      'lib/app_web/router.ex':
        'defmodule AppWeb.Router do\n  use AppWeb, :router\n\n  scope "/", AppWeb do\n    get "/readyz", HealthController, :ready\n  end\nend\n',
      'lib/app_web/controllers/health_controller.ex':
        'defmodule AppWeb.HealthController do\n  use AppWeb, :controller\n\n  def ready(conn, _params) do\n    Ecto.Adapters.SQL.query!(App.Repo, "SELECT 1")\n    send_resp(conn, 200, "ok")\n  end\nend\n',
    }),
  },
  {
    title: 'axum asks the database',
    files: rustService(
      'use axum::{extract::State, http::StatusCode, routing::get, Router};\nuse sqlx::PgPool;\n\nasync fn ready(State(pool): State<PgPool>) -> StatusCode {\n    match sqlx::query("SELECT 1").execute(&pool).await {\n        Ok(_) => StatusCode::OK,\n        Err(_) => StatusCode::SERVICE_UNAVAILABLE,\n    }\n}\n\n#[tokio::main]\nasync fn main() {\n    let app = Router::new().route("/readyz", get(ready));\n    axum::serve(listener, app).await.unwrap();\n}\n',
    ),
  },
  {
    title: 'Spring in Kotlin asks the database',
    files: kotlinService(
      'import org.springframework.jdbc.core.JdbcTemplate\nimport org.springframework.web.bind.annotation.GetMapping\nimport org.springframework.web.bind.annotation.RestController\n\n@RestController\nclass Health(private val jdbc: JdbcTemplate) {\n    @GetMapping("/readyz")\n    fun ready(): String {\n        jdbc.queryForObject("SELECT 1", Int::class.java)\n        return "ok"\n    }\n}\n',
    ),
  },
];
