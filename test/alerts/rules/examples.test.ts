import { describe, expect, it } from 'vitest';
import { readAlerts } from '../../../src/alerts/read.js';
import type { AlertFacts } from '../../../src/alerts/rules/facts.js';
import { alertRules } from '../../../src/alerts/rules/registry.js';
import { inMemoryRepository } from '../../in-memory-repository.js';

/** The facts of a small repository, all of one service named `app`. */
async function factsOf(files: Readonly<Record<string, string>>): Promise<AlertFacts> {
  const { alerts, routings, slos } = await readAlerts(inMemoryRepository(files));
  const owned = <Fact>(facts: readonly Fact[]): readonly (Fact & { readonly service: string })[] =>
    facts.map((fact) => ({ ...fact, service: 'app' }));
  return { services: [], alerts: owned(alerts), slos: owned(slos), routings: owned(routings) };
}

describe.each(alertRules.map((rule) => [rule.id, rule] as const))('%s', (id, rule) => {
  it.each(rule.bad.map((example) => [example.title, example] as const))('flags: %s', async (_, example) => {
    const findings = rule.check(await factsOf(example.files));
    expect(findings).toHaveLength(1);
    for (const finding of findings) {
      expect(finding.rule).toBe(id);
      expect(finding.message).toMatch(/^\S[\s\S]*\.$/);
      expect(finding.advice).toMatch(/^\S[\s\S]*\.$/);
      expect(Object.keys(example.files)).toContain(finding.span.file);
    }
  });

  it.each(rule.good.map((example) => [example.title, example] as const))(
    'is silent: %s',
    async (_, example) => {
      expect(rule.check(await factsOf(example.files))).toEqual([]);
    },
  );

  it('says nothing of examples, tests and copies', async () => {
    for (const example of rule.bad) {
      const files = Object.fromEntries(
        Object.entries(example.files).map(([path, text]) => [`examples/${path}`, text]),
      );
      expect(rule.check(await factsOf(files))).toEqual([]);
    }
  });
});
