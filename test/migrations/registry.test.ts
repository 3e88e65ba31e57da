import { existsSync, readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { migrationFrameworks } from '../../src/migrations/registry.js';

const folders = readdirSync(new URL('../../src/migrations/frameworks/', import.meta.url), {
  withFileTypes: true,
})
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name)
  .toSorted();

test('each folder of a framework is one entry of the registry and the other way round', () => {
  expect(migrationFrameworks.map(({ name }) => name).toSorted()).toEqual(folders);
});

test.each(folders)('%s has an index and a test of its own', (folder) => {
  expect(existsSync(new URL(`../../src/migrations/frameworks/${folder}/index.ts`, import.meta.url))).toBe(
    true,
  );
  expect(existsSync(new URL(`frameworks/${folder}.test.ts`, import.meta.url))).toBe(true);
});

test.each(migrationFrameworks)('the fact sheet of $name is filled in', (framework) => {
  expect(framework.name).toMatch(/^[a-z][a-z0-9-]*$/);
  expect(framework.title).not.toBe('');
  expect(framework.homepage).toMatch(/^https:\/\//);
  expect(framework.recognition.length).toBeGreaterThan(0);
  for (const sentence of framework.recognition) expect(sentence).toMatch(/\.$/);
  expect(framework.filePatterns.length).toBeGreaterThan(0);
  expect(framework.down).toMatch(/\.$/);
});

test('plain SQL stands last, so that it gets what nobody else claims', () => {
  expect(migrationFrameworks.at(-1)?.name).toBe('plain-sql');
});
