import { compareDocuments } from '../../health/openapi/compare.js';
import { readRouteDocuments } from '../../health/openapi/read-documents.js';
import type { HealthInventory } from '../../model/health-report.js';
import { openScanned } from '../open-scanned.js';
import { checkService, ofService } from '../of-service.js';
import { packageVersion } from '../package-version.js';
import { healthFacts } from './health-facts.js';
import type { HealthOptions } from './health-facts.js';

/**
 * The health endpoints and probes of a repository; with `routes` all routes, and how they agree with the repository's own OpenAPI.
 * @throws InputError when the path, the configuration or the service is wrong.
 */
export async function listHealth(
  options: HealthOptions & { readonly routes: boolean },
): Promise<HealthInventory> {
  const scanned = await openScanned(options.path);
  try {
    const { view } = scanned;
    const facts = await healthFacts(view, options.progress, scanned.root);
    checkService(facts.services, options.service);
    const documents = options.routes ? await readRouteDocuments(view) : undefined;
    for (const notice of scanned.notices) options.notice?.(notice);
    return {
      tool: { name: 'lintel', version: packageVersion() },
      root: scanned.name,
      commit: view.commit ?? null,
      endpoints: ofService(facts.endpoints, options.service),
      probes: ofService(facts.probes, options.service),
      ...(documents && {
        routes: ofService(facts.routes, options.service),
        gaps: ofService(facts.routeGaps, options.service),
        comparisons: ofService(compareDocuments(documents.facts, facts.routes), options.service),
      }),
      skipped: [...facts.skipped, ...(documents?.skipped ?? [])],
    };
  } finally {
    await scanned.close();
  }
}
