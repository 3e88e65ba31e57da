import type { Rule } from '../../model/rule.js';
import { checkCannotFail } from './check-cannot-fail.js';
import type { HealthFacts } from './facts.js';
import { identicalProbes } from './identical-probes.js';
import { probePathNotServed } from './probe-path-not-served.js';
import { restartOnDependency } from './restart-on-dependency.js';

/** Every rule on health, in the order of the reference. */
export const healthRules: readonly Rule<HealthFacts>[] = [
  probePathNotServed,
  checkCannotFail,
  restartOnDependency,
  identicalProbes,
];
