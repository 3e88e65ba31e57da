import { healthMap } from '../../health/map.js';
import type { HealthMapReport } from '../../model/health-report.js';
import { healthFactsOf } from '../find-findings.js';
import { openScanned } from '../open-scanned.js';
import { checkService, ofService } from '../of-service.js';
import { packageVersion } from '../package-version.js';
import { healthFacts, healthFindings } from './health-facts.js';
import type { HealthOptions } from './health-facts.js';

/**
 * What watches each service: endpoints, probes by environment, scrapes, alerts, and the three gaps that matter most.
 * @throws InputError when the path, the configuration or the service is wrong.
 */
export async function mapHealth(options: HealthOptions): Promise<HealthMapReport> {
  const scanned = await openScanned(options.path);
  try {
    const { view } = scanned;
    const facts = await healthFacts(view, options.progress, scanned.root);
    checkService(facts.services, options.service);
    const map = healthMap({
      facts: {
        ...healthFactsOf(facts),
        services: facts.services.filter(
          ({ name }) => options.service === undefined || name === options.service,
        ),
      },
      scrapes: facts.scrapes,
      alerts: facts.alerts,
      findings: ofService(await healthFindings(facts, view), options.service),
    });
    for (const notice of scanned.notices) options.notice?.(notice);
    return {
      tool: { name: 'lintel', version: packageVersion() },
      root: scanned.name,
      commit: view.commit ?? null,
      map,
      skipped: facts.skipped,
    };
  } finally {
    await scanned.close();
  }
}
