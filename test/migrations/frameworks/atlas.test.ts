import { expect, test } from 'vitest';
import { overview } from '../overview.js';

test('files beside the checksums, with their modes; the way back is computed', async () => {
  const found = await overview({
    'atlas.hcl':
      'env "local" {\n  src = "file://schema.hcl"\n  dev = "docker://mysql/8/dev"\n  migration {\n    dir = "file://db/other"\n  }\n}\nenv "pg" {\n  dev = "docker://postgres/15/dev?search_path=public"\n  migration {\n    dir = "file://db/steps"\n  }\n}\n',
    'schema.sql': 'create table t (id int);\n',
    'db/steps/atlas.sum': 'h1:xyz=\n',
    'db/steps/20240101000000_init.sql': '-- Create "t" table\nCREATE TABLE "t" ("id" int NOT NULL);\n',
    'db/steps/20240102000000.sql': '-- atlas:txmode none\n\nCREATE INDEX CONCURRENTLY "i" ON "t" ("id");\n',
    'db/steps/20240103000000_checkpoint.sql':
      '-- atlas:checkpoint\n\nCREATE TABLE "t" ("id" int NOT NULL);\n',
  });
  expect(found.sets).toEqual(['atlas db/steps [postgresql]']);
  expect(found.reasons).toEqual(['the database in atlas.hcl is postgres']);
  expect(found.migrations).toEqual([
    'db/steps/20240101000000_init.sql 20240101000000 init inferred',
    'db/steps/20240102000000.sql 20240102000000  inferred',
    'db/steps/20240103000000_checkpoint.sql 20240103000000 checkpoint inferred',
  ]);
  expect(found.operations).toEqual([
    'db/steps/20240101000000_init.sql:2 createTable up per-migration',
    'db/steps/20240102000000.sql:3 createIndex up none',
    'db/steps/20240103000000_checkpoint.sql:3 createTable up per-migration',
  ]);
  expect(found.all.map(({ phase }) => phase)).toEqual([undefined, undefined, 'baseline']);
});

test('an archive holds checks, the migration and its way back', async () => {
  const found = await overview({
    'postgres/atlas.sum': 'h1:x=\n',
    'postgres/1_drop.sql':
      '-- atlas:txtar\n\n-- checks.sql --\nSELECT NOT EXISTS (SELECT 1 FROM t);\n\n-- migration.sql --\nDROP TABLE t;\n\n-- down.sql --\nCREATE TABLE t (id int);\n',
  });
  expect(found.migrations).toEqual(['postgres/1_drop.sql 1 drop explicit']);
  expect(found.operations).toEqual([
    'postgres/1_drop.sql:7 dropTable up per-migration',
    'postgres/1_drop.sql:10 createTable down per-migration',
  ]);
});

test('a delimiter of the file’s own parts its statements', async () => {
  const found = await overview({
    'mysql/atlas.sum': 'h1:x=\n',
    'mysql/1_a.sql':
      '-- atlas:delimiter \\n\\n\\n\n\nCREATE TABLE a (id int)\n\n\nCREATE TRIGGER tr BEFORE INSERT ON a FOR EACH ROW BEGIN SET NEW.id = 1; SET NEW.id = 2; END\n\n\nDROP TABLE b',
  });
  expect(found.operations).toEqual([
    'mysql/1_a.sql:3 createTable up none',
    'mysql/1_a.sql:6 createTrigger up none',
    'mysql/1_a.sql:9 dropTable up none',
  ]);
});

test('folders in the format of goose stay goose’s', async () => {
  const found = await overview({
    'pg/atlas.sum': 'h1:x=\n',
    'pg/1_a.sql': '-- +goose Up\ncreate table a (id int);\n-- +goose Down\ndrop table a;\n',
  });
  expect(found.sets).toEqual(['goose pg [postgresql]']);
});

test('directives count in the head of a file alone; the mode for all files stands in the call', async () => {
  const found = await overview({
    '.github/workflows/deploy.yml':
      'jobs:\n  deploy:\n    steps:\n      - run: atlas migrate apply --tx-mode all --url "$URL"\n',
    'postgres/atlas.sum': 'h1:x=\n',
    'postgres/1_all.sql': '-- Create\nCREATE TABLE t (id int);\n',
    'postgres/2_without_a_head.sql': '-- atlas:txmode none\nDROP TABLE t;\n',
    'postgres/3_late.sql': 'CREATE TABLE u (id int);\n-- atlas:txmode none\n\nDROP TABLE u;\n',
  });
  expect(found.operations).toEqual([
    'postgres/1_all.sql:2 createTable up all-migrations',
    'postgres/2_without_a_head.sql:2 dropTable up all-migrations',
    'postgres/3_late.sql:1 createTable up all-migrations',
    'postgres/3_late.sql:4 dropTable up all-migrations',
  ]);
});
