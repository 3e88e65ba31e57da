import type { HclBlock } from '../../../syntax/manifests/hcl/value.js';
import { partsOf } from '../../../syntax/manifests/hcl/value.js';
import type { Recogniser, Seen } from '../../recogniser.js';
import { writtenText } from '../terraform-values.js';
import { platformScalingSighting, scales } from './scaling-range.js';

/** What scales which resource, where its bounds stand, and what they are called: by the registry of each provider. */
interface Bounds {
  readonly what: string;
  readonly path: readonly string[];
  readonly minimum: string;
  readonly maximum: string;
  /** What else must be written. */
  readonly only?: (block: HclBlock) => boolean;
}

const kubernetesAutoscaler: Bounds = {
  what: 'the target of the autoscaler',
  path: ['spec'],
  minimum: 'min_replicas',
  maximum: 'max_replicas',
};

const googleAutoscaler: Bounds = {
  what: 'the instance group of',
  path: ['autoscaling_policy'],
  minimum: 'min_replicas',
  maximum: 'max_replicas',
};

const resources: Readonly<Record<string, Bounds>> = {
  aws_appautoscaling_target: {
    what: 'the ECS service of',
    path: [],
    minimum: 'min_capacity',
    maximum: 'max_capacity',
    only: (block) =>
      writtenText(block, 'service_namespace') === 'ecs' ||
      writtenText(block, 'scalable_dimension') === 'ecs:service:DesiredCount',
  },
  aws_apprunner_auto_scaling_configuration_version: {
    what: 'the App Runner service of',
    path: [],
    minimum: 'min_size',
    maximum: 'max_size',
  },
  azurerm_container_app: {
    what: 'container app',
    path: ['template'],
    minimum: 'min_replicas',
    maximum: 'max_replicas',
    only: (block) => partsOf(block, 'template').some((template) => template.attributes.has('max_replicas')),
  },
  azurerm_monitor_autoscale_setting: {
    what: 'the target of the autoscale setting',
    path: ['profile', 'capacity'],
    minimum: 'minimum',
    maximum: 'maximum',
    only: (block) => partsOf(block, 'profile').some((profile) => partsOf(profile, 'rule').length > 0),
  },
  google_cloud_run_v2_service: {
    what: 'Cloud Run service',
    path: ['template', 'scaling'],
    minimum: 'min_instance_count',
    maximum: 'max_instance_count',
  },
  google_cloud_run_service: {
    what: 'Cloud Run service',
    path: ['template', 'metadata', 'annotations'],
    minimum: 'autoscaling.knative.dev/minScale',
    maximum: 'autoscaling.knative.dev/maxScale',
    only: (block) =>
      below(block, ['template', 'metadata', 'annotations']).some(({ attributes }) =>
        attributes.has('autoscaling.knative.dev/maxScale'),
      ),
  },
  google_compute_autoscaler: googleAutoscaler,
  google_compute_region_autoscaler: googleAutoscaler,
  kubernetes_horizontal_pod_autoscaler: kubernetesAutoscaler,
  kubernetes_horizontal_pod_autoscaler_v1: kubernetesAutoscaler,
  kubernetes_horizontal_pod_autoscaler_v2: kubernetesAutoscaler,
  kubernetes_horizontal_pod_autoscaler_v2beta2: kubernetesAutoscaler,
};

/** Inputs of the common module for services of ECS. Source: https://registry.terraform.io/modules/terraform-aws-modules/ecs/aws/latest/submodules/service */
function* ofModule(block: HclBlock): Iterable<Seen> {
  const source = writtenText(block, 'source') ?? '';
  const maximum = block.attributes.get('autoscaling_max_capacity');
  if (/\becs\b/i.test(source) && maximum && writtenText(block, 'enable_autoscaling') !== 'false')
    yield* scales(
      maximum.span,
      `the ECS service of the module ${block.labels[0] ?? ''}`,
      writtenText(block, 'autoscaling_min_capacity'),
      writtenText(block, 'autoscaling_max_capacity'),
    );
}

function below(block: HclBlock, path: readonly string[]): readonly HclBlock[] {
  return path.reduce<readonly HclBlock[]>(
    (blocks, part) => blocks.flatMap((item) => partsOf(item, part)),
    [block],
  );
}

/** Resources of Terraform that scale a service between two bounds. */
export const terraformScaling: Recogniser = {
  in: 'terraform',
  sighting: platformScalingSighting,
  words:
    /aws_appautoscaling_target|aws_apprunner_auto_scaling|google_cloud_run|google_compute_(?:region_)?autoscaler|azurerm_container_app|azurerm_monitor_autoscale|kubernetes_horizontal_pod_autoscaler|autoscaling_max_capacity/,
  *see(block) {
    if (block.type === 'module') yield* ofModule(block);
    const [type = '', name = ''] = block.labels;
    const bounds = block.type === 'resource' ? resources[type] : undefined;
    if (!bounds || bounds.only?.(block) === false) return;
    for (const part of below(block, bounds.path))
      yield* scales(
        part.span,
        `${bounds.what} ${name}`,
        writtenText(part, bounds.minimum),
        writtenText(part, bounds.maximum),
      );
  },
};
