import type { HclBlock } from '../../../syntax/manifests/hcl/value.js';
import { partsOf } from '../../../syntax/manifests/hcl/value.js';
import type { Recogniser, Seen } from '../../recogniser.js';
import { writtenText } from '../terraform-values.js';
import { settingLines } from './setting-lines.js';

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
  words: /\bstickiness\b|session_affinity|client_affinity_enabled/,
  *see(block) {
    const [type = '', name = ''] = block.labels;
    yield* affinityOf(block);
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

/**
 * Load balancers of Google and web apps of Azure, by the registry of each provider; a Cloud Run service takes the affinity as a wish only and is left out.
 */
function* affinityOf(block: HclBlock): Iterable<Seen> {
  const [type = '', name = ''] = block.labels;
  const affinity = block.attributes.get('session_affinity');
  const written = writtenText(block, 'session_affinity') ?? 'NONE';
  if (
    affinity &&
    /^google_compute_(?:region_)?backend_service$/.test(type) &&
    !/^(?:TCP|SSL|UDP)$/.test(writtenText(block, 'protocol') ?? '') &&
    written !== 'NONE'
  )
    yield {
      span: affinity.span,
      text: `the backend service ${name} sends each client to the same instance (${written})`,
      confidence: 'high',
    };
  const client = block.attributes.get('client_affinity_enabled');
  if (
    client &&
    /^azurerm_\w*web_app$|^azurerm_app_service$/.test(type) &&
    writtenText(block, 'client_affinity_enabled') === 'true'
  )
    yield {
      span: client.span,
      text: `the web app ${name} sends each user to the same instance (client_affinity_enabled)`,
      confidence: 'high',
    };
}

/** Source: https://learn.microsoft.com/en-us/azure/container-apps/sticky-sessions, …/app-service/configure-common */
const inBicep: Recogniser = {
  in: 'text',
  sighting,
  files: /\.bicep$/i,
  words: /stickySessions|clientAffinityEnabled/,
  *see(source) {
    yield* settingLines(
      source,
      /\baffinity\s*:\s*'sticky'|\bclientAffinityEnabled\s*:\s*true\b/,
      ([found]) => ({
        text: `the platform sends each user to the same instance (${found})`,
        confidence: 'high',
      }),
    );
  },
};

/** Cookies of Traefik, as labels of compose or settings. Source: https://doc.traefik.io/traefik/routing/services/#sticky-sessions */
const inTraefik: Recogniser = {
  in: 'text',
  sighting,
  files: /\.(?:ya?ml|toml)$/i,
  words: /loadbalancer\.sticky/i,
  *see(source) {
    const told = new Set<string>();
    for (const seen of settingLines(
      source,
      /traefik\.http\.services\.([\w-]+)\.loadbalancer\.sticky(?:\.cookie)?(?:\.name)?\s*[=:]\s*["']?(?!false)\S/i,
      ([, service = '']) => ({
        text: `Traefik sends each user to the same instance of ${service} (sticky cookie)`,
        confidence: 'high',
      }),
    ))
      if (!told.has(seen.text)) {
        told.add(seen.text);
        yield seen;
      }
  },
};

/** Source: https://caddyserver.com/docs/caddyfile/directives/reverse_proxy#load-balancing */
const inCaddy: Recogniser = {
  in: 'text',
  sighting,
  files: /(?:^|\/)(?:[\w.-]*\.)?Caddyfile(?:[.-][\w.-]+)?$/,
  words: /\blb_policy\s+(?:cookie|ip_hash|client_ip_hash)\b/,
  *see(source) {
    yield* settingLines(source, /\blb_policy\s+(cookie|ip_hash|client_ip_hash)\b/, ([, policy = '']) => ({
      text: `the proxy sends each client to the same instance (${policy})`,
      confidence: 'high',
    }));
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

/** Balancers that send a user to the instance that answered first. */
export const stickyBalancers: readonly Recogniser[] = [
  inKubernetes,
  inTerraform,
  inProxies,
  inBicep,
  inTraefik,
  inCaddy,
];
