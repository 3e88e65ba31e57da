import { partsOf } from '../../../syntax/manifests/hcl/value.js';
import { readTomlTables } from '../../../syntax/manifests/toml.js';
import type { YamlValue } from '../../../syntax/yaml.js';
import { nodeService } from '../../examples.js';
import type { Recogniser, Seen } from '../../recogniser.js';
import { sightedSignal } from '../../signal.js';
import { writtenText } from '../terraform-values.js';

const sighting = 'progressive-delivery';

/** Destinations among which traffic is divided, where two or more get some. */
function shares(destinations: readonly YamlValue[]): string | undefined {
  const weights = destinations.flatMap((destination) => destination.get('weight').number ?? []);
  return weights.length > 1 && weights.filter((weight) => weight > 0).length > 1
    ? weights.join(' : ')
    : undefined;
}

const inKubernetes: Recogniser = {
  in: 'kubernetes',
  sighting,
  words: /argoproj\.io|flagger\.app|\bweight\b|nginx\.ingress\.kubernetes\.io\/canary|\bpercent\b/,
  *see(object) {
    const { apiVersion, kind, name, root } = object;
    const spec = root.get('spec');
    const seen = (value: YamlValue, text: string): Seen => ({ span: value.span, text, confidence: 'high' });
    if (kind === 'Rollout' && apiVersion.startsWith('argoproj.io/')) {
      const canary = spec.at('strategy', 'canary');
      const blueGreen = spec.at('strategy', 'blueGreen');
      const checked = canary.exists && /analysis|templateName/.test(JSON.stringify(canary.toPlain() ?? ''));
      if (canary.get('steps').items.length > 0)
        yield seen(
          canary,
          `${name} is rolled out as a canary in ${canary.get('steps').items.length} steps${checked ? ', with an analysis' : ''} (Argo Rollouts)`,
        );
      else if (blueGreen.isMap)
        yield seen(blueGreen, `${name} is rolled out beside the old release (blue/green of Argo Rollouts)`);
    }
    if (kind === 'Canary' && apiVersion.startsWith('flagger.app/'))
      yield seen(
        spec.get('analysis').exists ? spec.get('analysis') : spec,
        `${name} is rolled out as a canary and taken back by its metrics (Flagger)`,
      );
    if (
      kind === 'Ingress' &&
      root.at('metadata', 'annotations', 'nginx.ingress.kubernetes.io/canary').text === 'true'
    )
      yield seen(
        root.at('metadata', 'annotations', 'nginx.ingress.kubernetes.io/canary'),
        `Ingress ${name} sends a share of the traffic to a canary`,
      );
    if (kind === 'VirtualService')
      for (const route of spec.get('http').items) {
        const divided = shares(route.get('route').items);
        if (divided !== undefined) yield seen(route, `VirtualService ${name} divides the traffic ${divided}`);
      }
    if (kind === 'HTTPRoute')
      for (const rule of spec.get('rules').items) {
        const divided = shares(rule.get('backendRefs').items);
        if (divided !== undefined) yield seen(rule, `HTTPRoute ${name} divides the traffic ${divided}`);
      }
    if (kind === 'Service' && apiVersion.startsWith('serving.knative.dev/')) {
      const traffic = spec.get('traffic');
      const percents = traffic.items.flatMap((item) => item.get('percent').number ?? []);
      if (percents.filter((percent) => percent > 0).length > 1)
        yield seen(traffic, `${name} divides the traffic among revisions (${percents.join(' : ')})`);
    }
  },
};

/** Sources: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/codedeploy_deployment_group, …/lambda_alias */
const inTerraform: Recogniser = {
  in: 'terraform',
  sighting,
  words: /aws_codedeploy_deployment_group|aws_lambda_alias|google_cloud_run/,
  *see(block) {
    const [type, name = ''] = block.labels;
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

/** Source: https://fly.io/docs/reference/configuration/#the-deploy-section */
const fly: Recogniser = {
  in: 'text',
  sighting,
  files: /(?:^|\/)fly(?:\.[\w-]+)?\.toml$/,
  words: /bluegreen|canary/,
  *see(source) {
    const deploy = readTomlTables(source).find(({ name }) => name === 'deploy');
    const strategy = deploy?.entries.get('strategy');
    if (strategy && /^(?:bluegreen|canary)$/.test(strategy.text))
      yield {
        span: strategy.span,
        text:
          strategy.text === 'canary'
            ? 'a release first meets one machine (canary of fly.io)'
            : 'a release is started beside the old one (bluegreen of fly.io)',
        confidence: 'high',
      };
  },
};

/**
 * Lines of pipelines and of templates for functions.
 * Sources: https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/automating-updates-to-serverless-apps.html,
 * https://cloud.google.com/sdk/gcloud/reference/run/services/update-traffic, https://spinnaker.io/docs/guides/user/canary/
 */
const lines: readonly { readonly line: RegExp; readonly text: string }[] = [
  {
    line: /^\s*Type:\s*["']?(?:Canary|Linear)\d+Percent\w*/,
    text: 'a function gets its traffic step by step (DeploymentPreference)',
  },
  {
    line: /\bgcloud\s+(?:beta\s+)?run\s+services\s+update-traffic\b.*--to-(?:revisions|tags)\b/,
    text: 'a revision of Cloud Run gets its traffic step by step',
  },
  {
    line: /"type"\s*:\s*"kayentaCanary"/,
    text: 'a release is compared with the old one (canary analysis of Spinnaker)',
  },
];

const inText: Recogniser = {
  in: 'text',
  sighting,
  files: /\.(?:ya?ml|json|sh)$/i,
  words: /(?:Canary|Linear)\d+Percent|update-traffic|kayentaCanary/,
  *see(source) {
    for (const [index, start] of source.lineStarts.entries()) {
      const written = source.line(index + 1);
      const known = /^\s*(?:#|\/\/)/.test(written) ? undefined : lines.find(({ line }) => line.test(written));
      if (known)
        yield {
          span: source.span(start + written.search(/\S/), start + written.trimEnd().length),
          text: known.text,
          confidence: 'high',
        };
    }
  },
};

const rollout = (strategy: string): Readonly<Record<string, string>> =>
  nodeService('', {
    'k8s/app.yaml': `apiVersion: argoproj.io/v1alpha1\nkind: Rollout\nmetadata: {name: app}\nspec:\n  strategy:\n    ${strategy}\n  template:\n    spec: {containers: [{name: app, image: app}]}\n`,
  });

const virtualService = (weights: string): Readonly<Record<string, string>> =>
  nodeService('', {
    'k8s/app.yaml': `apiVersion: networking.istio.io/v1\nkind: VirtualService\nmetadata: {name: app}\nspec:\n  http:\n    - route: ${weights}\n`,
  });

export const progressiveDelivery = sightedSignal({
  id: 'progressive-delivery',
  question: 'slo-alerts',
  stance: 'supports',
  meaning: 'A release first meets a share of the traffic, or stands beside the old one.',
  recognition:
    'A canary or blue/green of Argo Rollouts or Flagger, traffic divided by Istio, the Gateway API, ingress-nginx, Knative or Cloud Run, blue/green or steps of CodeDeploy, canary or bluegreen of fly.io, a canary analysis of Spinnaker.',
  guards: [
    'A rolling update sends traffic to whatever is ready: it is not meant.',
    'All of the traffic to one destination is not divided.',
  ],
  recognisers: [inKubernetes, inTerraform, fly, inText],
  seen: [
    { title: 'Argo Rollouts: canary', files: rollout('canary: {steps: [{setWeight: 10}, {pause: {}}]}') },
    { title: 'Argo Rollouts: blue/green', files: rollout('blueGreen: {activeService: app}') },
    {
      title: 'Flagger',
      files: nodeService('', {
        'k8s/app.yaml':
          'apiVersion: flagger.app/v1beta1\nkind: Canary\nmetadata: {name: app}\nspec:\n  targetRef: {kind: Deployment, name: app}\n  analysis: {interval: 1m, threshold: 5}\n',
      }),
    },
    {
      title: 'Istio',
      files: virtualService(
        '[{destination: {host: app, subset: v1}, weight: 90}, {destination: {host: app, subset: v2}, weight: 10}]',
      ),
    },
    {
      title: 'CodeDeploy in Terraform',
      files: nodeService('', {
        'main.tf':
          'resource "aws_codedeploy_deployment_group" "app" {\n  deployment_style {\n    deployment_option = "WITH_TRAFFIC_CONTROL"\n    deployment_type   = "BLUE_GREEN"\n  }\n}\n',
      }),
    },
    {
      title: 'fly.io',
      files: nodeService('', { 'fly.toml': 'app = "app"\n\n[deploy]\n  strategy = "canary"\n' }),
    },
    {
      title: 'a function of AWS SAM',
      files: nodeService('', {
        'template.yaml':
          'Resources:\n  App:\n    Type: AWS::Serverless::Function\n    Properties:\n      DeploymentPreference:\n        Type: Canary10Percent5Minutes\n',
      }),
    },
  ],
  unseen: [
    {
      title: 'all of the traffic to one destination',
      files: virtualService('[{destination: {host: app}, weight: 100}]'),
    },
    { title: 'Argo Rollouts without steps', files: rollout('canary: {}') },
    {
      title: 'fly.io: a rolling update',
      files: nodeService('', {
        'fly.toml': 'app = "app"\n\n[deploy]\n  strategy = "rolling"\n  # not canary\n',
      }),
    },
    {
      title: 'a Deployment',
      files: nodeService('', {
        'k8s/app.yaml':
          'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: app}\nspec:\n  strategy: {rollingUpdate: {maxSurge: 25%}}\n  template:\n    spec: {containers: [{name: app, image: app}]}\n',
      }),
    },
  ],
});
