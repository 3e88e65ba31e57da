import { describe, expect, it } from 'vitest';
import { nearestService } from '../../src/services/find-services.js';
import { listed, readingOf, reasonsOf, servicesOf } from './read-services.js';

const start = '{\n  "name": "@acme/web",\n  "scripts": { "start": "node server.js" }\n}\n';

describe('findServices', () => {
  it('finds the units of a monorepo of five stacks and leaves what they share', async () => {
    const files = {
      'package.json':
        '{"private": true, "workspaces": ["apps/*", "packages/*"], "scripts": {"start": "turbo run start"}}',
      'apps/web/package.json': start,
      'apps/web/tsconfig.json': '{}',
      'apps/web/server.ts': '',
      'packages/ui/package.json': '{"name": "@acme/ui", "main": "index.js"}',
      'packages/ui/index.js': '',
      'services/billing/go.mod': 'module example.com/billing\n',
      'services/billing/cmd/billing/main.go': 'package main\n\nfunc main() {}\n',
      'services/billing/store/store.go': 'package store\n',
      'services/orders/pom.xml':
        '<project><artifactId>orders</artifactId><packaging>war</packaging></project>',
      'services/orders/src/main/java/Orders.java': 'class Orders {}',
      'services/search/requirements.txt': 'fastapi\n',
      'services/search/main.py': 'from fastapi import FastAPI\napp = FastAPI()\n',
      'services/search/templates/x.js': '',
      'services/mail/Mail.csproj': '<Project Sdk="Microsoft.NET.Sdk.Worker" />',
      'services/mail/Program.cs': '',
      'services/mail.tests/Mail.Tests.csproj': '<Project Sdk="Microsoft.NET.Sdk.Worker" />',
      'docs/example/package.json': start,
      'node_modules/x/package.json': start,
    };
    expect((await servicesOf(files)).map(({ name, path, languages }) => [name, path, languages])).toEqual([
      ['web', 'apps/web', ['TypeScript']],
      ['billing', 'services/billing', ['Go']],
      ['Mail', 'services/mail', ['C#']],
      ['orders', 'services/orders', ['Java']],
      ['search', 'services/search', ['JavaScript', 'Python']],
    ]);
  });

  it('merges what a Dockerfile, a package and compose say of one directory into one service', async () => {
    const files = {
      'services/web/package.json': start,
      'services/web/server.js': '',
      'services/web/Dockerfile': '# web\nFROM node:22\nCOPY . .\nCMD ["npm", "start"]\n',
      'compose.yaml':
        'services:\n  shop:\n    build: ./services/web\n    image: ghcr.io/acme/shop-web:1.2\n  db:\n    image: postgres:17\n',
    };
    expect(await servicesOf(files)).toMatchObject([
      {
        name: 'shop',
        path: 'services/web',
        languages: ['JavaScript'],
        images: ['acme/shop-web'],
        reasons: [
          {
            text: 'compose service shop builds services/web',
            span: { file: 'compose.yaml', line: 2, endLine: 4 },
          },
          { text: 'Dockerfile that builds services/web', span: { file: 'services/web/Dockerfile', line: 2 } },
          {
            text: 'package.json script start runs `node server.js`',
            span: { file: 'services/web/package.json', line: 3 },
          },
        ],
        workloads: [
          { platform: 'compose', kind: 'compose service', name: 'shop', reason: 'builds services/web' },
        ],
      },
    ]);
  });

  it('counts the languages of a root service without those of the services below it', async () => {
    const files = {
      Procfile: 'web: ./run\n',
      'a.rb': '',
      'b.rb': '',
      'c.py': '',
      'jest.config.js': '',
      'web/package.json': start,
      'web/x.js': '',
      'web/y.ts': '',
      'web/z.tsx': '',
      'web/types.d.ts': '',
    };
    expect((await servicesOf(files)).map(({ path, languages }) => [path, languages])).toEqual([
      ['.', ['Ruby', 'Python']],
      ['web', ['TypeScript', 'JavaScript']],
    ]);
  });

  it('reports marked trees when the repository holds nothing else, and says so', async () => {
    const files = {
      'README.md': '',
      'examples/a/package.json': start,
      'examples/a/x.js': '',
      'vendor/b/package.json': start,
    };
    expect(await reasonsOf(files)).toEqual([
      'examples/a: package.json script start runs `node server.js` (in a tree of examples, tests or documentation; the repository holds no other program) (examples/a/package.json:3)',
    ]);
    expect(await listed({ ...files, 'lib/index.js': '' })).toEqual([]);
  });

  it('finds nothing in an empty repository', async () => {
    expect(await readingOf({})).toEqual({ services: [], workloads: [], skipped: [] });
  });

  it('says the same in whichever order the files come', async () => {
    const files = {
      'compose.yaml': 'services:\n  b:\n    build: b\n  a:\n    build: a\n',
      'b/package.json': start,
      'a/package.json': start,
    };
    const backwards = Object.fromEntries(Object.entries(files).toReversed());
    expect(JSON.stringify(await readingOf(backwards))).toBe(JSON.stringify(await readingOf(files)));
  });
});

describe('names of services', () => {
  const unit = (directory: string, name: string | undefined) => ({
    [`${directory}/package.json`]: JSON.stringify({
      ...(name === undefined ? {} : { name }),
      scripts: { start: 'node .' },
    }),
    [`${directory}/index.js`]: '',
  });

  it('takes the name of the platform only when there is one', async () => {
    const compose = 'services:\n  web:\n    build: a\n  worker:\n    build: a\n  shop:\n    build: b\n';
    expect(await listed({ ...unit('a', 'alpha'), ...unit('b', 'beta'), 'compose.yaml': compose })).toEqual([
      'alpha [a]',
      'shop [b]',
    ]);
  });

  it('does not take the names of compose files for tests, or of services with profiles', async () => {
    const files = {
      ...unit('a', 'alpha'),
      'compose.test.yaml': 'services:\n  sut:\n    build: a\n',
      'compose.yaml': 'services:\n  seed:\n    profiles: [tools]\n    build: a\n',
    };
    expect(await listed(files)).toEqual(['alpha [a]']);
  });

  it('falls back to the directory, and to . for the root', async () => {
    expect(await listed({ ...unit('svc/pay', undefined), Procfile: 'web: x\n' })).toEqual([
      '. [.]',
      'pay [svc/pay]',
    ]);
  });

  it('adds the path where names collide', async () => {
    expect(
      await listed({ ...unit('eu/api', 'api'), ...unit('us/api', 'api'), ...unit('web', 'web') }),
    ).toEqual(['api (eu/api) [eu/api]', 'api (us/api) [us/api]', 'web [web]']);
  });
});

describe('nearestService', () => {
  const services = [
    { name: 'root', path: '.' },
    { name: 'api', path: 'services/api' },
    { name: 'admin', path: 'services/api/admin' },
  ];

  it.each([
    ['services/api/src/x.ts', 'api'],
    ['services/api/admin/x.ts', 'admin'],
    ['services/api', 'api'],
    ['services/api-gateway/x.ts', 'root'],
    ['x.ts', 'root'],
  ])('%s belongs to %s', (path, name) => expect(nearestService(services, path)).toBe(name));

  it('gives the empty name where no service is near', () => {
    expect(nearestService(services.slice(1), 'lib/x.ts')).toBe('');
    expect(nearestService([], 'x.ts')).toBe('');
  });
});
