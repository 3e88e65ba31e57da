import { mkdtempSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { writeAtomically } from '../../src/repository/write-file.js';

const scratch = (): string => mkdtempSync(join(tmpdir(), 'lintel-write-'));

test('makes the folders on the way and leaves nothing but the file', async () => {
  const root = scratch();
  await writeAtomically(root, 'docs/adr/0001-x.md', 'text\n');
  expect(readFileSync(join(root, 'docs/adr/0001-x.md'), 'utf8')).toBe('text\n');
  expect(readdirSync(join(root, 'docs/adr'))).toEqual(['0001-x.md']);
});

test('replaces an existing file, but not when it was to be created', async () => {
  const root = scratch();
  writeFileSync(join(root, 'a.md'), 'old');
  await writeAtomically(root, 'a.md', 'new');
  expect(readFileSync(join(root, 'a.md'), 'utf8')).toBe('new');
  await expect(writeAtomically(root, 'a.md', 'third', { create: true })).rejects.toThrow(
    'a.md is there already',
  );
  expect(readFileSync(join(root, 'a.md'), 'utf8')).toBe('new');
  expect(readdirSync(root)).toEqual(['a.md']);
});

test('never leaves the root: not by .., not by an absolute path, not through links', async () => {
  const root = scratch();
  const outside = scratch();
  symlinkSync(outside, join(root, 'linked'));
  writeFileSync(join(outside, 'secret'), 'secret');
  symlinkSync(join(outside, 'secret'), join(root, 'link.md'));
  for (const path of [
    '../x.md',
    join(outside, 'x.md'),
    'linked/x.md',
    'linked/deep/x.md',
    'link.md',
    'a/../../x.md',
  ]) {
    await expect(writeAtomically(root, path, 'x')).rejects.toThrow(/outside|symbolic link/);
  }
  expect(readdirSync(outside)).toEqual(['secret']);
  expect(readFileSync(join(outside, 'secret'), 'utf8')).toBe('secret');
});
