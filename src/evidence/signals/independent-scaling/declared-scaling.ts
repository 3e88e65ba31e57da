import { option } from '../../../syntax/code/arguments.js';
import type { CodeCall } from '../../../syntax/code/code-file.js';
import { tableRecogniser } from '../../rows.js';
import type { CallRow } from '../../rows.js';
import { numberOf } from '../../values.js';
import { platformScalingSighting } from './scaling-range.js';

/** A range as the call writes it; undefined when it can never be more than one. */
function range(call: CodeCall, minimum: string, maximum: string): string | undefined {
  const least = numberOf(option(call, minimum));
  const most = numberOf(option(call, maximum));
  if (most !== undefined && (most <= 1 || most === least)) return undefined;
  const from = least === undefined ? '' : ` from ${least}`;
  return `scales by itself${from}${most === undefined ? '' : ` to ${most}`}`;
}

function says(what: string, minimum: string, maximum: string): (call: CodeCall) => string | undefined {
  return (call) => {
    const said = range(call, minimum, maximum);
    return said === undefined ? undefined : `${what} ${said}`;
  };
}

/** Tables and functions have targets of the same kind. */
function ofEcs(what: string, minimum: string, maximum: string): (call: CodeCall) => string | undefined {
  return (call) => {
    const namespace = option(call, 'serviceNamespace', 'service_namespace');
    return namespace?.kind === 'text' && namespace.text === 'ecs'
      ? says(what, minimum, maximum)(call)
      : undefined;
  };
}

const calls: readonly CallRow[] = [
  {
    // https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.aws_ecs.BaseService.html#autowbrscalewbrtaskwbrcountprops
    languages: ['javascript'],
    target: /\.autoScaleTaskCount$/,
    says: says('the ECS service', 'minCapacity', 'maxCapacity'),
  },
  {
    languages: ['python'],
    target: /\.auto_scale_task_count$/,
    says: says('the ECS service', 'min_capacity', 'max_capacity'),
  },
  {
    languages: ['csharp', 'go'],
    target: /\.AutoScaleTaskCount$/,
    says: says('the ECS service', 'MinCapacity', 'MaxCapacity'),
  },
  {
    languages: ['java'],
    target: /\.autoScaleTaskCount$/,
    says: 'the ECS service scales by itself',
  },
  {
    // https://www.pulumi.com/registry/packages/aws/api-docs/appautoscaling/target/
    languages: ['javascript'],
    target: /^@pulumi\/aws\.appautoscaling\.Target$/,
    says: ofEcs('the ECS service', 'minCapacity', 'maxCapacity'),
  },
  {
    languages: ['python'],
    target: /^pulumi_aws\.appautoscaling\.Target$/,
    says: ofEcs('the ECS service', 'min_capacity', 'max_capacity'),
  },
];

/** Programs that declare infrastructure: the AWS CDK and Pulumi. */
export const declaredInCode = tableRecogniser(
  platformScalingSighting,
  /auto_?scale_?task_?count|appautoscaling/i,
  { calls },
);
