import type { Probe } from '../../../model/probe.js';
import type { Reading } from '../../../model/reading.js';
import type { SourceSpan } from '../../../model/source-span.js';
import type { SourceText } from '../../../model/source-text.js';
import { parseKubernetes } from '../../../syntax/manifests/kubernetes.js';
import { readTomlTables } from '../../../syntax/manifests/toml.js';
import { parseYaml, type YamlValue } from '../../../syntax/yaml.js';
import { labelledServices } from '../compose-labels.js';
import { askedPath, portNumber } from '../http-address.js';
import { hostHeader, requestHeaders } from '../request-headers.js';
import { secondsOf } from '../timings.js';
import { proxyProbe, upstreamOf, type Upstream } from '../upstreams.js';

/** The checks of one file: a dynamic configuration, a compose file, or objects of Kubernetes. */
export function readTraefik(source: SourceText): Reading<Probe> {
  const facts = source.path.toLowerCase().endsWith('.toml')
    ? ofToml(source)
    : [...ofYaml(source), ...ofLabels(source), ...ofKubernetes(source)];
  return { facts, skipped: [] };
}

/** A check's settings by lower-cased name. */
interface Check {
  readonly kind: string;
  readonly name: string;
  readonly span: SourceSpan;
  readonly text: (key: string) => string | undefined;
  readonly headers: readonly (readonly [string, string | undefined])[];
}

function probeOf(check: Check, upstream: Upstream | undefined): readonly Probe[] {
  const { text, headers } = check;
  const path = text('path');
  const mode = text('mode');
  // Without a path there is no check, unless it is one of gRPC or of TCP.
  if (mode !== 'grpc' && (path === undefined || path === '')) return [];
  const port = portNumber(text('port')) ?? upstream?.port;
  const probe = proxyProbe(
    { platform: 'traefik', kind: check.kind, name: check.name, span: check.span },
    upstream,
    { periodSeconds: secondsOf(text('interval')), timeoutSeconds: secondsOf(text('timeout')) },
  );
  const asksPort = port === undefined ? {} : { port };
  if (mode === 'grpc') return [{ ...probe, transport: 'grpc', ...asksPort }];
  const scheme = text('scheme') ?? upstream?.scheme;
  const host = hostHeader(text('hostname') ?? text('host'));
  return [
    {
      ...probe,
      transport: 'http',
      ...(path !== undefined && !/[{}$]/.test(path) && { path: askedPath(path) }),
      ...asksPort,
      scheme: scheme === 'https' ? 'https' : 'http',
      ...requestHeaders([...Object.entries(host.headers ?? {}), ...headers]),
    },
  ];
}

/** Traefik takes its keys in any case. */
function anyCase(value: YamlValue, key: string): YamlValue {
  const found = value.entries.find(([name]) => name.toLowerCase() === key.toLowerCase());
  return found ? found[1] : value.get(key);
}

function ofYaml(source: SourceText): readonly Probe[] {
  return parseYaml(source).documents.flatMap(({ root }) =>
    anyCase(anyCase(root, 'http'), 'services').entries.flatMap(([name, service]) => {
      const balancer = anyCase(service, 'loadBalancer');
      const server = anyCase(balancer, 'servers').items[0];
      const url = server && anyCase(server, 'url').text;
      const check = anyCase(balancer, 'healthCheck');
      return check.isMap
        ? probeOf(checkOf(check, 'Traefik service', name), url === undefined ? undefined : upstreamOf(url))
        : [];
    }),
  );
}

function checkOf(value: YamlValue, kind: string, name: string): Check {
  return {
    kind,
    name,
    span: value.span,
    text: (key) => anyCase(value, key).text,
    headers: anyCase(value, 'headers').entries.map(([header, { text }]) => [header, text] as const),
  };
}

function ofToml(source: SourceText): readonly Probe[] {
  const tables = readTomlTables(source);
  return tables.flatMap((table) => {
    const place = /^http\.services\.(.+)\.loadbalancer\.healthcheck$/i.exec(table.name);
    if (!place) return [];
    const [, name = ''] = place;
    const servers = `http.services.${name}.loadbalancer.servers`.toLowerCase();
    const url = tables.find((other) => other.name.toLowerCase() === servers)?.entries.get('url')?.text;
    const entries = new Map([...table.entries].map(([key, { text }]) => [key.toLowerCase(), text]));
    const headers = tables.find(
      (other) => other.name.toLowerCase() === `${table.name.toLowerCase()}.headers`,
    );
    const check: Check = {
      kind: 'Traefik service',
      name,
      span: table.span,
      text: (key) => entries.get(key),
      headers: [...(headers?.entries ?? [])].map(([key, { text }]) => [key, text] as const),
    };
    return probeOf(check, url === undefined ? undefined : upstreamOf(url));
  });
}

/** The compose service that bears the labels is the one that is asked. */
function ofLabels(source: SourceText): readonly Probe[] {
  return labelledServices(source).flatMap(({ service, labels }) => {
    const checks = new Map<
      string,
      { span: SourceSpan; settings: Map<string, string>; headers: [string, string][] }
    >();
    const ports = new Map<string, string>();
    for (const { name, value, span } of labels) {
      const label =
        /^traefik\.http\.services\.([^.]+)\.loadbalancer\.(healthcheck|server)\.(.+)$/i.exec(name) ??
        /^traefik\.()(?:backend\.)?(healthcheck)\.(.+)$/i.exec(name) ??
        /^traefik\.()()(port)$/i.exec(name);
      if (!label) continue;
      const [, group = '', part = '', key = ''] = label;
      if (part.toLowerCase() !== 'healthcheck') {
        if (key.toLowerCase() === 'port') ports.set(group, value);
        continue;
      }
      const check = checks.get(group) ?? { span, settings: new Map<string, string>(), headers: [] };
      checks.set(group, check);
      const header = /^headers\.(.+)$/i.exec(key)?.[1];
      if (header === undefined) check.settings.set(key.toLowerCase(), value);
      else check.headers.push([header, value]);
      if (key.toLowerCase() === 'path') check.span = span;
    }
    return [...checks].flatMap(([group, { span, settings, headers }]) => {
      const port = portNumber(ports.get(group));
      const check: Check = {
        kind: 'compose service',
        name: service.name,
        span,
        text: (key) => settings.get(key),
        headers,
      };
      return probeOf(check, port === undefined ? {} : { port });
    });
  });
}

function ofKubernetes(source: SourceText): readonly Probe[] {
  if (!/kind:\s*["']?(IngressRoute|TraefikService)\b/.test(source.text)) return [];
  return parseKubernetes(source).objects.flatMap(({ kind, root }) => {
    const spec = root.get('spec');
    const services =
      kind === 'IngressRoute'
        ? spec.get('routes').items.flatMap((route) => route.get('services').items)
        : kind === 'TraefikService'
          ? spec.at('weighted', 'services').items
          : [];
    return services.flatMap((service) => {
      const check = service.get('healthCheck');
      const name = service.get('name').text ?? '';
      const port = portNumber(service.get('port').text);
      return check.isMap
        ? probeOf(checkOf(check, 'Service', name), { ...(port !== undefined && { port }) })
        : [];
    });
  });
}
