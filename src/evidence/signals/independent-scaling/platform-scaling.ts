import { parseBicep } from '../../../syntax/manifests/bicep/parse.js';
import { parseHcl } from '../../../syntax/manifests/hcl/parse.js';
import { blocksOf } from '../../../syntax/manifests/hcl/value.js';
import { readTomlTables } from '../../../syntax/manifests/toml.js';
import { parseYaml } from '../../../syntax/yaml.js';
import type { YamlValue } from '../../../syntax/yaml.js';
import type { Recogniser } from '../../recogniser.js';
import { writtenText } from '../terraform-values.js';
import { declaredInCode } from './declared-scaling.js';
import { platformScalingSighting as sighting, scales } from './scaling-range.js';
import { terraformScaling } from './terraform-scaling.js';

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

/** What CloudFormation scales: the type of a resource, and the names of its bounds. */
const cloudFormationTypes: Readonly<Record<string, readonly [minimum: string, maximum: string]>> = {
  'AWS::ApplicationAutoScaling::ScalableTarget': ['MinCapacity', 'MaxCapacity'],
  'AWS::AppRunner::AutoScalingConfiguration': ['MinSize', 'MaxSize'],
};

/** Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-applicationautoscaling-scalabletarget.html */
const cloudFormation: Recogniser = {
  in: 'text',
  sighting,
  files: /\.(?:ya?ml|json|template)$/i,
  words: /AWS::(?:ApplicationAutoScaling::ScalableTarget|AppRunner::AutoScalingConfiguration)/,
  *see(source) {
    for (const root of rootsOf(source))
      for (const [name, resource] of root.get('Resources').entries) {
        const type = resource.get('Type').text ?? '';
        const bounds = cloudFormationTypes[type];
        const properties = resource.get('Properties');
        if (!bounds || !properties.isMap) continue;
        // Tables and functions have targets of their own; the namespace or the dimension says which.
        const target = `${properties.get('ServiceNamespace').text ?? ''} ${properties.get('ScalableDimension').text ?? ''}`;
        if (type.startsWith('AWS::Application') && !/\becs\b/.test(target)) continue;
        yield* scales(
          properties.span,
          type.startsWith('AWS::Application')
            ? `the ECS service of ${name}`
            : `the App Runner service of ${name}`,
          properties.get(bounds[0]).text,
          properties.get(bounds[1]).text,
        );
      }
  },
};

/** Source: https://aws.github.io/copilot-cli/docs/manifest/lb-web-service/#count */
const copilot: Recogniser = {
  in: 'text',
  sighting,
  files: /(?:^|\/)copilot\/[^/]+\/manifest\.ya?ml$/,
  words: /^\s+range:/m,
  *see(source) {
    for (const root of rootsOf(source))
      for (const holder of [root, ...root.get('environments').entries.map(([, value]) => value)]) {
        const range = holder.at('count', 'range');
        const written = /^(\d+)-(\d+)$/.exec(range.text ?? '');
        if (range.exists)
          yield* scales(
            range.span,
            root.get('name').text ?? 'the service',
            written?.[1] ?? range.get('min').text,
            written?.[2] ?? range.get('max').text,
          );
      }
  },
};

/** Source: https://docs.digitalocean.com/products/app-platform/reference/app-spec/ */
const digitalOcean: Recogniser = {
  in: 'text',
  sighting,
  files: /(?:^|\/)(?:\.do\/[^/]+|app(?:[.-]spec)?)\.ya?ml$/,
  words: /max_instance_count/,
  *see(source) {
    for (const root of rootsOf(source))
      for (const spec of [root, root.get('spec')])
        for (const component of [...spec.get('services').items, ...spec.get('workers').items]) {
          const scaling = component.get('autoscaling');
          if (scaling.isMap)
            yield* scales(
              scaling.span,
              component.get('name').text ?? 'the app',
              scaling.get('min_instance_count').text,
              scaling.get('max_instance_count').text,
            );
        }
  },
};

/**
 * What `az containerapp create --yaml` takes, and templates of Azure Resource Manager.
 * Source: https://learn.microsoft.com/en-us/azure/container-apps/azure-resource-manager-api-spec
 */
const containerApps: Recogniser = {
  in: 'text',
  sighting,
  files: /\.(?:ya?ml|json)$/i,
  words: /maxReplicas[\s\S]*Microsoft\.App\/containerApps|Microsoft\.App\/containerApps[\s\S]*maxReplicas/i,
  *see(source) {
    for (const root of rootsOf(source))
      for (const app of [root, ...root.get('resources').items]) {
        const scale = app.at('properties', 'template', 'scale');
        if (
          /^Microsoft\.App\/containerApps$/i.test(app.get('type').text ?? '') &&
          scale.get('maxReplicas').exists
        )
          yield* scales(
            scale.span,
            'the container app',
            scale.get('minReplicas').text,
            scale.get('maxReplicas').text,
          );
      }
  },
};

/** A range without a policy is for those who scale by hand. Source: https://developer.hashicorp.com/nomad/docs/job-specification/scaling */
const nomad: Recogniser = {
  in: 'text',
  sighting,
  files: /\.nomad(?:\.hcl|\.tpl)?$/,
  words: /\bscaling\b/,
  *see(source) {
    for (const job of blocksOf(parseHcl(source), 'job'))
      for (const group of blocksOf(job, 'group'))
        for (const scaling of blocksOf(group, 'scaling'))
          if (writtenText(scaling, 'enabled') !== 'false' && blocksOf(scaling, 'policy').length > 0)
            yield* scales(
              scaling.span,
              `the group ${group.labels[0] ?? ''} of Nomad`,
              writtenText(scaling, 'min'),
              writtenText(scaling, 'max'),
            );
  },
};

/** Bounds that a pipeline gives when it deploys. Source: https://cloud.google.com/sdk/gcloud/reference/run/deploy */
const gcloud: Recogniser = {
  in: 'text',
  sighting,
  files: /\.(?:ya?ml|sh|bash)$|(?:^|\/)(?:Makefile|Justfile|Taskfile\.ya?ml)$/i,
  words: /\brun\b[\s\S]{0,4000}--max-instances/,
  *see(source) {
    // The command may be one line, lines with a backslash, or a list of words.
    if (
      !/\bgcloud\b/.test(source.text) ||
      !/\brun\b["',\s]+(?:services\b["',\s]+\w+|deploy)\b/.test(source.text)
    )
      return;
    for (const [index, start] of source.lineStarts.entries()) {
      const line = source.line(index + 1);
      const maximum = /--max-instances(?:=|["', \t]+)(\d+)/.exec(line)?.[1];
      if (maximum === undefined || /^\s*(?:#|\/\/)/.test(line)) continue;
      yield* scales(
        source.span(start + line.search(/\S/), start + line.trimEnd().length),
        'a Cloud Run service',
        /--min-instances(?:=|["', \t]+)(\d+)/.exec(line)?.[1],
        maximum,
      );
    }
  },
};

/** Platforms that choose the number of instances by themselves. */
export const platformScaling: readonly Recogniser[] = [
  knative,
  terraformScaling,
  bicep,
  fly,
  render,
  appEngine,
  cloudFormation,
  copilot,
  digitalOcean,
  containerApps,
  nomad,
  gcloud,
  declaredInCode,
];
