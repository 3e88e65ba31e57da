import type { Probe } from '../../../model/probe.js';
import { blocksOf, type HclBlock } from '../../../syntax/manifests/hcl/value.js';
import { containerProbes } from './containers.js';
import type { Surroundings } from './surroundings.js';

/** Where the pod's spec lies in each resource; jobs are not probed. */
const podSpecs: ReadonlyMap<string, readonly string[]> = new Map([
  ['deployment', ['spec', 'template', 'spec']],
  ['stateful_set', ['spec', 'template', 'spec']],
  ['daemonset', ['spec', 'template', 'spec']],
  ['daemon_set', ['spec', 'template', 'spec']],
  ['replication_controller', ['spec', 'template', 'spec']],
  ['pod', ['spec']],
]);

/** Source: https://registry.terraform.io/providers/hashicorp/kubernetes/latest/docs/resources/deployment_v1 */
export function kubernetesProbes(block: HclBlock, around: Surroundings): readonly Probe[] {
  const kind = (block.labels[0] ?? '').replace(/^kubernetes_/, '').replace(/_v\d+$/, '');
  const path = podSpecs.get(kind);
  if (!path) return [];
  const specs = path.reduce<readonly HclBlock[]>(
    (found, type) => found.flatMap((parent) => blocksOf(parent, type)),
    [block],
  );
  return specs
    .flatMap((spec) => blocksOf(spec, 'container'))
    .flatMap((container) => containerProbes(block, container, around));
}
