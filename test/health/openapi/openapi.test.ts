import { describe, expect, it } from 'vitest';
import { compareDocuments } from '../../../src/health/openapi/compare.js';
import { readRouteDocuments } from '../../../src/health/openapi/read-documents.js';
import { inMemoryRepository } from '../../in-memory-repository.js';
import { route } from '../facts.js';

const openapi = `openapi: 3.0.3
info: {title: Shop, version: '1'}
servers:
  - url: https://{host}/api/{version}
    variables: {host: {default: shop.example}, version: {default: v1}}
paths:
  /orders:
    get: {responses: {}}
    post: {responses: {}}
  /orders/{orderId}:
    parameters: []
    get: {responses: {}}
  x-internal: {}
`;

describe('OpenAPI documents', () => {
  it('gives operations with their places and the paths of the servers', async () => {
    const { facts } = await readRouteDocuments(inMemoryRepository({ 'docs/openapi.yaml': openapi }));
    expect(facts).toHaveLength(1);
    expect(facts[0]?.version).toBe('OpenAPI 3.0.3');
    expect(facts[0]?.bases).toEqual(['/api/v1']);
    expect(facts[0]?.routes.map(({ method, path, span }) => `${span.line} ${method} ${path}`)).toEqual([
      '8 GET /orders',
      '9 POST /orders',
      '12 GET /orders/{orderId}',
    ]);
  });

  it('reads Swagger 2.0 in JSON, and path items in files of their own', async () => {
    const { facts } = await readRouteDocuments(
      inMemoryRepository({
        'swagger.json': '{"swagger": "2.0", "basePath": "/v2/", "paths": {"/pets": {"get": {}}}}',
        'api/openapi.yml':
          "openapi: 3.1.0\npaths:\n  /users:\n    $ref: './paths/users.yml'\n  /ping: {get: {}}\n",
        'api/paths/users.yml': 'get: {}\ndelete: {}\n',
      }),
    );
    expect(
      facts.map(({ bases, routes }) => [bases, routes.map(({ method, path }) => `${method} ${path}`)]),
    ).toEqual([
      [[''], ['GET /users', 'DELETE /users', 'GET /ping']],
      [['/v2'], ['GET /pets']],
    ]);
  });

  it('takes no document of tests or examples, and no other file of such a name', async () => {
    const { facts, skipped } = await readRouteDocuments(
      inMemoryRepository({
        'test/openapi.yaml': openapi,
        'examples/openapi.yaml': openapi,
        'swagger.config.json': '{"title": "no document"}',
        'openapi.json': '{"openapi": "3.0.0", "info": {}}',
      }),
    );
    expect([facts, skipped]).toEqual([[], []]);
  });

  it('holds them against the service that agrees best, with or without the base path', async () => {
    const { facts } = await readRouteDocuments(inMemoryRepository({ 'openapi.yaml': openapi }));
    const shop = { service: 'shop' };
    const routes = [
      route('/api/v1/orders', shop),
      route('/api/v1/orders/{id}', { ...shop, method: 'ANY' }),
      route('/healthz', shop),
      route('/orders', { service: 'admin' }),
    ];
    const [comparison] = compareDocuments(facts, routes);
    expect(comparison).toMatchObject({
      service: 'shop',
      base: '/api/v1',
      documented: 3,
      agreed: 2,
      undocumented: 1,
    });
    expect(comparison?.missing.map(({ method, path }) => `${method} ${path}`)).toEqual(['POST /orders']);
    expect(compareDocuments(facts, [])[0]).toMatchObject({ service: '', agreed: 0 });
  });
});
