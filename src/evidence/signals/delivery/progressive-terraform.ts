import { partsOf } from '../../../syntax/manifests/hcl/value.js';
import type { TerraformRecogniser } from '../../recogniser.js';
import { writtenText } from '../terraform-values.js';

/** The kind of all sightings of a release that meets a share of the traffic first. */
export const progressiveSighting = 'progressive-delivery';

/**
 * Resources of Terraform that let a release meet a share of the traffic first.
 * Sources: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/codedeploy_deployment_group, …/lambda_alias
 */
export const progressiveTerraform: TerraformRecogniser = {
  in: 'terraform',
  sighting: progressiveSighting,
  words:
    /aws_codedeploy_deployment_group|aws_lambda_alias|google_cloud_run|aws_ecs_service|aws_(?:lb|alb)_listener|azurerm_container_app|_app_slot\b/,
  *see(block) {
    const [type = '', name = ''] = block.labels;
    if (type === 'aws_codedeploy_deployment_group') {
      const [style] = partsOf(block, 'deployment_style');
      const configuration = writtenText(block, 'deployment_config_name') ?? '';
      if (style && writtenText(style, 'deployment_type') === 'BLUE_GREEN')
        yield {
          span: style.span,
          text: `${name} is deployed beside the old release (blue/green of CodeDeploy)`,
          confidence: 'high',
        };
      else if (/Canary|Linear/.test(configuration))
        yield {
          span: block.span,
          text: `${name} gets its traffic step by step (${configuration} of CodeDeploy)`,
          confidence: 'high',
        };
    }
    // https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-type-blue-green.html
    if (type === 'aws_ecs_service')
      for (const configuration of partsOf(block, 'deployment_configuration')) {
        const strategy = writtenText(configuration, 'strategy') ?? '';
        if (/^(?:BLUE_GREEN|CANARY|LINEAR)$/.test(strategy))
          yield {
            span: configuration.span,
            text: `${name} is deployed beside the old release (${strategy} of ECS)`,
            confidence: 'high',
          };
      }
    // https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/lb_listener#forward
    if (/^aws_(?:lb|alb)_listener(?:_rule)?$/.test(type))
      for (const action of [...partsOf(block, 'default_action'), ...partsOf(block, 'action')])
        for (const forward of partsOf(action, 'forward')) {
          const weights = partsOf(forward, 'target_group').map((group) => writtenText(group, 'weight'));
          if (weights.length > 1 && weights.filter((weight) => Number(weight ?? 0) > 0).length > 1)
            yield {
              span: forward.span,
              text: `the listener ${name} divides the traffic ${weights.join(' : ')}`,
              confidence: 'high',
            };
        }
    // https://registry.terraform.io/providers/hashicorp/azurerm/latest/docs/resources/container_app#traffic_weight
    if (type === 'azurerm_container_app')
      for (const ingress of partsOf(block, 'ingress')) {
        const weights = partsOf(ingress, 'traffic_weight');
        if (weights.filter((weight) => Number(writtenText(weight, 'percentage') ?? 0) > 0).length > 1)
          yield {
            span: ingress.span,
            text: `container app ${name} divides the traffic among ${weights.length} revisions`,
            confidence: 'high',
          };
      }
    // https://learn.microsoft.com/en-us/azure/app-service/deploy-staging-slots
    if (/^azurerm_(?:linux|windows)_(?:web|function)_app_slot$/.test(type))
      yield {
        span: block.span,
        text: `a release is started beside the old one (slot ${name} of Azure)`,
        confidence: 'medium',
      };
    if (type === 'aws_lambda_alias')
      for (const routing of partsOf(block, 'routing_config'))
        yield {
          span: routing.span,
          text: `the alias ${name} divides the traffic between versions`,
          confidence: 'high',
        };
    if (type === 'google_cloud_run_v2_service' || type === 'google_cloud_run_service') {
      const traffic = partsOf(block, 'traffic');
      const [first] = traffic;
      if (first && traffic.length > 1)
        yield {
          span: first.span,
          text: `Cloud Run service ${name} divides the traffic among ${traffic.length} revisions`,
          confidence: 'high',
        };
    }
  },
};
