import { nearestService } from '../../services/find-services.js';
import { findHealthFindings } from '../find-findings.js';
import { cachedFacts } from '../facts-cache.js';
import { gatherFacts } from '../gather-facts.js';
import type { Facts, Progress } from '../gather-facts.js';
import { identifyFindings } from '../identify-findings.js';
import type { IdentifiedFinding } from '../../model/finding.js';
import type { RepositoryView } from '../../model/repository-view.js';

/** What every command on health is asked for. */
export interface HealthOptions {
  readonly path: string;
  /** Keep only what belongs to this service. */
  readonly service?: string;
  readonly progress?: Progress;
  readonly notice?: (text: string) => void;
}

/**
 * The facts of a view without its migrations, which say nothing of health.
 * @param root absolute path of a working tree; absent for a revision.
 * @throws Error when a reader broke down: what is missing would be taken for absent.
 */
export async function healthFacts(
  view: RepositoryView,
  progress: Progress | undefined,
  root?: string,
): Promise<Facts> {
  const facts =
    root === undefined
      ? await gatherFacts(view, progress, { migrations: false, sightings: false })
      : await cachedFacts(view, root, progress, { migrations: false, sightings: false });
  const [failure] = facts.failures;
  if (failure !== undefined) throw new Error(`reading ${failure.part} broke down (${failure.message})`);
  return facts;
}

/** The findings of the rules on health, each with its identity. */
export async function healthFindings(
  facts: Facts,
  view: RepositoryView,
): Promise<readonly IdentifiedFinding[]> {
  const serviceAt = (file: string): string => nearestService(facts.services, file);
  return identifyFindings(findHealthFindings(facts, serviceAt), view);
}
