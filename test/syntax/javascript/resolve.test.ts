import { describe, expect, test } from 'vitest';
import { ModuleResolver } from '../../../src/syntax/javascript/resolve/module-resolver.js';
import { inMemoryRepository } from '../../in-memory-repository.js';

function resolverOf(files: Readonly<Record<string, string>>): ModuleResolver {
  return new ModuleResolver(inMemoryRepository(files));
}

describe('relative specifiers', () => {
  const resolver = resolverOf({
    'src/app.ts': '',
    'src/routes/index.ts': '',
    'src/esm.mts': '',
    'src/view.tsx': '',
    'src/both.ts': '',
    'src/both.js': '',
    'src/health.controller.ts': '',
    'src/old.cjs': '',
    'src/data.json': '{}',
    'index.js': '',
  });

  test.each([
    ['./app', 'src/app.ts'],
    ['./app.js', 'src/app.ts'],
    ['./app.ts', 'src/app.ts'],
    ['./routes', 'src/routes/index.ts'],
    ['./routes/', 'src/routes/index.ts'],
    ['./routes/index.js', 'src/routes/index.ts'],
    ['./esm.mjs', 'src/esm.mts'],
    ['./view.js', 'src/view.tsx'],
    ['./both.js', 'src/both.ts'],
    ['./health.controller', 'src/health.controller.ts'],
    ['./old.cjs', 'src/old.cjs'],
    ['./data.json', 'src/data.json'],
    ['..', 'index.js'],
    ['../src/app', 'src/app.ts'],
    ['./absent', undefined],
    ['../../outside', undefined],
    ['/etc/passwd', undefined],
    ['node:fs', undefined],
    ['express', undefined],
  ])('%s', async (specifier, path) => {
    expect(await resolver.resolve('src/main.ts', specifier)).toBe(path);
  });
});

test('aliases of tsconfig with comments, trailing commas, extends and baseUrl', async () => {
  const resolver = resolverOf({
    'tsconfig.base.json': '{ "compilerOptions": { "paths": { "@shared/*": ["libs/shared/src/*"] } } }',
    'api/tsconfig.json':
      '{\n  // comment with "quotes"\n  "compilerOptions": { "baseUrl": "./src", "paths": { "@/*": ["*"], "@/deep/*": ["other/*"], "~config": ["config/index.ts",], }, },\n}',
    'web/tsconfig.json': '{ "extends": "../tsconfig.base.json" }',
    'api/src/routes/health.ts': '',
    'api/src/other/x.ts': '',
    'api/src/config/index.ts': '',
    'api/src/plain.ts': '',
    'libs/shared/src/log.ts': '',
  });
  expect(await resolver.resolve('api/src/main.ts', '@/routes/health')).toBe('api/src/routes/health.ts');
  expect(await resolver.resolve('api/src/main.ts', '@/deep/x')).toBe('api/src/other/x.ts');
  expect(await resolver.resolve('api/src/main.ts', '~config')).toBe('api/src/config/index.ts');
  expect(await resolver.resolve('api/src/main.ts', 'plain')).toBe('api/src/plain.ts');
  expect(await resolver.resolve('web/a.ts', '@shared/log')).toBe('libs/shared/src/log.ts');
  expect(await resolver.resolve('web/a.ts', '@/routes/health')).toBeUndefined();
});

test('a configuration that extends itself ends', async () => {
  const resolver = resolverOf({ 'tsconfig.json': '{ "extends": "./tsconfig.json" }', 'a.ts': '' });
  expect(await resolver.resolve('a.ts', '@/x')).toBeUndefined();
});

test('packages of the workspace lead to their sources, not to their build', async () => {
  const resolver = resolverOf({
    'packages/api/package.json': '{ "name": "@acme/api", "main": "dist/index.js" }',
    'packages/api/src/index.ts': '',
    'packages/api/src/routes/health.ts': '',
    'packages/log/package.json':
      '{ "name": "log", "exports": { ".": { "types": "./dist/main.d.ts", "import": "./dist/main.js" }, "./*": "./dist/*.js" } }',
    'packages/log/src/main.ts': '',
    'packages/log/src/format.ts': '',
    'node_modules/express/package.json': '{ "name": "express", "main": "index.js" }',
    'node_modules/express/index.js': '',
  });
  expect(await resolver.resolve('packages/web/a.ts', '@acme/api')).toBe('packages/api/src/index.ts');
  expect(await resolver.resolve('packages/web/a.ts', '@acme/api/routes/health')).toBe(
    'packages/api/src/routes/health.ts',
  );
  expect(await resolver.resolve('packages/web/a.ts', 'log')).toBe('packages/log/src/main.ts');
  expect(await resolver.resolve('packages/web/a.ts', 'log/format')).toBe('packages/log/src/format.ts');
  expect(await resolver.resolve('packages/web/a.ts', 'express')).toBeUndefined();
});

test('private imports of the nearest package.json', async () => {
  const resolver = resolverOf({
    'app/package.json':
      '{ "name": "app", "imports": { "#routes/*.js": "./src/routes/*.js", "#config": { "default": "./src/config.js" } } }',
    'app/src/routes/health.ts': '',
    'app/src/config.ts': '',
  });
  expect(await resolver.resolve('app/src/main.ts', '#routes/health.js')).toBe('app/src/routes/health.ts');
  expect(await resolver.resolve('app/src/main.ts', '#config')).toBe('app/src/config.ts');
});

test('broken manifests and names such as __proto__ do no harm', async () => {
  const resolver = resolverOf({
    'package.json': '{ "name": "__proto__", "main": 3 ',
    'x/package.json': '{ "name": "constructor", "exports": [null, 1] }',
    'tsconfig.json': '{ "compilerOptions": { "paths": { "__proto__": ["a.ts"], "*": 3 } } }',
    'a.ts': '',
  });
  expect(await resolver.resolve('b.ts', 'constructor')).toBeUndefined();
  expect(await resolver.resolve('b.ts', 'toString')).toBeUndefined();
});
