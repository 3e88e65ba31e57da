import { csharpService, elixirService, goService, kotlinService, rustService } from '../../examples.js';
import type { SignalExample } from '../../../model/evidence.js';

/** More examples in which `idempotency-key-stored` is seen, one for each language that is not beside it. */
export const idempotencyKeyStoredExamples: readonly SignalExample[] = [
  {
    title: 'net/http and SQL',
    files: goService(
      'import (\n\t"database/sql"\n\t"net/http"\n)\n\nfunc pay(db *sql.DB) http.HandlerFunc {\n\treturn func(w http.ResponseWriter, r *http.Request) {\n\t\tkey := r.Header.Get("Idempotency-Key")\n\t\t_, err := db.ExecContext(r.Context(), "INSERT INTO payments (idempotency_key) VALUES ($1)", key)\n\t\tif err != nil {\n\t\t\tw.WriteHeader(http.StatusConflict)\n\t\t}\n\t}\n}\n',
    ),
  },
  {
    title: 'Spring in Kotlin',
    files: kotlinService(
      'import org.springframework.web.bind.annotation.*\n\n@RestController\nclass Payments(private val jdbc: JdbcTemplate) {\n  @PostMapping("/payments")\n  fun pay(@RequestHeader("Idempotency-Key") key: String) {\n    jdbc.update("INSERT INTO payments (idempotency_key) VALUES (?)", key)\n  }\n}\n',
    ),
  },
  {
    title: 'ASP.NET and Dapper',
    files: csharpService(
      'using Dapper;\n\npublic class Payments : ControllerBase\n{\n    [HttpPost("/payments")]\n    public async Task Pay([FromHeader(Name = "Idempotency-Key")] string key)\n    {\n        await connection.ExecuteAsync("INSERT INTO payments (idempotency_key) VALUES (@key)", new { key });\n    }\n}\n',
    ),
  },
  {
    title: 'axum and sqlx',
    files: rustService(
      'use axum::http::HeaderMap;\n\nasync fn pay(headers: HeaderMap, pool: PgPool) {\n    let key = headers.get("Idempotency-Key").unwrap().to_str().unwrap();\n    sqlx::query("INSERT INTO payments (idempotency_key) VALUES ($1)")\n        .bind(key)\n        .execute(&pool)\n        .await\n        .unwrap();\n}\n',
    ),
  },
  {
    title: 'a plug',
    files: elixirService(
      'defmodule AppWeb.Router do\n  use AppWeb, :router\n\n  pipeline :api do\n    plug IdempotencyPlug, tracker: IdempotencyPlug.RequestTracker\n  end\nend\n',
    ),
  },
];
