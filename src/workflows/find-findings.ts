import { healthRules } from '../health/rules/registry.js';
import { migrationRules } from '../migrations/rules/registry.js';
import type { Rule } from '../model/rule.js';
import type { Facts } from './gather-facts.js';
import type { LocatedFinding } from './identify-findings.js';

/**
 * Runs every rule over the facts.
 * @param serviceAt gives the service that a file belongs to.
 * @param fresh paths of the migrations that came since the base revision, when there is one.
 */
export function findFindings(
  facts: Facts,
  serviceAt: (file: string) => string,
  fresh?: ReadonlySet<string>,
): readonly LocatedFinding[] {
  const run = <RuleFacts>(
    rules: readonly Rule<RuleFacts>[],
    ruleFacts: RuleFacts,
  ): readonly LocatedFinding[] =>
    rules.flatMap((rule) =>
      rule
        .check(ruleFacts)
        .map((finding) => ({ ...finding, question: rule.question, service: serviceAt(finding.span.file) })),
    );
  return [
    ...run(healthRules, {
      services: facts.services,
      routes: facts.routes,
      gaps: facts.routeGaps,
      endpoints: facts.endpoints,
      probes: facts.probes,
    }),
    ...run(migrationRules, {
      migrations: facts.migrations,
      sets: facts.migrationSets,
      ...(fresh && { fresh }),
    }),
  ];
}
