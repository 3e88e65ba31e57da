import { describe, expect, test } from 'vitest';
import type { Finding } from '../../../src/model/finding.js';
import type { RuleExample } from '../../../src/model/rule.js';
import { readMigrations } from '../../../src/migrations/read.js';
import { migrationRules } from '../../../src/migrations/rules/registry.js';
import { parseServerVersion } from '../../../src/migrations/rules/server-version.js';
import { inMemoryRepository } from '../../in-memory-repository.js';

/** What a rule says of the files of an example, read by the real readers. */
async function findings(id: string, example: RuleExample): Promise<readonly Finding[]> {
  const rule = migrationRules.find((candidate) => candidate.id === id);
  const { migrations, sets, skipped } = await readMigrations(inMemoryRepository(example.files));
  expect(skipped, 'the example is read whole').toEqual([]);
  expect(migrations, 'every file of the example is a migration').toHaveLength(
    Object.keys(example.files).length,
  );
  const serverVersion = parseServerVersion(example.serverVersion ?? '');
  const facts = { migrations: migrations.map((migration) => ({ ...migration, service: '' })), sets };
  return rule?.check({ ...facts, ...(serverVersion && { serverVersion }) }) ?? [];
}

describe.each(migrationRules.map((rule) => [rule.id, rule] as const))('%s', (id, rule) => {
  test('has examples, sources and a severity', () => {
    expect(rule.bad.length).toBeGreaterThan(0);
    expect(rule.good.length).toBeGreaterThan(0);
    expect(rule.sources.every((source) => source.startsWith('https://'))).toBe(true);
  });

  test.each(rule.bad.map((example, index) => [index, example] as const))(
    'flags its bad example %i, once, with advice',
    async (_index, example) => {
      const found = await findings(id, example);
      expect(found.map((finding) => finding.rule)).toEqual([id]);
      expect(found[0]?.advice).toMatch(/\.$/);
      expect(found[0]?.message).toMatch(/\.$/);
    },
  );

  test.each(rule.good.map((example, index) => [index, example] as const))(
    'lets its good example %i pass',
    async (_index, example) => {
      expect(await findings(id, example)).toEqual([]);
    },
  );
});
