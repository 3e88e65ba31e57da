import type { EvidenceSignal } from '../../signal.js';
import { nodeService, pythonService } from '../../examples.js';
import { autoscalerMetrics, missingRequests, requestsByDefault } from './autoscaler-metrics.js';
import { asking, autoscaler, deployment, onKubernetes } from './examples.js';
import { platformScaling } from './platform-scaling.js';
import { shapesOf, workloadShapes } from './workload-shapes.js';

export const autoscalerPresent: EvidenceSignal = {
  id: 'autoscaler-present',
  question: 'independent-scaling',
  stance: 'supports',
  meaning: 'The number of instances follows the load.',
  recognition:
    'A HorizontalPodAutoscaler or KEDA ScaledObject whose target is a workload of this repository; scaling of Knative, Cloud Run, ECS, App Runner, Azure, App Engine, Nomad, Render, DigitalOcean or fly.io between a minimum and a maximum, in Terraform, CloudFormation, Bicep, the AWS CDK, Copilot, Pulumi, pipelines or the platform’s own file.',
  guards: [
    'An autoscaler that a chart switches off by its own values is none.',
    'One that follows the share of requests that the containers do not make does nothing: see `autoscaler-without-requests`.',
    'The autoscaler of a table or of a product of others is not one of the service.',
  ],
  languages: ['JavaScript', 'Python'],
  recognisers: [workloadShapes, autoscalerMetrics, requestsByDefault, ...platformScaling],
  seen: [
    {
      title: 'HorizontalPodAutoscaler, and containers that ask for the processor',
      files: onKubernetes(deployment({ container: asking }), autoscaler()),
    },
    {
      title: 'HorizontalPodAutoscaler on a metric that needs no requests',
      files: onKubernetes(
        deployment(),
        autoscaler(
          '{type: Pods, pods: {metric: {name: requests}, target: {type: AverageValue, averageValue: 10}}}',
        ),
      ),
    },
    {
      title: 'KEDA',
      files: onKubernetes(
        deployment(),
        'apiVersion: keda.sh/v1alpha1\nkind: ScaledObject\nmetadata: {name: app}\nspec:\n  scaleTargetRef: {name: app}\n  maxReplicaCount: 9\n  triggers: [{type: rabbitmq}]\n',
      ),
    },
    {
      title: 'Knative',
      files: onKubernetes(
        'apiVersion: serving.knative.dev/v1\nkind: Service\nmetadata: {name: app}\nspec:\n  template:\n    metadata:\n      annotations: {autoscaling.knative.dev/max-scale: "5"}\n    spec:\n      containers: [{image: app}]\n',
      ),
    },
    {
      title: 'ECS in Terraform',
      files: nodeService('', {
        'main.tf':
          'resource "aws_appautoscaling_target" "app" {\n  service_namespace  = "ecs"\n  scalable_dimension = "ecs:service:DesiredCount"\n  resource_id        = "service/main/app"\n  min_capacity       = 2\n  max_capacity       = 8\n}\n',
      }),
    },
    {
      title: 'Cloud Run in Terraform',
      files: nodeService('', {
        'main.tf':
          'resource "google_cloud_run_v2_service" "app" {\n  name = "app"\n  template {\n    scaling {\n      min_instance_count = 1\n      max_instance_count = 20\n    }\n  }\n}\n',
      }),
    },
    {
      title: 'Azure Container Apps in Terraform',
      files: nodeService('', {
        'main.tf':
          'resource "azurerm_container_app" "app" {\n  name = "app"\n  template {\n    min_replicas = 1\n    max_replicas = 5\n  }\n}\n',
      }),
    },
    {
      title: 'Azure Container Apps in Bicep',
      files: nodeService('', {
        'infra/main.bicep':
          "resource app 'Microsoft.App/containerApps@2024-03-01' = {\n  name: 'app'\n  properties: {\n    template: {\n      scale: {\n        minReplicas: 1\n        maxReplicas: 10\n      }\n    }\n  }\n}\n",
      }),
    },
    {
      title: 'fly.io',
      files: nodeService('', {
        'fly.toml':
          'app = "app"\n\n[http_service]\n  internal_port = 8080\n  auto_stop_machines = "stop"\n  auto_start_machines = true\n  min_machines_running = 1\n',
      }),
    },
    {
      title: 'Render',
      files: nodeService('', {
        'render.yaml':
          'services:\n  - type: web\n    name: app\n    runtime: node\n    scaling:\n      minInstances: 1\n      maxInstances: 3\n      targetCPUPercent: 60\n',
      }),
    },
    {
      title: 'App Engine',
      files: nodeService('', {
        'app.yaml': 'runtime: nodejs22\nautomatic_scaling:\n  min_instances: 1\n  max_instances: 10\n',
      }),
    },
    {
      title: 'Cloud Run of the first version in Terraform',
      files: nodeService('', {
        'main.tf':
          'resource "google_cloud_run_service" "app" {\n  name = "app"\n  template {\n    metadata {\n      annotations = {\n        "autoscaling.knative.dev/maxScale" = "10"\n      }\n    }\n  }\n}\n',
      }),
    },
    {
      title: 'Cloud Run from a pipeline',
      files: nodeService('', {
        'cloudbuild.yaml':
          "steps:\n  - name: gcr.io/google.com/cloudsdktool/cloud-sdk\n    entrypoint: gcloud\n    args: [run, deploy, app,\n      '--image', app,\n      '--max-instances', '10']\n",
      }),
    },
    {
      title: 'HorizontalPodAutoscaler in Terraform',
      files: nodeService('', {
        'main.tf':
          'resource "kubernetes_horizontal_pod_autoscaler_v2" "app" {\n  spec {\n    min_replicas = 2\n    max_replicas = 8\n    scale_target_ref {\n      kind = "Deployment"\n      name = "app"\n    }\n  }\n}\n',
      }),
    },
    {
      title: 'the module for services of ECS',
      files: nodeService('', {
        'main.tf':
          'module "app" {\n  source = "terraform-aws-modules/ecs/aws//modules/service"\n  autoscaling_min_capacity = 2\n  autoscaling_max_capacity = 8\n}\n',
      }),
    },
    {
      title: 'an App Service of Azure in Terraform',
      files: nodeService('', {
        'main.tf':
          'resource "azurerm_monitor_autoscale_setting" "app" {\n  profile {\n    name = "load"\n    capacity {\n      default = 1\n      minimum = 1\n      maximum = 5\n    }\n    rule {\n      metric_trigger {\n        metric_name = "CpuPercentage"\n      }\n    }\n  }\n}\n',
      }),
    },
    {
      title: 'ECS in CloudFormation',
      files: nodeService('', {
        'template.yaml':
          'Resources:\n  Target:\n    Type: AWS::ApplicationAutoScaling::ScalableTarget\n    Properties:\n      ServiceNamespace: ecs\n      ScalableDimension: ecs:service:DesiredCount\n      ResourceId: !Sub service/${Cluster}/${App}\n      MinCapacity: 2\n      MaxCapacity: 8\n',
      }),
    },
    {
      title: 'ECS in the AWS CDK',
      files: nodeService('', {
        'src/stack.ts':
          "import * as ecs from 'aws-cdk-lib/aws-ecs';\n\nexport function scale(service: ecs.FargateService) {\n  service.autoScaleTaskCount({ minCapacity: 2, maxCapacity: 8 });\n}\n",
      }),
    },
    {
      title: 'ECS in Pulumi',
      files: pythonService(
        'import pulumi_aws as aws\n\naws.appautoscaling.Target("app", service_namespace="ecs", min_capacity=2, max_capacity=8)\n',
      ),
    },
    {
      title: 'AWS Copilot',
      files: nodeService('', {
        'copilot/app/manifest.yml':
          'name: app\ntype: Load Balanced Web Service\ncount:\n  range: 1-10\n  cpu_percentage: 70\n',
      }),
    },
    {
      title: 'App Platform of DigitalOcean',
      files: nodeService('', {
        '.do/app.yaml':
          'name: app\nservices:\n  - name: web\n    autoscaling: {min_instance_count: 2, max_instance_count: 6, metrics: {cpu: {percent: 70}}}\n',
      }),
    },
    {
      title: 'Azure Container Apps in YAML',
      files: nodeService('', {
        'deploy/app.yaml':
          'type: Microsoft.App/containerApps\nname: app\nproperties:\n  template:\n    scale: {minReplicas: 1, maxReplicas: 5}\n',
      }),
    },
    {
      title: 'Nomad',
      files: nodeService('', {
        'app.nomad.hcl':
          'job "app" {\n  group "web" {\n    scaling {\n      min = 1\n      max = 5\n      policy {\n        cooldown = "1m"\n      }\n    }\n  }\n}\n',
      }),
    },
  ],
  unseen: [
    {
      title: 'the capacity of a table',
      files: nodeService('', {
        'template.yaml':
          'Resources:\n  Target:\n    Type: AWS::ApplicationAutoScaling::ScalableTarget\n    Properties:\n      ServiceNamespace: dynamodb\n      ScalableDimension: dynamodb:table:ReadCapacityUnits\n      MinCapacity: 5\n      MaxCapacity: 50\n',
      }),
    },
    {
      title: 'bounds of Nomad for those who scale by hand',
      files: nodeService('', {
        'app.nomad.hcl':
          'job "app" {\n  group "web" {\n    scaling {\n      min = 1\n      max = 5\n    }\n  }\n}\n',
      }),
    },
    {
      title: 'a pipeline that leaves one instance',
      files: nodeService('', {
        'deploy.sh': 'gcloud run deploy app --image app --max-instances=1\n',
      }),
    },
    {
      title: 'an autoscaler that the values of the chart switch off',
      files: nodeService('', {
        'chart/Chart.yaml': 'apiVersion: v2\nname: app\nversion: 1.0.0\n',
        'chart/values.yaml': 'autoscaling:\n  enabled: false\n',
        'chart/templates/deployment.yaml': deployment({ container: asking }),
        'chart/templates/hpa.yaml': `{{- if .Values.autoscaling.enabled }}\n${autoscaler()}{{- end }}\n`,
      }),
    },
    {
      title: 'a share of requests that nobody makes',
      files: onKubernetes(deployment(), autoscaler()),
    },
    {
      title: 'the autoscaler of a table',
      files: nodeService('', {
        'main.tf':
          'resource "aws_appautoscaling_target" "orders" {\n  service_namespace  = "dynamodb"\n  scalable_dimension = "dynamodb:table:ReadCapacityUnits"\n  resource_id        = "table/orders"\n  min_capacity       = 5\n  max_capacity       = 100\n}\n',
      }),
    },
    {
      title: 'one instance at most',
      files: nodeService('', {
        'main.tf':
          'resource "google_cloud_run_v2_service" "app" {\n  name = "app"\n  template {\n    scaling {\n      max_instance_count = 1\n    }\n  }\n}\n',
      }),
    },
    {
      title: 'the autoscaler of a product of others',
      files: onKubernetes(
        'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: redis}\nspec:\n  template:\n    spec:\n      containers: [{name: redis, image: "redis:7", resources: {requests: {cpu: 1}}}]\n',
        autoscaler().replace('name: app}\n  min', 'name: redis}\n  min'),
      ),
    },
  ],
  detect: (facts) => {
    const idle = new Set(
      missingRequests(facts, shapesOf(facts)).map(({ autoscaler: { span } }) => span.file),
    );
    const kinds = new Set(platformScaling.map(({ sighting }) => sighting));
    return [
      ...facts.policies.flatMap((policy) => {
        if (policy.kind !== 'autoscaler' || idle.has(policy.span.file)) return [];
        const workload = facts.workloads.find(
          (candidate) => candidate.name === policy.target && candidate.service !== '',
        );
        if (workload === undefined) return [];
        const range = policy.maximum === undefined ? '' : ` from ${policy.minimum ?? 1} to ${policy.maximum}`;
        return [
          {
            span: policy.span,
            text: `${workload.name} scales by itself${range}`,
            confidence: 'high' as const,
            service: workload.service,
          },
        ];
      }),
      ...facts.sightings
        .filter(({ kind }) => kinds.has(kind))
        .map(({ span, text, confidence, service }) => ({ span, text, confidence, service })),
    ];
  },
};
