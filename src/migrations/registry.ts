import type { MigrationFramework } from './framework.js';
import { cassandraMigration } from './frameworks/cassandra-migration/index.js';
import { clickhouseMigrations } from './frameworks/clickhouse-migrations/index.js';
import { atlas } from './frameworks/atlas/index.js';
import { aerich } from './frameworks/aerich/index.js';
import { alembic } from './frameworks/alembic/index.js';
import { bunGo } from './frameworks/bun-go/index.js';
import { bun } from './frameworks/bun/index.js';
import { cakephp } from './frameworks/cakephp/index.js';
import { dbMigrate } from './frameworks/db-migrate/index.js';
import { dbUp } from './frameworks/dbup/index.js';
import { dbmate } from './frameworks/dbmate/index.js';
import { diesel } from './frameworks/diesel/index.js';
import { django } from './frameworks/django/index.js';
import { doctrine } from './frameworks/doctrine/index.js';
import { drizzle } from './frameworks/drizzle/index.js';
import { ecto } from './frameworks/ecto/index.js';
import { efCore } from './frameworks/ef-core/index.js';
import { evolve } from './frameworks/evolve/index.js';
import { flyway } from './frameworks/flyway/index.js';
import { fluentMigrator } from './frameworks/fluent-migrator/index.js';
import { golangMigrate } from './frameworks/golang-migrate/index.js';
import { goose } from './frameworks/goose/index.js';
import { gormigrate } from './frameworks/gormigrate/index.js';
import { graphileMigrate } from './frameworks/graphile-migrate/index.js';
import { grate } from './frameworks/grate/index.js';
import { hasura } from './frameworks/hasura/index.js';
import { kysely } from './frameworks/kysely/index.js';
import { liquibase } from './frameworks/liquibase/index.js';
import { laravel } from './frameworks/laravel/index.js';
import { knex } from './frameworks/knex/index.js';
import { nodePgMigrate } from './frameworks/node-pg-migrate/index.js';
import { phinx } from './frameworks/phinx/index.js';
import { payload } from './frameworks/payload/index.js';
import { migrateMongo } from './frameworks/migrate-mongo/index.js';
import { migrateMongoose } from './frameworks/migrate-mongoose/index.js';
import { mongock } from './frameworks/mongock/index.js';
import { mybatis } from './frameworks/mybatis/index.js';
import { mikroOrm } from './frameworks/mikro-orm/index.js';
import { plainSql } from './frameworks/plain-sql/index.js';
import { play } from './frameworks/play/index.js';
import { prisma } from './frameworks/prisma/index.js';
import { rails } from './frameworks/rails/index.js';
import { refinery } from './frameworks/refinery/index.js';
import { sqitch } from './frameworks/sqitch/index.js';
import { sqlMigrate } from './frameworks/sql-migrate/index.js';
import { sqlx } from './frameworks/sqlx/index.js';
import { supabase } from './frameworks/supabase/index.js';
import { seaOrm } from './frameworks/sea-orm/index.js';
import { sequel } from './frameworks/sequel/index.js';
import { sequelize } from './frameworks/sequelize/index.js';
import { xormigrate } from './frameworks/xormigrate/index.js';
import { yoyo } from './frameworks/yoyo/index.js';
import { tern } from './frameworks/tern/index.js';
import { typeorm } from './frameworks/typeorm/index.js';

/** All migration frameworks. The order decides between equally strong claims on a file; plain SQL is what nobody else wants. */
export const migrationFrameworks: readonly MigrationFramework[] = [
  rails,
  sequel,
  laravel,
  doctrine,
  cakephp,
  phinx,
  django,
  alembic,
  aerich,
  yoyo,
  efCore,
  fluentMigrator,
  ecto,
  goose,
  bunGo,
  gormigrate,
  xormigrate,
  clickhouseMigrations,
  cassandraMigration,
  sqlMigrate,
  tern,
  sqitch,
  play,
  mybatis,
  graphileMigrate,
  dbmate,
  drizzle,
  supabase,
  hasura,
  prisma,
  diesel,
  sqlx,
  refinery,
  seaOrm,
  liquibase,
  evolve,
  flyway,
  dbUp,
  grate,
  typeorm,
  mikroOrm,
  golangMigrate,
  bun,
  atlas,
  nodePgMigrate,
  dbMigrate,
  payload,
  migrateMongo,
  migrateMongoose,
  mongock,
  kysely,
  sequelize,
  knex,
  plainSql,
];
