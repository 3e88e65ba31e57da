import { alertRules } from '../alerts/rules/registry.js';
import { waiverRules } from '../audit/waiver-rules.js';
import { confirmationViolated } from '../documents/adr/rules/confirmation-violated.js';
import { adrRules } from '../documents/adr/rules/registry.js';
import { healthRules } from '../health/rules/registry.js';
import { migrationRules } from '../migrations/rules/registry.js';
import { InputError } from '../model/input-error.js';
import type { RuleCard } from '../model/rule.js';
import { compareText } from '../model/source-span.js';

/** Every rule, sorted by id. */
export function listRules(): readonly RuleCard[] {
  return [
    ...adrRules,
    confirmationViolated,
    ...alertRules,
    ...healthRules,
    ...migrationRules,
    ...Object.values(waiverRules),
  ].toSorted((a, b) => compareText(a.id, b.id));
}

/** The rules that an audit asks, sorted by id: those on records have a lint of their own. */
export function listAuditRules(): readonly RuleCard[] {
  const own = new Set(adrRules.map(({ id }) => id));
  return listRules().filter(({ id }) => !own.has(id));
}

/** The rules on health, sorted by id. */
export function listHealthRules(): readonly RuleCard[] {
  return healthRules.toSorted((a, b) => compareText(a.id, b.id));
}

/** The rules on alerts, sorted by id. */
export function listAlertRules(): readonly RuleCard[] {
  return alertRules.toSorted((a, b) => compareText(a.id, b.id));
}

/** The rules on migrations, sorted by id. */
export function listMigrationRules(): readonly RuleCard[] {
  return migrationRules.toSorted((a, b) => compareText(a.id, b.id));
}

/**
 * A rule by its id.
 * @throws InputError when there is none; the advice names those that look alike.
 */
export function ruleOf(id: string): RuleCard {
  const rules = listRules();
  const rule = rules.find((candidate) => candidate.id === id);
  if (rule !== undefined) return rule;
  const words = id.split('-');
  const alike = rules
    .map((candidate) => candidate.id)
    .filter((candidate) => words.some((word) => word.length > 3 && candidate.includes(word)));
  throw new InputError(
    `there is no rule "${id}"`,
    alike.length > 0 ? `Did you mean: ${alike.slice(0, 4).join(', ')}?` : 'See `lintel rules list`.',
  );
}
