import type { SourceText } from '../../../model/source-text.js';
import type { YamlValue } from '../../../syntax/yaml.js';
import { goService, nodeService, pythonService } from '../../examples.js';
import type { Recogniser, Seen } from '../../recogniser.js';
import { sightedSignal } from '../../signal.js';

const sighting = 'mesh-resilience';

function at(value: YamlValue, text: string): Seen {
  return { span: value.span, text, confidence: 'high' };
}

/** Ingress annotations: https://kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/annotations/#custom-timeouts */
const ingressAnnotation =
  /^nginx\.ingress\.kubernetes\.io\/(proxy-(?:connect|read|send)-timeout|proxy-next-upstream(?:-tries|-timeout)?)$/;

const inManifests: Recogniser = {
  in: 'kubernetes',
  sighting,
  words:
    /VirtualService|connectionPool|ServiceProfile|HTTPRoute|GRPCRoute|HTTPProxy|kind: Middleware|nginx\.ingress\.kubernetes\.io\/proxy-/,
  *see(object) {
    const { kind, name, apiVersion, root } = object;
    const spec = root.get('spec');
    // https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRoute
    if (kind === 'VirtualService')
      for (const route of spec.get('http').items) {
        const timeout = route.get('timeout');
        if (timeout.text !== undefined && !/^0m?s$/.test(timeout.text))
          yield at(timeout, `the mesh gives up requests to ${name} after ${timeout.text}`);
        const attempts = route.at('retries', 'attempts').number;
        if (attempts !== undefined && attempts > 0)
          yield at(
            route.get('retries'),
            `the mesh tries failed requests to ${name} again, ${attempts} times at most`,
          );
      }
    // https://istio.io/latest/docs/reference/config/networking/destination-rule/#ConnectionPoolSettings
    const pool = spec.at('trafficPolicy', 'connectionPool');
    if (kind === 'DestinationRule' && pool.isMap)
      yield at(pool, `the mesh limits connections and requests to ${name} (connectionPool)`);
    // https://linkerd.io/2-edge/reference/service-profiles/
    if (kind === 'ServiceProfile')
      for (const route of spec.get('routes').items) {
        const path = route.get('name').text ?? '';
        const timeout = route.get('timeout');
        if (timeout.text !== undefined) yield at(timeout, `the mesh gives up ${path} after ${timeout.text}`);
        if (route.get('isRetryable').boolean === true)
          yield at(route.get('isRetryable'), `the mesh tries ${path} again within a budget`);
      }
    // https://gateway-api.sigs.k8s.io/reference/spec/#httproutetimeouts
    if (kind === 'HTTPRoute' || kind === 'GRPCRoute')
      for (const rule of spec.get('rules').items) {
        if (rule.get('timeouts').isMap)
          yield at(rule.get('timeouts'), `the gateway gives up requests of ${name} after a time`);
        if (rule.at('retry', 'attempts').number !== undefined)
          yield at(
            rule.get('retry'),
            `the gateway tries failed requests of ${name} again, a limited number of times`,
          );
      }
    // https://projectcontour.io/docs/main/config/request-routing/#response-timeouts
    if (kind === 'HTTPProxy')
      for (const route of spec.get('routes').items) {
        if (route.at('timeoutPolicy', 'response').text !== undefined)
          yield at(route.get('timeoutPolicy'), `the proxy gives up requests of ${name} after a time`);
        if (route.get('retryPolicy').isMap)
          yield at(
            route.get('retryPolicy'),
            `the proxy tries failed requests of ${name} again, a limited number of times`,
          );
      }
    // https://doc.traefik.io/traefik/middlewares/http/retry/
    if (kind === 'Middleware' && apiVersion.startsWith('traefik.')) {
      if (spec.at('retry', 'attempts').number !== undefined)
        yield at(
          spec.get('retry'),
          `Traefik tries failed requests behind ${name} again, a limited number of times`,
        );
      if (spec.get('inFlightReq').isMap)
        yield at(spec.get('inFlightReq'), `Traefik limits the requests at once behind ${name}`);
    }
    if (kind === 'Ingress')
      for (const [key, value] of root.at('metadata', 'annotations').entries) {
        const annotation = ingressAnnotation.exec(key)?.[1];
        if (annotation !== undefined && value.text !== undefined && value.text !== 'off')
          yield at(
            value,
            `the ingress ${name} limits how long it waits or how often it tries (${annotation}: ${value.text})`,
          );
      }
  },
};

/** A pattern in a file of settings, with what it says. */
interface Setting {
  readonly pattern: RegExp;
  readonly says: (value: string) => string;
}

function* settingsIn(source: SourceText, settings: readonly Setting[]): Generator<Seen> {
  for (const { pattern, says } of settings)
    for (const match of source.text.matchAll(pattern)) {
      const begin = match.index + match[0].search(/\S/);
      yield {
        span: source.span(begin, match.index + match[0].trimEnd().length),
        text: says((match[1] ?? '').trim()),
        confidence: 'high',
      };
    }
}

/** https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_next_upstream; the timeouts have a default of 60 s. */
const inNginx: Recogniser = {
  in: 'text',
  sighting,
  files:
    /(?:^|\/)[\w.-]*(?:nginx|default|site|proxy|vhost|app|upstream)[\w.-]*\.(?:conf|conf\.template|template)$|(?:^|\/)(?:conf\.d|sites-(?:enabled|available)|nginx)\/[^/]+$/i,
  words: /\b(?:proxy|grpc|fastcgi|uwsgi)_(?:next_upstream|read_timeout|connect_timeout)\b|\bmax_fails\b/,
  see: (source) =>
    settingsIn(source, [
      {
        pattern: /^[ \t]*(?:proxy|grpc|fastcgi|uwsgi)_next_upstream[ \t]+(?!off)([^;#\n]+);/gm,
        says: (value) => `nginx passes a failed request to the next server (${value})`,
      },
      {
        // What is longer than the default waits for slow servers instead of giving them up.
        pattern:
          /^[ \t]*((?:proxy|grpc|fastcgi|uwsgi)_(?:read|connect)_timeout[ \t]+(?:[1-9]|[1-5]\d|60)s?|(?:proxy|grpc|fastcgi|uwsgi)_(?:read|connect)_timeout[ \t]+(?:\d{1,4}ms|1m));/gm,
        says: (value) => `nginx gives a slow server up after a time (${value})`,
      },
      {
        pattern: /^[ \t]*server[ \t]+[^;#\n]*\b(max_fails=\d+[^;#\n]*);/gm,
        says: (value) => `nginx takes a server out that keeps failing (${value})`,
      },
    ]),
};

/** https://www.envoyproxy.io/docs/envoy/latest/intro/arch_overview/upstream/circuit_breaking */
const inEnvoy: Recogniser = {
  in: 'text',
  sighting,
  files: /envoy[\w.-]*(?:\/[^/]+)?\.(?:ya?ml|json|tmpl)$/i,
  words: /circuit_breakers|outlier_detection|retry_policy/,
  see: (source) =>
    settingsIn(source, [
      {
        pattern: /^[ \t-]*["']?circuit_breakers["']?:/gm,
        says: () => 'Envoy limits connections and requests to a cluster (circuit_breakers)',
      },
      {
        pattern: /^[ \t-]*["']?outlier_detection["']?:/gm,
        says: () => 'Envoy takes instances out that keep failing (outlier_detection)',
      },
      {
        pattern: /^[ \t-]*["']?retry_policy["']?:/gm,
        says: () => 'Envoy tries failed requests again, a limited number of times (retry_policy)',
      },
    ]),
};

/**
 * The retry policy of gRPC stands in a service configuration, JSON within program text or a file of its own.
 * Source: https://grpc.io/docs/guides/retry/
 */
const grpcPolicy: Setting = {
  pattern: /["']?retryPolicy\\?["']?\s*:\s*\{[^}]*maxAttempts\\?["']?\s*:\s*["']?([\d.]+)/g,
  says: (value) => `gRPC tries failed calls again, ${value} times at most (retryPolicy)`,
};

const inServiceConfig: Recogniser = {
  in: 'text',
  sighting,
  files: /\.(?:go|java|kt|py|js|ts|mjs|cs|json|rb|rs)$/,
  words: /retryPolicy\W[\s\S]{0,200}maxAttempts/,
  see: (source) => (/methodConfig/.test(source.text) ? settingsIn(source, [grpcPolicy]) : []),
};

export const meshResilience = sightedSignal({
  id: sighting,
  question: 'partial-failure',
  stance: 'supports',
  meaning: 'What stands between the services gives slow calls up, limits them or repeats them in one place.',
  recognition:
    'Timeouts, retries and connection pools of Istio, Linkerd, Gateway API, Contour, Traefik, nginx or Envoy, and retry policies of gRPC service configurations.',
  guards: [
    'A proxy with its defaults is none.',
    'A route without timeout or retries, a timeout of zero and retries that are off are none.',
  ],
  languages: ['JavaScript', 'Go', 'Python'],
  recognisers: [inManifests, inNginx, inEnvoy, inServiceConfig],
  seen: [
    {
      title: 'Istio',
      files: nodeService('', {
        'k8s/route.yaml':
          'apiVersion: networking.istio.io/v1\nkind: VirtualService\nmetadata: {name: payments}\nspec:\n  hosts: [payments]\n  http:\n    - route: [{destination: {host: payments}}]\n      timeout: 3s\n      retries: {attempts: 2, perTryTimeout: 1s}\n',
      }),
    },
    {
      title: 'a connection pool of Istio',
      files: nodeService('', {
        'k8s/rule.yaml':
          'apiVersion: networking.istio.io/v1\nkind: DestinationRule\nmetadata: {name: payments}\nspec:\n  host: payments\n  trafficPolicy:\n    connectionPool: {http: {http1MaxPendingRequests: 10}}\n',
      }),
    },
    {
      title: 'Linkerd',
      files: nodeService('', {
        'k8s/profile.yaml':
          'apiVersion: linkerd.io/v1alpha2\nkind: ServiceProfile\nmetadata: {name: payments.shop.svc.cluster.local}\nspec:\n  routes:\n    - {name: GET /rates, isRetryable: true, condition: {method: GET, pathRegex: /rates}}\n',
      }),
    },
    {
      title: 'nginx',
      files: nodeService('', {
        'nginx/nginx.conf':
          'http {\n  server {\n    location / {\n      proxy_pass http://app;\n      proxy_read_timeout 5s;\n      proxy_next_upstream error timeout;\n    }\n  }\n}\n',
      }),
    },
    {
      title: 'Envoy',
      files: nodeService('', {
        'deploy/envoy.yaml':
          'static_resources:\n  clusters:\n    - name: payments\n      circuit_breakers:\n        thresholds: [{max_connections: 100}]\n',
      }),
    },
    {
      title: 'gRPC',
      files: nodeService(
        "const options = {\n  'grpc.service_config': JSON.stringify({\n    methodConfig: [{ name: [{}], retryPolicy: { maxAttempts: 4, initialBackoff: '0.1s' } }],\n  }),\n};\n",
      ),
    },
    {
      title: 'gRPC in Go',
      files: goService(
        'import "google.golang.org/grpc"\n\nconst policy = `{\n  "methodConfig": [{\n    "name": [{"service": "shop.Payments"}],\n    "retryPolicy": {"maxAttempts": 4, "initialBackoff": "0.1s", "maxBackoff": "1s", "backoffMultiplier": 2, "retryableStatusCodes": ["UNAVAILABLE"]}\n  }]\n}`\n\nfunc connect() (*grpc.ClientConn, error) {\n\treturn grpc.NewClient("payments:50051", grpc.WithDefaultServiceConfig(policy))\n}\n',
      ),
    },
    {
      title: 'gRPC in Python',
      files: pythonService(
        'import json\n\nimport grpc\n\npolicy = json.dumps({\n    "methodConfig": [{\n        "name": [{"service": "shop.Payments"}],\n        "retryPolicy": {"maxAttempts": 4, "initialBackoff": "0.1s", "retryableStatusCodes": ["UNAVAILABLE"]},\n    }]\n})\nchannel = grpc.insecure_channel("payments:50051", options=[("grpc.service_config", policy)])\n',
      ),
    },
  ],
  unseen: [
    {
      title: 'a route without either',
      files: nodeService('', {
        'k8s/route.yaml':
          'apiVersion: networking.istio.io/v1\nkind: VirtualService\nmetadata: {name: payments}\nspec:\n  hosts: [payments]\n  http:\n    - route: [{destination: {host: payments}}]\n      retries: {attempts: 0}\n',
      }),
    },
    {
      title: 'nginx with its defaults, and a line that is commented out',
      files: nodeService('', {
        'nginx/nginx.conf':
          'http {\n  server {\n    location / { proxy_pass http://app; }\n    # proxy_read_timeout 5s;\n    proxy_next_upstream off;\n  }\n}\n',
      }),
    },
    {
      title: 'a retry policy of something else',
      files: nodeService('export const queue = { retryPolicy: { maxAttempts: 4 } };\n'),
    },
  ],
});
