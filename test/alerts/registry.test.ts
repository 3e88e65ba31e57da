import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { alertFormats } from '../../src/alerts/formats/registry.js';
import { alertRules } from '../../src/alerts/rules/registry.js';

const root = resolve(import.meta.dirname, '../..');

describe('the registry of formats', () => {
  it('has every folder and nothing else', () => {
    const folders = readdirSync(join(root, 'src/alerts/formats'), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name)
      .toSorted();
    expect(alertFormats.map(({ name }) => name).toSorted()).toEqual(folders);
  });

  it.each(alertFormats.map((sheet) => [sheet.name, sheet] as const))(
    '%s is tested and its sheet is filled in',
    async (name, sheet) => {
      expect(existsSync(join(root, `test/alerts/formats/${name}.test.ts`))).toBe(true);
      expect(name).toMatch(/^[a-z][a-z0-9-]*$/);
      expect(sheet.title).not.toBe('');
      expect(sheet.homepage).toMatch(/^https:\/\/\S+$/);
      expect(sheet.recognition.length).toBeGreaterThan(0);
      for (const sentence of sheet.recognition) expect(sentence).toMatch(/^\S[\s\S]{20,}\.$/);
      const reader = await sheet.load();
      expect('document' in reader || 'resource' in reader).toBe(true);
      expect(sheet.mentions('nothing of this kind: here\n')).toBe(false);
    },
  );
});

describe('the registry of rules', () => {
  it('has each id once, and cards that can be printed', () => {
    expect(new Set(alertRules.map(({ id }) => id)).size).toBe(alertRules.length);
    for (const rule of alertRules) {
      expect(rule.id).toMatch(/^alert(-[a-z]+)+$/);
      expect(rule.summary).toMatch(/^[A-Z`].*\.$/);
      expect(rule.why.length).toBeGreaterThan(80);
      expect(rule.whenNotToUse).toMatch(/\.$/);
      for (const source of rule.sources) expect(source).toMatch(/^https:\/\/\S+$/);
      expect(rule.bad.length).toBeGreaterThan(0);
      expect(rule.good.length).toBeGreaterThan(0);
    }
  });
});
