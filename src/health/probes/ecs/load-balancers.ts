import type { Probe } from '../../../model/probe.js';
import type { YamlValue } from '../../../syntax/yaml.js';
import { askedPath, portNumber } from '../http-address.js';
import { timingsOf } from '../timings.js';

/**
 * The check of a target group. A matcher that takes errors for success makes the check one that cannot fail.
 * Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-elasticloadbalancingv2-targetgroup.html
 */
export function readTargetGroup(id: string, properties: YamlValue, runsTasks: boolean): readonly Probe[] {
  const path = properties.get('HealthCheckPath');
  const protocol = properties.get('HealthCheckProtocol').text ?? properties.get('Protocol').text;
  if (!path.exists || properties.get('HealthCheckEnabled').boolean === false) return [];
  const port = portNumber(properties.get('HealthCheckPort').text ?? properties.get('Port').text);
  const text = path.text?.includes('${') === true ? undefined : path.text;
  const matcher = properties.at('Matcher', 'HttpCode').text;
  return [
    {
      platform: 'ecs',
      kind: runsTasks ? 'liveness' : 'readiness',
      effect: runsTasks ? 'restart' : 'de-route',
      transport: 'http',
      ...(text !== undefined && { path: askedPath(text) }),
      ...(port !== undefined && { port }),
      scheme: protocol === 'HTTPS' ? 'https' : 'http',
      ...(takesErrors(matcher) && {
        cannotFail: `the matcher \`${matcher ?? ''}\` takes server errors for success`,
      }),
      timings: timingsOf({
        periodSeconds: properties.get('HealthCheckIntervalSeconds').number,
        timeoutSeconds: properties.get('HealthCheckTimeoutSeconds').number,
        failureThreshold: properties.get('UnhealthyThresholdCount').number,
        successThreshold: properties.get('HealthyThresholdCount').number,
      }),
      target: { kind: 'target group', name: id },
      span: path.span,
      confidence: 'high',
    },
  ];
}

/** Whether a matcher (`200`, `200,301`, `200-499`) takes 500 for success. */
export function takesErrors(matcher: string | undefined): boolean {
  return (matcher ?? '').split(',').some((part) => {
    const [from, to = from] = part.split('-').map(Number);
    return from !== undefined && to !== undefined && from <= 500 && to >= 500;
  });
}

/** Source: https://docs.aws.amazon.com/apprunner/latest/api/API_HealthCheckConfiguration.html */
export function readAppRunnerCheck(id: string, properties: YamlValue): readonly Probe[] {
  const check = properties.get('HealthCheckConfiguration');
  if (!check.isMap) return [];
  const isHttp = check.get('Protocol').text === 'HTTP';
  const port = portNumber(
    properties.at('SourceConfiguration', 'ImageRepository', 'ImageConfiguration', 'Port').text,
  );
  const path = check.get('Path').text ?? '/';
  return [
    {
      platform: 'ecs',
      kind: 'liveness',
      effect: 'restart',
      ...(isHttp
        ? {
            transport: 'http' as const,
            ...(!path.includes('${') && { path: askedPath(path) }),
            scheme: 'http' as const,
          }
        : { transport: 'tcp' as const }),
      ...(port !== undefined && { port }),
      timings: timingsOf({
        periodSeconds: check.get('Interval').number,
        timeoutSeconds: check.get('Timeout').number,
        failureThreshold: check.get('UnhealthyThreshold').number,
        successThreshold: check.get('HealthyThreshold').number,
      }),
      target: { kind: 'App Runner service', name: id },
      span: check.span,
      confidence: 'high',
    },
  ];
}
