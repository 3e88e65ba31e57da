import { readTomlTables } from '../../../syntax/manifests/toml.js';
import type { YamlValue } from '../../../syntax/yaml.js';
import { nodeService } from '../../examples.js';
import type { Recogniser, Seen } from '../../recogniser.js';
import { sightedSignal } from '../../signal.js';
import { progressiveSighting as sighting, progressiveTerraform } from './progressive-terraform.js';

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
  words:
    /argoproj\.io|flagger\.app|\bweight\b|TrafficSplit|nginx\.ingress\.kubernetes\.io\/canary|\bpercent\b/,
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
    if (kind === 'TraefikService') {
      const divided = shares(spec.at('weighted', 'services').items);
      if (divided !== undefined)
        yield seen(spec.get('weighted'), `TraefikService ${name} divides the traffic ${divided}`);
    }
    if (kind === 'HTTPProxy' && apiVersion.startsWith('projectcontour.io/'))
      for (const route of spec.get('routes').items) {
        const divided = shares(route.get('services').items);
        if (divided !== undefined) yield seen(route, `HTTPProxy ${name} divides the traffic ${divided}`);
      }
    if (kind === 'TrafficSplit') {
      const divided = shares(spec.get('backends').items);
      if (divided !== undefined)
        yield seen(spec.get('backends'), `TrafficSplit ${name} divides the traffic ${divided}`);
    }
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
    // https://cloud.google.com/sdk/gcloud/reference/app/services/set-traffic
    line: /\bgcloud\s+(?:beta\s+)?app\s+services\s+set-traffic\b.*--splits\b[ =]\S+=\S+,/,
    text: 'a version of App Engine gets its traffic step by step',
  },
  {
    // https://learn.microsoft.com/en-us/cli/azure/webapp/deployment/slot#az-webapp-deployment-slot-swap
    line: /\baz\s+(?:webapp|functionapp)\s+deployment\s+slot\s+swap\b/,
    text: 'a release is started beside the old one and swapped (slots of Azure)',
  },
  {
    // https://learn.microsoft.com/en-us/azure/container-apps/traffic-splitting
    line: /\baz\s+containerapp\s+ingress\s+traffic\s+set\b.*--(?:revision|label)-weight\b/,
    text: 'a revision of a container app gets its traffic step by step',
  },
  {
    // https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-codedeploy-deploymentgroup-deploymentstyle.html
    line: /^\s*DeploymentType:\s*["']?BLUE_GREEN\b/,
    text: 'a release is deployed beside the old one (blue/green of CodeDeploy)',
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
  words:
    /(?:Canary|Linear)\d+Percent|update-traffic|kayentaCanary|set-traffic|slot\s+swap|ingress\s+traffic\s+set|BLUE_GREEN/,
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
    'A canary or blue/green of Argo Rollouts or Flagger, traffic divided by Istio, the Gateway API, ingress-nginx, Knative or Cloud Run, blue/green or steps of CodeDeploy, ECS or a listener of AWS, Traefik, Contour, slots and revisions of Azure, canary or bluegreen of fly.io, a canary analysis of Spinnaker.',
  guards: [
    'A rolling update sends traffic to whatever is ready: it is not meant.',
    'All of the traffic to one destination is not divided.',
  ],
  recognisers: [inKubernetes, progressiveTerraform, fly, inText],
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
      title: 'Traefik',
      files: nodeService('', {
        'k8s/app.yaml':
          'apiVersion: traefik.io/v1alpha1\nkind: TraefikService\nmetadata: {name: app}\nspec:\n  weighted:\n    services:\n      - {name: app, port: 80, weight: 9}\n      - {name: app-next, port: 80, weight: 1}\n',
      }),
    },
    {
      title: 'a listener of AWS that divides',
      files: nodeService('', {
        'main.tf':
          'resource "aws_lb_listener" "app" {\n  default_action {\n    type = "forward"\n    forward {\n      target_group {\n        arn    = aws_lb_target_group.blue.arn\n        weight = 90\n      }\n      target_group {\n        arn    = aws_lb_target_group.green.arn\n        weight = 10\n      }\n    }\n  }\n}\n',
      }),
    },
    {
      title: 'ECS',
      files: nodeService('', {
        'main.tf':
          'resource "aws_ecs_service" "app" {\n  name = "app"\n  deployment_configuration {\n    strategy = "BLUE_GREEN"\n  }\n}\n',
      }),
    },
    {
      title: 'slots of Azure',
      files: nodeService('', {
        '.github/workflows/release.yml':
          'jobs:\n  release:\n    steps:\n      - run: az webapp deployment slot swap --name app --slot next\n',
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
      title: 'a listener with one target',
      files: nodeService('', {
        'main.tf':
          'resource "aws_lb_listener" "app" {\n  default_action {\n    type = "forward"\n    forward {\n      target_group {\n        arn    = aws_lb_target_group.app.arn\n        weight = 100\n      }\n    }\n  }\n}\n',
      }),
    },
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
