import { appendFileSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { opened, pathsIn, reasonsIn, Scratch, textOf } from './scratch-repository.js';

describe('the working tree', () => {
  test('lists tracked files with their blobs and untracked ones without, sorted, ignored ones not', async () => {
    const scratch = Scratch.repository({
      'src/b.ts': 'b\n',
      'src/a.ts': 'a\n',
      '.gitignore': '*.log\n/out/\n',
      'sub/.gitignore': '!kept.log\n',
    });
    scratch.write({ 'new.ts': 'n\n', 'debug.log': 'x', 'out/x.ts': 'x', 'sub/kept.log': 'k' });
    const repository = await scratch.open();
    expect(repository).toMatchObject({ root: scratch.root, insideGit: true, notices: [] });
    expect(repository.view.commit).toBe(scratch.git('rev-parse', 'HEAD').trim());
    expect(repository.view.files).toEqual([
      { path: '.gitignore', origin: 'tracked', blob: scratch.blob('.gitignore'), marks: [] },
      { path: 'new.ts', origin: 'untracked', marks: [] },
      { path: 'src/a.ts', origin: 'tracked', blob: scratch.blob('src/a.ts'), marks: [] },
      { path: 'src/b.ts', origin: 'tracked', blob: scratch.blob('src/b.ts'), marks: [] },
      { path: 'sub/.gitignore', origin: 'tracked', blob: scratch.blob('sub/.gitignore'), marks: [] },
      { path: 'sub/kept.log', origin: 'untracked', marks: [] },
    ]);
    expect(repository.view.file('src/a.ts')?.origin).toBe('tracked');
    expect(repository.view.file('out/x.ts')).toBeUndefined();
    expect(await textOf(repository, 'src/a.ts')).toBe('a\n');
    expect(await textOf(repository, 'new.ts')).toBe('n\n');
    expect(repository.view.skipped).toEqual([]);
  });

  test('reads nothing that is not listed: ignored files, .git, paths out of the root', async () => {
    const scratch = Scratch.repository({ 'a.ts': 'a', '.gitignore': 'secret\n' });
    scratch.write({ secret: 's' });
    const repository = await scratch.open();
    for (const path of ['secret', '.git/config', '../a.ts', '/etc/passwd', './a.ts', '__proto__', ''])
      expect([path, await textOf(repository, path)]).toEqual([path, undefined]);
  });

  test('a changed file is listed without a blob, also when its size is the same', async () => {
    const scratch = Scratch.repository({ 'longer.ts': 'a', 'same-size.ts': 'one', 'kept.ts': 'k' });
    appendFileSync(scratch.path('longer.ts'), 'more');
    writeFileSync(scratch.path('same-size.ts'), 'two');
    const { view } = await scratch.open();
    expect(view.file('longer.ts')?.blob).toBeUndefined();
    expect(view.file('same-size.ts')?.blob).toBeUndefined();
    expect(view.file('kept.ts')?.blob).toBe(scratch.blob('kept.ts'));
  });

  test('a change that restores the time of the file is seen by its content', async () => {
    const scratch = Scratch.repository({ 'a.ts': 'one' });
    const past = new Date('2020-01-01T00:00:00Z');
    utimesSync(scratch.path('a.ts'), past, past);
    scratch.git('update-index', '--refresh');
    writeFileSync(scratch.path('a.ts'), 'two');
    utimesSync(scratch.path('a.ts'), past, past);
    expect((await scratch.open()).view.file('a.ts')?.blob).toBeUndefined();
  });

  test('a file that was only touched keeps its blob', async () => {
    const scratch = Scratch.repository({ 'a.ts': 'one' });
    utimesSync(scratch.path('a.ts'), new Date('2021-05-05T00:00:00Z'), new Date('2021-05-05T00:00:00Z'));
    expect((await scratch.open()).view.file('a.ts')?.blob).toBe(scratch.blob('a.ts'));
  });

  test('a staged change has the blob of the index, not that of the commit', async () => {
    const scratch = Scratch.repository({ 'a.ts': 'one' });
    scratch.write({ 'a.ts': 'second', 'added.ts': 'new' });
    scratch.git('add', '--all');
    const { view } = await scratch.open();
    expect(view.file('a.ts')?.blob).toBe(scratch.git('hash-object', 'a.ts').trim());
    expect(view.file('a.ts')?.blob).not.toBe(scratch.blob('a.ts'));
    expect(view.file('added.ts')).toMatchObject({ origin: 'tracked' });
  });

  test('a file whose index entry is "assume unchanged" is looked at nevertheless', async () => {
    const scratch = Scratch.repository({ 'a.ts': 'one' });
    scratch.git('update-index', '--assume-unchanged', 'a.ts');
    writeFileSync(scratch.path('a.ts'), 'changed');
    expect((await scratch.open()).view.file('a.ts')?.blob).toBeUndefined();
  });

  test('"intent to add" is a tracked file without a blob', async () => {
    const scratch = Scratch.repository({ 'a.ts': 'one' });
    scratch.write({ 'later.ts': 'l' });
    scratch.git('add', '--intent-to-add', 'later.ts');
    const { view } = await scratch.open();
    expect(view.file('later.ts')).toEqual({ path: 'later.ts', origin: 'tracked', marks: [] });
  });

  test('deleted files are not listed, whether or not the index knows, nor those in a folder that is gone', async () => {
    const scratch = Scratch.repository({ 'a.ts': 'a', 'b.ts': 'b', 'gone/c.ts': 'c', 'kept.ts': 'k' });
    rmSync(scratch.path('a.ts'));
    rmSync(scratch.path('gone'), { recursive: true });
    scratch.git('rm', '--quiet', 'b.ts');
    expect(pathsIn(await scratch.open())).toEqual(['kept.ts']);
  });

  test('a file in conflict is listed once, without a blob, as it lies there', async () => {
    const scratch = Scratch.repository({ 'a.ts': 'base\n' });
    scratch.git('checkout', '--quiet', '-b', 'other');
    scratch.write({ 'a.ts': 'other\n' }).commit();
    scratch.git('checkout', '--quiet', 'main');
    scratch.write({ 'a.ts': 'main\n' }).commit();
    expect(() => scratch.git('merge', '--quiet', 'other')).toThrow('merge');
    const repository = await scratch.open();
    expect(repository.view.files).toEqual([{ path: 'a.ts', origin: 'tracked', marks: [] }]);
    expect(await textOf(repository, 'a.ts')).toContain('<<<<<<< HEAD');
  });

  test('before the first commit there are files but no commit', async () => {
    const scratch = Scratch.repository();
    scratch.write({ 'a.ts': 'a', 'staged.ts': 's' });
    scratch.git('add', 'staged.ts');
    const repository = await scratch.open();
    expect(repository.view.commit).toBeUndefined();
    expect(repository.insideGit).toBe(true);
    expect(repository.view.files.map(({ path, origin }) => [path, origin])).toEqual([
      ['a.ts', 'untracked'],
      ['staged.ts', 'tracked'],
    ]);
  });

  test('an empty repository has no files', async () => {
    const repository = await Scratch.repository().open();
    expect(repository.view.files).toEqual([]);
  });

  test('a folder of a work tree shows only what is below it, with paths from there', async () => {
    const scratch = Scratch.repository({
      'top.ts': 't',
      'services/shop/src/a.ts': 'a',
      'services/shop [1]/b.ts': 'b',
      '.gitignore': '*.tmp\n',
    });
    scratch.write({ 'services/shop/new.ts': 'n', 'services/shop/x.tmp': 'x' });
    const repository = await scratch.open({}, 'services', 'shop');
    expect(pathsIn(repository)).toEqual(['new.ts', 'src/a.ts']);
    expect(repository.view.file('src/a.ts')?.blob).toBe(scratch.blob('services/shop/src/a.ts'));
    expect(await textOf(repository, 'src/a.ts')).toBe('a');
    expect(pathsIn(await scratch.open({}, 'services', 'shop [1]'))).toEqual(['b.ts']);
  });

  test.skipIf(process.platform === 'win32')('also where the way there has a newline in it', async () => {
    const scratch = Scratch.repository({ 'top.ts': 't', 'two\nlines/a.ts': 'a' });
    scratch.write({ 'two\nlines/new.ts': 'n' });
    expect(pathsIn(await scratch.open({}, 'two\nlines'))).toEqual(['a.ts', 'new.ts']);
  });

  test('a linked work tree (git worktree) is a work tree like any other', async () => {
    const scratch = Scratch.repository({ 'a.ts': 'a' });
    const other = new Scratch();
    scratch.git('worktree', 'add', '--quiet', '-b', 'other', other.path('tree'));
    const repository = await opened(other.path('tree'));
    expect(repository.view.files).toEqual([
      { path: 'a.ts', origin: 'tracked', blob: scratch.blob('a.ts'), marks: [] },
    ]);
  });

  test('a path through a link is the folder it leads to', async () => {
    const scratch = Scratch.repository({ 'a.ts': 'a' });
    const other = new Scratch();
    symlinkSync(scratch.root, other.path('link'));
    const repository = await opened(other.path('link'));
    expect(repository.root).toBe(scratch.root);
    expect(pathsIn(repository)).toEqual(['a.ts']);
  });

  test('a relative path gives an absolute root', async () => {
    const scratch = Scratch.repository({ 'a.ts': 'a' });
    vi.spyOn(process, 'cwd').mockReturnValue(scratch.path('..'));
    try {
      const repository = await opened(basename(scratch.root));
      expect(repository.root).toBe(scratch.root);
    } finally {
      vi.restoreAllMocks();
    }
  });

  test('a SHA-256 repository has its long ids', async () => {
    const scratch = new Scratch();
    scratch.git('init', '--quiet', '--object-format=sha256');
    scratch.write({ 'a.ts': 'a' }).commit();
    utimesSync(scratch.path('a.ts'), 1, 1);
    const { view } = await scratch.open();
    expect(view.commit).toMatch(/^[0-9a-f]{64}$/);
    expect(view.file('a.ts')?.blob).toBe(scratch.blob('a.ts'));
    expect(await textOf(await scratch.open({ revision: 'HEAD' }), 'a.ts')).toBe('a');
  });

  test('a file that a filter converts has no blob, because it is not what the blob is', async () => {
    const scratch = Scratch.repository({
      '.gitattributes': '*.bin filter=lfs\n*.id ident\nplain.id -ident\n',
      'a.bin': 'a',
      'b.id': 'b',
      'plain.id': 'c',
    });
    const { view } = await scratch.open();
    expect(view.files.filter((file) => file.blob === undefined).map((file) => file.path)).toEqual([
      'a.bin',
      'b.id',
    ]);
  });

  test('line ends that git made CRLF on checkout do not take the blob away', async () => {
    const scratch = Scratch.repository({ 'a.ts': 'one\ntwo\n' });
    scratch.git('config', 'core.autocrlf', 'true');
    rmSync(scratch.path('a.ts'));
    scratch.git('checkout', '--', 'a.ts');
    utimesSync(scratch.path('a.ts'), 1, 1);
    const repository = await scratch.open();
    expect(await textOf(repository, 'a.ts')).toBe('one\r\ntwo\r\n');
    expect(repository.view.file('a.ts')?.blob).toBe(scratch.blob('a.ts'));
  });

  test('a folder that the repository around it ignores is listed without git, and that is said', async () => {
    const scratch = Scratch.repository({ '.gitignore': 'build/\n', 'a.ts': 'a' });
    scratch.write({ 'build/x/b.ts': 'b' });
    const repository = await scratch.open({}, 'build', 'x');
    expect(repository.view.files).toEqual([{ path: 'b.ts', origin: 'walked', marks: [] }]);
    expect(repository.insideGit).toBe(false);
    expect(repository.notices).toEqual([expect.stringContaining('ignores it')]);
  });

  test('reading twice gives the same text object and reads the disk once', async () => {
    const scratch = Scratch.repository({ 'a.ts': 'one' });
    const { view } = await scratch.open();
    const [first, second] = await Promise.all([view.read('a.ts'), view.read('a.ts')]);
    expect(first).toBe(second);
    rmSync(scratch.path('a.ts'));
    expect(await view.read('a.ts')).toBe(first);
  });

  test('a file that is deleted or replaced by a link after the listing is skipped, not followed', async () => {
    const scratch = Scratch.repository({ 'a.ts': 'a', 'b.ts': 'b', 'folder/c.ts': 'c' });
    const outside = new Scratch().write({ secret: 's', 'c.ts': 'secret' });
    const repository = await scratch.open();
    for (const path of ['a.ts', 'b.ts', 'folder']) rmSync(scratch.path(path), { recursive: true });
    symlinkSync(outside.path('secret'), scratch.path('b.ts'));
    symlinkSync(outside.root, scratch.path('folder'));
    for (const path of ['a.ts', 'b.ts', 'folder/c.ts'])
      expect(await textOf(repository, path)).toBeUndefined();
    expect(reasonsIn(repository)).toEqual([
      'a.ts: unreadable',
      'b.ts: not-a-regular-file',
      'folder/c.ts: outside-root',
    ]);
  });
});
