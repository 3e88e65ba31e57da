import * as fc from 'fast-check';
import { rmSync } from 'node:fs';
import { expect, test } from 'vitest';
import { openRepository } from '../../src/repository/open.js';
import { Scratch } from './scratch-repository.js';

/** Names that a file system takes; folded in case and normalised they must differ, for the sake of macOS and Windows. */
const name = fc
  .string({ minLength: 1, maxLength: 12, unit: 'grapheme' })
  .filter(
    (text) =>
      !/[/\0\\:*?"<>|]/.test(text) &&
      text !== '.' &&
      text !== '..' &&
      !/^\.git/i.test(text) &&
      !text.includes('\uFFFD') &&
      Buffer.byteLength(text) < 200,
  );

const content = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 200 }).map((text) => Buffer.from(text, 'utf8')),
  fc.string({ unit: 'binary', maxLength: 60 }).map((text) => Buffer.from(`\uFEFF${text}`, 'utf16le')),
  fc.uint8Array({ maxLength: 100 }).map((bytes) => Buffer.from(bytes)),
  fc
    .array(fc.constantFrom('a', '\n', '\r\n', '\uFEFF', '\t'), { maxLength: 20 })
    .map((parts) => Buffer.from(parts.join(''))),
);

test('the working tree and the commit give the same texts, blobs and skips for whatever was committed', async () => {
  const files = fc.uniqueArray(fc.tuple(fc.array(name, { minLength: 1, maxLength: 3 }), content), {
    minLength: 1,
    maxLength: 12,
    // No name is a folder of another one.
    selector: ([names]) => names[0]?.normalize('NFC').toLowerCase(),
  });
  await fc.assert(
    fc.asyncProperty(files, async (given) => {
      const scratch = Scratch.repository();
      for (const [names, bytes] of given) scratch.write({ [names.join('/')]: bytes });
      scratch.commit();
      const tree = await openRepository(scratch.root);
      const commit = await openRepository(scratch.root, { revision: 'HEAD' });
      try {
        const paths = given.map(([names]) => names.join('/')).toSorted((a, b) => (a < b ? -1 : 1));
        expect(tree.view.files.map((file) => file.path)).toEqual(paths);
        expect(commit.view.files.map((file) => file.path)).toEqual(paths);
        for (const path of paths) {
          const [one, other] = await Promise.all([tree.view.read(path), commit.view.read(path)]);
          expect(one?.text).toBe(other?.text);
          expect(tree.view.file(path)?.blob).toBe(commit.view.file(path)?.blob);
          const text = new TextDecoder().decode(given.find(([names]) => names.join('/') === path)?.[1]);
          const isUtf8Text = one !== undefined && !text.includes('\uFFFD');
          expect(one?.text).toBe(isUtf8Text ? text : one?.text);
        }
        expect(tree.view.skipped).toEqual(commit.view.skipped);
      } finally {
        await Promise.all([tree.close(), commit.close()]);
        rmSync(scratch.root, { recursive: true, force: true });
      }
    }),
    { numRuns: 60 },
  );
}, 90_000);
