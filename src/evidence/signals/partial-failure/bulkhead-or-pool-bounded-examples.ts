import type { SignalExample } from '../../../model/evidence.js';
import {
  csharpService,
  elixirService,
  goService,
  javaService,
  kotlinService,
  nodeService,
  pythonService,
  rubyService,
  rustService,
} from '../../examples.js';

/** Repositories in which `bulkhead-or-pool-bounded` is seen, and in which it is not. */
export const boundedPools: {
  readonly seen: readonly SignalExample[];
  readonly unseen: readonly SignalExample[];
} = {
  seen: [
    {
      title: 'a pool of pg',
      files: nodeService(
        "const { Pool } = require('pg');\nconst pool = new Pool({ connectionString: url, max: 20 });\n",
      ),
    },
    {
      title: 'p-limit',
      files: nodeService("import pLimit from 'p-limit';\nconst limit = pLimit(10);\n"),
    },
    {
      title: 'SQLAlchemy',
      files: pythonService(
        'from sqlalchemy import create_engine\n\nengine = create_engine(URL, pool_size=10, max_overflow=5)\n',
      ),
    },
    {
      title: 'a bulkhead of resilience4j',
      files: javaService(
        'import io.github.resilience4j.bulkhead.annotation.Bulkhead;\n\nclass Payments {\n  @Bulkhead(name = "payments")\n  String pay() { return api.pay(); }\n}\n',
      ),
    },
    {
      title: 'HikariCP in the settings of Spring',
      files: javaService('class App {}\n', {
        'src/main/resources/application.yml':
          'spring:\n  datasource:\n    hikari:\n      maximum-pool-size: 20\n',
      }),
    },
    {
      title: 'connection_pool',
      files: rubyService('class Cache\n  POOL = ConnectionPool.new(size: 5) { Redis.new }\nend\n'),
    },
    {
      title: 'a bulkhead in Kotlin',
      files: kotlinService(
        'import io.github.resilience4j.bulkhead.annotation.Bulkhead\n\nclass Payments {\n    @Bulkhead(name = "payments")\n    fun pay() = api.pay()\n}\n',
      ),
    },
    {
      title: 'sqlx',
      files: rustService(
        'async fn pool() {\n    sqlx::postgres::PgPoolOptions::new().max_connections(5).connect(URL).await;\n}\n',
      ),
    },
    {
      title: 'database/sql',
      files: goService(
        'import "database/sql"\n\nfunc open(url string) *sql.DB {\n\tdb, _ := sql.Open("postgres", url)\n\tdb.SetMaxOpenConns(20)\n\treturn db\n}\n',
      ),
    },
    {
      title: 'a semaphore in .NET',
      files: csharpService(
        'using System.Threading;\n\nclass Payments\n{\n    private readonly SemaphoreSlim gate = new SemaphoreSlim(10);\n}\n',
      ),
    },
    {
      title: 'tasks with a limit',
      files: elixirService(
        'defmodule App.Payments do\n  def pay(orders) do\n    Task.async_stream(orders, &send/1, max_concurrency: 5)\n  end\nend\n',
      ),
    },
  ],
  unseen: [
    {
      title: 'no limit',
      files: goService(
        'import "database/sql"\n\nfunc open(url string) *sql.DB {\n\tdb, _ := sql.Open("postgres", url)\n\tdb.SetMaxOpenConns(0)\n\treturn db\n}\n',
      ),
    },
    {
      title: 'a pool of the size that the library chose',
      files: nodeService(
        "const { Pool } = require('pg');\nconst pool = new Pool({ connectionString: url });\n",
      ),
    },
    {
      title: 'max of something else',
      files: nodeService(
        "const { Pool } = require('./swimming.js');\nconst pool = new Pool({ max: 20 });\n// pg\n",
      ),
    },
    {
      title: 'a lock',
      files: pythonService('import asyncio\n\nlock = asyncio.Lock()\n'),
    },
  ],
};
