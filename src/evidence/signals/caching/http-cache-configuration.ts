import { blocksOf } from '../../../syntax/manifests/hcl/value.js';
import { parseYaml } from '../../../syntax/yaml.js';
import type { HclBlock, HclBody, HclValue } from '../../../syntax/manifests/hcl/value.js';
import type {
  KubernetesRecogniser,
  Recogniser,
  Seen,
  SettingsRecogniser,
  TerraformRecogniser,
  TextRecogniser,
} from '../../recogniser.js';

const sighting = 'http-cache-policy';

interface Line {
  /** At the start of a line, so that comments are passed over. */
  readonly pattern: RegExp;
  readonly says: string;
}

/** Lines of a kind of configuration. */
function ofLines(files: RegExp, words: RegExp, lines: readonly Line[]): TextRecogniser {
  return {
    in: 'text',
    sighting,
    files,
    words,
    *see(source) {
      for (const { pattern, says } of lines)
        for (const { 0: text, index } of source.text.matchAll(pattern)) {
          const start = index + text.length - text.trimStart().length;
          yield { span: source.span(start, index + text.length), text: says, confidence: 'high' };
        }
    },
  };
}

/** https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_cache_valid, https://nginx.org/en/docs/http/ngx_http_headers_module.html */
const nginx = ofLines(
  /\.conf(?:\.[\w.-]+)?$|\.nginx$|(?:^|\/)nginx\//i,
  /_cache_valid|\bexpires\b|Cache-Control/i,
  [
    {
      pattern: /^[ \t]*(?:proxy|fastcgi|uwsgi|scgi)_cache_valid\s+[^;\n]+;/gm,
      says: 'nginx keeps responses (…_cache_valid)',
    },
    {
      pattern: /^[ \t]*expires\s+(?:modified\s+)?\+?(?:[1-9]\d*\w*|max)\s*;/gm,
      says: 'nginx lets responses be kept (expires)',
    },
    {
      pattern:
        /^[ \t]*add_header\s+["']?Cache-Control["']?\s+["']?[^;\n]*(?:max-age=[1-9]|s-maxage=[1-9]|immutable)[^;\n]*;/gim,
      says: 'nginx lets responses be kept (Cache-Control)',
    },
  ],
);

/** https://varnish-cache.org/docs/trunk/reference/vcl-var.html */
const varnish = ofLines(/\.vcl(?:\.\w+)?$/i, /beresp\.(?:ttl|grace)/, [
  { pattern: /^[ \t]*set\s+beresp\.ttl\s*=\s*[1-9][^;\n]*;/gm, says: 'Varnish keeps responses (beresp.ttl)' },
]);

/** https://httpd.apache.org/docs/current/mod/mod_expires.html */
const apache = ofLines(/(?:^|\/)\.htaccess$|(?:httpd|apache)[\w./-]*\.conf$/i, /Expires|Cache-Control/i, [
  {
    pattern: /^[ \t]*Expires(?:ByType|Default)\s+[^\n]*access\s+plus\s+[1-9][^\n]*/gim,
    says: 'Apache lets responses be kept (mod_expires)',
  },
  {
    pattern: /^[ \t]*Header\s+[^\n]*Cache-Control[^\n]*max-age=[1-9][^\n]*/gim,
    says: 'Apache lets responses be kept (Cache-Control)',
  },
]);

/** Headers of platforms that serve files, and of Caddy. */
const platforms = ofLines(
  /(?:^|\/)(?:vercel\.json|netlify\.toml|_headers|firebase\.json|staticwebapp\.config\.json|Caddyfile)$/,
  /Cache-Control/i,
  [
    {
      pattern:
        /^[ \t]*[^#\n]*Cache-Control["']?\s*[:=,]?\s*(?:["']?value["']?\s*:)?\s*["'][^"'\n]*max-age=[1-9][^"'\n]*/gim,
      says: 'responses may be kept (Cache-Control)',
    },
    {
      pattern: /^[ \t]*Cache-Control:[^\n]*max-age=[1-9][^\n]*/gim,
      says: 'responses may be kept (Cache-Control)',
    },
  ],
);

/** https://docs.spring.io/spring-boot/appendix/application-properties/, https://quarkus.io/guides/all-config */
const jvm: SettingsRecogniser = {
  in: 'settings',
  sighting,
  words: /cache-?control|cache\.period|period|static-resources/i,
  *see({ framework, key, value, span }) {
    if (
      framework === 'jvm' &&
      /^(?:spring\.(?:web\.)?resources\.cache\.(?:cachecontrol\.(?:s-)?max-age|period)|quarkus\.http\.static-resources\.max-age)$/.test(
        key,
      ) &&
      /^(?:[1-9]|P(?!T?0))/.test(value)
    )
      yield { span, text: `static files may be kept by caches (${value})`, confidence: 'high' };
  },
};

/** The managed policy of CloudFront that keeps nothing: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-cache-policies.html */
const keepsNothing = '4135ea2d-6df8-44a3-9df3-4b5a84be39ad';

const terraform: TerraformRecogniser = {
  in: 'terraform',
  sighting,
  words: /cloudfront|fastly|enable_cdn|cdn_frontdoor|set_cache_settings|cache_everything/,
  *see(block) {
    const [type = '', label = ''] = block.labels;
    if (block.type !== 'resource') return;
    const says = contentNetwork(type, block);
    if (says !== undefined) yield seenBlock(block, `${says} (${type}.${label})`);
  },
};

function seenBlock(block: HclBlock, text: string): Seen {
  const { line, column } = block.span;
  return { span: { ...block.span, endLine: line, endColumn: column }, text, confidence: 'high' };
}

function contentNetwork(type: string, block: HclBlock): string | undefined {
  switch (type) {
    case 'aws_cloudfront_cache_policy':
      return isPositive(block, 'default_ttl') || isPositive(block, 'max_ttl')
        ? 'CloudFront keeps responses by a policy'
        : undefined;
    case 'aws_cloudfront_distribution':
      return [
        ...blocksOf(block, 'default_cache_behavior'),
        ...blocksOf(block, 'ordered_cache_behavior'),
      ].some(
        (behaviour) =>
          isPositive(behaviour, 'default_ttl') ||
          isPolicy(behaviour.attributes.get('cache_policy_id')?.value),
      )
        ? 'CloudFront keeps responses'
        : undefined;
    case 'fastly_service_vcl':
      return isPositive(block, 'default_ttl') ||
        blocksOf(block, 'cache_setting').some((setting) => isPositive(setting, 'ttl'))
        ? 'Fastly keeps responses'
        : undefined;
    case 'google_compute_backend_service':
    case 'google_compute_backend_bucket':
      return textOf(block, 'enable_cdn') === 'true' ? 'Cloud CDN keeps responses' : undefined;
    case 'azurerm_cdn_frontdoor_route':
      return blocksOf(block, 'cache').length > 0 ? 'Front Door keeps responses' : undefined;
    default:
      return undefined;
  }
}

function textOf(body: HclBody, name: string): string | undefined {
  const value = body.attributes.get(name)?.value;
  return value?.kind === 'text' ? value.text : undefined;
}

function isPositive(body: HclBody, name: string): boolean {
  return Number(textOf(body, name) ?? 0) > 0;
}

function isPolicy(value: HclValue | undefined): boolean {
  if (value?.kind === 'text') return value.text !== keepsNothing && value.text !== '';
  return value?.kind === 'reference' && value.path[0] === 'aws_cloudfront_cache_policy';
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudfront-cachepolicy.html */
const cloudFormation: TextRecogniser = {
  in: 'text',
  sighting,
  files: /\.(?:ya?ml|json|template)$/,
  words: /AWS::CloudFront::(?:CachePolicy|Distribution)/,
  *see(source) {
    for (const { root } of parseYaml(source).documents)
      for (const resources of [root.get('Resources'), root.at('resources', 'Resources')])
        for (const [name, resource] of resources.entries) {
          const type = resource.get('Type').text;
          const properties = resource.get('Properties');
          const policy = properties.get('CachePolicyConfig');
          const behaviours = [
            properties.at('DistributionConfig', 'DefaultCacheBehavior'),
            ...properties.at('DistributionConfig', 'CacheBehaviors').items,
          ];
          const keeps =
            type === 'AWS::CloudFront::CachePolicy'
              ? [policy.get('DefaultTTL'), policy.get('MaxTTL')].some((ttl) => (ttl.number ?? 0) > 0)
              : type === 'AWS::CloudFront::Distribution' &&
                behaviours.some(
                  (behaviour) =>
                    (behaviour.get('DefaultTTL').number ?? 0) > 0 ||
                    keepingPolicy(behaviour.get('CachePolicyId').text),
                );
          if (keeps)
            yield { span: resource.span, text: `CloudFront keeps responses (${name})`, confidence: 'high' };
        }
  },
};

function keepingPolicy(id: string | undefined): boolean {
  return id !== undefined && id !== keepsNothing && /^[\da-f]{8}-[\da-f-]{27}$/.test(id);
}

/** https://cloud.google.com/kubernetes-engine/docs/how-to/ingress-configuration#cloud_cdn */
const gke: KubernetesRecogniser = {
  in: 'kubernetes',
  sighting,
  words: /BackendConfig/,
  *see(object) {
    const enabled = object.root.at('spec', 'cdn', 'enabled');
    if (object.kind === 'BackendConfig' && enabled.text === 'true')
      yield { span: enabled.span, text: `Cloud CDN keeps responses (${object.name})`, confidence: 'high' };
  },
};

/** Where servers, proxies and content networks are told how long responses may be kept. */
export const httpCacheConfiguration: readonly Recogniser[] = [
  nginx,
  varnish,
  apache,
  platforms,
  jvm,
  terraform,
  cloudFormation,
  gke,
];
