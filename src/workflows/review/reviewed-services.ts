import type { Evidence } from '../../model/evidence.js';
import type { Report } from '../../model/report.js';

/** A unit that a review is kept for. */
export interface ReviewedService {
  readonly name: string;
  /** Whether a fact's service belongs to it. */
  owns(service: string): boolean;
}

/**
 * The services that are reviewed one by one. A repository in which no service was found is reviewed as a whole under its own name, and
 * the only service of a repository owns also what no service is near.
 */
export function reviewedServices(report: Report): readonly ReviewedService[] {
  const [only, ...others] = report.services;
  if (only === undefined) return [{ name: report.root, owns: () => true }];
  if (others.length === 0) return [{ name: only.name, owns: () => true }];
  return report.services.map(({ name }) => ({ name, owns: (service) => service === name }));
}

/** Which kinds of fact were found for a service, and of which some could not be read. */
export function factKinds(
  report: Report,
  service: ReviewedService,
): { readonly found: ReadonlySet<string>; readonly uncertain: ReadonlySet<string> } {
  const has = (facts: readonly { readonly service: string }[]): boolean =>
    facts.some((fact) => service.owns(fact.service));
  const found = new Set([
    ...(has(report.migrations) ? ['migrations'] : []),
    ...(has(report.endpoints) ? ['endpoints'] : []),
    ...(has(report.probes) ? ['probes'] : []),
    ...(report.services.some((unit) => service.owns(unit.name) && unit.workloads.length > 0)
      ? ['workloads']
      : []),
  ]);
  // What was skipped may have held any of these.
  const uncertain = new Set(
    report.skipped.flatMap((skip) => (skip.reason === 'templated' ? ['probes', 'workloads'] : [])),
  );
  return { found, uncertain };
}

/** The evidence of a service. */
export function evidenceFor(report: Report, service: ReviewedService): readonly Evidence[] {
  return report.evidence.filter((item) => service.owns(item.service));
}
