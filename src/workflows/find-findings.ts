import type { HealthFacts } from '../health/rules/facts.js';
import { alertRules } from '../alerts/rules/registry.js';
import type { AlertFacts } from '../alerts/rules/facts.js';
import { healthRules } from '../health/rules/registry.js';
import type { MigrationFacts } from '../migrations/rules/facts.js';
import { migrationRules } from '../migrations/rules/registry.js';
import type { Rule } from '../model/rule.js';
import type { SourceSpan } from '../model/source-span.js';
import type { Facts } from './gather-facts.js';
import type { LocatedFinding } from './identify-findings.js';

/**
 * Runs every rule over the facts. A finding belongs to the service of the fact that it stands on: a probe in a deployment folder is its
 * workload's, not the folder's.
 * @param serviceAt gives the service that a file belongs to, where no fact tells.
 * @param fresh identities of the migrations that came since the base revision, when there is one.
 */
export function findFindings(
  facts: Facts,
  serviceAt: (file: string) => string,
  fresh?: ReadonlySet<string>,
): readonly LocatedFinding[] {
  return [
    ...findHealthFindings(facts, serviceAt),
    ...findAlertFindings({
      services: facts.services,
      alerts: facts.alerts,
      slos: facts.slos,
      routings: facts.alertRoutings,
    }),
    ...findMigrationFindings(
      { migrations: facts.migrations, sets: facts.migrationSets, ...(fresh && { fresh }) },
      serviceAt,
    ),
  ];
}

/** Runs the rules on health alone. */
export function findHealthFindings(
  facts: Facts,
  serviceAt: (file: string) => string,
): readonly LocatedFinding[] {
  const owners = new Map(
    [...facts.workloads, ...facts.endpoints, ...facts.probes].map(
      ({ span, service }) => [placeKey(span), service] as const,
    ),
  );
  return located(
    healthRules,
    healthFactsOf(facts),
    (span) => owners.get(placeKey(span)) ?? serviceAt(span.file),
  );
}

/** What the rules on health look at. */
export function healthFactsOf(facts: Facts): HealthFacts {
  return { ...facts.healthSurroundings, ...facts, gaps: facts.routeGaps };
}

/** Runs the rules on migrations alone. */
export function findMigrationFindings(
  facts: MigrationFacts,
  serviceAt: (file: string) => string,
): readonly LocatedFinding[] {
  return located(migrationRules, facts, (span) => serviceAt(span.file));
}

/** Runs the rules on alerts alone; a finding belongs to the service of the alert or objective that it stands on. */
export function findAlertFindings(facts: AlertFacts): readonly LocatedFinding[] {
  const owners = new Map(
    [...facts.alerts, ...facts.slos].map(({ span, service }) => [placeKey(span), service] as const),
  );
  return located(alertRules, facts, (span) => owners.get(placeKey(span)) ?? '');
}

function located<RuleFacts>(
  rules: readonly Rule<RuleFacts>[],
  facts: RuleFacts,
  serviceOf: (span: SourceSpan) => string,
): readonly LocatedFinding[] {
  return rules.flatMap((rule) =>
    rule.check(facts).map((finding) => ({
      ...finding,
      question: rule.question,
      service: serviceOf(finding.span),
    })),
  );
}

function placeKey(span: SourceSpan): string {
  return `${span.file}\u0000${span.line}\u0000${span.column}`;
}
