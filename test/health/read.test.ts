import { expect, it } from 'vitest';
import { readProbes, readRoutes } from '../../src/health/read.js';
import { inMemoryRepository } from '../in-memory-repository.js';

const pod = (port: number): string =>
  `apiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec:\n  containers:\n    - name: a\n      readinessProbe: {tcpSocket: {port: ${port}}}\n      livenessProbe: {tcpSocket: {port: ${port}}}\n`;

it('reads all platforms, sorted by place, and only the product’s own files', async () => {
  const { facts, skipped } = await readProbes(
    inMemoryRepository({
      'z/Dockerfile': 'FROM a\nHEALTHCHECK CMD ./a\n',
      'compose.yaml': 'services: {a: {healthcheck: {test: [CMD, ./a]}}}\n',
      'deploy/pod.yaml': pod(1),
      'deploy/broken.yaml': 'apiVersion: v1\nkind: Pod\nspec: {livenessProbe: [}\n',
      'examples/pod.yaml': pod(2),
      'tests/compose.yaml': 'services: {a: {healthcheck: {test: [CMD, ./a]}}}\n',
    }),
  );
  expect(facts.map(({ platform, span }) => [platform, span.file, span.line])).toEqual([
    ['compose', 'compose.yaml', 1],
    ['kubernetes', 'deploy/pod.yaml', 7],
    ['kubernetes', 'deploy/pod.yaml', 8],
    ['dockerfile', 'z/Dockerfile', 2],
  ]);
  expect(skipped.map(({ file, reason }) => [file, reason])).toEqual([['deploy/broken.yaml', 'parse-error']]);
});

it('finds nothing in a repository of nothing but tests, and nothing in an empty one', async () => {
  expect((await readProbes(inMemoryRepository({ 'tests/pod.yaml': pod(1) }))).facts).toEqual([]);
  expect(await readRoutes(inMemoryRepository({}))).toEqual({ routes: [], gaps: [], skipped: [] });
});

it('names what the lists of routes lack: server libraries that are not read', async () => {
  const { gaps } = await readRoutes(
    inMemoryRepository({
      'api/package.json':
        '{\n  "dependencies": {\n    "express": "^5",\n    "@feathersjs/feathers": "^5"\n  }\n}\n',
      'api/index.js': "const app = require('express')();\napp.get('/a', (_, res) => res.end());\n",
      'go.mod':
        'module example.com/m\n\nrequire (\n\tgithub.com/emicklei/go-restful/v3 v3.11.0\n\tgithub.com/beego/beego v1.8.0 // indirect\n\tgithub.com/uptrace/bunrouter v1.0.22\n)\n',
      'gem/broker.gemspec':
        "Gem::Specification.new do |gem|\n  gem.add_runtime_dependency 'webmachine', '~> 2'\nend\n",
      'worker/requirements.txt': 'Flask==3\nconnexion>=3\ndjango-stubs\n# tornado\n',
    }),
  );
  expect(gaps.map(({ framework, span }) => `${framework} ${span.file}:${span.line}`)).toEqual([
    '@feathersjs/feathers api/package.json:4',
    'webmachine gem/broker.gemspec:2',
    'go-restful go.mod:4',
    'bunrouter go.mod:6',
    'connexion worker/requirements.txt:2',
  ]);
});
