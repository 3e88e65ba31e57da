import { chmodSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { UserCache, userCacheFolder } from '../../src/repository/user-cache.js';
import { scratchFolder } from './scratch-repository.js';

const isText = (value: unknown): value is string => typeof value === 'string';

function cacheIn(folder: string, version = '1'): UserCache<string> {
  return new UserCache({ kind: 'test', of: '/a/repository' }, version, isText, { LINTEL_CACHE_DIR: folder });
}

function filled(folder: string): string {
  const cache = cacheIn(folder);
  cache.set('a', 'one');
  cache.set('b', 'two');
  cache.save();
  return join(folder, readdirSync(folder)[0] ?? '');
}

describe('values kept in the user’s cache folder', () => {
  it('come back, but not for another version, and not once they are no longer used', () => {
    const folder = join(scratchFolder(), 'new');
    filled(folder);
    const next = cacheIn(folder);
    expect([next.get('a'), next.get('c')]).toEqual(['one', undefined]);
    next.set('c', 'three');
    next.save();
    const last = cacheIn(folder);
    expect([last.get('a'), last.get('b'), last.get('c')]).toEqual(['one', undefined, 'three']);
    expect(cacheIn(folder, '2').get('a')).toBeUndefined();
    expect(readdirSync(folder)).toHaveLength(1);
  });

  it('do not count when they are damaged, of another shape, a link, or others may write there', () => {
    for (const spoil of [
      (file: string) => writeFileSync(file, readFileSync(file, 'utf8').slice(0, -5)),
      (file: string) => writeFileSync(file, '{"version":"1","entries":[["a",{"evil":1}],7,null]}'),
      (file: string) => chmodSync(file, 0o666),
      (file: string) => chmodSync(join(file, '..'), 0o777),
    ]) {
      const folder = scratchFolder();
      spoil(filled(folder));
      expect(cacheIn(folder).get('a')).toBeUndefined();
    }
    const real = scratchFolder();
    filled(real);
    const link = join(scratchFolder(), 'link');
    symlinkSync(real, link);
    expect(cacheIn(link).get('a')).toBeUndefined();
  });

  it('are not kept where there is no place for them, without a word', () => {
    const folder = scratchFolder();
    writeFileSync(join(folder, 'file'), '');
    filledQuietly(join(folder, 'file'));
    filledQuietly('');
    mkdirSync(join(folder, 'relative'));
    expect(userCacheFolder({ LINTEL_CACHE_DIR: 'relative' })).toBeUndefined();
    expect(userCacheFolder({ LINTEL_CACHE_DIR: '' })).toBeUndefined();
  });
});

function filledQuietly(folder: string): void {
  const cache = cacheIn(folder);
  cache.set('a', 'one');
  cache.save();
  expect(cache.get('a')).toBe('one');
}
