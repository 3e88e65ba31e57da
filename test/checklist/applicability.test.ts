import { describe, expect, it } from 'vitest';
import { applicability, type KnownFactKinds } from '../../src/checklist/applicability.js';
import { subQuestion } from './sample-pack.js';

function facts(found: readonly string[], uncertain: readonly string[] = []): KnownFactKinds {
  return { found: new Set(found), uncertain: new Set(uncertain) };
}

const onMigrations = subQuestion('migrations.locks', {
  applicability: { anyOf: ['migrations', 'workloads'], otherwise: 'No migrations were found.' },
});

describe('applicability', () => {
  it('lets a sub-question without condition always apply', () => {
    expect(applicability(subQuestion('caching.ttl'), facts([]))).toEqual({ applies: true });
  });

  it('asks when any of the kinds of fact was found', () => {
    expect(applicability(onMigrations, facts(['probes', 'workloads']))).toEqual({ applies: true });
  });

  it('does not ask when none was found, and says why', () => {
    expect(applicability(onMigrations, facts(['probes']))).toEqual({
      applies: false,
      reason: 'No migrations were found.',
    });
  });

  it('asks when something of that kind could not be read: nothing found is not nothing there', () => {
    expect(applicability(onMigrations, facts([], ['migrations']))).toEqual({ applies: true });
    expect(applicability(onMigrations, facts([], ['endpoints'])).applies).toBe(false);
  });
});
