import { expect, test } from 'vitest';
import type { ClaimStrength, MigrationFramework } from '../../src/migrations/framework.js';
import { discoverMigrations } from '../../src/migrations/discover.js';
import { inMemoryRepository } from '../in-memory-repository.js';

/** A framework that claims the given files. */
function claiming(name: string, strength: ClaimStrength, files: readonly string[]): MigrationFramework {
  return {
    name,
    title: name,
    homepage: 'https://example.org',
    recognition: [],
    filePatterns: [],
    down: '',
    runner: { transaction: 'unknown', holdsLock: false },
    find: () =>
      Promise.resolve([
        {
          framework: name,
          directory: 'm',
          dialect: 'unknown',
          dialectReason: 'none',
          reason: 'test',
          strength,
          files,
        },
      ]),
    read: () => Promise.resolve({ facts: [], skipped: [] }),
  };
}

const view = inMemoryRepository({ 'm/1.sql': '', 'm/2.sql': '', 'm/3.sql': '', 'test/4.sql': '' });

async function settled(...frameworks: readonly MigrationFramework[]): Promise<readonly string[]> {
  const sets = await discoverMigrations(view, frameworks);
  return sets.map(({ framework, files }) => `${framework}: ${files.join(' ')}`);
}

test('the strongest claim on a file wins, whoever asks first', async () => {
  const all = ['m/1.sql', 'm/2.sql', 'm/3.sql'];
  expect(await settled(claiming('a', 'path', all), claiming('b', 'dependency', all))).toEqual([
    'b: m/1.sql m/2.sql m/3.sql',
  ]);
  expect(await settled(claiming('a', 'dependency', all), claiming('b', 'signature', all))).toEqual([
    'b: m/1.sql m/2.sql m/3.sql',
  ]);
  expect(await settled(claiming('a', 'signature', all), claiming('b', 'configured', all))).toEqual([
    'b: m/1.sql m/2.sql m/3.sql',
  ]);
});

test('equal claims go to the framework that stands first; the other keeps the rest in its order', async () => {
  expect(
    await settled(
      claiming('b', 'signature', ['m/2.sql']),
      claiming('a', 'signature', ['m/3.sql', 'm/2.sql', 'm/1.sql']),
    ),
  ).toEqual(['a: m/3.sql m/1.sql', 'b: m/2.sql']);
});

test('files of tests are nobody’s', async () => {
  expect(await settled(claiming('a', 'configured', ['test/4.sql']))).toEqual([]);
});
