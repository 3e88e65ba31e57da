import type { Rule } from '../../model/rule.js';
import { betterEndpointExists } from './better-endpoint-exists.js';
import { checkCannotFail } from './check-cannot-fail.js';
import { devOnlyEndpoint } from './dev-only-endpoint.js';
import { endpointNotProbed } from './endpoint-not-probed.js';
import type { HealthFacts } from './facts.js';
import { identicalProbes } from './identical-probes.js';
import { noReadinessOnSigterm } from './no-readiness-on-sigterm.js';
import { probeBlocked } from './probe-blocked.js';
import { probePathNotServed } from './probe-path-not-served.js';
import { probeToolMissing } from './probe-tool-missing.js';
import { restartOnDependency } from './restart-on-dependency.js';
import { serviceWithoutHealth } from './service-without-health.js';
import { slowStartWithoutStartupProbe } from './slow-start-without-startup-probe.js';

/** Every rule on health, in the order of the reference. */
export const healthRules: readonly Rule<HealthFacts>[] = [
  probePathNotServed,
  devOnlyEndpoint,
  probeBlocked,
  probeToolMissing,
  checkCannotFail,
  restartOnDependency,
  identicalProbes,
  slowStartWithoutStartupProbe,
  betterEndpointExists,
  endpointNotProbed,
  serviceWithoutHealth,
  noReadinessOnSigterm,
];
