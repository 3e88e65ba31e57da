import { expect, it } from 'vitest';
import { remix } from '../../../src/health/routes/remix/index.js';
import { fileRoutes } from './file-routes-reading.js';
import { readProgram } from './program-reading.js';

const open = 'routes that the configuration lists are not followed';

it('reads flat files and folders', async () => {
  const loader = 'export const loader = () => new Response("ok");';
  expect(
    await fileRoutes(remix, {
      'package.json': '{ "dependencies": { "@remix-run/node": "2" } }',
      'app/routes/healthcheck.tsx': loader,
      'app/routes/health[.]txt.ts': loader,
      'app/routes/_auth.users.$id_.edit.tsx':
        'export default function Edit() {}\nexport async function action() {}',
      'app/routes/resources.health/route.ts': loader,
      'app/routes/_index.tsx': 'export default 1;',
      'app/routes/files.$.ts': loader,
      'app/routes/resources.health/helper.ts': 'export const x = 1;',
      'app/routes/styles.ts': 'export const x = 1;',
    }),
  ).toEqual([
    'GET /users/{id}/edit app/routes/_auth.users.$id_.edit.tsx',
    'POST /users/{id}/edit app/routes/_auth.users.$id_.edit.tsx',
    'PUT /users/{id}/edit app/routes/_auth.users.$id_.edit.tsx',
    'PATCH /users/{id}/edit app/routes/_auth.users.$id_.edit.tsx',
    'DELETE /users/{id}/edit app/routes/_auth.users.$id_.edit.tsx',
    'GET / app/routes/_index.tsx',
    'GET /files/{*path} app/routes/files.$.ts',
    'GET /health.txt app/routes/health[.]txt.ts',
    'GET /healthcheck app/routes/healthcheck.tsx',
    'GET /resources/health app/routes/resources.health/route.ts',
    `open package.json: ${open}`,
  ]);
});

it('leaves the files alone where routes are listed by hand', async () => {
  expect(
    await fileRoutes(remix, {
      'package.json': '{ "devDependencies": { "@react-router/dev": "7" } }',
      'app/routes.ts': 'export default [route("up", "routes/healthz.ts")];',
      'app/routes/healthz.ts': 'export const loader = 1;',
    }),
  ).toEqual([`open package.json: ${open}`]);
});

it('loaders: what they answer and touch', async () => {
  const { handler } = await readProgram(remix, {
    'package.json': '{ "dependencies": { "@remix-run/node": "2" } }',
    'app/routes/healthz.ts':
      "import { prisma } from '../db';\nexport const loader = async () => { await prisma.user.count(); return new Response('OK'); };",
  });
  expect(handler('/healthz')?.canFail).toBe(true);
  expect(handler('/healthz')?.touches.map(({ dependency }) => dependency)).toEqual(['db']);
});

it('reads the folders of remix-flat-routes', async () => {
  const loader = 'export const loader = () => new Response("ok");';
  expect(
    await fileRoutes(remix, {
      'package.json': '{ "dependencies": { "@react-router/node": "7", "remix-flat-routes": "1" } }',
      'app/routes/api+/health.ts': loader,
      'app/routes/_internal+/admin+/jobs.tsx': loader,
    }),
  ).toEqual([
    'GET /admin/jobs app/routes/_internal+/admin+/jobs.tsx',
    'GET /api/health app/routes/api+/health.ts',
    `open package.json: ${open}`,
  ]);
});
