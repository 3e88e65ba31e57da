import type { SourceSpan } from '../../../model/source-span.js';
import { parseBicep } from '../../../syntax/manifests/bicep/parse.js';
import type { HclBlock } from '../../../syntax/manifests/hcl/value.js';
import { partsOf } from '../../../syntax/manifests/hcl/value.js';
import { readTomlTables } from '../../../syntax/manifests/toml.js';
import { parseYaml } from '../../../syntax/yaml.js';
import type { YamlValue } from '../../../syntax/yaml.js';
import type { Recogniser, Seen } from '../../recogniser.js';
import { writtenText } from '../terraform-values.js';

const sighting = 'platform-scaling';

/** A range in which a platform chooses; nothing when it can never be more than one, or is fixed. */
function* scales(
  span: SourceSpan,
  what: string,
  minimum: string | undefined,
  maximum: string | undefined,
): Iterable<Seen> {
  if (maximum !== undefined && (Number(maximum) <= 1 || maximum === minimum)) return;
  const from = minimum === undefined ? '' : ` from ${minimum}`;
  const to = maximum === undefined ? '' : ` to ${maximum}`;
  yield { span, text: `${what} scales by itself${from}${to}`, confidence: 'high' };
}

/** Source: https://knative.dev/docs/serving/autoscaling/scale-bounds/ ; Cloud Run takes the same annotations. */
const knative: Recogniser = {
  in: 'kubernetes',
  sighting,
  words: /autoscaling\.knative\.dev/,
  *see(object) {
    if (object.apiVersion !== 'serving.knative.dev/v1' || object.kind !== 'Service') return;
    const annotations = object.root.at('spec', 'template', 'metadata', 'annotations');
    const bound = (side: string): string | undefined =>
      annotations.get(`autoscaling.knative.dev/${side}-scale`).text ??
      annotations.get(`autoscaling.knative.dev/${side}Scale`).text;
    if (bound('min') !== undefined || bound('max') !== undefined)
      yield* scales(annotations.span, object.name, bound('min'), bound('max'));
  },
};

/** What scales which resource of Terraform, and where its bounds stand. */
const terraform: Recogniser = {
  in: 'terraform',
  sighting,
  words: /aws_appautoscaling_target|google_cloud_run|azurerm_container_app/,
  *see(block) {
    const [type, name = ''] = block.labels;
    if (block.type !== 'resource') return;
    switch (type) {
      case 'aws_appautoscaling_target':
        if (writtenText(block, 'service_namespace') === 'ecs')
          yield* scales(
            block.span,
            `the ECS service of ${name}`,
            writtenText(block, 'min_capacity'),
            writtenText(block, 'max_capacity'),
          );
        return;
      case 'google_cloud_run_v2_service':
        for (const scaling of below(block, 'template', 'scaling'))
          yield* scales(
            scaling.span,
            `Cloud Run service ${name}`,
            writtenText(scaling, 'min_instance_count'),
            writtenText(scaling, 'max_instance_count'),
          );
        return;
      case 'azurerm_container_app':
        for (const template of partsOf(block, 'template'))
          if (template.attributes.has('max_replicas'))
            yield* scales(
              template.span,
              `container app ${name}`,
              writtenText(template, 'min_replicas'),
              writtenText(template, 'max_replicas'),
            );
        return;
      default:
    }
  },
};

function below(block: HclBlock, ...path: readonly string[]): readonly HclBlock[] {
  return path.reduce<readonly HclBlock[]>(
    (blocks, part) => blocks.flatMap((item) => partsOf(item, part)),
    [block],
  );
}

/** Source: https://learn.microsoft.com/en-us/azure/container-apps/scale-app */
const bicep: Recogniser = {
  in: 'text',
  sighting,
  files: /\.bicep$/i,
  words: /Microsoft\.App\/containerApps/,
  *see(source) {
    for (const { type, symbol, body } of parseBicep(source)) {
      const scale = body.at('properties', 'template', 'scale');
      if (/^Microsoft\.App\/containerApps$/i.test(type) && scale.isMap && !scale.get('maxReplicas').isNull)
        yield* scales(
          scale.span,
          `container app ${symbol}`,
          scale.get('minReplicas').text,
          scale.get('maxReplicas').text,
        );
    }
  },
};

/** Machines start when requests come and stop when none do. Source: https://fly.io/docs/launch/autostop-autostart/ */
const fly: Recogniser = {
  in: 'text',
  sighting,
  files: /(?:^|\/)fly(?:\.[\w-]+)?\.toml$/,
  words: /auto_start_machines/,
  *see(source) {
    for (const { name, entries } of readTomlTables(source)) {
      const starts = entries.get('auto_start_machines');
      const stops = entries.get('auto_stop_machines')?.text;
      if (!/^(?:http_service|services)$/.test(name) || starts?.text !== 'true') continue;
      if (stops === undefined || /^(?:false|off)$/.test(stops)) continue;
      yield {
        span: starts.span,
        text: 'fly.io starts machines when requests come and stops them when none do',
        confidence: 'medium',
      };
    }
  },
};

function* rootsOf(source: Parameters<typeof parseYaml>[0]): Iterable<YamlValue> {
  for (const { root } of parseYaml(source).documents) yield root;
}

/** Source: https://render.com/docs/blueprint-spec */
const render: Recogniser = {
  in: 'text',
  sighting,
  files: /(?:^|\/)render\.ya?ml$/,
  words: /maxInstances/,
  *see(source) {
    for (const root of rootsOf(source))
      for (const service of root.get('services').items) {
        const scaling = service.get('scaling');
        if (scaling.isMap)
          yield* scales(
            scaling.span,
            service.get('name').text ?? 'the service',
            scaling.get('minInstances').text,
            scaling.get('maxInstances').text,
          );
      }
  },
};

/** Source: https://cloud.google.com/appengine/docs/standard/reference/app-yaml */
const appEngine: Recogniser = {
  in: 'text',
  sighting,
  files: /(?:^|\/)app(?:[.-][\w-]+)?\.ya?ml$/,
  words: /^automatic_scaling:/m,
  *see(source) {
    for (const root of rootsOf(source)) {
      const scaling = root.get('automatic_scaling');
      if (root.get('runtime').exists && scaling.isMap)
        yield* scales(
          scaling.span,
          root.get('service').text ?? 'the App Engine service',
          scaling.get('min_instances').text ?? scaling.get('min_num_instances').text,
          scaling.get('max_instances').text ?? scaling.get('max_num_instances').text,
        );
    }
  },
};

/** Platforms that choose the number of instances by themselves. */
export const platformScaling: readonly Recogniser[] = [knative, terraform, bicep, fly, render, appEngine];
