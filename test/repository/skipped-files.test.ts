import {
  chmodSync,
  linkSync,
  mkdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { fileSizeLimit } from '../../src/repository/content.js';
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
const asRoot = process.getuid?.() === 0;

/** Root may read everything: give up the right for the length of a call. */
async function withoutRoot<Result>(work: () => Promise<Result>): Promise<Result> {
  if (!asRoot) return work();
  process.seteuid?.(65_534);
  try {
    return await work();
  } finally {
    process.seteuid?.(0);
  }
}

/** Both ways to see the files of a scratch repository: as checked out, and as committed. */
const views = [
  ['working tree', {}],
  ['revision', { revision: 'HEAD' }],
] as const;

describe.each(views)('content in the %s', (_, options) => {
  test('texts in several encodings are decoded, line ends kept, byte-order marks left out', async () => {
    const scratch = Scratch.repository({
      'bom.ts': Buffer.from('\uFEFFa = 1\r\nb = 2', 'utf8'),
      'crlf.ts': 'a\r\nb\nc\r\n',
      'utf8.ts': 'é𝄞\n',
      'latin1.ts': Buffer.from('caf\u00e9 \u00a9\n', 'latin1'),
      'utf16le.ts': Buffer.from('\uFEFFnäme\n', 'utf16le'),
      'utf16be.ts': Buffer.from('\uFEFFnäme\n', 'utf16le').swap16(),
      'empty.ts': '',
    });
    const repository = await scratch.open(options);
    const texts = await Promise.all(
      pathsIn(repository).map(async (path) => [path, await textOf(repository, path)]),
    );
    expect(Object.fromEntries(texts)).toEqual({
      'bom.ts': 'a = 1\r\nb = 2',
      'crlf.ts': 'a\r\nb\nc\r\n',
      'utf8.ts': 'é𝄞\n',
      'latin1.ts': 'café ©\n',
      'utf16le.ts': 'näme\n',
      'utf16be.ts': 'näme\n',
      'empty.ts': '',
    });
    expect(repository.view.skipped).toEqual([]);
  });

  test('binary, too large and unknown encodings are skipped when they are read, each once', async () => {
    const scratch = Scratch.repository({
      'binary.dat': Buffer.from('text\0more'),
      'compressed.dat': Buffer.from([0x1f, 0x8b, 0x08, 0xff, 0xfe]),
      'exact.sql': 'x'.repeat(fileSizeLimit),
      'huge.sql': 'x'.repeat(fileSizeLimit + 1),
      'odd.txt': Buffer.from([0xff, 0xfe, 0x41]),
      'utf32.txt': Buffer.from([0xff, 0xfe, 0, 0, 0x41, 0, 0, 0]),
      'after.ts': 'still read\n',
    });
    const repository = await scratch.open(options);
    expect(repository.view.skipped).toEqual([]);
    for (const path of [...pathsIn(repository), 'huge.sql', 'binary.dat']) await repository.view.read(path);
    expect(repository.view.skipped).toEqual([
      { file: 'binary.dat', reason: 'binary' },
      { file: 'compressed.dat', reason: 'binary' },
      { file: 'huge.sql', reason: 'too-large', detail: '5.0 MiB; files above 5 MiB are not read' },
      {
        file: 'odd.txt',
        reason: 'unsupported-encoding',
        detail: 'marked as UTF-16LE, but it is not valid',
      },
      { file: 'utf32.txt', reason: 'unsupported-encoding', detail: 'UTF-32' },
    ]);
    expect((await textOf(repository, 'exact.sql'))?.length).toBe(fileSizeLimit);
    expect(await textOf(repository, 'after.ts')).toBe('still read\n');
  });

  test('a file far beyond the limit does not keep others from being read', async () => {
    const scratch = Scratch.repository({ 'a.ts': 'a', 'z.ts': 'z' });
    writeFileSync(scratch.path('monster.bin'), '');
    truncateSync(scratch.path('monster.bin'), 80 * 1024 * 1024);
    scratch.commit();
    const repository = await scratch.open(options);
    const texts = await Promise.all(
      ['a.ts', 'monster.bin', 'z.ts'].map(async (path) => textOf(repository, path)),
    );
    expect(texts).toEqual(['a', undefined, 'z']);
    expect(reasonsIn(repository)).toEqual(['monster.bin: too-large']);
  });

  test.runIf(posix)('names of every kind are listed and read', async () => {
    const names = [
      'with space.ts',
      ' leading and trailing ',
      'line\nend.ts',
      'tab\there.ts',
      '"quoted".ts',
      "it's.ts",
      'back\\slash.ts',
      '-rf',
      '--help',
      '$(touch x)',
      '*',
      '[a-z].ts',
      ':(top)x.ts',
      '!bang.ts',
      '#hash.ts',
      'ünïcödé/日本語.ts',
      'e\u0301 decomposed.ts',
      '\u00e9 composed.ts',
      '🙂.ts',
      '__proto__',
      'constructor/toString',
    ];
    const scratch = Scratch.repository(Object.fromEntries(names.map((name) => [name, `// ${name}`])));
    const repository = await scratch.open(options);
    expect(pathsIn(repository)).toEqual(names.toSorted((a, b) => (a < b ? -1 : 1)));
    for (const name of names) expect(await textOf(repository, name)).toBe(`// ${name}`);
  });

  test.runIf(process.platform === 'linux')('a name that is not UTF-8 is skipped', async () => {
    const scratch = Scratch.repository({ 'a.ts': 'a' });
    writeFileSync(Buffer.concat([Buffer.from(scratch.path('caf')), Buffer.of(0xe9)]), 'x');
    scratch.commit();
    const repository = await scratch.open(options);
    expect(pathsIn(repository)).toEqual(['a.ts']);
    expect(repository.view.skipped).toEqual([
      { file: 'caf\uFFFD', reason: 'unsupported-encoding', detail: 'its name is not UTF-8' },
    ]);
  });

  test('submodules are named, their files are not part of the repository', async () => {
    const library = Scratch.repository({ 'inside.ts': 'i' });
    const scratch = Scratch.repository({ 'a.ts': 'a' });
    scratch.git('-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', library.root, 'libs/one');
    scratch.commit();
    const repository = await scratch.open(options);
    expect(pathsIn(repository)).toEqual(['.gitmodules', 'a.ts']);
    expect(repository.view.skipped).toEqual([{ file: 'libs/one', reason: 'submodule' }]);
  });

  test.runIf(posix)('links: inside once, broken, out of the root, in a circle, to folders', async () => {
    const outside = new Scratch().write({ secret: 's' });
    const scratch = Scratch.repository({ 'src/a.ts': 'a', 'src/deep/b.ts': 'b' });
    const links = {
      'alias.ts': 'src/a.ts',
      'src/up.ts': '../src/./a.ts',
      'through.ts': 'folder/b.ts',
      folder: 'src/deep',
      here: '.',
      'broken.ts': 'nowhere.ts',
      'src/below-a-file.ts': 'a.ts/x',
      'absolute.ts': outside.path('secret'),
      'dots.ts': `../${'x'.repeat(5)}`,
      'absent-outside.ts': '/nonexistent/file',
      'circle-one': 'circle-two',
      'circle-two': 'circle-one',
      config: '.git/config',
    };
    for (const [link, target] of Object.entries(links)) symlinkSync(target, scratch.path(link));
    scratch.commit();
    const repository = await scratch.open(options);
    expect(pathsIn(repository)).toEqual(['src/a.ts', 'src/deep/b.ts']);
    expect(reasonsIn(repository)).toEqual([
      'absent-outside.ts: outside-root',
      'absolute.ts: outside-root',
      'alias.ts: duplicate-link',
      'broken.ts: broken-link',
      'circle-one: broken-link',
      'circle-two: broken-link',
      'config: outside-root',
      'dots.ts: outside-root',
      'folder: duplicate-link',
      'here: duplicate-link',
      'src/below-a-file.ts: broken-link',
      'src/up.ts: duplicate-link',
      'through.ts: duplicate-link',
    ]);
    const details = new Map(repository.view.skipped.map(({ file, detail }) => [file, detail]));
    expect(details.get('alias.ts')).toBe('link to src/a.ts');
    expect(details.get('through.ts')).toBe('link to src/deep/b.ts');
    expect(details.get('folder')).toBe('link to the folder src/deep, whose files count in their own place');
    expect(JSON.stringify(repository.view.skipped)).not.toContain(outside.root);
  });

  test.runIf(posix)(
    'a link that stays in the repository but leaves the scanned folder is outside',
    async () => {
      const scratch = Scratch.repository({ 'shared.ts': 's', 'service/a.ts': 'a' });
      symlinkSync('../shared.ts', scratch.path('service/shared.ts'));
      scratch.commit();
      const repository = await scratch.open(options, 'service');
      expect(pathsIn(repository)).toEqual(['a.ts']);
      expect(reasonsIn(repository)).toEqual(['shared.ts: outside-root']);
    },
  );
});

describe('the working tree only', () => {
  test('a submodule that is not checked out is empty, and that is said; one that is has its own files', async () => {
    const library = Scratch.repository({ 'inside.ts': 'i' });
    const scratch = Scratch.repository({ 'a.ts': 'a' });
    scratch.git('-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', library.root, 'lib');
    scratch.commit();
    const within = await scratch.open({}, 'lib');
    expect(within.view.commit).toBe(library.git('rev-parse', 'HEAD').trim());
    expect(pathsIn(within)).toEqual(['inside.ts']);
    const clone = new Scratch();
    clone.git('clone', '--quiet', scratch.root, 'clone');
    const empty = await opened(clone.path('clone', 'lib'));
    expect(empty.view.files).toEqual([]);
    expect(reasonsIn(empty)).toEqual(['.: submodule']);
    expect(empty.notices).toEqual([expect.stringContaining('git submodule update --init')]);
  });

  test('files that a sparse checkout leaves out are named and not read from the object store', async () => {
    const scratch = Scratch.repository({ 'kept/a.ts': 'a', 'left/b.ts': 'b', 'left/c.ts': 'c' });
    scratch.git('sparse-checkout', 'set', '--cone', 'kept');
    const repository = await scratch.open();
    expect(pathsIn(repository)).toEqual(['kept/a.ts']);
    expect(reasonsIn(repository)).toEqual(['left/b.ts: not-checked-out', 'left/c.ts: not-checked-out']);
    expect(await textOf(repository, 'left/b.ts')).toBeUndefined();
    expect(pathsIn(await scratch.open({ revision: 'HEAD' }))).toEqual([
      'kept/a.ts',
      'left/b.ts',
      'left/c.ts',
    ]);
  });

  test('a sparse index is the same', async () => {
    const scratch = Scratch.repository({ 'kept/a.ts': 'a', 'left/b.ts': 'b' });
    scratch.git('sparse-checkout', 'set', '--cone', '--sparse-index', 'kept');
    expect(reasonsIn(await scratch.open())).toEqual(['left/b.ts: not-checked-out']);
  });

  test('nested repositories that are no submodules are named once, with and without commits', async () => {
    const scratch = Scratch.repository({ 'a.ts': 'a' });
    new Scratch(scratch.path()).write({ 'clone/b.ts': 'b', 'fresh/src/c.ts': 'c', 'fresh/d.ts': 'd' });
    const clone = new Scratch(scratch.path('clone'));
    clone.git('init', '--quiet');
    clone.commit();
    new Scratch(scratch.path('fresh')).git('init', '--quiet');
    const repository = await scratch.open();
    expect(pathsIn(repository)).toEqual(['a.ts']);
    expect(reasonsIn(repository)).toEqual(['clone: nested-repository', 'fresh: nested-repository']);
  });

  test.runIf(posix)('a link to an ignored file counts once, as the first link to it', async () => {
    const scratch = Scratch.repository({ '.gitignore': '*.local\n', 'a.ts': 'a' });
    scratch.write({ 'settings.local': 'port: 1\n' });
    for (const link of ['one.yaml', 'two.yaml']) symlinkSync('settings.local', scratch.path(link));
    scratch.git('add', 'one.yaml');
    const repository = await scratch.open();
    expect(repository.view.files.map(({ path, origin }) => [path, origin])).toEqual([
      ['.gitignore', 'tracked'],
      ['a.ts', 'tracked'],
      ['one.yaml', 'tracked'],
    ]);
    expect(await textOf(repository, 'one.yaml')).toBe('port: 1\n');
    expect(reasonsIn(repository)).toEqual(['two.yaml: duplicate-link']);
  });

  test.runIf(posix)(
    'a tracked folder that was replaced by a link out of the root is not entered',
    async () => {
      const outside = new Scratch().write({ 'a.ts': 'secret' });
      const scratch = Scratch.repository({ 'folder/a.ts': 'a', 'b.ts': 'b' });
      rmSync(scratch.path('folder'), { recursive: true });
      symlinkSync(outside.root, scratch.path('folder'));
      const repository = await scratch.open();
      expect(pathsIn(repository)).toEqual(['b.ts']);
      expect(reasonsIn(repository)).toEqual(['folder: outside-root']);
    },
  );

  test.runIf(posix)('pipes, sockets and links to devices are never opened', async () => {
    const scratch = Scratch.repository({ 'pipe.sql': 'x', 'a.ts': 'a' });
    rmSync(scratch.path('pipe.sql'));
    makePipe(scratch.path('pipe.sql'));
    // The name of a socket may have about a hundred characters.
    const socket = scratch.path('s');
    const server = createServer();
    await new Promise<void>((resolve) => {
      server.listen(socket, resolve);
    });
    onTestFinished(() => void server.close());
    symlinkSync('/dev/zero', scratch.path('zero'));
    symlinkSync('pipe.sql', scratch.path('to-pipe'));
    const repository = await scratch.open();
    expect(pathsIn(repository)).toEqual(['a.ts']);
    expect(repository.view.skipped).toEqual([
      { file: 'pipe.sql', reason: 'not-a-regular-file', detail: 'a pipe' },
      { file: 'to-pipe', reason: 'not-a-regular-file', detail: 'link to a pipe' },
      { file: 'zero', reason: 'outside-root', detail: 'link to a place outside the root' },
    ]);
  });

  test.runIf(posix)('a file that became a pipe after the listing is not opened either', async () => {
    const scratch = Scratch.repository({ 'a.ts': 'a' });
    const repository = await scratch.open();
    rmSync(scratch.path('a.ts'));
    makePipe(scratch.path('a.ts'));
    expect(await textOf(repository, 'a.ts')).toBeUndefined();
    expect(reasonsIn(repository)).toEqual(['a.ts: not-a-regular-file']);
  });

  test.runIf(posix)(
    'unreadable files are skipped with the reason, without a path of this machine',
    async () => {
      const scratch = Scratch.repository({ 'a.ts': 'a', 'closed.ts': 'c' });
      chmodSync(scratch.root, 0o755);
      chmodSync(scratch.path('closed.ts'), 0);
      const repository = await scratch.open();
      await withoutRoot(async () => {
        expect(await textOf(repository, 'closed.ts')).toBeUndefined();
        expect(await textOf(repository, 'a.ts')).toBe('a');
      });
      expect(repository.view.skipped).toEqual([
        { file: 'closed.ts', reason: 'unreadable', detail: 'no permission' },
      ]);
    },
  );

  test.runIf(posix)(
    'names that differ in case only are two files, unless the file system makes them one',
    async () => {
      const scratch = Scratch.repository({ 'Read.md': 'x', 'read.md': 'y', 'A.ts': 'same' });
      // As on a file system that folds case: one file under two names of the index.
      linkSync(scratch.path('A.ts'), scratch.path('a.ts'));
      scratch.commit();
      const repository = await scratch.open();
      expect(pathsIn(repository)).toEqual(['A.ts', 'Read.md', 'read.md']);
      expect(repository.view.skipped).toEqual([
        { file: 'a.ts', reason: 'case-conflict', detail: 'the same file as A.ts on this file system' },
      ]);
      expect(pathsIn(await scratch.open({ revision: 'HEAD' }))).toEqual([
        'A.ts',
        'Read.md',
        'a.ts',
        'read.md',
      ]);
    },
  );

  test.runIf(posix)(
    'links that were checked out as text files (core.symlinks=false) are links still',
    async () => {
      const scratch = Scratch.repository({ 'a.yaml': 'port: 1\n' });
      symlinkSync('a.yaml', scratch.path('b.yaml'));
      symlinkSync('../x.yaml', scratch.path('c.yaml'));
      scratch.commit();
      scratch.git('config', 'core.symlinks', 'false');
      for (const link of ['b.yaml', 'c.yaml']) rmSync(scratch.path(link));
      scratch.git('checkout', '--', '.');
      const repository = await scratch.open();
      expect(pathsIn(repository)).toEqual(['a.yaml']);
      expect(reasonsIn(repository)).toEqual(['b.yaml: duplicate-link', 'c.yaml: outside-root']);
    },
  );

  test('a file that was replaced by a folder, and a folder by a file', async () => {
    const scratch = Scratch.repository({ thing: 't', 'folder/a.ts': 'a' });
    rmSync(scratch.path('thing'));
    rmSync(scratch.path('folder'), { recursive: true });
    scratch.write({ 'thing/inner.ts': 'i', folder: 'now a file' });
    const repository = await scratch.open();
    expect(repository.view.files.map(({ path, origin }) => [path, origin])).toEqual([
      ['folder', 'untracked'],
      ['thing/inner.ts', 'untracked'],
    ]);
  });
});

describe('a revision only', () => {
  test('a blob that is broken in the object store is skipped, the others are read', async () => {
    const scratch = Scratch.repository({ 'a.ts': 'a', 'broken.ts': 'some content', 'z.ts': 'z' });
    const id = scratch.blob('broken.ts');
    const file = scratch.path('.git/objects', id.slice(0, 2), id.slice(2));
    chmodSync(file, 0o644);
    writeFileSync(file, 'garbage');
    const repository = await scratch.open({ revision: 'HEAD' });
    const texts = await Promise.all(
      ['a.ts', 'broken.ts', 'z.ts'].map(async (path) => textOf(repository, path)),
    );
    expect(texts).toEqual(['a', undefined, 'z']);
    expect(repository.view.skipped.map(({ file }) => file)).toEqual(['broken.ts']);
  });

  test('a blob that is gone from the object store is missing', async () => {
    const scratch = Scratch.repository({ 'a.ts': 'a', 'gone.ts': 'gone' });
    const id = scratch.blob('gone.ts');
    rmSync(scratch.path('.git/objects', id.slice(0, 2), id.slice(2)), { force: true });
    const repository = await scratch.open({ revision: 'HEAD' });
    expect(await textOf(repository, 'gone.ts')).toBeUndefined();
    expect(await textOf(repository, 'a.ts')).toBe('a');
    expect(reasonsIn(repository)).toEqual(['gone.ts: blob-missing']);
  });

  test('a repository that vanishes while it is read leaves skips, not errors', async () => {
    const scratch = Scratch.repository({ 'a.ts': 'a', 'b.ts': 'b' });
    const repository = await opened(scratch.root, { revision: 'HEAD' });
    const elsewhere = scratchFolder();
    mkdirSync(`${elsewhere}/x`);
    renameSync(scratch.root, `${elsewhere}/x/moved`);
    const texts = await Promise.all(['a.ts', 'b.ts'].map(async (path) => textOf(repository, path)));
    expect(texts).toEqual([undefined, undefined]);
    expect(reasonsIn(repository)).toEqual(['a.ts: unreadable', 'b.ts: unreadable']);
  });
});
