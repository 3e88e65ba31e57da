import { expect, test } from 'vitest';
import { operationLines } from '../operation-line.js';
import { overview } from '../overview.js';

const migration = (body: string, rest = ''): string => `use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
${body}
}

#[derive(DeriveIden)]
enum Post { Table, Id, #[sea_orm(iden = "headline")] Title, AuthorId, State }

#[derive(DeriveIden)]
enum Author { Table, Id }
${rest}`;

const way = (name: string, statements: string): string =>
  `    async fn ${name}(&self, manager: &SchemaManager) -> Result<(), DbErr> {\n${statements}\n    }\n`;

async function read(body: string, files: Readonly<Record<string, string>> = {}): ReturnType<typeof overview> {
  return overview({
    'migration/Cargo.toml':
      '[dependencies]\nsea-orm-migration = { version = "2.0", features = ["sqlx-postgres"] }\n',
    'migration/src/m20240131_000001_posts.rs': migration(body),
    ...files,
  });
}

test('tables, columns, keys and indexes', async () => {
  const { all, sets } = await read(
    way(
      'up',
      `manager.create_table(
        Table::create().table(Post::Table).if_not_exists()
          .col(ColumnDef::new(Post::Id).integer().not_null().auto_increment().primary_key())
          .col(ColumnDef::new(Post::Title).string_len(120).not_null().default("none"))
          .col(string_null(Post::State))
          .col(ColumnDef::new(Post::AuthorId).big_integer())
          .col(timestamp_with_time_zone("made_at").default(Expr::current_timestamp()))
          .foreign_key(ForeignKey::create().name("fk").from(Post::Table, Post::AuthorId).to(Author::Table, Author::Id).on_delete(ForeignKeyAction::Cascade))
          .to_owned(),
      ).await?;
      manager.create_index(Index::create().name("i").table(Post::Table).col(Post::Title).unique().to_owned()).await?;
      manager.alter_table(
        Table::alter().table(Post::Table)
          .add_column(ColumnDef::new(Alias::new("note")).text().null())
          .modify_column(ColumnDef::new(Post::AuthorId).integer().not_null())
          .rename_column(Post::State, Alias::new("status"))
          .drop_column(Post::Title)
          .to_owned(),
      ).await?;
      manager.create_type(extension::postgres::Type::create().as_enum(Alias::new("mood")).values(vec![Alias::new("sad"), Alias::new("ok")]).to_owned()).await?;
      manager.create_foreign_key(ForeignKey::create().name("fk2").from(Post::Table, Post::AuthorId).to(Author::Table, Author::Id).to_owned()).await`,
    ) +
      way(
        'down',
        `manager.drop_foreign_key(ForeignKey::drop().table(Post::Table).name("fk2").to_owned()).await?;
      manager.drop_index(Index::drop().name("i").table(Post::Table).to_owned()).await?;
      manager.rename_table(Table::rename().table(Post::Table, Alias::new("old")).to_owned()).await?;
      manager.truncate_table(Table::truncate().table(Author::Table).to_owned()).await?;
      manager.drop_table(Table::drop().table(Post::Table).if_exists().to_owned()).await`,
      ),
  );
  expect(sets).toEqual(['sea-orm migration/src [postgresql]']);
  expect(operationLines(all[0])).toEqual([
    "createTable post(id integer pk serial, headline varchar(120) default 'none', state varchar null, " +
      'author_id bigint null -> author(id) on delete CASCADE, made_at timestamptz default CURRENT_TIMESTAMP) guarded',
    'createIndex unique post(headline) i',
    'addColumn post.note text null',
    'changeColumnType post.author_id integer',
    'setNotNull post.author_id',
    'renameColumn post.state -> status',
    'dropColumn post.headline',
    'createEnum',
    'addForeignKey post(author_id) -> author(id) fk2',
  ]);
  expect(operationLines(all[0], 'down')).toEqual([
    'dropConstraint post fk2 foreign-key',
    'dropIndex post i',
    'renameTable post -> old',
    'truncate author',
    'dropTable post guarded',
  ]);
  expect(all[0]?.down).toBe('explicit');
});

test('SQL, constants, loops, dialects, files and functions of the crate', async () => {
  const { all } = await read(
    way(
      'up',
      `let db = manager.get_connection();
      db.execute_unprepared(r#"TRUNCATE one; TRUNCATE two"#).await?;
      for table in ["a", "b"] {
        let sql = format!("TRUNCATE {table}_{}", "x");
        db.execute_unprepared(&sql).await?;
      }
      match manager.get_database_backend() {
        DbBackend::Postgres => { db.execute_unprepared("TRUNCATE pg").await?; }
        DbBackend::MySql | DbBackend::Sqlite => { db.execute_unprepared("TRUNCATE other").await?; }
      }
      if !manager.has_table("seen").await? {
        manager.drop_table(Table::drop().table(Alias::new("seen")).to_owned()).await?;
      }
      db.execute(Statement::from_string(manager.get_database_backend(), "TRUNCATE three".to_owned())).await?;
      db.execute_unprepared(include_str!("sql/four.sql")).await?;
      crate::run(manager, "TRUNCATE five").await?;
      Ok(())`,
    ) + way('down', 'Err(DbErr::Migration("never".to_owned()))'),
    {
      'migration/src/sql/four.sql': 'TRUNCATE four;\n',
      'migration/src/lib.rs': `pub struct Migrator;
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![Box::new(m20240131_000001_posts::Migration)]
    }
}
pub async fn run(manager: &SchemaManager<'_>, sql: &str) -> Result<(), DbErr> {
    manager.get_connection().execute_unprepared(sql).await?;
    Ok(())
}
`,
    },
  );
  expect(operationLines(all[0])).toEqual([
    'truncate one',
    'truncate two',
    'truncate a_x',
    'truncate b_x',
    'truncate pg',
    'dropTable seen guarded',
    'truncate three',
    'truncate four',
    'truncate five',
  ]);
  expect(all[0]?.down).toBe('irreversible');
});

test('the transaction', async () => {
  const body = way('up', 'manager.drop_table(Table::drop().table(Post::Table).to_owned()).await');
  const placed = async (text: string, files = {}): Promise<string | undefined> =>
    (await read(text, files)).all[0]?.operations[0]?.transaction;
  expect(await placed(body)).toBe('per-migration');
  expect(await placed(`${body}    fn use_transaction(&self) -> Option<bool> { Some(false) }`)).toBe('none');
  expect(
    await placed(body, {
      'migration/Cargo.toml':
        '[dependencies]\nsea-orm-migration = { version = "1.1", features = ["sqlx-postgres"] }\n',
    }),
  ).toBe('all-migrations');
});

test('a file that does not parse is skipped with its line; without down there is no way back', async () => {
  const { all, skipped } = await read(
    way('up', 'manager.drop_table(Table::drop().table(Post::Table).to_owned()).await?;\nlet = ;'),
  );
  expect(skipped).toHaveLength(1);
  expect(operationLines(all[0])).toEqual(['dropTable post']);
  expect(all[0]?.down).toBe('none');
});
