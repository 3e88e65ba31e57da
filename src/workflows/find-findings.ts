import { healthRules } from '../health/rules/registry.js';
import { migrationRules } from '../migrations/rules/registry.js';
import type { Rule } from '../model/rule.js';
import type { SourceSpan } from '../model/source-span.js';
import type { Facts } from './gather-facts.js';
import type { LocatedFinding } from './identify-findings.js';

/**
 * Runs every rule over the facts. A finding belongs to the service of the fact that it stands on: a probe in a deployment folder is its
 * workload's, not the folder's.
 * @param serviceAt gives the service that a file belongs to, where no fact tells.
 * @param fresh paths of the migrations that came since the base revision, when there is one.
 */
export function findFindings(
  facts: Facts,
  serviceAt: (file: string) => string,
  fresh?: ReadonlySet<string>,
): readonly LocatedFinding[] {
  const owners = new Map(
    [...facts.endpoints, ...facts.probes].map(({ span, service }) => [placeKey(span), service] as const),
  );
  const owner = (span: SourceSpan): string | undefined => owners.get(placeKey(span));
  const run = <RuleFacts>(
    rules: readonly Rule<RuleFacts>[],
    ruleFacts: RuleFacts,
  ): readonly LocatedFinding[] =>
    rules.flatMap((rule) =>
      rule.check(ruleFacts).map((finding) => ({
        ...finding,
        question: rule.question,
        service: owner(finding.span) ?? serviceAt(finding.span.file),
      })),
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

function placeKey(span: SourceSpan): string {
  return `${span.file}\u0000${span.line}\u0000${span.column}`;
}
