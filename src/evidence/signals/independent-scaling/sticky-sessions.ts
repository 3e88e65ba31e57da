import { selects } from '../../../model/platform-policy.js';
import { partsOf } from '../../../syntax/manifests/hcl/value.js';
import { nodeService } from '../../examples.js';
import type { Recogniser } from '../../recogniser.js';
import { sightedSignal } from '../../signal.js';
import { writtenText } from '../terraform-values.js';
import { deployment, onKubernetes } from './examples.js';
import { socketServers } from './sockets.js';

const sighting = 'sticky-sessions';

/**
 * Annotations that make an ingress controller send a user to the instance that answered first.
 * Sources: https://kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/annotations/#session-affinity,
 * https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/annotations/,
 * https://doc.traefik.io/traefik/routing/providers/kubernetes-ingress/
 */
const annotations: readonly { readonly key: string; readonly value: RegExp }[] = [
  { key: 'nginx.ingress.kubernetes.io/affinity', value: /^cookie$/ },
  { key: 'alb.ingress.kubernetes.io/target-group-attributes', value: /stickiness\.enabled=true/ },
  { key: 'traefik.ingress.kubernetes.io/affinity', value: /^true$/ },
  { key: 'traefik.ingress.kubernetes.io/service.sticky.cookie', value: /^true$/ },
  { key: 'ingress.kubernetes.io/affinity', value: /^cookie$/ },
  { key: 'haproxy.org/cookie-persistence', value: /./ },
];

const inKubernetes: Recogniser = {
  in: 'kubernetes',
  sighting,
  words:
    /sessionAffinity|ingress\.kubernetes\.io\/(?:affinity|target-group-attributes|service\.sticky)|cookie-persistence|httpCookie/,
  *see(object) {
    const spec = object.root.get('spec');
    const affinity = spec.get('sessionAffinity');
    if (object.kind === 'Service' && object.apiVersion === 'v1' && affinity.text === 'ClientIP')
      yield {
        span: affinity.span,
        text: `Service ${object.name} sends each client to the same instance (sessionAffinity: ClientIP)`,
        confidence: 'high',
        details: Object.fromEntries(
          spec.get('selector').entries.map(([key, value]) => [`selector.${key}`, value.text ?? '']),
        ),
      };
    for (const { key, value } of annotations) {
      const written = object.root.at('metadata', 'annotations', key);
      if (written.text !== undefined && value.test(written.text))
        yield {
          span: written.span,
          text: `${object.kind} ${object.name} sends each user to the same instance (${key.split('/')[1] ?? key})`,
          confidence: 'high',
        };
    }
    const cookie = spec.at('trafficPolicy', 'loadBalancer', 'consistentHash', 'httpCookie');
    if (object.kind === 'DestinationRule' && cookie.isMap)
      yield {
        span: cookie.span,
        text: `the mesh sends each user to the same instance of ${object.name} (consistent hash of a cookie)`,
        confidence: 'high',
      };
  },
};

/** Source: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/lb_target_group#stickiness : `enabled` is true by default. */
const inTerraform: Recogniser = {
  in: 'terraform',
  sighting,
  words: /\bstickiness\b/,
  *see(block) {
    const [type = '', name = ''] = block.labels;
    if (!/^aws_(?:lb|alb)_target_group$/.test(type)) return;
    if (/^(?:TCP|TLS|UDP|TCP_UDP)$/.test(writtenText(block, 'protocol') ?? '')) return;
    for (const stickiness of partsOf(block, 'stickiness')) {
      const enabled = stickiness.attributes.get('enabled')?.value;
      if (enabled && (enabled.kind !== 'text' || enabled.text !== 'true')) continue;
      yield {
        span: stickiness.span,
        text: `target group ${name} sends each user to the same instance (${writtenText(stickiness, 'type') ?? 'stickiness'})`,
        confidence: 'high',
      };
    }
  },
};

/** Sources: https://nginx.org/en/docs/http/ngx_http_upstream_module.html#ip_hash, https://docs.haproxy.org/3.0/configuration.html#4-cookie */
const inProxies: Recogniser = {
  in: 'text',
  sighting,
  files: /\.conf(?:\.template)?$|(?:^|\/)haproxy[\w.-]*$|(?:^|\/)nginx[\w.-]*$/i,
  words: /\bip_hash\s*;|\bsticky\s+(?:cookie|learn|route)\b|^\s*cookie\s+\S+\s+(?:insert|prefix|rewrite)/m,
  *see(source) {
    // WebSockets over long polling need it.
    if (/proxy_set_header\s+Upgrade/i.test(source.text)) return;
    for (const [index, start] of source.lineStarts.entries()) {
      const line = source.line(index + 1);
      const word =
        /^\s*(ip_hash\s*;|sticky\s+(?:cookie|learn|route)\b.*|cookie\s+\S+\s+(?:insert|prefix|rewrite)\b.*)/.exec(
          line,
        );
      if (word)
        yield {
          span: source.span(start + line.length - line.trimStart().length, start + line.trimEnd().length),
          text: `the proxy sends each client to the same instance (${(word[1] ?? '').split(/[\s;]/)[0] ?? ''})`,
          confidence: 'high',
        };
    }
  },
};

const service = (affinity: string, more = ''): string =>
  `apiVersion: v1\nkind: Service\nmetadata: {name: app}\nspec:\n  selector: {app: app}\n  sessionAffinity: ${affinity}\n${more}`;

export const stickySessions = sightedSignal(
  {
    id: 'sticky-sessions',
    question: 'independent-scaling',
    stance: 'contradicts',
    meaning:
      'Users are tied to instances: a new one gets none of the load, and a lost one loses its users’ state.',
    recognition:
      'A Service with `sessionAffinity: ClientIP`, an ingress, mesh or load balancer with an affinity by cookie, `ip_hash` or `sticky` of nginx, `cookie` of HAProxy.',
    guards: [
      'A balancer of connections (TCP) in front of WebSockets is not meant, nor one in front of a service that holds sockets: they need it.',
      'The affinity of a product of others is its own matter.',
    ],
    recognisers: [inKubernetes, inTerraform, inProxies],
    seen: [
      { title: 'Kubernetes', files: onKubernetes(deployment({ replicas: 3 }), service('ClientIP')) },
      {
        title: 'ingress-nginx',
        files: onKubernetes(
          'apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata:\n  name: app\n  annotations: {nginx.ingress.kubernetes.io/affinity: cookie}\nspec: {}\n',
        ),
      },
      {
        title: 'AWS in Terraform',
        files: nodeService('', {
          'main.tf':
            'resource "aws_lb_target_group" "app" {\n  port     = 80\n  protocol = "HTTP"\n  stickiness {\n    type = "lb_cookie"\n  }\n}\n',
        }),
      },
      {
        title: 'nginx',
        files: nodeService('', { 'nginx.conf': 'upstream app {\n  ip_hash;\n  server a;\n  server b;\n}\n' }),
      },
    ],
    unseen: [
      { title: 'none', files: onKubernetes(deployment({ replicas: 3 }), service('None')) },
      {
        title: 'switched off',
        files: nodeService('', {
          'main.tf':
            'resource "aws_lb_target_group" "app" {\n  protocol = "HTTP"\n  stickiness {\n    enabled = false\n    type    = "lb_cookie"\n  }\n}\n',
        }),
      },
      {
        title: 'a balancer of connections',
        files: nodeService('', {
          'main.tf':
            'resource "aws_lb_target_group" "app" {\n  protocol = "TCP"\n  stickiness {\n    type = "source_ip"\n  }\n}\n',
        }),
      },
      {
        title: 'a service that holds sockets',
        files: {
          ...onKubernetes(deployment({ replicas: 3 }), service('ClientIP')),
          'src/server.js':
            "const { Server } = require('socket.io');\nconst io = new Server(3000);\nio.on('connection', () => {});\n",
        },
      },
      {
        title: 'a comment',
        files: nodeService('', { 'nginx.conf': 'upstream app {\n  # ip_hash;\n  server a;\n}\n' }),
      },
    ],
  },
  ({ details, span, text, confidence, service: near }, facts) => {
    const selector = Object.fromEntries(
      Object.entries(details ?? {}).map(([key, value]) => [key.replace(/^selector\./, ''), value]),
    );
    const selected = facts.workloads.filter(({ labels }) => selects(selector, labels));
    const owner = details ? (selected.find((workload) => workload.service !== '')?.service ?? '') : near;
    if (details && owner === '') return false;
    const holdsSockets = facts.sightings.some(
      (seen) => seen.kind === socketServers.sighting && (owner === '' || seen.service === owner),
    );
    return holdsSockets ? false : { span, text, confidence, service: owner };
  },
);
