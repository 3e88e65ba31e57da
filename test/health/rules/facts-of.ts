import type { HealthFacts } from '../../../src/health/rules/facts.js';
import { healthFactsOf } from '../../../src/workflows/find-findings.js';
import { gatherFacts } from '../../../src/workflows/gather-facts.js';
import { inMemoryRepository } from '../../in-memory-repository.js';

/** The facts of a small repository, as a scan gathers them. */
export async function factsOf(files: Readonly<Record<string, string>>): Promise<HealthFacts> {
  return healthFactsOf(await gatherFacts(inMemoryRepository(files)));
}
