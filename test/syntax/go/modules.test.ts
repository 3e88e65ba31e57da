import { expect, test } from 'vitest';
import { joinDirectory, parseGoModule, readGoModules } from '../../../src/syntax/go/modules.js';
import { inMemoryRepository } from '../../in-memory-repository.js';

test('go.mod: path, blocks, comments, quotes, local replacements only', () => {
  expect(
    parseGoModule(
      'services/api',
      `// module example.com/commented
module "example.com/api/v2" // the path

require (
	example.com/other v1.0.0
)

replace example.com/a => ../a

replace (
	example.com/b v1.2.3 => ./internal/b // local
	example.com/c => example.com/fork v1.0.0
	example.com/out => ../../../outside
)
`,
    ),
  ).toEqual({
    directory: 'services/api',
    path: 'example.com/api/v2',
    replacements: new Map([
      ['example.com/a', 'services/a'],
      ['example.com/b', 'services/api/internal/b'],
    ]),
  });
  expect(parseGoModule('.', 'go 1.22\n')).toBeUndefined();
});

test('paths that leave the root lead nowhere', () => {
  expect(joinDirectory('a/b', '../c')).toBe('a/c');
  expect(joinDirectory('.', './x/')).toBe('x');
  expect(joinDirectory('a', '..')).toBe('.');
  expect(joinDirectory('a', '../..')).toBeUndefined();
});

test('an import is looked for in the own module, in replacements, in the workspace and in sibling modules', async () => {
  const modules = await readGoModules(
    inMemoryRepository({
      'go.mod': 'module example.com/root\n',
      'pkg/p.go': 'package pkg\n',
      'tool/go.mod': 'module example.com/root/tool\n\nreplace example.com/lib => ../lib\n',
      'tool/main.go': 'package main\n',
      'tool/pkg/p.go': 'package pkg\n',
      'lib/go.mod': 'module example.com/renamed\n',
      'lib/sub/s.go': 'package sub\n',
      'vendor/example.com/root/pkg/v.go': 'package pkg\n',
    }),
  );
  const resolve = (from: string, path: string): string | undefined => modules.directoryOfImport(from, path);
  expect(resolve('pkg/p.go', 'example.com/root/pkg')).toBe('pkg');
  expect(resolve('tool/main.go', 'example.com/root/tool/pkg')).toBe('tool/pkg');
  expect(resolve('tool/main.go', 'example.com/root/pkg')).toBe('pkg');
  expect(resolve('tool/main.go', 'example.com/lib/sub')).toBe('lib/sub');
  expect(resolve('pkg/p.go', 'example.com/lib/sub')).toBeUndefined();
  expect(resolve('pkg/p.go', 'example.com/root/missing')).toBeUndefined();
  expect(resolve('pkg/p.go', 'example.com/rootless')).toBeUndefined();
  expect(resolve('pkg/p.go', 'net/http')).toBeUndefined();
  expect(modules.importPathOf('tool/pkg')).toBe('example.com/root/tool/pkg');
  expect(modules.importPathOf('.')).toBe('example.com/root');
});
