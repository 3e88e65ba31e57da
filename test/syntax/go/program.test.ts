import { expect, test } from 'vitest';
import { foldPackageText, foldText } from '../../../src/syntax/go/constants.js';
import { GoProgram, usualPackageNames } from '../../../src/syntax/go/program.js';
import { inMemoryRepository } from '../../in-memory-repository.js';

async function program(files: Readonly<Record<string, string>>): Promise<GoProgram> {
  return GoProgram.open(inMemoryRepository({ 'go.mod': 'module example.com/app\n', ...files }));
}

test('a package is its directory: declarations of all files, methods by type, no tests, no ignored files', async () => {
  const go = await program({
    'api/a.go': `package api

import (
	"net/http"
	alias "example.com/app/other"
	_ "embed"
)

type Server struct {
	*http.ServeMux
	name, title string
	Inner       struct{ On bool }
}

type Option = func(*Server)

func New(name string, opts ...Option) (*Server, error) { return nil, nil }

func (s *Server) Run(w http.ResponseWriter) {}
`,
    'api/b.go':
      'package api\n\nconst (\n\tA, B = "a", 1\n)\n\nvar x, err = New("x")\n\nfunc (Server) Close() {}\n',
    'api/b_test.go': 'package api\n\nfunc Test() {}\n',
    'api/gen.go': '//go:build ignore\n\npackage main\n\nfunc generate() {}\n',
  });
  const pkg = await go.package('api');
  expect(pkg).toMatchObject({ directory: 'api', importPath: 'example.com/app/api', name: 'api' });
  expect(pkg?.files.map((file) => file.path)).toEqual(['api/a.go', 'api/b.go']);
  expect(pkg?.files[0]?.imports).toEqual([
    { path: 'net/http' },
    { name: 'alias', path: 'example.com/app/other' },
    { name: '_', path: 'embed' },
  ]);
  expect([...(pkg?.functions.keys() ?? [])]).toEqual(['New']);
  expect([...(pkg?.methods.get('Server')?.keys() ?? [])]).toEqual(['Run', 'Close']);
  expect(pkg?.functions.get('New')).toMatchObject({
    parameters: [
      { name: 'name', type: { kind: 'named', name: 'string' }, variadic: false },
      { name: 'opts', type: { kind: 'named', name: 'Option' }, variadic: true },
    ],
    results: [{ type: { kind: 'pointer' } }, { type: { kind: 'named', name: 'error' } }],
  });
  expect(pkg?.types.get('Server')?.type).toEqual({
    kind: 'struct',
    fields: [
      { name: 'ServeMux', type: { kind: 'named', qualifier: 'http', name: 'ServeMux' }, embedded: true },
      { name: 'name', type: { kind: 'named', name: 'string' }, embedded: false },
      { name: 'title', type: { kind: 'named', name: 'string' }, embedded: false },
      {
        name: 'Inner',
        type: {
          kind: 'struct',
          fields: [{ name: 'On', type: { kind: 'named', name: 'bool' }, embedded: false }],
        },
        embedded: false,
      },
    ],
  });
  expect(pkg?.types.get('Option')?.alias).toBe(true);
  expect(pkg?.values.get('err')).toMatchObject({ kind: 'var', index: 1, value: { kind: 'call' } });
});

test('bodies are read on demand, with places in the whole file', async () => {
  const text = 'package p\n\n// é𝄞\nfunc f() string {\n\treturn "é" + g(1, xs...)\n}\n';
  const go = await program({ 'p/p.go': text });
  const fn = (await go.package('p'))?.functions.get('f');
  const body = fn && (await go.body(fn));
  const statement = body?.body[0];
  expect(statement).toMatchObject({
    kind: 'return',
    values: [
      {
        kind: 'sum',
        terms: [
          { kind: 'text', value: 'é' },
          { kind: 'call', spread: true, args: [{ value: 1 }, {}] },
        ],
      },
    ],
  });
  expect(statement && text.slice(statement.start, statement.end)).toBe('return "é" + g(1, xs...)');
});

test('imports are known by alias, usual name or the name that the package gives itself', async () => {
  const go = await program({
    'main.go':
      'package main\n\nimport (\n\tweb "net/http"\n\t"github.com/go-chi/chi/v5"\n\t"github.com/redis/go-redis/v9"\n\t"gopkg.in/yaml.v3"\n\t"example.com/app/odd-name"\n)\n',
    'odd-name/x.go': 'package different\n',
  });
  await go.package('.');
  const path = async (name: string): Promise<unknown> => go.importedAs('main.go', name);
  expect(await path('web')).toEqual({ path: 'net/http' });
  expect(await path('http')).toBeUndefined();
  expect(await path('chi')).toEqual({ path: 'github.com/go-chi/chi/v5' });
  expect(await path('redis')).toEqual({ path: 'github.com/redis/go-redis/v9' });
  expect(await path('yaml')).toEqual({ path: 'gopkg.in/yaml.v3' });
  expect(await path('different')).toEqual({ path: 'example.com/app/odd-name', directory: 'odd-name' });
  expect(usualPackageNames('v2')).toEqual(['v2']);
});

test('texts of constants and variables are folded across files and packages; what may change is unknown', async () => {
  const go = await program({
    'paths/p.go':
      'package paths\n\nimport "path"\n\ntype Path string\n\nconst Base Path = "/base"\n\nvar Live = path.Join(string(Base), "live")\n',
    'a.go': `package main

import (
	"fmt"
	"strings"

	"example.com/app/paths"
)

const version = 3

const api = prefix + "/api"

var full = fmt.Sprintf("%s/v%d/%s", api, version, strings.TrimPrefix(paths.Live, "/"))

var changed = "/x"

var flagged = "/y"

var circle = other + "a"

var partly = changed + "/end"

func main() {
	changed = "/z"
	parse(&flagged)
}
`,
    'b.go': 'package main\n\nconst prefix = "/p"\n\nvar other = circle + "b"\n',
  });
  const pkg = await go.package('.');
  if (pkg === undefined) throw new Error('no package');
  const fold = async (name: string): Promise<unknown> => foldPackageText(go, pkg, name);
  expect(await fold('full')).toEqual(['/p/api/v3/base/live']);
  expect(await fold('changed')).toEqual([null]);
  expect(await fold('flagged')).toEqual([null]);
  expect(await fold('partly')).toEqual([null, '/end']);
  expect(await fold('missing')).toEqual([null]);
  expect(await fold('circle')).toEqual([null, 'ba']);
  const place = { start: 0, end: 0 };
  expect(
    await foldText(go, pkg, 'a.go', {
      ...place,
      kind: 'sum',
      terms: [
        { ...place, kind: 'name', name: 'local' },
        { ...place, kind: 'selector', operand: { ...place, kind: 'name', name: 'paths' }, field: 'Base' },
      ],
    }),
  ).toEqual([null, '/base']);
});

test('a broken file gives what can be read, and a skip with its line', async () => {
  const go = await program({ 'p.go': 'package p\n\nconst A = "a"\n\nfunc f( {\n\nfunc g() {}\n' });
  const pkg = await go.package('.');
  expect(pkg?.values.get('A')).toMatchObject({ name: 'A' });
  expect(pkg?.files[0]?.skipped).toMatchObject([{ file: 'p.go', reason: 'parse-error' }]);
  expect(pkg?.files[0]?.skipped[0]?.line).toBeGreaterThanOrEqual(3);
});

test('`new` before a value (Go 1.26) is no error, and stays a call of new', async () => {
  const go = await program({
    'p.go': 'package p\n\nimport "time"\n\nvar a = new(time.Now())\n\nfunc f() { g(new(x.Y), new(h(1))) }\n',
  });
  const pkg = await go.package('.');
  expect(pkg?.files[0]?.skipped).toEqual([]);
  expect(pkg?.values.get('a')?.value).toMatchObject({ kind: 'call', callee: { kind: 'name', name: 'new' } });
  const fn = pkg?.functions.get('f');
  const body = fn && (await go.body(fn));
  expect(body?.body).toMatchObject([
    { kind: 'expression', expression: { kind: 'call', args: [{ kind: 'call' }, { kind: 'call' }] } },
  ]);
});
