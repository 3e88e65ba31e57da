import type { Probe } from '../../../model/probe.js';
import type { Reading } from '../../../model/reading.js';
import type { SourceText } from '../../../model/source-text.js';
import { nginxDirectives, parseNginx, type NginxDirective } from '../../../syntax/manifests/nginx.js';
import { askedPath, portNumber } from '../http-address.js';
import { headerLine, requestHeaders } from '../request-headers.js';
import { numberOf, secondsOf } from '../timings.js';
import { proxyProbe, upstreamOf, type Upstream } from '../upstreams.js';

/** The checks of one configuration. */
export function readNginx(source: SourceText): Reading<Probe> {
  const directives = parseNginx(source);
  const upstreams = new Map(
    [...nginxDirectives(directives, 'upstream')].map(({ directive }) => [
      directive.words[0] ?? '',
      directive,
    ]),
  );
  const facts: Probe[] = [];
  for (const name of ['health_check', 'upstream_probe'])
    for (const { directive, around } of nginxDirectives(directives, name))
      facts.push(...probeOf(directive, around.at(-1), upstreams));
  for (const [name, upstream] of upstreams) facts.push(...tengineProbe(name, upstream));
  return { facts, skipped: [] };
}

function optionsOf({ words }: NginxDirective): ReadonlyMap<string, string> {
  return new Map(
    words.map((word) => {
      const equals = word.indexOf('=');
      return equals > 0 ? [word.slice(0, equals), word.slice(equals + 1)] : [word, ''];
    }),
  );
}

function probeOf(
  check: NginxDirective,
  place: NginxDirective | undefined,
  upstreams: ReadonlyMap<string, NginxDirective>,
): readonly Probe[] {
  const pass = place?.children.find(({ name }) => /^(proxy|grpc|fastcgi|uwsgi)_pass$/.test(name));
  if (!pass) return [];
  const options = optionsOf(check);
  const asked = upstreamOf(pass.words[0] ?? '');
  const group = upstreams.get(asked.host ?? '');
  const server = group ? firstServer(group) : asked;
  const probe = proxyProbe(
    { platform: 'nginx', kind: 'nginx upstream', name: asked.host ?? pass.words[0] ?? '', span: check.span },
    server,
    {
      periodSeconds: secondsOf(options.get('interval')),
      failureThreshold: numberOf(options.get('fails')),
      successThreshold: numberOf(options.get('passes')),
    },
  );
  const port = portNumber(options.get('port')) ?? server?.port;
  if (options.get('type') === 'grpc') {
    const service = options.get('grpc_service');
    return [
      {
        ...probe,
        transport: 'grpc',
        ...(port !== undefined && { port }),
        ...(service !== undefined && { grpcService: service }),
      },
    ];
  }
  // In the stream part of a configuration a check is a connection.
  if (place?.name === 'server') return [{ ...probe, transport: 'tcp', ...(port !== undefined && { port }) }];
  const uri = options.get('uri') ?? '/';
  const headers = place?.children.filter(({ name }) => name === 'proxy_set_header') ?? [];
  return [
    {
      ...probe,
      transport: 'http',
      ...(!uri.includes('$') && { path: askedPath(uri) }),
      ...(port !== undefined && { port }),
      scheme: asked.scheme ?? 'http',
      ...requestHeaders(
        headers.map(({ words }) => [words[0], words[1]?.includes('$') === true ? '?' : words[1]] as const),
      ),
    },
  ];
}

function firstServer(upstream: NginxDirective): Upstream | undefined {
  const server = upstream.children.find(({ name }) => name === 'server');
  return server && upstreamOf(server.words[0] ?? '');
}

/** `check interval=3000 rise=2 fall=5 type=http;`. Source: https://tengine.taobao.org/document/http_upstream_check.html */
function tengineProbe(name: string, upstream: NginxDirective): readonly Probe[] {
  const check = upstream.children.find(
    (one) => one.name === 'check' && one.words.some((word) => word.includes('=')),
  );
  if (!check) return [];
  const options = optionsOf(check);
  const server = firstServer(upstream);
  const seconds = (key: string): number | undefined => {
    const written = numberOf(options.get(key));
    return written === undefined ? undefined : written / 1_000;
  };
  const probe = proxyProbe({ platform: 'nginx', kind: 'nginx upstream', name, span: check.span }, server, {
    periodSeconds: seconds('interval'),
    timeoutSeconds: seconds('timeout'),
    failureThreshold: numberOf(options.get('fall')),
    successThreshold: numberOf(options.get('rise')),
  });
  const port = portNumber(options.get('port')) ?? server?.port;
  const asksPort = port === undefined ? {} : { port };
  if (!/^https?$/.test(options.get('type') ?? 'tcp')) return [{ ...probe, transport: 'tcp', ...asksPort }];
  const sent = upstream.children.find((one) => one.name === 'check_http_send')?.words[0] ?? '';
  const [first = '', ...rest] = sent.split(/\\r\\n|[\r\n]+/);
  const path = /^[A-Z]+\s+(\S+)/.exec(first)?.[1] ?? '/';
  return [
    {
      ...probe,
      transport: 'http',
      path: askedPath(path),
      ...asksPort,
      scheme: 'http',
      ...requestHeaders(rest.map(headerLine)),
    },
  ];
}
