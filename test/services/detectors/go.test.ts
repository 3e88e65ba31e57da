import { describe, expect, it } from 'vitest';
import { nearestService } from '../../../src/services/nearest-service.js';
import { listed, reasonsOf, servicesOf } from '../read-services.js';

const main = 'package main\n\nimport "fmt"\n\nfunc main() {\n\tfmt.Println()\n}\n';

describe('Go programs', () => {
  it('gives a module with one command the whole module, named after the command', async () => {
    const files = {
      'go.mod': 'module example.com/acme/shop/v2\n',
      'cmd/api/main.go': main,
      'internal/x.go': 'package x\n',
    };
    expect(await listed(files)).toEqual(['api [.]']);
    expect(await reasonsOf(files)).toEqual([
      '.: Go package main with func main() in cmd/api (cmd/api/main.go:5)',
    ]);
  });

  it('gives each command of a module with several its own directory', async () => {
    const files = {
      'go.mod': 'module example.com/shop\n',
      'cmd/api/main.go': main,
      'cmd/worker/run.go': main,
    };
    expect(await listed(files)).toEqual(['api [cmd/api]', 'worker [cmd/worker]']);
  });

  it('gives shared packages to the only program that is built from them', async () => {
    const services = await servicesOf({
      'go.mod': 'module example.com/shop/v2\n',
      'cmd/api/main.go': `package main\n\nimport "example.com/shop/v2/internal/web"\n\nfunc main() { web.Run() }\n`,
      'cmd/worker/main.go': `package main\n\nimport (\n\t"example.com/shop/v2/internal/jobs"\n)\n\nfunc main() { jobs.Run() }\n`,
      'internal/web/web.go':
        'package web\n\nimport (\n\t"example.com/shop/v2/internal/db"\n\t_ "example.com/shop/v2/internal/web/health"\n)\n',
      'internal/web/health/health.go': 'package health\n',
      'internal/jobs/jobs.go': 'package jobs\n\nimport "example.com/shop/v2/internal/db"\n',
      'internal/db/db.go': 'package db\n',
      'internal/unused/x.go': 'package unused\n',
    });
    expect(services.map(({ name, packages }) => [name, packages])).toEqual([
      ['api', ['internal/web', 'internal/web/health']],
      ['worker', ['internal/jobs']],
    ]);
    expect(nearestService(services, 'internal/web/health/health.go')).toBe('api');
    expect(nearestService(services, 'internal/db/db.go')).toBe('');
  });

  it('names a module with its program at the root after the module', async () => {
    expect(
      await listed({ 'svc/go.mod': 'module example.com/acme/checkout/v3\n', 'svc/server.go': main }),
    ).toEqual(['checkout [svc]']);
  });

  it('keeps programs of a workspace apart', async () => {
    const files = {
      'go.work': 'go 1.24\nuse (\n\t./a\n\t./b\n)\n',
      'a/go.mod': 'module example.com/a\n',
      'a/cmd/a/main.go': main,
      'b/go.mod': 'module example.com/b\n',
      'b/main.go': main,
    };
    expect(await listed(files)).toEqual(['a [a]', 'b [b]']);
  });

  it.each([
    ['a library', { 'x.go': 'package x\n\nfunc main() {}\n' }],
    [
      'a program for the build',
      { 'hack/gen/main.go': main, 'tools/lint/main.go': main, 'scripts/x/main.go': main },
    ],
    ['a generator among internal packages', { 'internal/emoji/tables/main.go': main }],
    ['a file that is built only on demand', { 'gen.go': `//go:build ignore\n\n${main}` }],
    ['a test', { 'main_test.go': main }],
    ['an example', { 'examples/hello/main.go': main, 'lib.go': 'package lib\n' }],
    ['package main without a main function', { 'cmd/x/flags.go': 'package main\n\nfunc Main() {}\n' }],
    ['a main function in a comment', { 'main.go': 'package main\n\n// func main() {}\n' }],
  ])('leaves %s', async (_, files) => {
    expect(await listed({ 'go.mod': 'module example.com/x\n', ...files })).toEqual([]);
  });

  it('takes a program among inner packages when it is a module of its own', async () => {
    const files = {
      'go.mod': 'module example.com/agent\n',
      'main.go': main,
      'internal/metrics/ingest/go.mod': 'module ingest\n',
      'internal/metrics/ingest/main.go': main,
      'internal/metrics/ingest/Dockerfile':
        'FROM golang AS b\nCOPY go.mod main.go ./\nRUN go build -o /ingest .\n',
      'internal/metrics/tables/main.go': main,
      'relay/testclient/main.go': main,
      'cmd/docker-entrypoint/main.go': main,
      'fuzz/api/main.go': main,
      'testimonials/main.go': main,
    };
    expect(await listed(files)).toEqual([
      'agent [.]',
      'ingest [internal/metrics/ingest]',
      'testimonials [testimonials]',
    ]);
  });

  it('takes a tool after all when a Dockerfile builds it', async () => {
    const files = {
      'go.mod': 'module example.com/x\n',
      'tools/proxy/main.go': main,
      'tools/proxy/Dockerfile': 'FROM golang:1\nCOPY . .\nRUN go build .\nCMD ["./proxy"]\n',
    };
    expect(await reasonsOf(files)).toEqual([
      'tools/proxy: Dockerfile that builds tools/proxy (tools/proxy/Dockerfile:1)',
    ]);
  });
});
