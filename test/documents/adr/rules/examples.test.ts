import { describe, expect, it } from 'vitest';
import { adrRules } from '../../../../src/documents/adr/rules/registry.js';
import { factsOf } from './facts-of.js';

describe.each(adrRules.map((rule) => [rule.id, rule] as const))('%s', (id, rule) => {
  it.each(rule.bad.map((example) => [example.title, example] as const))('flags: %s', async (_, example) => {
    const findings = rule.check(await factsOf(example.files, example.before));
    expect(findings).toHaveLength(1);
    for (const finding of findings) {
      expect(finding.rule).toBe(id);
      expect(finding.message).toMatch(/^\S[\s\S]*[.?]$/);
      expect(finding.advice).toMatch(/^\S[\s\S]*\.$/);
      expect(Object.keys(example.files)).toContain(finding.span.file);
    }
  });

  it.each(rule.good.map((example) => [example.title, example] as const))(
    'is silent: %s',
    async (_, example) => {
      expect(rule.check(await factsOf(example.files, example.before))).toEqual([]);
    },
  );
});
