import type { HclValue } from '../../../syntax/manifests/hcl/value.js';
import { podTemplateOf } from '../../../syntax/manifests/kubernetes.js';
import { nodeService } from '../../examples.js';
import type { Recogniser } from '../../recogniser.js';
import { sightedSignal } from '../../signal.js';
import { deployedService } from './manifest-examples.js';
import { onlyOwnWorkloads } from './workload-by-name.js';

const sighting = 'multi-zone';
/** `failure-domain.beta…` is its name before Kubernetes 1.17. */
const zone = /^(?:topology\.kubernetes\.io|failure-domain\.beta\.kubernetes\.io)\/zone$/;

const inManifests: Recogniser = {
  in: 'kubernetes',
  sighting,
  words: /kubernetes\.io\/zone/,
  *see(object) {
    const spec = podTemplateOf(object)?.get('spec');
    const constraints = spec?.get('topologySpreadConstraints').items ?? [];
    const rules = spec?.at('affinity', 'podAntiAffinity');
    const terms = [
      ...constraints,
      ...(rules?.get('requiredDuringSchedulingIgnoredDuringExecution').items ?? []),
      ...(rules?.get('preferredDuringSchedulingIgnoredDuringExecution').items ?? []).map((item) =>
        item.get('podAffinityTerm'),
      ),
    ];
    for (const term of terms)
      if (zone.test(term.get('topologyKey').text ?? ''))
        yield {
          span: term.span,
          text: `${object.kind} ${object.name} spreads its pods over zones`,
          confidence: 'high',
          details: { kind: object.kind, name: object.name },
        };
  },
};

interface Zones {
  readonly resource: RegExp;
  readonly attribute: string;
  readonly isMany: (value: HclValue) => boolean;
}

/**
 * What says "more than one zone" in Terraform. Sources: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/db_instance#multi_az,
 * …/resources/elasticache_replication_group#multi_az_enabled, …/resources/autoscaling_group,
 * https://registry.terraform.io/providers/hashicorp/google/latest/docs/resources/sql_database_instance#availability_type,
 * …/resources/container_cluster#node_locations, https://registry.terraform.io/providers/hashicorp/azurerm/latest/docs/resources/kubernetes_cluster#zones
 */
const zones: readonly Zones[] = [
  {
    resource: /^aws_(?:db_instance|rds_cluster|dms_replication_instance|memorydb_cluster)$/,
    attribute: 'multi_az',
    isMany: isTrue,
  },
  { resource: /^aws_elasticache_replication_group$/, attribute: 'multi_az_enabled', isMany: isTrue },
  {
    resource: /^aws_(?:autoscaling_group|rds_cluster|docdb_cluster|neptune_cluster|elb)$/,
    attribute: 'availability_zones',
    isMany: isList,
  },
  { resource: /^aws_autoscaling_group$/, attribute: 'vpc_zone_identifier', isMany: isList },
  { resource: /^aws_(?:lb|alb|eks_node_group)$/, attribute: 'subnets', isMany: isList },
  { resource: /^aws_eks_node_group$/, attribute: 'subnet_ids', isMany: isList },
  { resource: /^google_container_(?:cluster|node_pool)$/, attribute: 'node_locations', isMany: isList },
  {
    resource: /^google_compute_region_instance_group_manager$/,
    attribute: 'distribution_policy_zones',
    isMany: isList,
  },
  { resource: /^azurerm_\w+$/, attribute: 'zones', isMany: isList },
  { resource: /^azurerm_\w+$/, attribute: 'availability_zones', isMany: isList },
  { resource: /^azurerm_\w+$/, attribute: 'zone_redundant', isMany: isTrue },
  { resource: /^azurerm_\w+$/, attribute: 'zone_redundancy_enabled', isMany: isTrue },
];

function isTrue(value: HclValue): boolean {
  return value.kind === 'text' && value.text === 'true';
}

function isList(value: HclValue): boolean {
  return value.kind === 'list' && value.items.length > 1;
}

const inTerraform: Recogniser = {
  in: 'terraform',
  sighting,
  words:
    /multi_az|availability_zones|vpc_zone_identifier|subnets|subnet_ids|node_locations|distribution_policy_zones|zones|zone_redundan|availability_type|\bazs\b/,
  *see(block) {
    const [type = '', name = ''] = block.labels;
    if (block.type === 'resource')
      for (const { resource, attribute, isMany } of zones) {
        const found = resource.test(type) ? block.attributes.get(attribute) : undefined;
        if (found && isMany(found.value))
          yield {
            span: found.span,
            text: `${type} ${name} lies in more than one zone (${attribute})`,
            confidence: 'high',
          };
      }
    if (block.type === 'resource' && type === 'google_sql_database_instance')
      for (const settings of block.blocks.filter(({ type: part }) => part === 'settings')) {
        const found = settings.attributes.get('availability_type');
        if (found?.value.kind === 'text' && found.value.text === 'REGIONAL')
          yield {
            span: found.span,
            text: `${type} ${name} has a standby in another zone (availability_type)`,
            confidence: 'high',
          };
      }
    const azs = block.type === 'module' ? block.attributes.get('azs') : undefined;
    if (azs && isList(azs.value))
      yield {
        span: azs.span,
        text: `module ${type} makes subnets in more than one zone (azs)`,
        confidence: 'medium',
      };
  },
};

export const multiZone = sightedSignal(
  {
    id: sighting,
    question: 'partial-failure',
    stance: 'supports',
    meaning: 'The loss of one zone does not take all instances.',
    recognition:
      'Pods of a workload of this repository are spread over zones, or a resource of Terraform is told to lie in more than one.',
    guards: [
      'Lists of one zone, values of variables without a default, and `false` are none.',
      'A constraint over hosts says nothing of zones.',
    ],
    recognisers: [inManifests, inTerraform],
    seen: [
      {
        title: 'topology spread over zones',
        files: deployedService(
          'replicas: 3',
          {},
          'topologySpreadConstraints:\n  - {maxSkew: 1, topologyKey: topology.kubernetes.io/zone, whenUnsatisfiable: ScheduleAnyway}',
        ),
      },
      {
        title: 'a database with a standby',
        files: nodeService('', {
          'infra/db.tf':
            'resource "aws_db_instance" "main" {\n  engine   = "postgres"\n  multi_az = true\n}\n',
        }),
      },
      {
        title: 'subnets in three zones',
        files: nodeService('', {
          'infra/vpc.tf':
            'module "vpc" {\n  source = "terraform-aws-modules/vpc/aws"\n  azs    = ["eu-west-1a", "eu-west-1b", "eu-west-1c"]\n}\n',
        }),
      },
      {
        title: 'a regional database of Google',
        files: nodeService('', {
          'infra/sql.tf':
            'resource "google_sql_database_instance" "main" {\n  settings {\n    availability_type = "REGIONAL"\n  }\n}\n',
        }),
      },
    ],
    unseen: [
      {
        title: 'one zone',
        files: nodeService('', {
          'infra/asg.tf':
            'resource "aws_autoscaling_group" "web" {\n  availability_zones = ["eu-west-1a"]\n}\n',
        }),
      },
      {
        title: 'no standby',
        files: nodeService('', {
          'infra/db.tf': 'resource "aws_db_instance" "main" {\n  multi_az = false\n}\n',
        }),
      },
      {
        title: 'a DNS zone',
        files: nodeService('', {
          'infra/dns.tf':
            'resource "aws_route53_record" "www" {\n  zone_id = aws_route53_zone.main.zone_id\n}\n',
        }),
      },
      {
        title: 'spread over hosts',
        files: deployedService(
          'replicas: 3',
          {},
          'topologySpreadConstraints:\n  - {maxSkew: 1, topologyKey: kubernetes.io/hostname, whenUnsatisfiable: ScheduleAnyway}',
        ),
      },
    ],
  },
  (sighting, facts) => (sighting.details?.['kind'] === undefined ? true : onlyOwnWorkloads(sighting, facts)),
);
