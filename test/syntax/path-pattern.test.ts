import { describe, expect, it } from 'vitest';
import { matchesPathPattern } from '../../src/syntax/path-pattern.js';

describe('patterns of paths', () => {
  it.each([
    ['db/*.sql', 'db/a.sql', true],
    ['db/*.sql', 'db/old/a.sql', false],
    ['db/**/*.sql', 'db/a.sql', true],
    ['db/**/*.sql', 'db/old/2020/a.sql', true],
    ['db/**', 'db/old/a.sql', true],
    ['db/**', 'db', false],
    ['**/migrations/*', 'a/migrations/b/migrations/1.php', true],
    ['module/*/{data,scripts}/migrations', 'module/user/scripts/migrations', true],
    ['module/*/{data,scripts}/migrations', 'module/user/docs/migrations', false],
    ['src/?.ts', 'src/a.ts', true],
    ['src/?.ts', 'src/ab.ts', false],
    ['src/a.ts', 'src/a.ts', true],
    ['src/a.ts', 'src/a.ts/b', false],
    ['{a,{b,c}}/x', 'c/x', true],
    ['a{/x', 'a{/x', true],
  ])('%s and %s', (pattern, path, fits) => {
    expect(matchesPathPattern(pattern, path)).toBe(fits);
  });

  it('take no time that grows with their stars, and give up on too many alternatives', () => {
    expect(matchesPathPattern(`${'*a'.repeat(200)}b`, 'a'.repeat(5_000))).toBe(false);
    expect(matchesPathPattern(`${'**/a/'.repeat(200)}b`, 'a/'.repeat(2_000))).toBe(false);
    expect(matchesPathPattern('{a,b}'.repeat(30), 'a'.repeat(30))).toBe(false);
  });
});
