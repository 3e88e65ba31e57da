import type { SignalExample } from '../../../model/evidence.js';
import {
  csharpService,
  elixirService,
  goService,
  javaService,
  kotlinService,
  nodeService,
  phpService,
  pythonService,
  rubyService,
  rustService,
} from '../../examples.js';

/** Reads that go to replicas. */
export const replicaConfigured: readonly SignalExample[] = [
  {
    title: 'TypeORM',
    files: nodeService(
      "import { DataSource } from 'typeorm';\nexport const database = new DataSource({\n  type: 'postgres',\n  replication: {\n    master: { url: process.env.DATABASE_URL },\n    slaves: [{ url: process.env.DATABASE_REPLICA_URL }],\n  },\n});\n",
    ),
  },
  {
    title: 'Sequelize',
    files: nodeService(
      "const { Sequelize } = require('sequelize');\nmodule.exports = new Sequelize('app', null, null, {\n  dialect: 'mysql',\n  replication: { read: [{ host: '10.0.0.2' }], write: { host: '10.0.0.1' } },\n});\n",
    ),
  },
  {
    title: 'Prisma',
    files: nodeService(
      "import { PrismaClient } from '@prisma/client';\nimport { readReplicas } from '@prisma/extension-read-replicas';\nexport const prisma = new PrismaClient().$extends(readReplicas({ url: process.env.DATABASE_REPLICA_URL }));\n",
    ),
  },
  {
    title: 'Drizzle',
    files: nodeService(
      "import { withReplicas } from 'drizzle-orm/pg-core';\nexport const db = withReplicas(primary, [replica]);\n",
    ),
  },
  {
    title: 'MongoDB',
    files: nodeService(
      "const mongoose = require('mongoose');\nmongoose.connect(process.env.MONGO_URL, { readPreference: 'secondaryPreferred' });\n",
    ),
  },
  {
    title: "a router of Django's",
    files: pythonService(
      'class Router:\n    def db_for_read(self, model, **hints):\n        return "replica"\n\n    def db_for_write(self, model, **hints):\n        return "default"\n',
    ),
  },
  {
    title: 'SQLAlchemy',
    files: pythonService(
      'import os\nfrom sqlalchemy import create_engine\n\nengine = create_engine(os.environ["DATABASE_URL"])\nreader = create_engine(os.environ["DATABASE_REPLICA_URL"])\n',
    ),
  },
  {
    title: 'Spring',
    files: javaService(
      'import org.springframework.jdbc.datasource.lookup.AbstractRoutingDataSource;\nimport org.springframework.transaction.support.TransactionSynchronizationManager;\n\nclass Routing extends AbstractRoutingDataSource {\n  protected Object determineCurrentLookupKey() {\n    return TransactionSynchronizationManager.isCurrentTransactionReadOnly() ? "replica" : "primary";\n  }\n}\n',
    ),
  },
  {
    title: 'Rails',
    files: rubyService(
      'class ApplicationRecord < ActiveRecord::Base\n  primary_abstract_class\n  connects_to database: { writing: :primary, reading: :primary_replica }\nend\n',
    ),
  },
  {
    title: "Rails' database.yml",
    files: rubyService('', {
      'config/database.yml':
        'production:\n  primary:\n    database: app\n  primary_replica:\n    database: app\n    replica: true\n',
    }),
  },
  {
    title: 'Laravel',
    files: phpService('', {
      'config/database.php':
        "<?php\n\nreturn [\n  'connections' => [\n    'mysql' => [\n      'driver' => 'mysql',\n      'read' => ['host' => ['10.0.0.2']],\n      'write' => ['host' => ['10.0.0.1']],\n    ],\n  ],\n];\n",
    }),
  },
  {
    title: 'dbresolver of GORM',
    files: goService(
      'import (\n	"gorm.io/driver/postgres"\n	"gorm.io/gorm"\n	"gorm.io/plugin/dbresolver"\n)\n\nfunc route(db *gorm.DB) error {\n	return db.Use(dbresolver.Register(dbresolver.Config{\n		Replicas: []gorm.Dialector{postgres.Open(replicaDSN)},\n	}))\n}\n',
    ),
  },
  {
    title: 'a routing data source in Kotlin',
    files: kotlinService(
      'import org.springframework.jdbc.datasource.lookup.AbstractRoutingDataSource\nimport org.springframework.transaction.support.TransactionSynchronizationManager\n\nclass Routing : AbstractRoutingDataSource() {\n    override fun determineCurrentLookupKey() =\n        if (TransactionSynchronizationManager.isCurrentTransactionReadOnly()) "replica" else "primary"\n}\n',
    ),
  },
  {
    title: 'a repository of Ecto for reads',
    files: elixirService(
      'defmodule App.Repo.Replica do\n  use Ecto.Repo, otp_app: :app, adapter: Ecto.Adapters.Postgres, read_only: true\nend\n',
    ),
  },
  {
    title: 'Doctrine',
    files: phpService(
      "use Doctrine\\DBAL\\Connections\\PrimaryReadReplicaConnection;\nuse Doctrine\\DBAL\\DriverManager;\n\nclass Database {\n  public function connect() {\n    return DriverManager::getConnection([\n      'wrapperClass' => PrimaryReadReplicaConnection::class,\n      'driver' => 'pdo_pgsql',\n      'primary' => ['host' => 'db'],\n      'replica' => [['host' => 'db-ro']],\n    ]);\n  }\n}\n",
    ),
  },
  {
    title: 'ProxySQL',
    files: nodeService('', {
      'deploy/proxysql.cnf':
        'mysql_query_rules=\n(\n  { rule_id=1 active=1 match_digest="^SELECT.*FOR UPDATE" destination_hostgroup=10 apply=1 },\n  { rule_id=2 active=1 match_digest="^SELECT" destination_hostgroup=20 apply=1 }\n)\n',
    }),
  },
  {
    title: 'a field of the settings of pydantic',
    files: pythonService(
      'from pydantic_settings import BaseSettings\n\nclass Settings(BaseSettings):\n    postgres_host: str = "db"\n    postgres_read_host: str | None = None\n',
    ),
  },
  {
    title: 'a variable of the environment',
    files: goService('import "os"\n\nfunc reads() string {\n	return os.Getenv("DATABASE_REPLICA_URL")\n}\n'),
  },
  {
    title: 'MongoDB in C#',
    files: csharpService(
      'using MongoDB.Driver;\n\nvar reports = database.GetCollection<Order>("orders").WithReadPreference(ReadPreference.SecondaryPreferred);\n',
    ),
  },
  {
    title: 'a pool of sqlx',
    files: rustService(
      'use sqlx::postgres::PgPoolOptions;\n\nasync fn reads(settings: Settings) -> sqlx::PgPool {\n    PgPoolOptions::new().max_connections(5).connect(&settings.replica_url).await.unwrap()\n}\n',
    ),
  },
  {
    title: 'a schema of the environment',
    files: nodeService(
      "import { z } from 'zod';\nexport const env = z.object({ DATABASE_URL: z.string(), DATABASE_READ_URL: z.string().optional() }).parse(process.env);\n",
    ),
  },
  {
    title: 'a tag of Go',
    files: goService(
      'type Config struct {\n\tDBHost     string `env:"DB_HOST"`\n\tReadDBHost string `env:"DB_READ_HOST" envDefault:""`\n}\n',
    ),
  },
  {
    title: 'a data source of Spring',
    files: javaService('class A {}\n', {
      'src/main/resources/application.yml':
        'spring:\n  datasource:\n    url: jdbc:postgresql://${DB_HOST}/app\n    reader:\n      url: jdbc:postgresql://${DB_READER_HOST}/app\n',
    }),
  },
  {
    title: 'settings of pydantic',
    files: pythonService(
      'from pydantic_settings import BaseSettings\n\nclass Settings(BaseSettings):\n    database_url: str\n    database_replica_url: str\n',
    ),
  },
  {
    title: 'the environment in Ruby',
    files: rubyService("class Db\n  URL = ENV['DATABASE_READ_REPLICA_URL']\nend\n"),
  },
  {
    title: 'an argument of clap',
    files: rustService(
      '#[derive(clap::Parser)]\nstruct Args { #[arg(long, env = "DATABASE_READ_URL")] read_url: Option<String> }\nfn main() {}\n',
    ),
  },
  {
    title: 'a connection string of .NET',
    files: csharpService('var c = builder.Configuration.GetConnectionString("ReadReplica");\n'),
  },
  {
    title: 'a deployment',
    files: nodeService('const x = 1;\n', {
      'k8s/app.yaml':
        'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: app}\nspec:\n  template:\n    spec:\n      containers:\n        - name: app\n          image: app\n          env:\n            - {name: DB_HOST, value: primary}\n            - {name: DB_READ_HOST, value: replica}\n',
    }),
  },
];

/** What only looks alike. */
export const replicaConfiguredNot: readonly SignalExample[] = [
  {
    title: 'a variable that only a test of Rust names',
    files: rustService(
      'fn main() {}\n\n#[cfg(test)]\nmod tests {\n    #[test]\n    fn reads() {\n        assert_eq!(name(), "DATABASE_READ_URL");\n    }\n}\n',
    ),
  },
  {
    title: 'replicas of a Deployment',
    files: nodeService('', {
      'k8s/app.yaml':
        'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: app}\nspec:\n  replicas: 3\n  template:\n    spec:\n      containers: [{name: app, image: app}]\n',
    }),
  },
  {
    title: 'one connection, and a reader of files',
    files: pythonService(
      'from sqlalchemy import create_engine\nimport csv\n\nengine = create_engine("postgresql://db/app")\nreader = csv.reader(open("a.csv"))\n',
    ),
  },
  {
    title: 'a routing of tenants',
    files: javaService(
      'import org.springframework.jdbc.datasource.lookup.AbstractRoutingDataSource;\n\nclass Tenants extends AbstractRoutingDataSource {\n  protected Object determineCurrentLookupKey() {\n    return TenantContext.current();\n  }\n}\n',
    ),
  },
  {
    title: 'variables of other things',
    files: goService(
      'import "os"\n\nvar (\n	count  = os.Getenv("REPLICA_COUNT")\n	wait   = os.Getenv("DATABASE_READ_TIMEOUT")\n	reader = os.Getenv("CARD_READER_HOST")\n)\n',
    ),
  },
  {
    title: 'a rule of ProxySQL for writes alone',
    files: nodeService('', {
      'deploy/proxysql.cnf':
        'mysql_query_rules=\n(\n  { rule_id=1 active=1 match_digest="^INSERT" destination_hostgroup=10 apply=1 }\n)\n',
    }),
  },
  {
    title: 'one database for both roles',
    files: rubyService(
      'class ApplicationRecord < ActiveRecord::Base\n  connects_to database: { writing: :primary, reading: :primary }\nend\n',
    ),
  },
  {
    title: 'reads from the primary',
    files: nodeService(
      "const mongoose = require('mongoose');\nmongoose.connect(process.env.MONGO_URL, { readPreference: 'primary' });\n",
    ),
  },
  {
    title: 'other readers',
    files: nodeService(
      'const host = process.env.CARD_READER_HOST; const b = process.env.READ_TIMEOUT; const c = process.env.RSS_READER_URL;\n',
    ),
  },
  {
    title: 'an endpoint of which nothing is known',
    files: nodeService('const host = process.env.READER_ENDPOINT;\n'),
  },
  { title: 'a variable that is left empty', files: nodeService('', { '.env.example': 'DB_READ_HOST=\n' }) },
];
