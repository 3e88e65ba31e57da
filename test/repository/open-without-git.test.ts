import { chmodSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import * as fc from 'fast-check';
import { describe, expect, onTestFinished, test } from 'vitest';
import { changedFiles } from '../../src/repository/changed-files.js';
import { RepositoryError } from '../../src/repository/errors.js';
import { openRepository } from '../../src/repository/open.js';
import { authorIdentity } from '../../src/repository/revisions.js';
import { walk } from '../../src/repository/walk.js';
import {
  makePipe,
  opened,
  pathsIn,
  reasonsIn,
  Scratch,
  scratchFolder,
  textOf,
} from './scratch-repository.js';

const posix = process.platform !== 'win32';

function withVariable(name: string, value: string): void {
  const before = process.env[name];
  process.env[name] = value;
  onTestFinished(() => {
    if (before === undefined) delete process.env[name];
    else process.env[name] = before;
  });
}

describe('a folder outside git', () => {
  test('is walked, honouring nested .gitignore files', async () => {
    const scratch = new Scratch().write({
      '.gitignore': '# comment\n*.log\n/build/\nnode_modules\n!important.log\n',
      'a.ts': 'a',
      'x.log': 'x',
      'important.log': 'i',
      'build/out.js': 'o',
      'src/build/kept.ts': 'k',
      'src/.gitignore': 'local.*\n!x.log\n',
      'src/x.log': 'x',
      'src/local.ts': 'l',
      'local.ts': 'l',
      'node_modules/m/index.js': 'm',
    });
    const repository = await scratch.open();
    expect(repository).toMatchObject({ insideGit: false, notices: [] });
    expect(repository.view.commit).toBeUndefined();
    expect(pathsIn(repository)).toEqual([
      '.gitignore',
      'a.ts',
      'important.log',
      'local.ts',
      'src/.gitignore',
      'src/build/kept.ts',
      'src/x.log',
    ]);
    expect(repository.view.file('a.ts')).toEqual({ path: 'a.ts', origin: 'walked', marks: [] });
    expect(await textOf(repository, 'src/x.log')).toBe('x');
    expect(await authorIdentity(scratch.root)).toBeUndefined();
  });

  test('repositories in it are named, not entered', async () => {
    const scratch = new Scratch().write({ 'a.ts': 'a', 'one/b.ts': 'b', 'deep/two/c.ts': 'c' });
    new Scratch(scratch.path('one')).git('init', '--quiet');
    new Scratch(scratch.path('deep/two')).git('init', '--quiet');
    const repository = await scratch.open();
    expect(pathsIn(repository)).toEqual(['a.ts']);
    expect(reasonsIn(repository)).toEqual(['deep/two: nested-repository', 'one: nested-repository']);
  });

  test.runIf(posix)('pipes are skipped and links are treated as in a work tree', async () => {
    const scratch = new Scratch().write({ 'a.ts': 'a', '.gitignore': 'hidden\n', hidden: 'h' });
    makePipe(scratch.path('pipe'));
    symlinkSync('a.ts', scratch.path('b.ts'));
    symlinkSync('hidden', scratch.path('shown'));
    symlinkSync('/dev/null', scratch.path('null'));
    symlinkSync('.', scratch.path('loop'));
    const repository = await scratch.open();
    expect(pathsIn(repository)).toEqual(['.gitignore', 'a.ts', 'shown']);
    expect(await textOf(repository, 'shown')).toBe('h');
    expect(reasonsIn(repository)).toEqual([
      'b.ts: duplicate-link',
      'loop: duplicate-link',
      'null: outside-root',
      'pipe: not-a-regular-file',
    ]);
  });

  test.runIf(posix && process.getuid?.() === 0)('folders that may not be listed are skipped', () => {
    const scratch = new Scratch().write({ 'a.ts': 'a', 'closed/b.ts': 'b' });
    chmodSync(scratch.root, 0o755);
    chmodSync(scratch.path('closed'), 0);
    process.seteuid?.(65_534);
    try {
      const { files, skipped } = walk(scratch.root);
      expect(files).toEqual(['a.ts']);
      expect(skipped).toEqual([{ file: 'closed', reason: 'unreadable', detail: 'folder: no permission' }]);
    } finally {
      process.seteuid?.(0);
    }
  });

  test('a folder nesting that would break a recursive walk is walked', async () => {
    const deep = Array.from({ length: 400 }, () => 'd').join('/');
    const scratch = new Scratch().write({ [`${deep}/a.ts`]: 'a' });
    expect(pathsIn(await scratch.open())).toEqual([`${deep}/a.ts`]);
  });

  test('patterns made to take for ever are named and not applied', async () => {
    const bomb = `${'**/a/'.repeat(30)}b`;
    const deep = Array.from({ length: 200 }, () => 'a').join('/');
    const scratch = new Scratch().write({
      '.gitignore': `*.log\n${bomb}\n${'*a'.repeat(60)}b\n`,
      [`${deep}/c.ts`]: 'c',
      'x.log': 'x',
      ['a'.repeat(200)]: 'a',
    });
    const repository = await scratch.open();
    expect(pathsIn(repository)).toEqual(['.gitignore', `${deep}/c.ts`, 'a'.repeat(200)]);
    expect(repository.view.skipped).toEqual([
      {
        file: '.gitignore',
        line: 2,
        reason: 'unsupported-syntax',
        detail: 'this pattern is too costly to match and was not applied (others may follow)',
      },
    ]);
  });

  test('the walk finds what git finds, for ignore files of many forms', async () => {
    const name = fc.constantFrom('a', 'b', 'ab', 'a.log', 'b.ts', 'x y', 'build', '.hidden');
    const path = fc.array(name, { minLength: 1, maxLength: 4 }).map((names) => names.join('/'));
    const pattern = fc.oneof(
      fc.constantFrom(
        '*',
        '*.log',
        'a*',
        '?',
        '[ab]',
        '!a',
        '!*.log',
        '**/b',
        'a/**',
        'a/**/b',
        '/a',
        'b/',
        '/build/',
      ),
      fc.constantFrom(
        '# a',
        '',
        '\\!a',
        'x\\ y',
        'x y',
        'a.log ',
        '.*',
        '!.gitignore',
        'a/b',
        '/*/b',
        '[!a]',
        '*b*',
      ),
      path,
      path.map((text) => `!${text}`),
    );
    const ignoreFile = fc.array(pattern, { maxLength: 4 }).map((lines) => lines.join('\n'));
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(path, { minLength: 1, maxLength: 12 }),
        ignoreFile,
        fc.option(fc.tuple(path, ignoreFile), { nil: undefined }),
        (paths, top, nested) => {
          const scratch = new Scratch();
          const put = (file: string, text: string): void => {
            try {
              scratch.write({ [file]: text });
            } catch {
              // Another path made a file of one of its folders.
            }
          };
          put('.gitignore', top);
          for (const file of paths) put(file, 'x');
          if (nested) put(`${nested[0]}/.gitignore`, nested[1]);
          scratch.git('init', '--quiet');
          const expected = scratch
            .git('ls-files', '-z', '--others', '--exclude-standard')
            .split('\0')
            .filter(Boolean);
          expect(walk(scratch.root).files.toSorted()).toEqual(expected.toSorted());
          rmSync(scratch.root, { recursive: true });
          return Promise.resolve();
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('git that cannot be used', () => {
  test('without git on the PATH the files are walked, and that is said', async () => {
    const scratch = Scratch.repository({
      '.gitignore': '*.log\n',
      'service/a.ts': 'a',
      'service/.gitignore': 'tmp/\n',
    });
    scratch.write({
      'service/x.log': 'x',
      'service/tmp/y.ts': 'y',
      '.git/info/exclude': 'excluded.ts\n',
      'service/excluded.ts': 'e',
      'service/.gitattributes': 'a.ts linguist-generated\n',
    });
    withVariable('PATH', scratchFolder());
    const repository = await scratch.open({}, 'service');
    expect(repository.insideGit).toBe(false);
    expect(repository.notices).toEqual([expect.stringMatching(/git was not found.*Install git/)]);
    expect(repository.view.files).toEqual([
      { path: '.gitattributes', origin: 'walked', marks: [] },
      { path: '.gitignore', origin: 'walked', marks: [] },
      { path: 'a.ts', origin: 'walked', marks: ['generated'] },
    ]);
    await expect(scratch.open({ revision: 'HEAD' })).rejects.toMatchObject({ problem: 'git-missing' });
    await expect(changedFiles(scratch.root, 'HEAD')).rejects.toThrow('Install git');
    expect(await authorIdentity(scratch.root)).toBeUndefined();
  });

  test('without git, submodules are told from other repositories by .gitmodules', async () => {
    const library = Scratch.repository({ 'inside.ts': 'i' });
    const scratch = Scratch.repository({ 'a.ts': 'a' });
    scratch.git('-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', library.root, 'libs/one');
    scratch.write({ 'other/b.ts': 'b' });
    new Scratch(scratch.path('other')).git('init', '--quiet');
    withVariable('PATH', scratchFolder());
    const repository = await scratch.open();
    expect(pathsIn(repository)).toEqual(['.gitmodules', 'a.ts']);
    expect(reasonsIn(repository)).toEqual(['libs/one: submodule', 'other: nested-repository']);
  });

  test('a repository of another owner is walked, and the message says how to trust it', async () => {
    const scratch = Scratch.repository({ 'a.ts': 'a', '.gitignore': '*.log\n' });
    scratch.write({ 'x.log': 'x' });
    // Git's own switch to act as if somebody else owned everything.
    withVariable('GIT_TEST_ASSUME_DIFFERENT_OWNER', '1');
    const repository = await scratch.open();
    expect(repository.insideGit).toBe(false);
    expect(repository.view.commit).toBeUndefined();
    expect(pathsIn(repository)).toEqual(['.gitignore', 'a.ts']);
    expect(repository.notices).toEqual([
      expect.stringContaining(`git config --global --add safe.directory '${scratch.root}'`),
    ]);
    await expect(scratch.open({ revision: 'HEAD' })).rejects.toMatchObject({
      problem: 'repository-refused',
      message: expect.stringContaining('safe.directory'),
    });
  });

  test('a repository of another owner that the environment trusts is used', async () => {
    const scratch = Scratch.repository({ 'a.ts': 'a' });
    withVariable('GIT_TEST_ASSUME_DIFFERENT_OWNER', '1');
    withVariable('GIT_CONFIG_COUNT', '2');
    withVariable('GIT_CONFIG_KEY_0', 'core.bare');
    withVariable('GIT_CONFIG_VALUE_0', 'true');
    withVariable('GIT_CONFIG_KEY_1', 'safe.directory');
    withVariable('GIT_CONFIG_VALUE_1', scratch.root);
    expect((await scratch.open()).insideGit).toBe(true);
  });

  test('a broken repository is walked with the reason that git gives', async () => {
    const scratch = Scratch.repository({ 'a.ts': 'a' });
    scratch.write({ '.git/config': '[core\n' });
    const repository = await scratch.open();
    expect(pathsIn(repository)).toEqual(['a.ts']);
    expect(repository.notices).toEqual([expect.stringContaining('bad config line 1')]);
  });
});

describe('a path that cannot be opened', () => {
  test.each([
    ['absent', 'path-missing', 'does not exist'],
    ['a.ts', 'path-not-a-directory', 'is a file'],
    ['a.ts/x', 'path-not-a-directory', 'through a file'],
    ['.git', 'inside-git-folder', 'work tree'],
    ['.git/refs', 'inside-git-folder', 'work tree'],
  ])('%s', async (name, problem, words) => {
    const scratch = Scratch.repository({ 'a.ts': 'a' });
    const failure = await openRepository(scratch.path(name)).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(RepositoryError);
    expect(failure).toMatchObject({ problem, message: expect.stringContaining(words) });
    expect(failure).toMatchObject({ message: expect.stringContaining(scratch.path(name)) });
  });

  test.runIf(posix && process.getuid?.() === 0)('a folder that may not be listed', async () => {
    const folder = scratchFolder();
    mkdirSync(`${folder}/closed`, { mode: 0 });
    chmodSync(folder, 0o755);
    process.seteuid?.(65_534);
    try {
      await expect(openRepository(`${folder}/closed`)).rejects.toMatchObject({
        problem: 'path-unreadable',
        message: expect.stringContaining('EACCES'),
      });
    } finally {
      process.seteuid?.(0);
    }
  });

  test('the empty folder is no error', async () => {
    expect((await opened(scratchFolder())).view.files).toEqual([]);
  });
});
