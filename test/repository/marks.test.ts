import { describe, expect, test } from 'vitest';
import { isProductFile } from '../../src/model/repository-view.js';
import { SourceText } from '../../src/model/source-text.js';
import { marksOfContent } from '../../src/repository/mark-content.js';
import { marksOfPath } from '../../src/repository/marks.js';
import { Scratch } from './scratch-repository.js';

const marked: Readonly<Record<string, readonly string[]>> = {
  vendored: [
    'node_modules/express/index.js',
    'services/shop/node_modules/x/y.ts',
    'vendor/github.com/pkg/errors/errors.go',
    'src/vendor/golang.org/x/net/http.go',
    'vendor/bundle/ruby/3.2.0/gems/rails/lib/a.rb',
    'api/vendor/symfony/http-kernel/Kernel.php',
    'public/vendor/telescope/app.js',
    'app/assets/javascripts/vendor/plugin.js',
    'third_party/zlib/zlib.c',
    'web/bower_components/a/b.js',
    'ios/Pods/Alamofire/Source/AF.swift',
    '.yarn/releases/yarn-3.6.0.cjs',
    'packages/Newtonsoft.Json.13.0.3/lib/net45/x.cs',
    'venv/lib/python3.12/site-packages/django/db.py',
    'gradle/wrapper/gradle-wrapper.properties',
    'mvnw',
  ],
  generated: [
    'api/shop.pb.go',
    'api/shop_grpc.pb.go',
    'api/shop.pb.gw.go',
    'api/shop_pb2.py',
    'api/shop_pb2_grpc.py',
    'src/graphql.generated.ts',
    'src/routeTree.gen.ts',
    'Views/Index.g.cs',
    'Form1.Designer.cs',
    'Migrations/20240101_Init.Designer.cs',
    'src/__generated__/types.ts',
    'src/main/java/com/shop/generated/Api.java',
    'build/generated/x/A.java',
    'web/app.min.js',
    'web/app.min.css',
    'dist/index.js',
    'packages/ui/dist/index.d.ts',
    'pkg/apis/zz_generated.deepcopy.go',
    'target/classes/application.yml',
    'obj/Debug/net8.0/x.cs',
    'package-lock.json',
    'services/a/go.sum',
  ],
  example: [
    'examples/basic/server.js',
    'example/app.py',
    'packages/core/examples/a.ts',
    'samples/Shop/Program.cs',
    'demo/main.go',
    'demos/x/index.html',
    'playground/vite.config.ts',
    'apps/playground/src/main.ts',
    'tutorials/01/app.rb',
    'src/examples/a.ts',
    'internal/suites/example/compose/nginx.yml',
    'src/Button.stories.tsx',
  ],
  test: [
    'test/a.ts',
    'tests/test_shop.py',
    'src/__tests__/a.ts',
    'app/tests/test_api.py',
    'spec/models/user_spec.rb',
    'src/shop.test.ts',
    'src/shop.spec.tsx',
    'app.e2e-spec.ts',
    'pkg/shop/shop_test.go',
    'pkg/shop/testdata/a.yaml',
    'shop/test_models.py',
    'shop/tests.py',
    'conftest.py',
    'lib/shop_spec.rb',
    'src/test/java/com/shop/OrderFlow.java',
    'src/test/resources/application.yml',
    'app/src/androidTest/java/com/shop/A.kt',
    'src/integrationTest/kotlin/A.kt',
    'src/it/java/com/shop/A.java',
    'module/OrderTest.java',
    'module/OrderIT.java',
    'tests/Shop.UnitTests/OrderTests.cs',
    'src/Catalog.FunctionalTests/Setup.cs',
    'src/Shop.Tests/Startup.cs',
    'cypress/support/commands.ts',
    'e2e/login.ts',
    'apps/shop-e2e/src/main.ts',
    'src/mocks/handlers.ts',
    'api/fixtures/users.json',
    'integration-tests/docker-compose.yml',
    'search/rest-api-tests/run.py',
    'features/step_definitions/a.rb',
    'scripts/mock-payments.mjs',
  ],
  documentation: [
    'docs/guide/deploy.yaml',
    'doc/a.puml',
    'README.md',
    'src/shop/notes.adoc',
    'apps/docs/app.ts',
  ],
};

describe.each(Object.entries(marked))('%s', (mark, paths) => {
  test.each(paths)('%s', (path) => {
    expect(marksOfPath(path)).toContain(mark);
  });
});

test.each([
  // Words that are the product's own.
  'src/main/java/com/example/demo/DemoApplication.java',
  'src/main/java/com/shop/test/LabTest.java',
  'src/main/kotlin/org/example/vendor/Vendor.kt',
  'com/example/App.java',
  'services/demo/main.go',
  'apps/test/src/server.ts',
  'cmd/example/main.go',
  'deploy/overlays/test/deployment.yaml',
  'environments/demo/main.tf',
  'src/demo/settings.py',
  'src/Sample/Program.cs',
  'app/models/sample.rb',
  'app/views/samples/index.html.erb',
  'src/modules/tutorials/tutorials.service.ts',
  'src/vendor/vendor.service.ts',
  'app/vendor/orders.py',
  'services/vendor/main.go',
  'src/spec/parser.ts',
  'lib/spec/version.rb',
  'src/docs/docs.controller.ts',
  'app/docs/page.tsx',
  // Words inside others.
  'src/latest/a.ts',
  'src/contest.ts',
  'src/Latest.java',
  'src/attest/index.ts',
  'services/ab-test/main.go',
  'services/documents/a.go',
  'src/demographics/a.ts',
  'src/ABTest/index.ts',
  'src/testimonials/a.ts',
  'src/inspector.ts',
  'GIT.java',
  // Near misses.
  'openapi.spec.yaml',
  'docker-compose.test.yml',
  'packages/shop/index.ts',
  'packages/shop-v2.1/index.ts',
  'build/Dockerfile',
  'build/package/release.sh',
  'dist/Dockerfile',
  'db/schema.rb',
  'prisma/migrations/20240101_init/migration.sql',
  'requirements.txt',
  'src/generate.ts',
  'src/mock-server.ts',
  'scripts/mocking.py',
  'website/server.js',
  'Dockerfile',
  'test',
  'demo',
])('%s has no mark', (path) => {
  expect(marksOfPath(path)).toEqual([]);
});

test('several marks come in one order', () => {
  expect(marksOfPath('test/vendor/docs/example/a.min.js')).toEqual([
    'vendored',
    'generated',
    'example',
    'test',
    'documentation',
  ]);
});

describe('in a repository', () => {
  const productIn = async (scratch: Scratch): Promise<string[]> =>
    (await scratch.open()).view.files.filter(isProductFile).map((file) => file.path);

  test('a root that lies in a test or example folder has no mark for that', async () => {
    const scratch = Scratch.repository({ 'test/examples/shop/src/a.ts': 'a', 'lib/b.ts': 'b' });
    const { view } = await scratch.open({}, 'test', 'examples', 'shop');
    expect(view.files.map(({ path, marks }) => [path, marks])).toEqual([['src/a.ts', []]]);
  });

  test('a project that is called demo is not hidden: there is no other code', async () => {
    const django = Scratch.repository({
      'manage.py': 'x',
      'demo/settings.py': 'x',
      'demo/urls.py': 'x',
      'tests/test_urls.py': 'x',
      'README.md': 'x',
    });
    expect(await productIn(django)).toEqual(['demo/settings.py', 'demo/urls.py', 'manage.py']);
    const samples = Scratch.repository({ 'samples/one/a.ts': 'x', 'scripts/release.js': 'x' });
    expect(await productIn(samples)).toEqual(['samples/one/a.ts', 'scripts/release.js']);
  });

  test('the examples of a library stay examples', async () => {
    const scratch = Scratch.repository({ 'index.js': 'x', 'examples/server.js': 'x', 'test/a.js': 'x' });
    expect(await productIn(scratch)).toEqual(['index.js']);
  });
});

describe('marksOfContent', () => {
  const marksOf = (text: string, path = 'a.ts'): readonly string[] =>
    marksOfContent(new SourceText(path, text));

  test.each([
    '// Code generated by protoc-gen-go. DO NOT EDIT.\n\npackage a\n',
    '// Copyright\n\n// Code generated by sqlc. DO NOT EDIT.\r\npackage a\r\n',
    '# Generated by the protocol buffer compiler.  DO NOT EDIT!\n',
    '// <auto-generated />\nusing System;\n',
    '//------\n// <auto-generated>\n//     This code was generated by a tool.\n',
    '/**\n * @generated SignedSource<<abc>>\n */\n',
    '/* eslint-disable */\n/**\n * This file was automatically generated by json-schema-to-typescript.\n * DO NOT MODIFY IT BY HAND.\n */\n',
    '<!-- Automatically generated, do not edit -->\n',
    '-- This file is autogenerated. Do not edit.\n',
    "# don't change this: it is generated by make\n",
  ])('%j is generated', (text) => {
    expect(marksOf(text)).toEqual(['generated']);
  });

  test.each([
    '# Generated by Django 5.1 on 2024-01-01 10:00\n\nfrom django.db import migrations\n',
    '# This file is auto-generated from the current state of the database. Instead\n# of editing this file, please use the migrations feature.\n',
    'const header = "Code generated by x. DO NOT EDIT.";\n',
    '// mail someone@generated.example\n',
    '// @generatedBy x\n',
    '// ids are generated by the database\n',
    '// do not edit the order of these imports\n',
    `${'\n'.repeat(60)}// Code generated by x. DO NOT EDIT.\n`,
    '',
  ])('%j is not', (text) => {
    expect(marksOf(text)).toEqual([]);
  });

  test('scripts with endless lines are bundles, other files with long lines are data', () => {
    const text = `${'a();'.repeat(2_000)}\n`;
    expect(marksOf(text, 'app.js')).toEqual(['generated']);
    expect(marksOf(text, 'seed.sql')).toEqual([]);
    expect(marksOf('a();\n'.repeat(2_000), 'app.js')).toEqual([]);
  });

  test('hostile headers end soon', () => {
    expect(marksOf(`// ${'generated '.repeat(20_000)}\n`)).toEqual([]);
    expect(marksOf(`// ${'do not '.repeat(50)}generated\n`.repeat(100))).toEqual([]);
  });
});
