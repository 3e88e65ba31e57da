import type { Probe } from '../../../model/probe.js';
import { blocksOf, type HclBlock } from '../../../syntax/manifests/hcl/value.js';
import { requestHeaders } from '../request-headers.js';
import { checkOf, httpRequest, portOf, type TimingNames } from './check.js';
import { containerProbes } from './containers.js';
import type { Surroundings } from './surroundings.js';

/** The checks of platforms that run containers or programs by themselves. */
export function appPlatformProbes(resource: string, block: HclBlock, around: Surroundings): readonly Probe[] {
  switch (resource) {
    case 'aws_apprunner_service':
      return blocksOf(block, 'health_check_configuration').map((part) => appRunner(block, part, around));
    case 'google_cloud_run_v2_service':
      return containersIn(block, ['template'], 'containers').flatMap((container) =>
        containerProbes(block, container, around),
      );
    case 'google_cloud_run_service':
      return containersIn(block, ['template', 'spec'], 'containers').flatMap((container) =>
        containerProbes(block, container, around),
      );
    case 'azurerm_container_app':
      return containersIn(block, ['template'], 'container').flatMap((container) =>
        azureContainer(block, container, around),
      );
    case 'azurerm_linux_web_app':
    case 'azurerm_windows_web_app':
    case 'azurerm_linux_web_app_slot':
    case 'azurerm_windows_web_app_slot':
    case 'azurerm_app_service':
    case 'azurerm_linux_function_app':
    case 'azurerm_windows_function_app':
      return blocksOf(block, 'site_config').flatMap((part) => appService(block, part, around));
    default:
      return [];
  }
}

function containersIn(block: HclBlock, path: readonly string[], container: string): readonly HclBlock[] {
  const parents = path.reduce<readonly HclBlock[]>(
    (found, type) => found.flatMap((parent) => blocksOf(parent, type)),
    [block],
  );
  return parents.flatMap((parent) => blocksOf(parent, container));
}

function appRunner(block: HclBlock, part: HclBlock, { scope }: Surroundings): Probe {
  const names: TimingNames = {
    periodSeconds: 'interval',
    timeoutSeconds: 'timeout',
    failureThreshold: 'unhealthy_threshold',
    successThreshold: 'healthy_threshold',
  };
  const check = checkOf(block, part, { kind: 'liveness', effect: 'restart' }, names, scope);
  return scope.text(part.attributes.get('protocol'))?.toUpperCase() === 'HTTP'
    ? { ...check, ...httpRequest(part, scope, { path: 'path' }) }
    : { ...check, transport: 'tcp' };
}

const azureKinds = [
  ['liveness_probe', 'liveness', 'restart'],
  ['readiness_probe', 'readiness', 'de-route'],
  ['startup_probe', 'startup', 'restart'],
] as const;

/** Source: https://registry.terraform.io/providers/hashicorp/azurerm/latest/docs/resources/container_app */
function azureContainer(block: HclBlock, container: HclBlock, { scope }: Surroundings): readonly Probe[] {
  const names: TimingNames = {
    initialDelaySeconds: 'initial_delay',
    periodSeconds: 'interval_seconds',
    timeoutSeconds: 'timeout',
    failureThreshold: 'failure_count_threshold',
    successThreshold: 'success_count_threshold',
  };
  return azureKinds.flatMap(([type, kind, effect]) =>
    blocksOf(container, type).map((part): Probe => {
      const check = checkOf(block, part, { kind, effect }, names, scope);
      const transport = scope.text(part.attributes.get('transport'))?.toUpperCase();
      const port = scope.text(part.attributes.get('port'));
      if (transport === 'TCP') return { ...check, transport: 'tcp', ...portOf(port) };
      const scheme = transport === 'HTTPS' ? 'https' : 'http';
      const headers = requestHeaders(
        blocksOf(part, 'header').map(({ attributes }) => [
          scope.text(attributes.get('name')),
          scope.text(attributes.get('value')) ?? '?',
        ]),
      );
      return { ...check, ...httpRequest(part, scope, { path: 'path', port, scheme }), ...headers };
    }),
  );
}

/** App Service takes an instance out of rotation and replaces it when it stays unhealthy for an hour. */
function appService(block: HclBlock, part: HclBlock, { scope }: Surroundings): readonly Probe[] {
  const path = part.attributes.get('health_check_path');
  if (path === undefined) return [];
  const check = checkOf(block, part, { kind: 'liveness', effect: 'restart' }, {}, scope);
  return [{ ...check, ...httpRequest(part, scope, { path: 'health_check_path' }), span: path.span }];
}
