import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { delimiter } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { changedFiles } from '../../src/repository/changed-files.js';
import { authorIdentity, resolveRevision } from '../../src/repository/revisions.js';
import { opened, pathsIn, Scratch, scratchFolder, textOf } from './scratch-repository.js';

/** Runs with variables set, as the environment of whoever starts lintel may have them. */
function setVariables(variables: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(variables)) {
    const before = process.env[name];
    process.env[name] = value;
    onTestFinished(() => {
      if (before === undefined) delete process.env[name];
      else process.env[name] = before;
    });
  }
}

/** A repository whose configuration makes git run a program that leaves a marker, in every way that git has. */
function trapped(): { readonly scratch: Scratch; readonly marker: string } {
  const scratch = Scratch.repository({ 'a.txt': 'one\n', 'b.txt': 'b\n', 'old-name.txt': 'x\ny\nz\n' });
  scratch.write({ '.gitattributes': '* filter=trap diff=trap\n' }).commit('second');
  const folder = scratchFolder();
  const marker = `${folder}/marker`;
  const program = `${folder}/program`;
  writeFileSync(program, `#!/bin/sh\necho "$0 $*" >> '${marker}'\ncat\n`);
  chmodSync(program, 0o755);
  const settings: Readonly<Record<string, string>> = {
    'filter.trap.clean': program,
    'filter.trap.smudge': program,
    'filter.trap.required': 'true',
    'core.fsmonitor': program,
    'core.hooksPath': `${folder}/hooks`,
    'core.sshCommand': program,
    'core.gitProxy': program,
    'core.askPass': program,
    'core.pager': program,
    'core.editor': program,
    'core.alternateRefsCommand': program,
    'diff.external': program,
    'diff.trap.textconv': program,
    'diff.trap.command': program,
    'uploadpack.packObjectsHook': program,
    'gpg.program': program,
    'pager.rev-parse': program,
    'pager.ls-files': program,
    'credential.helper': `!${program}`,
  };
  for (const [name, value] of Object.entries(settings)) scratch.git('config', name, value);
  mkdirSync(`${folder}/hooks`);
  for (const hook of ['post-index-change', 'reference-transaction', 'post-checkout', 'fsmonitor-watchman']) {
    writeFileSync(`${folder}/hooks/${hook}`, `#!/bin/sh\n'${program}' ${hook}\n`);
    chmodSync(`${folder}/hooks/${hook}`, 0o755);
  }
  // One file that only its content can tell to be unchanged, one of the same size that is changed, one that is new.
  utimesSync(scratch.path('b.txt'), 1, 1);
  scratch.write({ 'a.txt': 'two\n', 'new.txt': 'n\n' });
  return { scratch, marker };
}

describe.skipIf(process.platform === 'win32')('programs that a repository names', () => {
  test('the trap works: `git status` runs them', () => {
    const { scratch, marker } = trapped();
    try {
      scratch.git('status', '--porcelain');
    } catch {
      // What the programs answer is nonsense to git.
    }
    expect(existsSync(marker)).toBe(true);
  });

  test('none is run by anything that lintel does', async () => {
    const { scratch, marker } = trapped();
    const index = readFileSync(scratch.path('.git/index'));
    const tree = await scratch.open();
    for (const path of pathsIn(tree)) await textOf(tree, path);
    const commit = await scratch.open({ revision: 'HEAD~1' });
    for (const path of pathsIn(commit)) await textOf(commit, path);
    expect(await textOf(tree, 'a.txt')).toBe('two\n');
    expect(await textOf(commit, 'a.txt')).toBe('one\n');
    await resolveRevision(scratch.root, 'main');
    await authorIdentity(scratch.root);
    const changes = await changedFiles(scratch.root, 'HEAD~1');
    expect(changes.map(({ path, status }) => `${status} ${path}`)).toEqual([
      'added .gitattributes',
      'modified a.txt',
      'added new.txt',
    ]);
    await changedFiles(scratch.root, 'HEAD~1', 'HEAD', { mergeBase: true });
    expect(existsSync(marker) ? readFileSync(marker, 'utf8') : 'no marker').toBe('no marker');
    expect(readFileSync(scratch.path('.git/index')).equals(index)).toBe(true);
  });

  test('none is run when a partial clone lacks contents', async () => {
    const origin = Scratch.repository({ 'a.txt': 'one\n', 'b.txt': 'two\n', 'c.txt': 'three\n' });
    origin.git('config', 'uploadpack.allowFilter', 'true');
    const marker = `${scratchFolder()}/marker`;
    const clone = new Scratch();
    clone.git('clone', '--quiet', '--no-checkout', '--filter=blob:none', `file://${origin.root}`, 'clone');
    const partial = new Scratch(clone.path('clone'));
    partial.git('config', 'remote.origin.uploadpack', `touch '${marker}'; git-upload-pack`);
    const repository = await partial.open({ revision: 'HEAD' });
    const texts = await Promise.all(
      ['a.txt', 'b.txt', 'c.txt'].map(async (path) => textOf(repository, path)),
    );
    expect(texts).toEqual([undefined, undefined, undefined]);
    expect(repository.view.skipped.map(({ file, reason }) => `${file}: ${reason}`)).toEqual([
      'a.txt: blob-missing',
      'b.txt: blob-missing',
      'c.txt: blob-missing',
    ]);
    expect(existsSync(marker)).toBe(false);
  });

  test('a program called git in the repository is not run, even when PATH leads there', async () => {
    const scratch = Scratch.repository({ 'a.txt': 'a' });
    const marker = `${scratchFolder()}/marker`;
    scratch.write({
      'node_modules/.bin/git': `#!/bin/sh\ntouch '${marker}'\n`,
      git: `#!/bin/sh\ntouch '${marker}'\n`,
    });
    for (const program of ['node_modules/.bin/git', 'git']) chmodSync(scratch.path(program), 0o755);
    const path = process.env.PATH ?? '';
    setVariables({ PATH: [scratch.path('node_modules/.bin'), '.', '', path].join(delimiter) });
    const repository = await scratch.open();
    expect(repository.insideGit).toBe(true);
    expect(await textOf(await scratch.open({ revision: 'HEAD' }), 'a.txt')).toBe('a');
    expect(existsSync(marker)).toBe(false);
  });

  test('a work tree that the configuration puts elsewhere is not shown in place of the folder', async () => {
    const elsewhere = new Scratch().write({ 'private.txt': 'p' });
    const scratch = Scratch.repository({ 'a.txt': 'a' });
    scratch.git('config', 'core.worktree', elsewhere.root);
    const repository = await scratch.open();
    expect(pathsIn(repository)).toEqual(['a.txt']);
    expect(repository.insideGit).toBe(false);
    expect(repository.notices).toEqual([expect.stringContaining('core.worktree')]);
  });
});

describe('the environment', () => {
  test('variables that a git hook sets do not show another repository', async () => {
    const other = Scratch.repository({ 'other.txt': 'o' });
    const scratch = Scratch.repository({ 'a.txt': 'a' });
    setVariables({
      GIT_DIR: other.path('.git'),
      GIT_WORK_TREE: other.root,
      GIT_INDEX_FILE: other.path('.git/index'),
      GIT_OBJECT_DIRECTORY: other.path('.git/objects'),
      GIT_PREFIX: 'x/',
      GIT_CONFIG_PARAMETERS: "'core.bare=true'",
    });
    const repository = await opened(scratch.root);
    expect(repository.view.files).toEqual([
      { path: 'a.txt', origin: 'tracked', blob: expect.stringMatching(/^[0-9a-f]{40}$/), marks: [] },
    ]);
    expect(await textOf(await opened(scratch.root, { revision: 'HEAD' }), 'a.txt')).toBe('a');
  });

  test('nothing in .git is written', async () => {
    const scratch = Scratch.repository({ 'a.txt': 'a' });
    utimesSync(scratch.path('a.txt'), 1, 1);
    const before = statSync(scratch.path('.git/index')).mtimeMs;
    await scratch.open();
    expect(statSync(scratch.path('.git/index')).mtimeMs).toBe(before);
    expect(existsSync(scratch.path('.git/index.lock'))).toBe(false);
  });
});
