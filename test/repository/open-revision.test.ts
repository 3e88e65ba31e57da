import { describe, expect, test } from 'vitest';
import { UnknownRevision } from '../../src/repository/errors.js';
import { openRepository } from '../../src/repository/open.js';
import { authorIdentity, resolveRevision } from '../../src/repository/revisions.js';
import { opened, pathsIn, reasonsIn, Scratch, textOf } from './scratch-repository.js';

describe('a revision', () => {
  test('shows the files of a commit that is not checked out', async () => {
    const scratch = Scratch.repository({ 'a.ts': 'old\n', 'gone/b.ts': 'b\n' });
    const first = scratch.git('rev-parse', 'HEAD').trim();
    scratch.git('tag', '-a', 'v1', '-m', 'v1');
    scratch.git('rm', '-rq', 'gone');
    scratch.write({ 'a.ts': 'new\n' }).commit();
    scratch.write({ 'untracked.ts': 'u' });
    for (const revision of ['v1', 'HEAD~1', first, first.slice(0, 10)]) {
      const repository = await scratch.open({ revision });
      expect(repository.view.commit).toBe(first);
      expect(repository.view.files).toEqual([
        { path: 'a.ts', origin: 'revision', blob: scratch.blob('a.ts', first), marks: [] },
        { path: 'gone/b.ts', origin: 'revision', blob: scratch.blob('gone/b.ts', first), marks: [] },
      ]);
      expect(await textOf(repository, 'a.ts')).toBe('old\n');
      expect(await textOf(repository, 'gone/b.ts')).toBe('b\n');
      expect(await textOf(repository, 'untracked.ts')).toBeUndefined();
    }
    expect(scratch.git('status', '--porcelain')).toBe('?? untracked.ts\n');
  });

  test('of a folder shows what is below it; a folder that the commit does not have is empty', async () => {
    const scratch = Scratch.repository({ 'top.ts': 't', 'a b/[x]/c.ts': 'c' });
    scratch.write({ 'later/d.ts': 'd' }).commit();
    const repository = await scratch.open({ revision: 'HEAD' }, 'a b');
    expect(pathsIn(repository)).toEqual(['[x]/c.ts']);
    expect(await textOf(repository, '[x]/c.ts')).toBe('c');
    expect(pathsIn(await scratch.open({ revision: 'HEAD~1' }, 'later'))).toEqual([]);
  });

  test('many files that are asked for at once come each with its own content', async () => {
    const names = Array.from({ length: 500 }, (_, index) => `f${index}.ts`);
    const scratch = Scratch.repository(
      Object.fromEntries(names.map((name) => [name, `${name}\n`.repeat(300)])),
    );
    const repository = await scratch.open({ revision: 'HEAD' });
    const texts = await Promise.all(names.map(async (name) => textOf(repository, name)));
    expect(texts).toEqual(names.map((name) => `${name}\n`.repeat(300)));
  });

  test('after closing, what was not read is skipped; what is under way is still answered', async () => {
    const scratch = Scratch.repository({ 'a.ts': 'a', 'b.ts': 'b', 'c.ts': 'c' });
    const repository = await openRepository(scratch.root, { revision: 'HEAD' });
    expect(await textOf(repository, 'a.ts')).toBe('a');
    await repository.close();
    await repository.close();
    expect(await textOf(repository, 'a.ts')).toBe('a');
    expect(await textOf(repository, 'b.ts')).toBeUndefined();
    expect(reasonsIn(repository)).toEqual(['b.ts: unreadable']);
  });

  test('replaced objects (refs/replace) do not change what an id stands for', async () => {
    const scratch = Scratch.repository({ 'a.ts': 'real\n', 'b.ts': 'other\n' });
    scratch.git('replace', scratch.blob('a.ts'), scratch.blob('b.ts'));
    expect(await textOf(await scratch.open({ revision: 'HEAD' }), 'a.ts')).toBe('real\n');
  });

  test.each([
    '--upload-pack=touch marker',
    '-h',
    '',
    'nope',
    'HEAD:a.ts',
    'HEAD..HEAD',
    'HEAD\nHEAD',
    'HEAD\0',
    '^HEAD',
    '0'.repeat(40),
  ])('%j is refused as unknown', async (revision) => {
    const scratch = Scratch.repository({ 'a.ts': 'a' });
    const failure = await openRepository(scratch.root, { revision }).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(UnknownRevision);
    expect(failure).toMatchObject({ problem: 'unknown-revision', revision });
  });

  test('an unknown revision in a shallow clone: the message says how to get more history', async () => {
    const scratch = Scratch.repository({ 'a.ts': 'a' });
    const first = scratch.git('rev-parse', 'HEAD').trim();
    scratch.write({ 'a.ts': 'b' }).commit();
    const clone = new Scratch();
    clone.git('clone', '--quiet', '--depth=1', `file://${scratch.root}`, 'clone');
    const path = clone.path('clone');
    await expect(resolveRevision(path, first)).rejects.toThrow(/git fetch --deepen=/);
    await expect(resolveRevision(path, 'HEAD~1')).rejects.toThrow(/shallow/);
    const repository = await opened(path);
    expect(repository.view.commit).toBe(scratch.git('rev-parse', 'HEAD').trim());
    expect(pathsIn(repository)).toEqual(['a.ts']);
    expect(await textOf(await opened(path, { revision: 'HEAD' }), 'a.ts')).toBe('b');
  });

  test('resolveRevision gives the commit of branches, annotated tags and short ids', async () => {
    const scratch = Scratch.repository({ 'a.ts': 'a' });
    const id = scratch.git('rev-parse', 'HEAD').trim();
    scratch.git('tag', '-a', 'v1', '-m', 'v1');
    for (const revision of ['main', 'v1', 'HEAD', id.slice(0, 8), 'refs/heads/main', 'v1^{commit}'])
      expect(await resolveRevision(scratch.root, revision)).toBe(id);
  });

  test('outside git there are no revisions', async () => {
    const scratch = new Scratch().write({ 'a.ts': 'a' });
    await expect(openRepository(scratch.root, { revision: 'main' })).rejects.toMatchObject({
      problem: 'not-a-repository',
      message: expect.stringContaining('is not in a git repository'),
    });
  });

  test('before the first commit the message says that there is none', async () => {
    await expect(Scratch.repository().open({ revision: 'HEAD' })).rejects.toThrow('no commits yet');
  });
});

describe('a bare repository', () => {
  test('is shown at HEAD, or at a revision', async () => {
    const scratch = Scratch.repository({ 'a.ts': 'one' });
    scratch.write({ 'a.ts': 'two' }).commit();
    const bare = new Scratch();
    bare.git('clone', '--quiet', '--bare', scratch.root, 'shop.git');
    const repository = await opened(bare.path('shop.git'));
    expect(repository.view.commit).toBe(scratch.git('rev-parse', 'HEAD').trim());
    expect(repository.view.files).toEqual([
      { path: 'a.ts', origin: 'revision', blob: scratch.blob('a.ts'), marks: [] },
    ]);
    expect(await textOf(repository, 'a.ts')).toBe('two');
    expect(await textOf(await opened(bare.path('shop.git'), { revision: 'HEAD~1' }), 'a.ts')).toBe('one');
  });

  test('without commits is empty', async () => {
    const bare = new Scratch();
    bare.git('init', '--quiet', '--bare');
    const { view } = await bare.open();
    expect([view.commit, view.files]).toEqual([undefined, []]);
  });
});

describe('authorIdentity', () => {
  test('is the e-mail address that git is configured with', async () => {
    const scratch = Scratch.repository({ 'a.ts': 'a' });
    scratch.git('config', 'user.email', 'someone@example.com');
    expect(await authorIdentity(scratch.root)).toBe('someone@example.com');
  });

  test('is undefined when none is', async () => {
    expect(await authorIdentity(Scratch.repository().root)).toBeUndefined();
    expect(await authorIdentity(new Scratch().root)).toBeUndefined();
  });
});
