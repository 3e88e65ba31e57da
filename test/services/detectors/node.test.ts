import { describe, expect, it } from 'vitest';
import { startKind } from '../../../src/services/programs/start-command.js';
import { listed, reasonsOf, servicesOf } from '../read-services.js';

const json = (value: object) => JSON.stringify(value, null, 2);

describe('npm packages that are services', () => {
  it('takes a package whose start script runs a program, without its scope', async () => {
    const files = {
      'services/api/package.json': json({ name: '@acme/api', scripts: { start: 'node dist/main.js' } }),
      'services/api/src/main.ts': '',
      'services/api/tsconfig.json': '{}',
    };
    expect(await servicesOf(files)).toEqual([
      {
        name: 'api',
        path: 'services/api',
        languages: ['TypeScript'],
        reasons: [
          {
            text: 'package.json script start runs `node dist/main.js`',
            span: { file: 'services/api/package.json', line: 4, column: 5, endLine: 4, endColumn: 33 },
          },
        ],
        images: [],
        workloads: [],
      },
    ]);
  });

  it('follows scripts that call scripts', async () => {
    const scripts = {
      start: 'npm run build && npm run serve:prod',
      build: 'tsc',
      'serve:prod': 'NODE_ENV=production node .',
    };
    expect(await listed({ 'package.json': json({ name: 'shop', scripts }) })).toEqual(['shop [.]']);
  });

  it('takes a server framework with a file that listens, though nothing starts it', async () => {
    const files = {
      'package.json': json({ name: 'shop', main: 'index.js', dependencies: { express: '5' } }),
      'server.js': "const app = require('express')();\napp.listen(80);\n",
    };
    expect(await reasonsOf(files)).toEqual(['.: program on express that listens (server.js:2)']);
  });

  it.each([
    ['next', { scripts: { dev: 'next dev', build: 'next build' }, dependencies: { next: '15' } }, {}],
    ['nuxt', { scripts: { build: 'nuxt build' }, dependencies: { nuxt: '4' } }, {}],
    [
      'vite with index.html',
      { scripts: { build: 'tsc && vite build' }, devDependencies: { vite: '7' } },
      { 'index.html': '' },
    ],
    ['vite preview', { scripts: { preview: 'vite preview' }, devDependencies: { vite: '7' } }, {}],
  ])('takes a frontend of %s', async (_, pack, others) => {
    expect(
      await listed({ 'package.json': json({ name: 'web', private: true, ...pack }), ...others }),
    ).toEqual(['web [.]']);
  });
});

it('takes a server that is published too, so that others embed it, when a script starts it', async () => {
  const pack = (scripts: object): string =>
    JSON.stringify({ name: 'flags-server', types: 'dist/x.d.ts', dependencies: { express: '5' }, scripts });
  expect(await listed({ 'package.json': pack({ start: 'TZ=UTC node ./dist/server.js' }) })).toEqual([
    'flags-server [.]',
  ]);
  expect(await listed({ 'package.json': pack({ build: 'tsc' }) })).toEqual([]);
});

describe('npm packages that are none', () => {
  it.each([
    ['a library', { name: 'lib', main: 'index.js', exports: './index.js' }, {}],
    [
      'a library with a playground',
      { name: 'lib', exports: './index.js', types: 'i.d.ts', scripts: { start: 'vite' } },
      {},
    ],
    [
      'a library of a workspace',
      { name: 'lib', private: true, main: 'index.js', scripts: { build: 'tsc' } },
      {},
    ],
    [
      'a command-line tool',
      { name: 'tool', bin: { tool: 'bin/run.js' }, scripts: { start: 'node bin/run.js' } },
      {},
    ],
    [
      'a root that starts its members',
      { name: 'root', private: true, workspaces: ['apps/*'], scripts: { start: 'turbo run start' } },
      {},
    ],
    [
      'a root that starts one member',
      { name: 'root', private: true, workspaces: ['a'], scripts: { start: 'npm start -w a' } },
      {},
    ],
    [
      'a root of pnpm with a script of its own',
      { name: 'root', private: true, scripts: { start: './start-all.sh' } },
      { 'pnpm-workspace.yaml': '' },
    ],
    ['a compiler that watches', { name: 'x', private: true, scripts: { start: 'tsc -w' } }, {}],
    [
      'a catalogue of components',
      { name: 'ui', private: true, scripts: { start: 'storybook dev -p 6006' } },
      {},
    ],
    ['an app for phones', { name: 'app', private: true, scripts: { start: 'expo start' } }, {}],
    ['a wrapper of compose', { name: 'x', private: true, scripts: { start: 'docker compose up' } }, {}],
    [
      'scripts that only build assets',
      { private: true, scripts: { dev: 'vite', build: 'vite build' }, devDependencies: { vite: '7' } },
      {},
    ],
    [
      'a framework in a test dependency',
      { name: 'x', devDependencies: { express: '5' } },
      { 'server.js': 'app.listen(1)' },
    ],
  ])('leaves %s', async (_, pack, others) => {
    expect(await listed({ 'package.json': json(pack), 'index.js': '', ...others })).toEqual([]);
  });

  it('leaves packages of tools, and a file that is no JSON', async () => {
    const pack = json({ name: 'x', scripts: { start: 'node a.js' } });
    expect(
      await listed({
        'tools/x/package.json': pack,
        'hack/package.json': pack,
        'a/package.json': '{{',
        'a.js': '',
      }),
    ).toEqual([]);
  });
});

describe('startKind', () => {
  it.each([
    ['node --enable-source-maps dist/main', 'runs'],
    ['cross-env NODE_ENV=production nest start', 'runs'],
    ['dotenv -e .env -- node server.js', 'runs'],
    ['./node_modules/.bin/next start', 'runs'],
    ['concurrently "npm:api" "npm:worker"', 'runs'],
    ['npx nx serve api', 'orchestrates'],
    ['cd server && npm start', 'orchestrates'],
    ['yarn workspace api start', 'orchestrates'],
    ['pnpm --filter api start', 'orchestrates'],
    ['next build', 'watches'],
    ['electron .', 'client'],
    ['./bin/serve', 'unknown'],
    ['npm run nothing', 'unknown'],
  ])('%s → %s', (command, kind) => {
    const scripts = new Map([
      ['start', command],
      ['api', 'node api.js'],
      ['worker', 'node worker.js'],
    ]);
    expect(startKind(scripts, 'start')).toBe(kind);
  });

  it('ends on scripts that call each other', () => {
    const scripts = new Map([
      ['start', 'npm run a'],
      ['a', 'npm run b && npm run a'],
      ['b', 'npm start'],
    ]);
    expect(startKind(scripts, 'start')).toBe('unknown');
  });
});

describe('Nx, NestJS and Angular projects', () => {
  it('takes applications and leaves libraries and end-to-end projects', async () => {
    const files = {
      'apps/api/project.json': json({ name: 'api', projectType: 'application' }),
      'apps/api/src/main.ts': '',
      'apps/api-e2e/project.json': json({ name: 'api-e2e', projectType: 'application' }),
      'libs/core/project.json': json({ name: 'core', projectType: 'library' }),
    };
    expect(await reasonsOf(files)).toEqual(['apps/api: Nx application api (apps/api/project.json:3)']);
  });

  it('takes the applications of a NestJS monorepo, but not one outside the repository', async () => {
    const projects = {
      orders: { type: 'application', root: 'apps/orders' },
      shared: { type: 'library', root: 'libs/shared' },
      evil: { type: 'application', root: '../../etc' },
    };
    expect(
      await listed({ 'nest-cli.json': json({ monorepo: true, projects }), 'apps/orders/src/main.ts': '' }),
    ).toEqual(['orders [apps/orders]']);
  });
});
