import { nginxDirectives, parseNginx } from '../../../syntax/manifests/nginx.js';
import { blocksOf } from '../../../syntax/manifests/hcl/value.js';
import type { HclBlock } from '../../../syntax/manifests/hcl/value.js';
import { parseYaml } from '../../../syntax/yaml.js';
import type { YamlValue } from '../../../syntax/yaml.js';
import type { Recogniser, Seen } from '../../recogniser.js';

const sighting = 'rate-limit-present';
const sure = 'high' as const;

/** https://nginx.org/en/docs/http/ngx_http_limit_req_module.html: a zone alone limits nothing. */
const nginx: Recogniser = {
  in: 'text',
  sighting,
  files:
    /(?:^|\/)[\w.-]*\.(?:conf|nginx|vhost)(?:\.(?:template|tmpl|tpl|j2|in))?$|(?:^|\/)(?:sites-(?:available|enabled)|conf\.d)\/[^/]+$/,
  words: /\blimit_(?:req|conn)\b/,
  *see(source) {
    const told = new Set<string>();
    for (const name of ['limit_req', 'limit_conn'])
      for (const { directive } of nginxDirectives(parseNginx(source), name)) {
        const zone = directive.words.find((word) => name === 'limit_conn' || word.startsWith('zone='));
        if (zone === undefined || told.has(`${name} ${zone}`)) continue;
        told.add(`${name} ${zone}`);
        yield {
          span: directive.span,
          text: `nginx limits ${name === 'limit_req' ? 'requests' : 'connections'} (${name} ${zone})`,
          confidence: sure,
        };
      }
  },
};

/** https://docs.haproxy.org/3.0/configuration.html#4.2-http-request%20deny: a table that counts, and a rule that refuses by it. */
const haproxy: Recogniser = {
  in: 'text',
  sighting,
  files: /haproxy[\w.-]*$|\.cfg$/i,
  words: /stick-table/,
  *see(source) {
    for (const { 0: line, index } of source.text.matchAll(
      /^[ \t]*(?:http-request|tcp-request (?:connection|content)) (?:deny|reject|tarpit)\b[^\n#]*(?:http_req_rate|conn_rate|conn_cur|http_err_rate)\b[^\n]*/gm,
    ))
      yield {
        span: source.span(index + line.search(/\S/), index + line.trimEnd().length),
        text: 'HAProxy refuses clients above a rate',
        confidence: sure,
      };
  },
};

const ingressKeys =
  /^nginx\.ingress\.kubernetes\.io\/limit-(?:rps|rpm|connections)$|^haproxy(?:-ingress\.github)?\.(?:org|io)\/(?:rate-limit-requests|limit-rps)$/;

/** Names of plugins that limit requests: Kong's and APISIX's. */
const limitingPlugin = /^(?:rate-limiting(?:-advanced)?|service-protection|limit-(?:count|req|conn))$/;

const kubernetes: Recogniser = {
  in: 'kubernetes',
  sighting,
  words: /limit-(?:rps|rpm|connections|count|req|conn)|rateLimit|rate-limit|ratelimit|inFlightReq/,
  *see(object) {
    const { kind, name, root } = object;
    const spec = root.get('spec');
    const seen = (value: YamlValue, text: string): Seen => ({ span: value.span, text, confidence: sure });
    switch (kind) {
      case 'Ingress':
        for (const [key, value] of root.at('metadata', 'annotations').entries)
          if (ingressKeys.test(key)) yield seen(value, `the ingress ${name} limits requests (${key})`);
        break;
      case 'Middleware':
        for (const key of ['rateLimit', 'inFlightReq'])
          if (spec.get(key).isMap) yield seen(spec.get(key), `Traefik limits requests (${key} of ${name})`);
        break;
      case 'KongPlugin':
      case 'KongClusterPlugin':
        if (limitingPlugin.test(root.get('plugin').text ?? ''))
          yield seen(root.get('plugin'), `Kong limits requests (plugin ${root.get('plugin').text})`);
        break;
      case 'ApisixRoute':
        for (const route of spec.get('http').items)
          for (const plugin of route.get('plugins').items)
            if (limitingPlugin.test(plugin.get('name').text ?? '') && plugin.get('enable').boolean !== false)
              yield seen(plugin, `APISIX limits requests (plugin ${plugin.get('name').text})`);
        break;
      case 'BackendTrafficPolicy':
        if (spec.get('rateLimit').isMap)
          yield seen(spec.get('rateLimit'), `the gateway limits requests (policy ${name})`);
        break;
      case 'EnvoyFilter':
        yield* envoyFilters(root, `the mesh limits requests (${name})`);
        break;
      default:
    }
  },
};

const envoyName = /^envoy\.filters\.(?:http|network)\.(?:local_)?rate_?limit$/;

/** Filters of Envoy by name, wherever they stand. */
function* envoyFilters(value: YamlValue, text: string, depth = 0): Generator<Seen> {
  if (depth > 24) return;
  const name = value.get('name');
  // A filter that is only named as a place to put another one before has no configuration.
  if (envoyName.test(name.text ?? '') && value.get('typed_config').exists)
    yield { span: name.span, text, confidence: sure };
  for (const [, inner] of value.entries) yield* envoyFilters(inner, text, depth + 1);
  for (const inner of value.items) yield* envoyFilters(inner, text, depth + 1);
}

/** Configurations of proxies in YAML that are no Kubernetes objects. */
const files: Recogniser = {
  in: 'text',
  sighting,
  files: /\.ya?ml$/,
  words:
    /envoy\.filters\.(?:http|network)\.(?:local_)?rate_?limit|\brate-limiting(?:-advanced)?\b|\brateLimit:|\.ratelimit\.average|RequestRateLimiter|\brate_limiter:/,
  *see(source) {
    if (/^\s*apiVersion\s*:/m.test(source.text)) return;
    for (const { root } of parseYaml(source).documents) {
      if (root.get('static_resources').isMap || root.get('resources').isSequence)
        yield* envoyFilters(root, 'Envoy limits requests');
      if (root.get('_format_version').exists) yield* kong(root);
      for (const [name, middleware] of root.at('http', 'middlewares').entries)
        if (middleware.get('rateLimit').isMap)
          yield {
            span: middleware.get('rateLimit').span,
            text: `Traefik limits requests (rateLimit of ${name})`,
            confidence: sure,
          };
      yield* labels(root);
      for (const prefix of [
        ['spring', 'cloud', 'gateway'],
        ['spring', 'cloud', 'gateway', 'server', 'webflux'],
      ])
        yield* springGateway(root.at(...prefix));
      for (const [name, limiter] of root.at('framework', 'rate_limiter').entries)
        if (limiter.isMap && limiter.get('policy').text !== 'no_limit')
          yield {
            span: limiter.span,
            text: `a limit of requests is declared for Symfony (${name})`,
            confidence: 'medium',
          };
    }
  },
};

function* kong(root: YamlValue): Generator<Seen> {
  const services = root.get('services').items;
  const routes = services.flatMap((service) => service.get('routes').items);
  for (const holder of [root, ...services, ...routes])
    for (const plugin of holder.get('plugins').items)
      if (limitingPlugin.test(plugin.get('name').text ?? '') && plugin.get('enabled').boolean !== false)
        yield {
          span: plugin.span,
          text: `Kong limits requests (plugin ${plugin.get('name').text})`,
          confidence: sure,
        };
}

/** Labels of compose services that Traefik reads. */
function* labels(root: YamlValue): Generator<Seen> {
  const limit = /^traefik\.http\.middlewares\.([\w-]+)\.ratelimit\.average\b/i;
  for (const [, service] of root.get('services').entries)
    for (const list of [service.get('labels'), service.at('deploy', 'labels')]) {
      for (const item of list.items) {
        const name = limit.exec(item.text ?? '')?.[1];
        if (name !== undefined)
          yield { span: item.span, text: `Traefik limits requests (${name})`, confidence: sure };
      }
      for (const [key, value] of list.entries) {
        const name = limit.exec(key)?.[1];
        if (name !== undefined)
          yield { span: value.span, text: `Traefik limits requests (${name})`, confidence: sure };
      }
    }
}

function* springGateway(gateway: YamlValue): Generator<Seen> {
  const routes = gateway.get('routes').items;
  for (const filters of [gateway.get('default-filters'), ...routes.map((route) => route.get('filters'))])
    for (const filter of filters.items)
      if ((filter.get('name').text ?? filter.text ?? '').startsWith('RequestRateLimiter'))
        yield {
          span: filter.span,
          text: 'the gateway limits requests (RequestRateLimiter)',
          confidence: sure,
        };
}

const isNumber = (block: HclBlock, name: string): boolean => block.attributes.has(name);

/** Limits of managed gateways and firewalls, by the registry of each Terraform provider. */
const terraform: Recogniser = {
  in: 'terraform',
  sighting,
  words: /throttl|rate_based_statement|rate_limit|ratelimit/,
  *see(block) {
    if (block.type !== 'resource') return;
    const [type = '', name = ''] = block.labels;
    const seen = (part: HclBlock, text: string): Seen => ({ span: part.span, text, confidence: sure });
    const parts = (...path: readonly string[]): readonly HclBlock[] =>
      path.reduce<readonly HclBlock[]>(
        (blocks, key) => blocks.flatMap((part) => blocksOf(part, key)),
        [block],
      );
    switch (type) {
      case 'aws_api_gateway_usage_plan':
        for (const part of parts('throttle_settings'))
          yield seen(part, `API Gateway limits requests (usage plan ${name})`);
        break;
      case 'aws_api_gateway_method_settings':
        for (const part of parts('settings'))
          if (isNumber(part, 'throttling_rate_limit'))
            yield seen(part, `API Gateway limits requests (${name})`);
        break;
      case 'aws_apigatewayv2_stage':
        for (const part of [...parts('default_route_settings'), ...parts('route_settings')])
          if (isNumber(part, 'throttling_rate_limit'))
            yield seen(part, `API Gateway limits requests (stage ${name})`);
        break;
      case 'aws_wafv2_web_acl':
      case 'aws_wafv2_rule_group':
        for (const part of parts('rule', 'statement', 'rate_based_statement'))
          yield seen(part, `AWS WAF limits requests (${name})`);
        break;
      case 'google_compute_security_policy':
        for (const part of parts('rule', 'rate_limit_options'))
          yield seen(part, `Cloud Armor limits requests (${name})`);
        break;
      case 'cloudflare_rate_limit':
        yield seen(block, `Cloudflare limits requests (${name})`);
        break;
      case 'cloudflare_ruleset':
        for (const part of parts('rules', 'ratelimit'))
          yield seen(part, `Cloudflare limits requests (${name})`);
        break;
      default:
    }
  },
};

/** Proxies, gateways and firewalls that limit requests. */
export const limitingProxies: readonly Recogniser[] = [nginx, haproxy, kubernetes, files, terraform];
