import type { ProbePlatform } from '../../probe-platform.js';
import { readEachSource } from '../each-source.js';
import { readEcs } from './read.js';

/** Health checks of ECS and of load balancers in CloudFormation. Source: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/healthcheck.html */
export const ecs: ProbePlatform = {
  name: 'ecs',
  title: 'Amazon ECS and CloudFormation',
  homepage: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/healthcheck.html',
  recognition: [
    '`healthCheck.command` of the `containerDefinitions` in task definitions (JSON or YAML), with the container’s first port and its environment.',
    'CloudFormation and SAM: `AWS::ECS::TaskDefinition`, and the health check of `AWS::ElasticLoadBalancingV2::TargetGroup` and `AWS::AppRunner::Service`; values that a function computes (`!Ref`, `!Sub`) are left open.',
    'ECS ignores the HEALTHCHECK of an image.',
  ],
  effects: [
    'The scheduler replaces a task whose essential container is unhealthy, and one that its load balancer finds unhealthy: both count as liveness probes.',
    'A target group whose service is not in the same template is a load balancer’s check: a failing target gets no requests.',
  ],
  isCandidate: ({ path }) =>
    /\.(json|ya?ml|template)$/.test(path) && !/(^|\/)package(-lock)?\.json$/.test(path),
  read: async (candidates, view) =>
    readEachSource(
      candidates,
      view,
      /["']?containerDefinitions["']?\s*:|AWS::(ECS::TaskDefinition|ElasticLoadBalancingV2::TargetGroup|AppRunner::Service)/,
      readEcs,
    ),
};
