import { isTerraform } from '../../../syntax/manifests/hcl/terraform.js';
import type { ProbePlatform } from '../../probe-platform.js';

/** Health checks in Terraform and OpenTofu. Source: https://registry.terraform.io/browse/providers */
export const terraform: ProbePlatform = {
  name: 'terraform',
  title: 'Terraform and OpenTofu',
  homepage: 'https://developer.hashicorp.com/terraform/language/syntax/configuration',
  recognition: [
    'AWS: `aws_lb_target_group`, `aws_elb`, `aws_route53_health_check`, `aws_apprunner_service`, and the container checks of `aws_ecs_task_definition` in `jsonencode([…])`.',
    'Google: `google_compute_health_check` and its regional and older forms, and the probes of `google_cloud_run_v2_service` and `google_cloud_run_service`.',
    'Azure: `azurerm_lb_probe`, the probes of `azurerm_application_gateway` and `azurerm_container_app`, and `health_check_path` of App Service.',
    'Kubernetes: the probes of containers in `kubernetes_deployment`, `kubernetes_stateful_set`, `kubernetes_daemonset` and the like. DigitalOcean: `digitalocean_loadbalancer`.',
    'The inputs of modules that are called `health_check` or `healthcheck` and hold a path.',
    'Written as HCL or as JSON (`.tf.json`). Defaults of variables and locals of the same directory are filled in; what an expression computes is left open.',
  ],
  effects: [
    'A load balancer’s failing target gets no requests. With `aws_ecs_service` in the same directory the scheduler replaces the task as well, so it counts as a liveness probe.',
    'Liveness and startup probes of Cloud Run, Container Apps and Kubernetes restart the container.',
    'A failing Route 53 check takes the record out of answers.',
  ],
  isCandidate: ({ path }) => isTerraform(path),
  read: async (candidates, view) => (await import('./read.js')).readTerraform(candidates, view),
};
