import type { Dialect } from '../../model/migration.js';
import type { RepositoryView } from '../../model/repository-view.js';
import type { Manifest } from '../finding/manifests.js';
import { manifestsOf } from '../finding/manifests.js';
import { oncePerView } from '../finding/once-per-view.js';
import type { DialectEvidence } from './dialect-evidence.js';

/** Drivers by the name that their ecosystem gives them; a major version of a Go module (`/v5`) is taken off before. */
const drivers: ReadonlyMap<string, Dialect> = new Map<string, Dialect>([
  ['github.com/lib/pq', 'postgresql'],
  ['github.com/jackc/pgx', 'postgresql'],
  ['github.com/go-pg/pg', 'postgresql'],
  ['github.com/uptrace/bun/dialect/pgdialect', 'postgresql'],
  ['gorm.io/driver/postgres', 'postgresql'],
  ['github.com/go-sql-driver/mysql', 'mysql'],
  ['gorm.io/driver/mysql', 'mysql'],
  ['github.com/mattn/go-sqlite3', 'sqlite'],
  ['modernc.org/sqlite', 'sqlite'],
  ['gorm.io/driver/sqlite', 'sqlite'],
  ['github.com/microsoft/go-mssqldb', 'sqlserver'],
  ['github.com/denisenkom/go-mssqldb', 'sqlserver'],
  ['github.com/ClickHouse/clickhouse-go', 'clickhouse'],
  ['github.com/gocql/gocql', 'cassandra'],
  ['pg', 'postgresql'],
  ['postgres', 'postgresql'],
  ['pg-promise', 'postgresql'],
  ['db-migrate-pg', 'postgresql'],
  ['db-migrate-mysql', 'mysql'],
  ['db-migrate-sqlite3', 'sqlite'],
  ['@neondatabase/serverless', 'postgresql'],
  ['@vercel/postgres', 'postgresql'],
  ['@supabase/supabase-js', 'postgresql'],
  ['mysql', 'mysql'],
  ['mysql2', 'mysql'],
  ['mariadb', 'mariadb'],
  ['better-sqlite3', 'sqlite'],
  ['sqlite3', 'sqlite'],
  ['@libsql/client', 'sqlite'],
  ['mssql', 'sqlserver'],
  ['tedious', 'sqlserver'],
  ['oracledb', 'oracle'],
  ['@clickhouse/client', 'clickhouse'],
  ['cassandra-driver', 'cassandra'],
  ['tokio-postgres', 'postgresql'],
  ['deadpool-postgres', 'postgresql'],
  ['postgres-types', 'postgresql'],
  ['mysql_async', 'mysql'],
  ['rusqlite', 'sqlite'],
  ['tiberius', 'sqlserver'],
  ['org.postgresql:postgresql', 'postgresql'],
  ['org.postgresql:r2dbc-postgresql', 'postgresql'],
  ['org.flywaydb:flyway-database-postgresql', 'postgresql'],
  ['io.quarkus:quarkus-jdbc-postgresql', 'postgresql'],
  ['com.mysql:mysql-connector-j', 'mysql'],
  ['mysql:mysql-connector-java', 'mysql'],
  ['io.quarkus:quarkus-jdbc-mysql', 'mysql'],
  ['org.mariadb.jdbc:mariadb-java-client', 'mariadb'],
  ['io.quarkus:quarkus-jdbc-mariadb', 'mariadb'],
  ['org.xerial:sqlite-jdbc', 'sqlite'],
  ['com.microsoft.sqlserver:mssql-jdbc', 'sqlserver'],
  ['org.flywaydb:flyway-sqlserver', 'sqlserver'],
  ['com.oracle.database.jdbc:ojdbc8', 'oracle'],
  ['com.oracle.database.jdbc:ojdbc11', 'oracle'],
  ['org.flywaydb:flyway-database-oracle', 'oracle'],
  ['com.clickhouse:clickhouse-jdbc', 'clickhouse'],
  ['psycopg', 'postgresql'],
  ['psycopg2', 'postgresql'],
  ['psycopg2-binary', 'postgresql'],
  ['asyncpg', 'postgresql'],
  ['mysqlclient', 'mysql'],
  ['pymysql', 'mysql'],
  ['aiomysql', 'mysql'],
  ['aiosqlite', 'sqlite'],
  ['pyodbc', 'sqlserver'],
  ['clickhouse-driver', 'clickhouse'],
  ['clickhouse-connect', 'clickhouse'],
  ['ext-pdo_mysql', 'mysql'],
  ['ext-mysqli', 'mysql'],
  ['ext-pdo_pgsql', 'postgresql'],
  ['ext-pgsql', 'postgresql'],
  ['ext-pdo_sqlite', 'sqlite'],
  ['ext-sqlite3', 'sqlite'],
  ['ext-pdo_sqlsrv', 'sqlserver'],
  ['ext-sqlsrv', 'sqlserver'],
  ['postgrex', 'postgresql'],
  ['myxql', 'mysql'],
  ['mariaex', 'mysql'],
  ['tds', 'sqlserver'],
  ['ecto_sqlite3', 'sqlite'],
  ['exqlite', 'sqlite'],
  ['ecto_ch', 'clickhouse'],
  ['Npgsql', 'postgresql'],
  ['Npgsql.EntityFrameworkCore.PostgreSQL', 'postgresql'],
  ['MySqlConnector', 'mysql'],
  ['MySql.Data', 'mysql'],
  ['Microsoft.Data.Sqlite', 'sqlite'],
  ['Microsoft.Data.SqlClient', 'sqlserver'],
]);

/** Crates whose features name the database: https://docs.rs/diesel, https://docs.rs/sqlx, https://docs.rs/refinery. */
const cratesWithDrivers: ReadonlySet<string> = new Set([
  'diesel',
  'diesel-async',
  'diesel_async',
  'sqlx',
  'refinery',
  'sea-orm',
  'sea-orm-migration',
]);

/** All database drivers that the manifests name. */
export const driverEvidence = oncePerView(
  async (view: RepositoryView): Promise<readonly DialectEvidence[]> => {
    const manifests = await manifestsOf(view);
    return manifests.flatMap((manifest) => [...ofDependencies(manifest), ...ofFeatures(manifest)]);
  },
);

function ofDependencies(manifest: Manifest): DialectEvidence[] {
  return [...manifest.dependencies.keys()].flatMap((name) => {
    const dialect = drivers.get(manifest.ecosystem === 'go' ? name.replace(/\/v\d+(?=\/|$)/, '') : name);
    return dialect === undefined
      ? []
      : [{ file: manifest.file, dialect, reason: `${manifest.file} depends on ${name}` }];
  });
}

function ofFeatures(manifest: Manifest): DialectEvidence[] {
  return [...manifest.features].flatMap(([name, features]) =>
    cratesWithDrivers.has(name)
      ? features.flatMap((feature) => {
          const dialect = dialectOfFeature(feature);
          return dialect === undefined
            ? []
            : [
                {
                  file: manifest.file,
                  dialect,
                  reason: `${manifest.file} uses the feature ${feature} of ${name}`,
                },
              ];
        })
      : [],
  );
}

function dialectOfFeature(feature: string): Dialect | undefined {
  if (/^(tokio-|sqlx-)?postgres(ql)?(_backend)?$/.test(feature)) return 'postgresql';
  if (/^(sqlx-)?mysql(_async|_backend)?$/.test(feature)) return 'mysql';
  if (/^(rusqlite|(sqlx-)?sqlite)(-bundled|_backend)?$/.test(feature)) return 'sqlite';
  return feature === 'tiberius' ? 'sqlserver' : undefined;
}
