import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { probePlatforms } from '../../src/health/probes/registry.js';
import { routeFrameworks } from '../../src/health/routes/registry.js';
import { healthRules } from '../../src/health/rules/registry.js';

const root = resolve(import.meta.dirname, '../..');

/** Folders with a fact sheet; others beside them hold what several frameworks share. */
function foldersIn(path: string): readonly string[] {
  return readdirSync(join(root, path), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(root, path, entry.name, 'index.ts')))
    .map(({ name }) => name)
    .toSorted();
}

function testsIn(path: string): readonly string[] {
  return existsSync(join(root, path)) ? readdirSync(join(root, path)) : [];
}

describe.each([
  ['probes', probePlatforms],
  ['routes', routeFrameworks],
])('the registry of %s', (room, registered) => {
  it('has every folder and nothing else', () => {
    expect(registered.map(({ name }) => name).toSorted()).toEqual(foldersIn(`src/health/${room}`));
  });

  it.each(registered.map((sheet) => [sheet.name, sheet] as const))(
    '%s is tested and its sheet is filled in',
    (name, sheet) => {
      const tests = testsIn(`test/health/${room}`);
      expect(
        tests.some((file) => file === name || file.startsWith(`${name}.`) || file.startsWith(`${name}-`)),
      ).toBe(true);
      expect(name).toMatch(/^[a-z][a-z0-9-]*$/);
      expect(sheet.title).not.toBe('');
      expect(sheet.homepage).toMatch(/^https:\/\/\S+$/);
      const lists =
        'effects' in sheet ? [sheet.recognition, sheet.effects] : [sheet.recognition, sheet.languages];
      for (const list of lists) expect(list.length).toBeGreaterThan(0);
      for (const sentence of sheet.recognition) expect(sentence).toMatch(/^\S[\s\S]{20,}\.$/);
    },
  );
});

describe('the registry of rules', () => {
  it('has each id once, and cards that can be printed', () => {
    expect(new Set(healthRules.map(({ id }) => id)).size).toBe(healthRules.length);
    for (const rule of healthRules) {
      expect(rule.id).toMatch(/^health(-[a-z]+)+$/);
      expect(rule.summary).toMatch(/^[A-Z`].*\.$/);
      expect(rule.why.length).toBeGreaterThan(80);
      expect(rule.whenNotToUse).toMatch(/\.$/);
      expect(rule.sources.length).toBeGreaterThan(0);
      for (const source of rule.sources) expect(source).toMatch(/^https:\/\/\S+$/);
      expect(rule.bad.length).toBeGreaterThan(0);
      expect(rule.good.length).toBeGreaterThan(0);
    }
  });
});
