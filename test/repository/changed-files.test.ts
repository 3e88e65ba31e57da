import { chmodSync, renameSync, rmSync, symlinkSync, utimesSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { changedFiles } from '../../src/repository/changed-files.js';
import { UnknownRevision } from '../../src/repository/errors.js';
import { Scratch } from './scratch-repository.js';

const body = Array.from({ length: 30 }, (_, index) => `line ${index}\n`).join('');

/** A repository whose work tree, and after `commit` also whose second commit, differs from the first in every way. */
function changed(): Scratch {
  const scratch = Scratch.repository({
    'kept.ts': 'kept\n',
    'touched.ts': 'touched\n',
    'modified.ts': 'one\n',
    'deleted.ts': 'only here\n',
    'moved/from.ts': body,
    'moved-and-edited.ts': `${body}the end\n`,
    '.gitignore': '*.log\n',
  });
  utimesSync(scratch.path('touched.ts'), 1, 1);
  scratch.write({ 'modified.ts': 'two\n', 'added.ts': 'brand new\n', 'x.log': 'ignored\n', 'to/x.ts': '' });
  rmSync(scratch.path('deleted.ts'));
  renameSync(scratch.path('moved/from.ts'), scratch.path('to/from.ts'));
  rmSync(scratch.path('moved-and-edited.ts'));
  scratch.write({ 'edited.ts': `first\n${body}` });
  return scratch;
}

const expected = [
  { path: 'added.ts', status: 'added' },
  { path: 'deleted.ts', status: 'deleted' },
  { path: 'edited.ts', status: 'renamed', oldPath: 'moved-and-edited.ts' },
  { path: 'modified.ts', status: 'modified' },
  { path: 'to/from.ts', status: 'renamed', oldPath: 'moved/from.ts' },
  { path: 'to/x.ts', status: 'added' },
];

describe('changedFiles', () => {
  test('from a commit to the working tree, untracked files included', async () => {
    expect(await changedFiles(changed().root, 'HEAD')).toEqual(expected);
  });

  test('from a commit to the working tree, everything staged', async () => {
    const scratch = changed();
    scratch.git('add', '--all');
    expect(await changedFiles(scratch.root, 'HEAD')).toEqual(expected);
  });

  test('from one commit to another gives the same', async () => {
    const scratch = changed();
    scratch.commit();
    expect(await changedFiles(scratch.root, 'HEAD~1', 'HEAD')).toEqual(expected);
    expect(await changedFiles(scratch.root, 'HEAD~1')).toEqual(expected);
    expect(await changedFiles(scratch.root, 'HEAD')).toEqual([]);
    scratch.write({ 'later.ts': 'l' });
    expect(await changedFiles(scratch.root, 'HEAD~1', 'HEAD')).toEqual(expected);
  });

  test('in a bare repository HEAD stands for the working tree', async () => {
    const scratch = changed();
    scratch.commit();
    const bare = new Scratch();
    bare.git('clone', '--quiet', '--bare', scratch.root, 'shop.git');
    expect(await changedFiles(bare.path('shop.git'), 'HEAD~1')).toEqual(expected);
  });

  test('below a folder, with paths from there; what was moved in from outside is added', async () => {
    const scratch = Scratch.repository({ 'shop/a.ts': 'a\n', 'top.ts': body, 'shop/b.ts': 'b\n' });
    renameSync(scratch.path('top.ts'), scratch.path('shop/in.ts'));
    scratch.write({ 'shop/a.ts': 'changed\n', 'other.ts': 'o\n' });
    const below = [
      { path: 'a.ts', status: 'modified' },
      { path: 'in.ts', status: 'added' },
    ];
    expect(await changedFiles(scratch.path('shop'), 'HEAD')).toEqual(below);
    scratch.commit();
    expect(await changedFiles(scratch.path('shop'), 'HEAD~1', 'HEAD')).toEqual(below);
  });

  test('with mergeBase, what others did to base meanwhile does not count', async () => {
    const scratch = Scratch.repository({ 'a.ts': 'a\n', 'b.ts': 'b\n' });
    scratch.git('checkout', '--quiet', '-b', 'feature');
    scratch.write({ 'mine.ts': 'm\n' }).commit();
    scratch.git('checkout', '--quiet', 'main');
    scratch.write({ 'a.ts': 'theirs\n' }).commit();
    scratch.git('checkout', '--quiet', 'feature');
    const mine = [{ path: 'mine.ts', status: 'added' }];
    const theirs = [{ path: 'a.ts', status: 'modified' }, ...mine];
    expect(await changedFiles(scratch.root, 'main', 'feature')).toEqual(theirs);
    expect(await changedFiles(scratch.root, 'main', 'feature', { mergeBase: true })).toEqual(mine);
    expect(await changedFiles(scratch.root, 'main', undefined, { mergeBase: true })).toEqual(mine);
    scratch.write({ 'new.ts': 'n\n' });
    expect(await changedFiles(scratch.root, 'main', undefined, { mergeBase: true })).toEqual([
      ...mine,
      { path: 'new.ts', status: 'added' },
    ]);
  });

  test('histories without a common commit are an error that says so', async () => {
    const scratch = Scratch.repository({ 'a.ts': 'a' });
    scratch.git('checkout', '--quiet', '--orphan', 'other');
    scratch.commit('unrelated');
    await expect(changedFiles(scratch.root, 'main', 'other', { mergeBase: true })).rejects.toMatchObject({
      problem: 'no-merge-base',
    });
    expect(await changedFiles(scratch.root, 'main', 'other')).toEqual([]);
  });

  test('a merge base that a shallow clone cuts off: the message says how to get it', async () => {
    const scratch = Scratch.repository({ 'a.ts': 'a' });
    scratch.git('branch', 'other');
    scratch.write({ 'a.ts': 'b' }).commit();
    scratch.git('checkout', '--quiet', 'other');
    scratch.write({ 'c.ts': 'c' }).commit();
    const clone = new Scratch();
    clone.git('clone', '--quiet', '--depth=1', '--no-single-branch', `file://${scratch.root}`, 'clone');
    await expect(
      changedFiles(clone.path('clone'), 'origin/main', 'origin/other', { mergeBase: true }),
    ).rejects.toThrow(/--deepen/);
  });

  test('links, submodules and the executable bit are no changes of files', async () => {
    const library = Scratch.repository({ 'inside.ts': 'i' });
    const scratch = Scratch.repository({ 'a.ts': 'a\n', 'run.sh': 'echo\n', 'becomes-link.ts': 'b\n' });
    chmodSync(scratch.path('run.sh'), 0o755);
    symlinkSync('a.ts', scratch.path('link.ts'));
    rmSync(scratch.path('becomes-link.ts'));
    symlinkSync('a.ts', scratch.path('becomes-link.ts'));
    scratch.git('-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', library.root, 'lib');
    const changes = [
      { path: '.gitmodules', status: 'added' },
      { path: 'becomes-link.ts', status: 'deleted' },
    ];
    expect(await changedFiles(scratch.root, 'HEAD')).toEqual(changes);
    scratch.commit();
    expect(await changedFiles(scratch.root, 'HEAD~1', 'HEAD')).toEqual(changes);
  });

  test('what a sparse checkout leaves out is not deleted, and its committed changes are seen', async () => {
    const scratch = Scratch.repository({ 'kept/a.ts': 'a', 'left/b.ts': 'b', 'left/c.ts': 'c' });
    scratch.write({ 'left/c.ts': 'changed' }).commit();
    scratch.git('sparse-checkout', 'set', '--cone', 'kept');
    expect(await changedFiles(scratch.root, 'HEAD')).toEqual([]);
    expect(await changedFiles(scratch.root, 'HEAD~1')).toEqual([{ path: 'left/c.ts', status: 'modified' }]);
  });

  test('files that a filter converts are not taken for changed', async () => {
    const scratch = Scratch.repository({ '.gitattributes': '*.id ident\n', 'a.id': '$Id$\n' });
    rmSync(scratch.path('a.id'));
    scratch.git('checkout', '--', 'a.id');
    expect(await changedFiles(scratch.root, 'HEAD')).toEqual([]);
    scratch.write({ 'a.id': '$Id$ changed\n' });
    expect(await changedFiles(scratch.root, 'HEAD')).toEqual([{ path: 'a.id', status: 'modified' }]);
  });

  test('a folder of equal files that moved is renamed file by file', async () => {
    const files = Object.fromEntries(
      Array.from({ length: 300 }, (_, index) => [`old/p${index}/__init__.py`, 'same\n']),
    );
    const scratch = Scratch.repository(files);
    renameSync(scratch.path('old'), scratch.path('new'));
    const changes = await changedFiles(scratch.root, 'HEAD');
    expect(changes).toHaveLength(300);
    for (const { path, status, oldPath } of changes)
      expect([status, oldPath]).toEqual(['renamed', path.replace('new/', 'old/')]);
  });

  test('without the contents (partial clone) two commits are still compared', async () => {
    const scratch = Scratch.repository({ 'a.ts': body, 'b.ts': `${body}b\n`, 'c.ts': 'c\n' });
    scratch.git('config', 'uploadpack.allowFilter', 'true');
    renameSync(scratch.path('a.ts'), scratch.path('moved.ts'));
    rmSync(scratch.path('b.ts'));
    scratch.write({ 'edited.ts': `${body}edited\n` }).commit();
    const clone = new Scratch();
    clone.git('clone', '--quiet', '--no-checkout', '--filter=blob:none', `file://${scratch.root}`, 'clone');
    expect(await changedFiles(clone.path('clone'), 'HEAD~1', 'HEAD')).toEqual([
      { path: 'b.ts', status: 'deleted' },
      { path: 'edited.ts', status: 'added' },
      { path: 'moved.ts', status: 'renamed', oldPath: 'a.ts' },
    ]);
  });

  test('unknown and option-like revisions are refused', async () => {
    const scratch = Scratch.repository({ 'a.ts': 'a' });
    await expect(changedFiles(scratch.root, 'nope')).rejects.toBeInstanceOf(UnknownRevision);
    await expect(changedFiles(scratch.root, 'HEAD', '--output=x')).rejects.toBeInstanceOf(UnknownRevision);
  });

  test('unusual names come through', async () => {
    const scratch = Scratch.repository({ 'é "x"\n.ts': 'one', '-a.ts': 'a' });
    scratch.write({ 'é "x"\n.ts': 'two', '-b.ts': 'b' });
    const changes = [
      { path: '-b.ts', status: 'added' },
      { path: 'é "x"\n.ts', status: 'modified' },
    ];
    expect(await changedFiles(scratch.root, 'HEAD')).toEqual(changes);
    scratch.commit();
    expect(await changedFiles(scratch.root, 'HEAD~1', 'HEAD')).toEqual(changes);
  });
});
