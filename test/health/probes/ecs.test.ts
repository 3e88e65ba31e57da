import { expect, it } from 'vitest';
import { ecs } from '../../../src/health/probes/ecs/index.js';
import { probeLines } from './probe-lines.js';

const task = {
  family: 'shop',
  containerDefinitions: [
    {
      name: 'api',
      image: '123456789012.dkr.ecr.eu-west-1.amazonaws.com/shop-api:3',
      portMappings: [{ containerPort: 8080 }],
      environment: [{ name: 'PORT', value: '8080' }],
      healthCheck: {
        command: ['CMD-SHELL', 'wget -q --spider http://localhost:$PORT/healthz || exit 1'],
        interval: 30,
        timeout: 5,
        retries: 3,
        startPeriod: 60,
      },
    },
    { name: 'log', image: 'fluent/fluent-bit' },
    { name: 'none', image: 'x', healthCheck: { command: ['NONE'] } },
  ],
};

it('reads the container checks of a task definition', async () => {
  expect(await probeLines(ecs, { 'deploy/task.json': JSON.stringify(task, undefined, 2) })).toEqual([
    'deploy/task.json:18 ECS task shop/api | liveness → restart | http 8080 /healthz by wget | delay 60, every 30, timeout 5, failures 3',
  ]);
});

it('reads CloudFormation with its tags, and leaves open what a function computes', async () => {
  const text = `Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      Family: !Sub shop-\${Stage}
      ContainerDefinitions:
        - Name: api
          Image: !Ref Image
          HealthCheck:
            Command: [CMD, curl, -f, "http://localhost:3000/livez"]
            Interval: 10
  Service:
    Type: AWS::ECS::Service
    Properties: {}
  Group:
    Type: AWS::ElasticLoadBalancingV2::TargetGroup
    Properties:
      Port: 3000
      Protocol: HTTP
      HealthCheckPath: /readyz
      HealthCheckIntervalSeconds: 15
      Matcher:
        HttpCode: 200-599
  Open:
    Type: AWS::ElasticLoadBalancingV2::TargetGroup
    Properties:
      HealthCheckPath: !Sub /\${Path}
  Runner:
    Type: AWS::AppRunner::Service
    Properties:
      HealthCheckConfiguration:
        Protocol: HTTP
        Path: /up
`;
  expect(await probeLines(ecs, { 'infra/template.yaml': text })).toEqual([
    'infra/template.yaml:9 ECS task Task/api | liveness → restart | http 3000 /livez by curl | every 10',
    'infra/template.yaml:20 target group Group | liveness → restart | http 3000 /readyz | cannot fail: the matcher `200-599` takes server errors for success | every 15',
    'infra/template.yaml:27 target group Open | liveness → restart | http',
    'infra/template.yaml:31 App Runner service Runner | liveness → restart | http /up',
  ]);
});

it('takes a target group without tasks for a load balancer’s check', async () => {
  const text =
    'Resources:\n  Group:\n    Type: AWS::ElasticLoadBalancingV2::TargetGroup\n    Properties:\n      HealthCheckPath: /x\n';
  expect(await probeLines(ecs, { 'template.yml': text })).toEqual([
    'template.yml:5 target group Group | readiness → de-route | http /x',
  ]);
});
