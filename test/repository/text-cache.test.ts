import { expect, test } from 'vitest';
import { SourceText } from '../../src/model/source-text.js';
import { FileView } from '../../src/repository/file-view.js';
import { TextCache } from '../../src/repository/text-cache.js';

const text = (path: string, length: number): SourceText => new SourceText(path, 'x'.repeat(length));

test('the least recently used texts go when the limit is reached', () => {
  const cache = new TextCache(100);
  for (const path of ['a', 'b', 'c', 'd', 'e']) cache.add(text(path, 10));
  expect(cache.get('a')?.path).toBe('a');
  cache.add(text('f', 10));
  expect(cache.get('b')).toBeUndefined();
  expect(['a', 'c', 'd', 'e', 'f'].map((path) => cache.get(path)?.path)).toEqual(['a', 'c', 'd', 'e', 'f']);
});

test('a text above the limit is not kept and drives nothing out', () => {
  const cache = new TextCache(100);
  cache.add(text('a', 10));
  cache.add(text('huge', 51));
  expect(cache.get('huge')).toBeUndefined();
  expect(cache.get('a')?.path).toBe('a');
});

test('a text that is added again counts once', () => {
  const cache = new TextCache(100);
  for (let round = 0; round < 20; round += 1) cache.add(text('a', 20));
  cache.add(text('b', 30));
  expect([cache.get('a')?.path, cache.get('b')?.path]).toEqual(['a', 'b']);
});

test('several readers of one file cost one read, also while it is under way, and a skip is counted once', async () => {
  const reads: string[] = [];
  const view = new FileView({
    commit: undefined,
    files: ['a', 'binary'].map((path) => ({ path, origin: 'walked', marks: [] })),
    skipped: [],
    content: async (path) => {
      reads.push(path);
      return { content: Buffer.from(path === 'a' ? 'text' : 'x\0') };
    },
  });
  await Promise.all([view.read('a'), view.read('a'), view.read('binary'), view.read('binary')]);
  await view.read('a');
  await view.read('binary');
  expect(reads).toEqual(['a', 'binary']);
  expect(view.skipped).toEqual([{ file: 'binary', reason: 'binary' }]);
});

test('reading thousands of files in a row lets timers through', async () => {
  const view = new FileView({
    commit: undefined,
    files: Array.from({ length: 3_000 }, (_, index) => ({ path: `f${index}`, origin: 'walked', marks: [] })),
    skipped: [],
    content: () => ({ content: Buffer.alloc(20_000, 'x') }),
  });
  let ticks = 0;
  const timer = setInterval(() => {
    ticks += 1;
  }, 1);
  for (const { path } of view.files) await view.read(path);
  clearInterval(timer);
  expect(ticks).toBeGreaterThan(0);
});
